//! A server on loopback that does one scripted thing after the other, down to the bytes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dbs_sdk::{Client, ClientBuilder, Credentials, RetryPolicy};

/// What the server does with one request.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// Answers this.
    Answer { status: u16, headers: String, body: String },
    /// Closes the connection after the whole request was read.
    Close,
    /// Announces more bytes than it sends.
    Cut,
    /// Never answers.
    Silence,
}

/// An answer without headers of its own.
pub(crate) fn answer(status: u16, body: &str) -> Deed {
    Deed::Answer { status, headers: String::new(), body: body.to_owned() }
}

/// A refusal by the gateway.
pub(crate) fn refusal(status: u16, code: &str) -> Deed {
    answer(status, &format!(r#"{{"Code":"{code}","Message":"as scripted","RequestId":"R-1"}}"#))
}

/// An answer to anything.
pub(crate) fn good() -> Deed {
    answer(200, r#"{"Success":true,"RequestId":"R-2"}"#)
}

impl Deed {
    pub(crate) fn with_header(self, header: &str) -> Self {
        match self {
            Self::Answer { status, headers, body } => {
                Self::Answer { status, headers: format!("{headers}{header}\r\n"), body }
            }
            other => other,
        }
    }
}

/// A request's head, lower case names.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The server; it ends with the test. When the script is over, it goes on with [`good`] answers.
pub(crate) struct Wire {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Wire {
    pub(crate) fn playing(script: impl IntoIterator<Item = Deed>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::default();
        let mut script: Vec<Deed> = script.into_iter().collect();
        script.reverse();
        let script = Arc::new(Mutex::new(script));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, seen) = (Arc::clone(&script), Arc::clone(&seen));
                std::thread::spawn(move || serve(&stream, &script, &seen));
            }
        });
        Self { address, asked }
    }

    /// A client that does not wait long between its tries.
    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder(format!("http://{}", self.address), Credentials::new("id", "s3cret"))
            .retry(quick())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the requests").clone()
    }
}

pub(crate) fn quick() -> RetryPolicy {
    let mut policy = RetryPolicy::default();
    policy.base = Duration::from_millis(1);
    policy
}

fn serve(stream: &TcpStream, script: &Mutex<Vec<Deed>>, seen: &Mutex<Vec<Asked>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let mut stream = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).expect("a target").to_owned();
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).expect("a header");
            let Some((name, value)) = header.trim().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let request = Asked { target, headers };
        let length = request.header("content-length").map_or(0, |text| text.parse().expect("one"));
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        seen.lock().expect("the requests").push(request);
        let deed = script.lock().expect("the script").pop().unwrap_or_else(good);
        match deed {
            Deed::Answer { status, headers, body } => write!(
                stream,
                "HTTP/1.1 {status} As Scripted\r\n{headers}content-length: {}\r\n\r\n{body}",
                body.len()
            )
            .expect("an answer"),
            Deed::Close => return,
            Deed::Cut => {
                write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{{").expect("half");
                return;
            }
            Deed::Silence => std::thread::sleep(Duration::from_secs(20)),
        }
    }
}
