//! An object, or what a link gives, becomes a file that is whole and verified, or none at all.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::bucket::Bucket;
use crate::checkpoint::{self, CheckpointError, CheckpointStore, Record, Recorder};
use crate::crc64::Joined;
use crate::error::{Error, ErrorKind};
use crate::link::{Found, Link};
use crate::object::ObjectInfo;
use crate::plan::PartPlan;
use crate::rate::RateLimit;
use crate::watch::{Event, Listener, Watch};

mod fetch;
mod notes;
mod remote;
mod target;

use fetch::Fetch;
use notes::{FetchedRange, Notes};
use remote::Remote;
use target::Target;

/// Downloads objects of a [`Bucket`], or the file behind a [`Link`], in ranges and in parallel.
///
/// Bytes go to `<path>.oss-part` beside the file and are summed as they pass; a connection that
/// breaks is taken up at the byte where it broke. Only when all of them are on disk and their
/// CRC-64 equals the object's does the file get its name, in one step.
///
/// # What stays behind
/// A file of that name that is there already stays until it is replaced by the whole new one. When
/// a download fails, or its future is dropped, the unfinished file is removed, or with
/// [`checkpoints`](Self::checkpoints) kept for the next run, which fetches what is missing.
///
/// # Links
/// A server that gives no ranges, or no ETag by which one file is told from the next one in its
/// place, is asked for all in one answer: nothing of that can be taken up, and a connection that
/// breaks begins it anew.
///
/// ```no_run
/// use oss_multipart::{Bucket, Downloader};
///
/// # async fn download(bucket: Bucket) -> Result<(), oss_multipart::Error> {
/// let outcome = Downloader::new(bucket).download("mysql/full.tar.gz", "/restore/full.tar.gz").await?;
/// println!("{} bytes, verified: {}", outcome.size, outcome.verified);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Downloader<Place = Bucket> {
    from: Place,
    parallel: usize,
    part_size: Option<u64>,
    checkpoints: Option<Arc<dyn CheckpointStore>>,
    rate: RateLimit,
    replace_existing: bool,
    require_verified: bool,
    listener: Option<Listener>,
}

/// An object that was downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DownloadOutcome {
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes in the file.
    pub crc64: u64,
    /// The object's, without quotes, if the service tells it.
    pub etag: Option<String>,
    /// Bytes that an earlier run had fetched and that were taken up.
    pub reused: u64,
    /// Whether the service, or whoever made the link, confirmed the CRC-64. `false` if nobody tells
    /// one; a value that differs is an error.
    pub verified: bool,
}

impl Downloader<Bucket> {
    /// Downloads the object `key` as the file `path`.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; `Source` if the object changed meanwhile, `Target` if the file cannot be
    /// written, `Integrity` if its bytes are not the object's.
    pub async fn download(
        &self,
        key: &str,
        path: impl AsRef<Path>,
    ) -> Result<DownloadOutcome, Error> {
        self.fetch(Remote::Object { bucket: &self.from, key }, path.as_ref()).await
    }
}

impl Downloader<Link> {
    /// Downloads what the link gives as the file `path`.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; `Source` if it changed meanwhile, `Target` if the file cannot be written,
    /// `Integrity` if its bytes are not those that the server or the caller says, `Refused` if the
    /// link has expired and there is no [`provider`](crate::LinkBuilder::provider) of another one,
    /// `Credentials` if that one fails.
    pub async fn download(&self, path: impl AsRef<Path>) -> Result<DownloadOutcome, Error> {
        self.fetch(Remote::Link(&self.from), path.as_ref()).await
    }
}

impl<Place> Downloader<Place> {
    /// Downloads from this [`Bucket`] or [`Link`]: four ranges at a time, without a limit in speed.
    pub fn new(from: Place) -> Self {
        Self {
            from,
            parallel: 4,
            part_size: None,
            checkpoints: None,
            rate: RateLimit::unlimited(),
            replace_existing: true,
            require_verified: false,
            listener: None,
        }
    }

    /// How many ranges are fetched at once, at least one. Each needs 1 MiB of memory, whatever its
    /// size.
    pub fn parallel(mut self, ranges: usize) -> Self {
        self.parallel = ranges.max(1);
        self
    }

    /// Bytes of a range, 100 KiB to 5 GiB; `None` chooses as [`PartPlan::new`] does. A download
    /// that is taken up keeps what it began with.
    pub fn part_size(mut self, bytes: Option<u64>) -> Self {
        self.part_size = bytes;
        self
    }

    /// Where a download notes what it has fetched, so that the same one can be taken up. A range is
    /// fetched again unless the file still holds what was noted of it.
    pub fn checkpoints(mut self, store: Arc<dyn CheckpointStore>) -> Self {
        self.checkpoints = Some(store);
        self
    }

    /// How fast bytes are taken, together with whatever else holds a clone of the limit.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate = limit;
        self
    }

    /// Whether a file that has the name already is replaced, which is the default. Otherwise it is
    /// an error, of kind [`ErrorKind::Target`], also if it appears meanwhile.
    pub fn replace_existing(mut self, replace: bool) -> Self {
        self.replace_existing = replace;
        self
    }

    /// Whether an object of which the service tells no CRC-64 is an error, of kind
    /// [`ErrorKind::Integrity`]; nothing is fetched then.
    pub fn require_verified(mut self, require: bool) -> Self {
        self.require_verified = require;
        self
    }

    /// Is told what happens; a [`Progress`](crate::Progress) speaks of ranges as parts and of bytes
    /// that came as sent. Called from the threads that download: it must return soon.
    pub fn on_event(mut self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.listener = Some(Arc::new(listener));
        self
    }

    async fn fetch(&self, remote: Remote<'_>, path: &Path) -> Result<DownloadOutcome, Error> {
        let path = target::absolute(path)?;
        if !self.replace_existing {
            target::refuse_existing(&path)?;
        }
        let (bucket, key) = remote.place();
        let mut earlier = None;
        let mut claimed = None;
        if let Some(store) = &self.checkpoints {
            let name = format!("download {bucket}/{key} to {}", path.display());
            let (checkpoint, record) = claim(store, name).await?;
            (claimed, earlier) = (Some(checkpoint), record);
        }
        let Found { info, whole: first } = remote.find().await?;
        if info.crc64.is_none() && self.require_verified {
            let message = format!(
                "the service tells no CRC-64 of {}, so that a download of it cannot be verified; \
                 nothing was fetched",
                remote.told()
            );
            return Err(Error::new(ErrorKind::Integrity, message));
        }
        let whole = first.is_some();
        let mut notes = Notes::of(remote.place(), &info, &path);
        let earlier: Option<Record<Notes>> =
            earlier.filter(|record| !whole && notes.may_go_on(record));
        let part_size = earlier.as_ref().map(|record| record.header.part_size).or(self.part_size);
        let plan = PartPlan::new(info.size, part_size)?;
        notes.part_size = plan.part_size();
        let known = earlier.as_ref().map(|record| record.parts.clone()).unwrap_or_default();
        if let Some(recorder) = &claimed {
            recorder.begin(&notes, &known).await.map_err(unnoted)?;
        }
        let goes_on = earlier.is_some();
        let keep = self.checkpoints.is_some() && !whole;
        let target = Target::open(path, info.size, goes_on, keep).await?;
        tracing::info!(key, size = info.size, goes_on, whole, "began download");

        let parts = Some(if whole { 1 } else { plan.parts() });
        let watch =
            Arc::new(Watch::new(Some(info.size), parts, self.rate.clone(), self.listener.clone()));
        let fetch = Fetch {
            remote: &remote,
            info: &info,
            target: &target,
            watch: &watch,
            whole,
            first: Mutex::new(first),
        };
        let run = Run { parallel: self.parallel, fetch, plan, known, recorder: claimed.as_ref() };
        let fetched = run.fetch_all().await;
        drop(run);
        match fetched.and_then(|fetched| fetched.checked(&remote, &info)) {
            Ok(outcome) => {
                target.publish(self.replace_existing).await?;
                forget(claimed).await;
                tracing::info!(key, verified = outcome.verified, "completed download");
                Ok(outcome)
            }
            Err(error) => {
                tracing::error!(key, kind = ?error.kind(), "download failed");
                if whole || error.kind() == ErrorKind::Integrity {
                    // It could not be gone on with, or would be found to be as it was noted, and be
                    // wrong again.
                    target.discard();
                    forget(claimed).await;
                } else if let Some(recorder) = claimed {
                    // Notes that are lost make the next run longer.
                    let _ = recorder.close().await;
                }
                Err(error)
            }
        }
    }
}

/// One download between its beginning and its end.
struct Run<'a> {
    parallel: usize,
    fetch: Fetch<'a>,
    plan: PartPlan,
    /// What an earlier run noted, in order.
    known: Vec<FetchedRange>,
    recorder: Option<&'a Recorder>,
}

/// What is in the file.
struct Fetched {
    crc64: u64,
    /// Bytes.
    reused: u64,
}

impl Run<'_> {
    async fn fetch_all(&self) -> Result<Fetched, Error> {
        if self.fetch.whole {
            let size = self.fetch.info.size;
            let crc64 = self.fetch.range(1, 0..size).await?;
            self.fetch.watch.confirmed(size);
            return Ok(Fetched { crc64, reused: 0 });
        }
        let pieces = self.plan.iter().map(|(number, range)| self.piece(number, range));
        let mut pieces: Vec<_> =
            stream::iter(pieces).buffer_unordered(self.parallel).try_collect().await?;
        pieces.sort_unstable_by_key(|(piece, _)| piece.number);
        let mut joined = Joined::default();
        let mut reused = 0;
        for (piece, was_there) in &pieces {
            joined.push(piece.crc64, piece.size);
            reused += if *was_there { piece.size } else { 0 };
        }
        Ok(Fetched { crc64: joined.value(), reused })
    }

    /// A range, and whether it was there already.
    async fn piece(&self, number: u32, range: Range<u64>) -> Result<(FetchedRange, bool), Error> {
        let (size, watch) = (range.end - range.start, self.fetch.watch);
        if let Ok(at) = self.known.binary_search_by_key(&number, |known| known.number) {
            let known = self.known[at].clone();
            let there = self.fetch.target.crc64(range.clone()).await?;
            if known.size == size && there == Some(known.crc64) {
                watch.kept(size);
                return Ok((known, true));
            }
        }
        let crc64 = self.fetch.range(number, range).await?;
        watch.confirmed(size);
        let fetched = FetchedRange { number, size, crc64 };
        if let Some(recorder) = self.recorder {
            // What cannot be noted is fetched again after a crash, which is no reason to stop. The
            // recorder has told the log.
            let _ = recorder.part(&fetched);
        }
        Ok((fetched, false))
    }
}

impl Fetched {
    fn checked(self, remote: &Remote<'_>, info: &ObjectInfo) -> Result<DownloadOutcome, Error> {
        let Self { crc64, reused } = self;
        if let Some(theirs) = info.crc64.filter(|theirs| *theirs != crc64) {
            let message = format!(
                "the bytes that came of {} have CRC-64 {crc64} instead of {theirs}: they were \
                 damaged and are not kept; download it again",
                remote.told()
            );
            return Err(Error::new(ErrorKind::Integrity, message));
        }
        Ok(DownloadOutcome {
            size: info.size,
            crc64,
            etag: info.etag.clone(),
            reused,
            verified: info.crc64.is_some(),
        })
    }
}

/// There is nothing to take up. Notes that cannot be removed are found to be wrong.
async fn forget(recorder: Option<Recorder>) {
    if let Some(recorder) = recorder {
        let _ = recorder.finish().await;
    }
}

/// The notes of this name, and what they say.
async fn claim(
    store: &Arc<dyn CheckpointStore>,
    name: String,
) -> Result<(Recorder, Option<Record<Notes>>), Error> {
    let mut checkpoint = checkpoint::claim(store, &name).await.map_err(unnoted)?;
    let read = tokio::task::spawn_blocking(move || {
        let record = Record::read(checkpoint.as_mut())?;
        Ok((Recorder::new(checkpoint)?, record))
    });
    read.await.unwrap_or_else(|error| Err(checkpoint::interrupted(error))).map_err(unnoted)
}

fn unnoted(error: CheckpointError) -> Error {
    Error::new(ErrorKind::Checkpoint, error.to_string()).caused_by(error)
}

impl<Place: fmt::Debug> fmt::Debug for Downloader<Place> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Downloader")
            .field("from", &self.from)
            .field("parallel", &self.parallel)
            .field("part_size", &self.part_size)
            .field("checkpoints", &self.checkpoints)
            .field("rate", &self.rate)
            .field("replace_existing", &self.replace_existing)
            .field("require_verified", &self.require_verified)
            .finish_non_exhaustive()
    }
}
