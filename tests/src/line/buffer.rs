//! Where bytes wait on systems without `splice`.

use std::collections::VecDeque;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

/// Bytes taken from a socket at once.
const PIECE: usize = 128 << 10;

/// Bytes in the order in which they came.
#[derive(Debug)]
pub(super) struct Bytes {
    waiting: VecDeque<u8>,
    piece: Vec<u8>,
}

impl Bytes {
    /// Never fails; a pipe may.
    pub(super) fn new(window: usize) -> io::Result<Self> {
        Ok(Self { waiting: VecDeque::new(), piece: vec![0; PIECE.min(window)] })
    }

    /// Takes up to `room` bytes; 0 at the end.
    pub(super) fn fill(&mut self, mut from: &TcpStream, room: usize) -> io::Result<usize> {
        let room = room.min(self.piece.len());
        let length = from.read(&mut self.piece[..room])?;
        self.waiting.extend(&self.piece[..length]);
        Ok(length)
    }

    /// Gives up to `length` bytes.
    pub(super) fn drain(&mut self, mut to: &TcpStream, length: usize) -> io::Result<usize> {
        let (first, _) = self.waiting.as_slices();
        let written = to.write(&first[..length.min(first.len())])?;
        self.waiting.drain(..written);
        Ok(written)
    }
}
