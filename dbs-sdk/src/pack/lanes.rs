//! The threads, and the lanes between them.
//!
//! ```text
//!                    ┌─► deflate 0 ─┐
//!   read the files ──┼─► deflate 1 ─┼──► PackReader
//!                    └─► deflate 2 ─┘
//! ```
//! Blocks are dealt out one lane after the other and taken up in the same turn: their order needs no
//! number, and memory is what the lanes hold. Whoever finds its lane shut ends; so dropping the
//! reader ends them all.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::archive;
use super::block::{Pool, Step};
use super::deflate::Deflater;
use super::feed::Feed;
use super::inventory::Inventory;
use super::progress::Progress;
use crate::error::{Error, ErrorKind};

/// Blocks that wait in a lane.
const DEPTH: usize = 1;

/// Starts the threads; what the lanes give, in turn, is the archive. `compression` is the level and
/// the number of threads.
pub(super) fn start(
    inventory: Inventory,
    compression: Option<(u32, usize)>,
    pool: &Arc<Pool>,
    progress: &Progress,
) -> Result<Vec<Receiver<Step>>, Error> {
    let mut feeding = Vec::new();
    let mut given = Vec::new();
    match compression {
        None => {
            let (to_reader, from_files) = sync_channel(DEPTH);
            feeding.push(to_reader);
            given.push(from_files);
        }
        Some((level, threads)) => {
            for lane in 0..threads {
                let (to_worker, plain) = sync_channel(DEPTH);
                let (compressed, from_worker) = sync_channel(DEPTH);
                let pool = Arc::clone(pool);
                let work = move || deflate(level, &plain, &compressed, &pool);
                spawn(format!("pack-gzip-{lane}"), work)?;
                feeding.push(to_worker);
                given.push(from_worker);
            }
        }
    }
    let mut feed = Feed::new(feeding, Arc::clone(pool), compression.is_some());
    let progress = progress.clone();
    spawn("pack-read".to_owned(), move || {
        let end = archive::write(&inventory, &mut feed, &progress);
        feed.finish(end);
    })?;
    Ok(given)
}

fn deflate(level: u32, plain: &Receiver<Step>, compressed: &SyncSender<Step>, pool: &Pool) {
    let mut deflater = Deflater::new(level);
    for step in plain {
        let step = match step {
            Step::Block(block) => {
                let made = deflater.block(&block, pool.take());
                pool.give_back(block.buffer);
                made.map_or_else(Step::Failed, Step::Block)
            }
            last => last,
        };
        if compressed.send(step).is_err() {
            return;
        }
    }
}

fn spawn(name: String, work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let spawned = thread::Builder::new().name(name).spawn(work);
    // The thread is not waited for: it ends with its lane.
    spawned.map(drop).map_err(|error| {
        let message =
            "the system gives no thread to pack with: take fewer threads, or raise its limit";
        Error::new(ErrorKind::Config, message).because(error)
    })
}
