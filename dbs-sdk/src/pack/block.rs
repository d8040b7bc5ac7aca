//! Pieces of the archive on their way from thread to thread.

use std::sync::{Mutex, PoisonError};

use flate2::Crc;

use crate::error::Error;

/// Bytes of the archive that are compressed at once. On InnoDB-like pages at level 3 the ratio is
/// 2.102 at 128 KiB, 2.103 at 256 KiB and 512 KiB, 2.103 at 1 MiB, so that memory decides.
pub(super) const BLOCK_BYTES: usize = 256 * 1024;

/// How far back deflate can refer.
pub(super) const DICTIONARY_BYTES: usize = 32 * 1024;

/// What a lane carries.
pub(super) enum Step {
    Block(Block),
    /// The archive is complete, and the directory is still what it was.
    End,
    Failed(Error),
}

/// A piece of the archive, plain or compressed.
pub(super) struct Block {
    pub(super) buffer: Vec<u8>,
    /// How many bytes at the front are not of this block, but what stands before it.
    pub(super) dictionary: usize,
    /// Of the plain bytes, once they are compressed.
    pub(super) crc: Crc,
}

/// Buffers that are free again.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Vec<u8>>>);

impl Block {
    /// The bytes of this block.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.dictionary..]
    }
}

impl Pool {
    /// A buffer of any length and content.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn give_back(&self, buffer: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
    }
}
