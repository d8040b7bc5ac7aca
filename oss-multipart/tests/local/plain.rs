//! A server of one file that is not OSS, and does as little of HTTP as it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server offers.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) data: Vec<u8>,
    pub(crate) ranges: bool,
    /// With its quotes.
    pub(crate) etag: Option<String>,
    pub(crate) crc64: Option<u64>,
    /// Whether it says how long the answer is, or sends it in chunks.
    pub(crate) length: bool,
    /// The query that a request must have.
    pub(crate) pass: String,
    /// After how many bytes of body the answers end, by their number.
    pub(crate) cut: fn(usize) -> Option<usize>,
    /// Before each answer.
    pub(crate) pause: Duration,
}

#[derive(Default)]
struct Counts {
    asked: Vec<String>,
    answered: usize,
    now: usize,
    most: usize,
}

/// Ends with the test.
pub(crate) struct Plain {
    address: String,
    offer: Arc<Mutex<Offer>>,
    counts: Arc<Mutex<Counts>>,
}

impl Offer {
    pub(crate) fn of(data: Vec<u8>) -> Self {
        Self {
            data,
            ranges: true,
            etag: Some("\"v1\"".to_owned()),
            crc64: None,
            length: true,
            pass: "pass=1".to_owned(),
            cut: |_| None,
            pause: Duration::ZERO,
        }
    }
}

impl Plain {
    pub(crate) fn start(offer: Offer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (offer, counts) = (Arc::new(Mutex::new(offer)), Arc::new(Mutex::default()));
        let plain = Self { address, offer: Arc::clone(&offer), counts: Arc::clone(&counts) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (offer, counts) = (Arc::clone(&offer), Arc::clone(&counts));
                // Whoever reads no further is not answered to the end.
                std::thread::spawn(move || serve(stream.unwrap(), &offer, &counts));
            }
        });
        plain
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/a/file.tar?{}", self.address, self.offer.lock().unwrap().pass)
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Offer)) {
        change(&mut self.offer.lock().unwrap());
    }

    /// The heads of all requests.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.counts.lock().unwrap().asked.clone()
    }

    /// The largest number of requests that were answered at once.
    pub(crate) fn most(&self) -> usize {
        self.counts.lock().unwrap().most
    }
}

fn serve(stream: TcpStream, offer: &Mutex<Offer>, counts: &Mutex<Counts>) -> Option<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    {
        let mut counts = counts.lock().unwrap();
        counts.asked.push(head.clone());
        counts.now += 1;
        counts.most = counts.most.max(counts.now);
    }
    let offer = offer.lock().unwrap().clone();
    std::thread::sleep(offer.pause);
    let _ = answer(stream, &head, &offer, counts);
    counts.lock().unwrap().now -= 1;
    Some(())
}

fn answer(
    mut stream: TcpStream,
    head: &str,
    offer: &Offer,
    counts: &Mutex<Counts>,
) -> std::io::Result<()> {
    let header = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    };
    let target = head.split(' ').nth(1).unwrap_or_default();
    let refuse = |stream: &mut TcpStream, status: &str, words: &str| {
        let length = words.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{words}"
        )
    };
    if target.split_once('?').map_or("", |(_, query)| query) != offer.pass {
        // As the service does, it repeats what it was asked.
        let target = target.replace('&', "&amp;");
        let words = format!(
            "<Error><Code>AccessDenied</Code><Message>Request has expired: {target}</Message></Error>"
        );
        return refuse(&mut stream, "403 Forbidden", &words);
    }
    if header("if-match").is_some_and(|etag| offer.etag.as_deref() != Some(etag)) {
        return refuse(&mut stream, "412 Precondition Failed", "");
    }
    let all = offer.data.len();
    let range = header("range").filter(|_| offer.ranges).map(|range| parse(range, all));
    let (mut answer, body) = match range {
        Some(range) if range.start >= all => {
            return refuse(&mut stream, "416 Range Not Satisfiable", "");
        }
        Some(range) => {
            let (first, last) = (range.start, range.end - 1);
            let head = format!("206 Partial Content\r\nContent-Range: bytes {first}-{last}/{all}");
            (head, &offer.data[range])
        }
        None => ("200 OK".to_owned(), &offer.data[..]),
    };
    if let Some(etag) = &offer.etag {
        answer.push_str(&format!("\r\nETag: {etag}"));
    }
    if let Some(crc64) = offer.crc64 {
        answer.push_str(&format!("\r\nx-oss-hash-crc64ecma: {crc64}"));
    }
    let number = {
        let mut counts = counts.lock().unwrap();
        counts.answered += 1;
        counts.answered - 1
    };
    let sent = &body[..(offer.cut)(number).unwrap_or(body.len()).min(body.len())];
    if offer.length {
        answer.push_str(&format!("\r\nContent-Length: {}", body.len()));
        write!(stream, "HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n")?;
        return stream.write_all(sent);
    }
    write!(stream, "HTTP/1.1 {answer}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", sent.len())?;
    stream.write_all(sent)?;
    let whole = sent.len() == body.len();
    stream.write_all(if whole { b"\r\n0\r\n\r\n" } else { b"" })
}

fn parse(range: &str, all: usize) -> Range<usize> {
    let (first, last) = range.strip_prefix("bytes=").unwrap().split_once('-').unwrap();
    let last: usize = last.parse().unwrap();
    first.parse().unwrap()..(last + 1).min(all)
}
