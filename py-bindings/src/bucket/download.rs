//! `Bucket.download` and what it gives.

use std::path::PathBuf;
use std::sync::Arc;

use oss_multipart::{Bucket, Downloader, Event, FileCheckpoints};
use pyo3::prelude::*;

use super::fault::raise;
use crate::job::Job;
use crate::progress::Progress;

/// How a download is done.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Manner {
    parallel: Option<usize>,
    part_size: Option<u64>,
    checkpoint_dir: Option<PathBuf>,
}

/// The job gives size, ETag, CRC-64, reused bytes and whether the service confirmed the CRC-64.
pub(crate) fn download(
    bucket: &Bucket,
    key: String,
    path: PathBuf,
    manner: Manner,
    progress: Progress,
) -> Job {
    let progress = Arc::new(progress);
    let listener = Arc::clone(&progress);
    let mut downloader = Downloader::new(bucket.clone())
        .part_size(manner.part_size)
        .replace_existing(true)
        .on_event(move |event| {
            if let Event::Progress(now) = event {
                listener.advance(now.sent, now.total);
            }
        });
    if let Some(parallel) = manner.parallel {
        downloader = downloader.parallel(parallel);
    }
    if let Some(folder) = manner.checkpoint_dir {
        downloader = downloader.checkpoints(Arc::new(FileCheckpoints::new(folder)));
    }
    let work = async move {
        let done = downloader.download(&key, path).await.map_err(|error| raise(&error))?;
        Ok((done.size, done.etag, done.crc64, done.reused, done.verified))
    };
    Job::new(work).telling(progress)
}
