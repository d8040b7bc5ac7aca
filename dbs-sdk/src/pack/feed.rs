//! Where the archive's bytes go: block by block, into one lane after the other.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use flate2::Crc;

use super::block::{BLOCK_BYTES, Block, DICTIONARY_BYTES, Pool, Step};
use crate::error::Error;

/// Why the archive was not written to its end.
pub(super) enum Stop {
    /// Nobody reads it any more.
    Unwanted,
    Failed(Error),
}

/// Fills blocks and sends them off.
pub(super) struct Feed {
    lanes: Vec<SyncSender<Step>>,
    next: usize,
    pool: Arc<Pool>,
    /// Whether blocks carry what stands before them.
    linked: bool,
    block: Vec<u8>,
    dictionary: usize,
    filled: usize,
}

impl Feed {
    pub(super) fn new(lanes: Vec<SyncSender<Step>>, pool: Arc<Pool>, linked: bool) -> Self {
        let block = fresh(&pool);
        Self { lanes, next: 0, pool, linked, block, dictionary: 0, filled: 0 }
    }

    /// Room for the bytes that come next; never empty.
    pub(super) fn room(&mut self) -> &mut [u8] {
        &mut self.block[self.filled..self.dictionary + BLOCK_BYTES]
    }

    /// So many bytes were written to the room.
    pub(super) fn advance(&mut self, bytes: usize) -> Result<(), Stop> {
        self.filled += bytes;
        if self.filled == self.dictionary + BLOCK_BYTES { self.send_block() } else { Ok(()) }
    }

    pub(super) fn put(&mut self, mut bytes: &[u8]) -> Result<(), Stop> {
        while !bytes.is_empty() {
            let room = self.room();
            let len = room.len().min(bytes.len());
            room[..len].copy_from_slice(&bytes[..len]);
            self.advance(len)?;
            bytes = &bytes[len..];
        }
        Ok(())
    }

    pub(super) fn put_zeros(&mut self, mut count: u64) -> Result<(), Stop> {
        while count > 0 {
            let room = self.room();
            let len = room.len().min(usize::try_from(count).unwrap_or(usize::MAX));
            room[..len].fill(0);
            self.advance(len)?;
            count -= len as u64;
        }
        Ok(())
    }

    /// The last block, and how it ended.
    pub(super) fn finish(mut self, end: Result<(), Stop>) {
        let last = match end {
            Ok(()) if self.filled > self.dictionary && self.send_block().is_err() => return,
            Ok(()) => Step::End,
            Err(Stop::Failed(error)) => Step::Failed(error),
            Err(Stop::Unwanted) => return,
        };
        // Nobody has to be told if nobody listens.
        let _ = self.send(last);
    }

    fn send_block(&mut self) -> Result<(), Stop> {
        let mut following = fresh(&self.pool);
        let dictionary = if self.linked { self.filled.min(DICTIONARY_BYTES) } else { 0 };
        following[..dictionary].copy_from_slice(&self.block[self.filled - dictionary..self.filled]);
        let mut buffer = std::mem::replace(&mut self.block, following);
        buffer.truncate(self.filled);
        let block = Block { buffer, dictionary: self.dictionary, crc: Crc::new() };
        (self.dictionary, self.filled) = (dictionary, dictionary);
        self.send(Step::Block(block))
    }

    fn send(&mut self, step: Step) -> Result<(), Stop> {
        let lane = self.next;
        self.next = (lane + 1) % self.lanes.len();
        self.lanes[lane].send(step).map_err(|_| Stop::Unwanted)
    }
}

fn fresh(pool: &Pool) -> Vec<u8> {
    let mut buffer = pool.take();
    buffer.resize(DICTIONARY_BYTES + BLOCK_BYTES, 0);
    buffer
}
