//! The socket under a connection: told apart by its first byte, and able to end in a reset.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::pace::Pace;

/// What a handler may ask of the connection that its request came by.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) scheme: &'static str,
    /// What every request of the connection shares.
    pub(crate) line: Arc<Pace>,
    reset: AtomicBool,
}

impl Wire {
    pub(crate) fn new(scheme: &'static str) -> Arc<Self> {
        Arc::new(Self { scheme, line: Arc::default(), reset: AtomicBool::new(false) })
    }

    /// The connection will end in a reset, not in an orderly close.
    pub(crate) fn reset(&self) {
        self.reset.store(true, Ordering::Relaxed);
    }
}

/// The connection ends here, without an answer.
#[derive(Debug)]
pub(crate) struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection is cut on purpose or by the client")
    }
}

impl std::error::Error for Cut {}

/// A TCP stream that its [`Wire`] commands.
#[derive(Debug)]
pub(crate) struct Socket {
    tcp: TcpStream,
    wire: Arc<Wire>,
}

impl Socket {
    pub(crate) fn new(tcp: TcpStream, wire: Arc<Wire>) -> Self {
        Self { tcp, wire }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.wire.reset.load(Ordering::Relaxed) {
            // Closing with a linger time of zero sends RST. If it cannot be set, the client
            // sees an orderly close: a failure all the same.
            let _ = self.tcp.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
