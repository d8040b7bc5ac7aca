//! Where bytes wait on Linux: in a pipe, which takes pages of one socket and gives them to another.
//! A copy of each byte would cost as much as everything else that the stand-in does.

use std::io;
use std::net::TcpStream;
use std::os::fd::OwnedFd;

use rustix::pipe::{PipeFlags, SpliceFlags, fcntl_setpipe_size, pipe_with, splice};

/// What everybody may ask for (`/proc/sys/fs/pipe-max-size`).
const ALLOWED: usize = 1 << 20;

/// Bytes in the order in which they came.
#[derive(Debug)]
pub(super) struct Bytes {
    in_end: OwnedFd,
    out_end: OwnedFd,
}

impl Bytes {
    pub(super) fn new(window: usize) -> io::Result<Self> {
        let (out_end, in_end) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        // Its size counts pages, and a socket's pieces are larger: less than the window does too.
        let _ = fcntl_setpipe_size(&in_end, window)
            .or_else(|_| fcntl_setpipe_size(&in_end, window.min(ALLOWED)));
        Ok(Self { in_end, out_end })
    }

    /// Takes up to `room` bytes; 0 at the end. Would block when the pipe is full, too.
    pub(super) fn fill(&mut self, from: &TcpStream, room: usize) -> io::Result<usize> {
        Ok(splice(from, None, &self.in_end, None, room, SpliceFlags::NONBLOCK)?)
    }

    /// Gives up to `length` bytes.
    pub(super) fn drain(&mut self, to: &TcpStream, length: usize) -> io::Result<usize> {
        Ok(splice(&self.out_end, None, to, None, length, SpliceFlags::NONBLOCK)?)
    }
}
