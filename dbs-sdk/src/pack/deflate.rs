//! Blocks of one gzip member (RFC 1952), compressed apart from each other.

use flate2::{Compress, Compression, Crc, FlushCompress};

use super::block::Block;
use crate::error::{Error, ErrorKind};

/// No flags, no time, no name, made on Unix: nothing that differs from run to run.
pub(super) const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

/// An empty last block of deflate; those before it say that more follows.
const LAST: [u8; 2] = [0x03, 0x00];

/// Room that a flush needs at least: it must not fill up the output, or it would be made twice.
const ROOM: usize = 64;

/// Compresses block after block.
pub(super) struct Deflater {
    stream: Compress,
}

impl Deflater {
    pub(super) fn new(level: u32) -> Self {
        Self { stream: Compress::new(Compression::new(level), false) }
    }

    /// The block, ended on a byte border. `buffer` becomes its buffer.
    pub(super) fn block(&mut self, plain: &Block, mut buffer: Vec<u8>) -> Result<Block, Error> {
        let (dictionary, bytes) = plain.buffer.split_at(plain.dictionary);
        let mut crc = Crc::new();
        crc.update(bytes);
        self.stream.reset();
        if !dictionary.is_empty() {
            self.stream.set_dictionary(dictionary).map_err(broken)?;
        }
        buffer.clear();
        // What does not compress grows by an eighth at most (literals of 9 bits, at level 1).
        buffer.reserve_exact(bytes.len() + bytes.len() / 8 + ROOM);
        loop {
            let rest = &bytes[self.stream.total_in() as usize..];
            self.stream.compress_vec(rest, &mut buffer, FlushCompress::Sync).map_err(broken)?;
            let done = self.stream.total_in() == bytes.len() as u64;
            if done && buffer.len() < buffer.capacity() {
                return Ok(Block { buffer, dictionary: 0, crc });
            }
            buffer.reserve(bytes.len() / 8 + ROOM);
        }
    }
}

/// What ends the member: the CRC-32 of all plain bytes and how many they were, modulo 2³².
pub(super) fn trailer(all: &Crc) -> Vec<u8> {
    [&LAST[..], &all.sum().to_le_bytes(), &all.amount().to_le_bytes()].concat()
}

fn broken(error: flate2::CompressError) -> Error {
    Error::new(ErrorKind::Input, "the archive cannot be compressed").because(error)
}
