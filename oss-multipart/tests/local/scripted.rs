//! A server that answers what it is told to, and says over which connection it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oss_multipart::{Bucket, BucketBuilder, Credentials, RetryPolicy};

pub(crate) const SECRET: &str = "planted-key-secret-0123456789";
pub(crate) const TOKEN: &str = "CAIS+planted/security&token==";

/// Answers one request after the other with the next of its lines; ends with the test.
pub(crate) struct Scripted {
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Counted from 0 in the order in which they were opened.
    pub(crate) connection: usize,
    /// Request line and headers, in lower case.
    pub(crate) head: String,
}

struct Script {
    /// Last one first; an empty one resets the connection.
    answers: Mutex<Vec<String>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// `head` is a status line and headers without the length.
pub(crate) fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

impl Scripted {
    pub(crate) fn start(answers: &[String]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers = answers.iter().rev().cloned().collect();
        let script = Arc::new(Script { answers: Mutex::new(answers), asked: Arc::clone(&asked) });
        std::thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let script = Arc::clone(&script);
                std::thread::spawn(move || script.serve(connection, stream.unwrap()));
            }
        });
        Self { address, asked }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn builder(&self) -> BucketBuilder {
        let credentials = Credentials::new("LTAIplanted", SECRET).with_security_token(TOKEN);
        let pause = Duration::from_millis(1);
        Bucket::builder(&format!("http://{}", self.address), "backups")
            .region("cn-hangzhou")
            .credentials(credentials)
            .retry(RetryPolicy::default().tries(Some(3)).pauses(pause, pause))
    }

    pub(crate) fn bucket(&self) -> Bucket {
        self.builder().build().unwrap()
    }
}

impl Script {
    /// Ends when the client closes the connection, or nothing is left to say.
    fn serve(&self, connection: usize, stream: TcpStream) {
        let mut writer = stream.try_clone().unwrap();
        let mut reader = BufReader::new(stream);
        while let Some(head) = read_request(&mut reader) {
            let closes = head.contains("connection: close");
            self.asked.lock().unwrap().push(Asked { connection, head });
            let Some(answer) = self.answers.lock().unwrap().pop() else { return };
            if answer.is_empty() || writer.write_all(answer.as_bytes()).is_err() || closes {
                return;
            }
        }
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<String> {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line.to_lowercase());
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(head)
}
