//! A line to the cloud that breaks, or damages what passes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What happens to the answers on one connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Harm {
    None,
    /// It breaks after so many bytes.
    Cut(usize),
    /// A bit of the byte at this place is flipped.
    Flip(usize),
}

/// Ends with the test.
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    harmed: Arc<AtomicUsize>,
    accepting: JoinHandle<()>,
}

impl Relay {
    /// `harm` is asked for each connection, counted from 0.
    pub(crate) async fn start(
        cloud: String,
        harm: impl Fn(usize) -> Harm + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let harmed = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&harmed);
        let accepting = tokio::spawn(async move {
            for number in 0.. {
                let (client, _) = listener.accept().await.unwrap();
                let server = TcpStream::connect(&cloud).await.unwrap();
                tokio::spawn(relay(client, server, harm(number), Arc::clone(&count)));
            }
        });
        Self { address, harmed, accepting }
    }

    /// How many connections were harmed so far.
    pub(crate) fn harmed(&self) -> usize {
        self.harmed.load(Ordering::SeqCst)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn relay(client: TcpStream, server: TcpStream, harm: Harm, harmed: Arc<AtomicUsize>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let requests = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
    });
    let mut buffer = vec![0; 16 * 1024];
    let mut passed = 0;
    while let Ok(read @ 1..) = from_server.read(&mut buffer).await {
        let mut bytes = &mut buffer[..read];
        let place = match harm {
            Harm::Cut(at) | Harm::Flip(at) => at.checked_sub(passed).filter(|at| *at < read),
            Harm::None => None,
        };
        let cut = place.is_some() && matches!(harm, Harm::Cut(_));
        if let Some(place) = place {
            harmed.fetch_add(1, Ordering::SeqCst);
            if cut {
                bytes = &mut bytes[..place];
            } else {
                bytes[place] ^= 1;
            }
        }
        passed += bytes.len();
        if to_client.write_all(bytes).await.is_err() || cut {
            break;
        }
    }
    requests.abort();
}
