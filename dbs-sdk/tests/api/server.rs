//! A server on loopback that answers what a test says and keeps what it was asked. Null is no answer:
//! it closes the connection.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use dbs_sdk::{Client, Credentials, RetryPolicy};
use serde_json::Value;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) action: String,
    pub(crate) version: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
}

impl Asked {
    /// A parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

type Reply = Box<dyn FnMut(&Asked) -> Value + Send>;

/// The server; it ends with the test.
pub(crate) struct Server {
    address: SocketAddr,
    reply: Arc<Mutex<Reply>>,
    asked: Arc<Mutex<VecDeque<Asked>>>,
}

impl Server {
    pub(crate) fn new(reply: impl FnMut(&Asked) -> Value + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server = Self {
            address: listener.local_addr().expect("an address"),
            reply: Arc::new(Mutex::new(Box::new(reply))),
            asked: Arc::default(),
        };
        let (reply, asked) = (Arc::clone(&server.reply), Arc::clone(&server.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (reply, asked) = (Arc::clone(&reply), Arc::clone(&asked));
                std::thread::spawn(move || serve(stream, &reply, &asked));
            }
        });
        server
    }

    /// One that gives `answer` to everything.
    pub(crate) fn saying(answer: Value) -> Self {
        Self::new(move |_| answer.clone())
    }

    pub(crate) fn say(&self, answer: Value) {
        *self.reply.lock().expect("a reply") = Box::new(move |_| answer.clone());
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(RetryPolicy::never())
    }

    pub(crate) fn client_with(&self, policy: RetryPolicy) -> Client {
        Client::builder(self.endpoint(), Credentials::new("id", "s3cret"))
            .retry(policy)
            .build()
            .expect("a client")
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked since the last time.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the requests").drain(..).collect()
    }
}

fn serve(stream: TcpStream, reply: &Mutex<Reply>, asked: &Mutex<VecDeque<Asked>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).expect("a target").to_owned();
        let (mut action, mut version, mut length) = (String::new(), String::new(), 0);
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).expect("a header");
            let Some((name, value)) = header.trim().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "x-acs-action" => action = value.trim().to_owned(),
                "x-acs-version" => version = value.trim().to_owned(),
                "content-length" => length = value.trim().parse().expect("a length"),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let pairs = |text: &[u8]| {
            let mut pairs: Vec<_> = url::form_urlencoded::parse(text).into_owned().collect();
            pairs.sort();
            pairs
        };
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let request = Asked { action, version, query: pairs(query.as_bytes()), form: pairs(&body) };
        let answer = (reply.lock().expect("a reply"))(&request);
        asked.lock().expect("the requests").push_back(request);
        if answer.is_null() {
            return;
        }
        let answer = answer.to_string();
        let mut stream = &stream;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length:";
        // In one piece: several small ones wait for each other's acknowledgement.
        let whole = format!("{head} {}\r\n\r\n{answer}", answer.len());
        stream.write_all(whole.as_bytes()).expect("an answer");
    }
}
