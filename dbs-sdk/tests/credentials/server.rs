//! A server on loopback that answers what a test says and keeps what it was asked.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// A request as it arrived.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
    parameters: Vec<(String, String)>,
}

impl Asked {
    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// A parameter of the query or the form.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        find(&self.parameters, name)
    }

    /// The action, wherever it stands.
    pub(crate) fn action(&self) -> &str {
        self.header("x-acs-action").or_else(|| self.parameter("Action")).unwrap_or_default()
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    body: String,
    after: Duration,
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, body: body.into(), after: Duration::ZERO }
    }

    pub(crate) fn json(body: Value) -> Self {
        Self::new(200, body.to_string())
    }

    pub(crate) fn after(mut self, seconds: f64) -> Self {
        self.after = Duration::from_secs_f64(seconds);
        self
    }
}

type Script = Box<dyn FnMut(&Asked) -> Reply + Send>;

/// The server; it ends with the test.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub(crate) fn new(script: impl FnMut(&Asked) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = Self { address, asked: Arc::default() };
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(Box::new(script)));
        let asked = Arc::clone(&server.asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, asked) = (Arc::clone(&script), Arc::clone(&asked));
                std::thread::spawn(move || serve(stream, &script, &asked));
            }
        });
        server
    }

    /// One that gives `reply` to everything.
    pub(crate) fn saying(reply: Reply) -> Self {
        Self::new(move |_| reply.clone())
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the requests").clone()
    }
}

fn serve(stream: TcpStream, script: &Mutex<Script>, asked: &Mutex<Vec<Asked>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let mut words = line.split(' ').map(str::to_owned);
        let mut request = Asked { method: words.next().expect("a method"), ..Asked::default() };
        let target = words.next().expect("a target");
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).expect("a header");
            let Some((name, value)) = header.trim().split_once(':') else { break };
            let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
            if name == "content-length" {
                length = value.parse().expect("a length");
            }
            request.headers.push((name, value));
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let pairs = |text: &[u8]| url::form_urlencoded::parse(text).into_owned().collect();
        let mut parameters: Vec<_> = pairs(query.as_bytes());
        parameters.extend::<Vec<_>>(pairs(&body));
        request.path = path.to_owned();
        request.body = String::from_utf8(body).expect("a text");
        request.parameters = parameters;
        let reply = (script.lock().expect("a script"))(&request);
        asked.lock().expect("the requests").push(request);
        std::thread::sleep(reply.after);
        let Reply { status, body, .. } = reply;
        let length = body.len();
        let mut stream = &stream;
        let answer = format!("HTTP/1.1 {status} .\r\ncontent-length: {length}\r\n\r\n{body}");
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}
