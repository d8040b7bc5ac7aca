//! A line with a round trip: a TCP relay that delivers every byte later.
//!
//! The handshake cannot be delayed from here, a connection is there at once; what the client
//! sends leaves one round trip after that instead, which comes to the same. There is no slow
//! start: each direction has its whole window from the beginning.

#[cfg(not(target_os = "linux"))]
mod buffer;
mod lane;
#[cfg(target_os = "linux")]
mod pipe;

use std::convert::Infallible;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::sockopt::set_socket_linger;
use tokio::net::TcpListener;

#[cfg(not(target_os = "linux"))]
use buffer::Bytes;
use lane::{Lane, Sight};
#[cfg(target_os = "linux")]
use pipe::Bytes;

/// The longest pause between looks at a sender in full flow.
const LONGEST_TICK: Duration = Duration::from_micros(500);

/// How long a line is, and how much it holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) round_trip: Duration,
    /// Bytes of a connection that may be under way in each direction: sent, not yet confirmed.
    pub(crate) window: usize,
}

/// Relays every connection to `server` until the runtime ends. A thread for each: its timers are
/// finer than those of the runtime.
pub(crate) async fn relay(listener: TcpListener, server: SocketAddr, line: Line) -> Infallible {
    loop {
        match listener.accept().await.and_then(|(client, _)| client.into_std()) {
            // A client that cannot be served sees its connection end.
            Ok(client) => drop(
                std::thread::Builder::new()
                    .name("local-cloud-line".to_owned())
                    .spawn(move || carry(client, server, line)),
            ),
            // Out of file descriptors, say: others may be given back meanwhile.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

/// Carries one connection to its end.
fn carry(client: TcpStream, server: SocketAddr, line: Line) -> io::Result<()> {
    let begun = Instant::now();
    let server = TcpStream::connect(server)?;
    server.set_nonblocking(true)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let mut up = Lane::new(line, begun + line.round_trip)?;
    let mut down = Lane::new(line, begun)?;
    let tick = (line.round_trip / 16).min(LONGEST_TICK);
    loop {
        up.take(&client);
        down.take(&server);
        up.give(&server);
        down.give(&client);
        for (lane, to) in [(&mut up, &server), (&mut down, &client)] {
            match lane.sight() {
                Sight::Open => {}
                Sight::End => {
                    // The other side may be gone already.
                    let _ = to.shutdown(Shutdown::Write);
                    lane.ended();
                }
                Sight::Reset => {
                    set_socket_linger(&client, Some(Duration::ZERO))?;
                    set_socket_linger(&server, Some(Duration::ZERO))?;
                    return Ok(());
                }
            }
        }
        if up.is_over() && down.is_over() {
            return Ok(());
        }
        wait(&client, &server, &up, &down, tick)?;
    }
}

/// Waits until one of the lanes can go on.
fn wait(
    client: &TcpStream,
    server: &TcpStream,
    up: &Lane,
    down: &Lane,
    tick: Duration,
) -> io::Result<()> {
    let now = Instant::now();
    // A socket that nobody waits for is left out: it could report its end without end.
    let mut sockets: Vec<PollFd<'_>> = [(client, up, down), (server, down, up)]
        .into_iter()
        .filter_map(|(socket, reads, writes)| {
            let mut events = PollFlags::empty();
            events.set(PollFlags::IN, reads.is_idle());
            events.set(PollFlags::OUT, writes.has_arrived(now));
            (!events.is_empty()).then(|| PollFd::new(socket, events))
        })
        .collect();
    let pause = [up.next(now, tick), down.next(now, tick)].into_iter().flatten().min();
    let pause = pause.and_then(|until| Timespec::try_from(until.duration_since(now)).ok());
    match poll(&mut sockets, pause.as_ref()) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
