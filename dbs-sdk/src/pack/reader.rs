//! The archive, as it is read.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use flate2::Crc;

use super::block::{Block, Pool, Step};
use super::deflate::{HEADER, trailer};
use super::inventory::Inventory;
use super::lanes;
use super::progress::Progress;
use crate::error::{Error, ErrorKind};

/// The archive of a directory, made as fast as it is read and not faster.
///
/// It ends only if the directory is still what it was when it was listed. Otherwise reading fails
/// with an [`io::Error`] that holds an [`Error`], which names the file; and so it does from then on.
///
/// Dropping it ends its threads, each after the block or the read it is at.
pub struct PackReader {
    lanes: Vec<Receiver<Step>>,
    next: usize,
    /// Of all plain bytes so far, if they are compressed.
    crc: Option<Crc>,
    block: Block,
    given: usize,
    end: Option<End>,
    pool: Arc<Pool>,
    progress: Progress,
}

enum End {
    Complete,
    Failed(String),
}

impl PackReader {
    pub(super) fn start(
        inventory: Inventory,
        compression: Option<(u32, usize)>,
    ) -> Result<Self, Error> {
        let (pool, progress) = (Arc::default(), Progress::default());
        let lanes = lanes::start(inventory, compression, &pool, &progress)?;
        let (head, crc) = match compression {
            Some(_) => (HEADER.to_vec(), Some(Crc::new())),
            None => (Vec::new(), None),
        };
        let block = Block { buffer: head, dictionary: 0, crc: Crc::new() };
        Ok(Self { lanes, next: 0, crc, block, given: 0, end: None, pool, progress })
    }

    /// How far it has come; goes on counting when the reader is given away.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The next block of the archive, or its end.
    fn turn(&mut self) -> io::Result<()> {
        let lane = self.next;
        self.next = (lane + 1) % self.lanes.len();
        match self.lanes[lane].recv() {
            Ok(Step::Block(block)) => {
                if let Some(crc) = &mut self.crc {
                    crc.combine(&block.crc);
                }
                self.pool.give_back(std::mem::replace(&mut self.block, block).buffer);
                self.given = 0;
                Ok(())
            }
            Ok(Step::End) => {
                let buffer = self.crc.as_ref().map(trailer).unwrap_or_default();
                self.block = Block { buffer, dictionary: 0, crc: Crc::new() };
                self.given = 0;
                self.end = Some(End::Complete);
                Ok(())
            }
            Ok(Step::Failed(error)) => Err(self.fail(error)),
            // A thread does not end without a word, unless it panicked.
            Err(_) => {
                let message = "a thread that packs ended too early; its message is on stderr";
                Err(self.fail(Error::new(ErrorKind::Input, message)))
            }
        }
    }

    fn fail(&mut self, error: Error) -> io::Error {
        self.end = Some(End::Failed(error.to_string()));
        self.lanes.clear();
        io::Error::other(error)
    }
}

impl Read for PackReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let rest = &self.block.bytes()[self.given..];
            if out.is_empty() || !rest.is_empty() {
                let len = rest.len().min(out.len());
                out[..len].copy_from_slice(&rest[..len]);
                self.given += len;
                self.progress.add_packed(len as u64);
                return Ok(len);
            }
            match &self.end {
                None => self.turn()?,
                Some(End::Complete) => return Ok(0),
                Some(End::Failed(message)) => {
                    let again = Error::new(ErrorKind::Input, message.clone());
                    return Err(io::Error::other(again));
                }
            }
        }
    }
}

impl Drop for PackReader {
    fn drop(&mut self) {
        self.progress.stop();
    }
}

impl fmt::Debug for PackReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PackReader").field("progress", &self.progress).finish_non_exhaustive()
    }
}
