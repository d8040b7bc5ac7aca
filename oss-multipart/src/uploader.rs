//! The high floor: a source becomes one verified object, or an error says what became of it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use crate::bucket::Bucket;
use crate::checkpoint::{CheckpointStore, Record};
use crate::error::{Error, ErrorKind, Remains};
use crate::headers::ObjectHeaders;
use crate::notes::Notes;
use crate::origin::Origin;
use crate::plan::{MIB, PartPlan, check_part_size};
use crate::rate::RateLimit;
use crate::run::Run;
use crate::source::{Kind, Passing, Source};
use crate::watch::{Event, Listener, Watch};

/// How long may be tried to abort what failed.
const CLEAN_UP: Duration = Duration::from_secs(60);

/// Uploads sources as objects, in parts and in parallel.
///
/// The calls are always InitiateMultipartUpload, UploadPart for each part, and
/// CompleteMultipartUpload, also for small sources; no bytes at all are one empty part.
///
/// # What is checked
/// Each part's CRC-64 of the bytes that were read against the service's, and the whole object's
/// after completion. If the answer to the completion is lost, the object itself is asked for. A
/// file that changed is noticed before completion, and nothing is completed. A damaged object is
/// deleted, if that is allowed, whatever the policy.
///
/// # After a crash
/// With a [`CheckpointStore`], an upload that failed, was dropped or died with its process is gone
/// on with when the same source is uploaded to the same key again: what the service has is kept
/// where its CRC-64 is that of the source's bytes, which are read for it while the rest is sent.
/// A file that has changed since begins anew, and so does an upload that was begun with other
/// headers, or that the service has forgotten.
///
/// # What stays behind
/// When [`upload`](Self::upload) fails or is [cancelled](Self::cancel), the upload is kept or
/// aborted (see [`OnFailure`]), and [`Error::remains`] says what stands on the server. When its
/// future is **dropped**, nothing more is sent, not even an abort: the upload and its parts stay,
/// to be gone on with if there is a checkpoint, and otherwise billed until they are aborted (their
/// id is in the log, target `oss_multipart`; see [`Bucket::orphans`]). An answer to the initiation
/// that was lost leaves an upload without parts.
#[derive(Clone)]
pub struct Uploader {
    pub(crate) bucket: Bucket,
    pub(crate) parallel: usize,
    pub(crate) part_size: Option<u64>,
    pub(crate) memory: u64,
    pub(crate) headers: ObjectHeaders,
    pub(crate) require_verified: bool,
    on_failure: Option<OnFailure>,
    checkpoints: Option<Arc<dyn CheckpointStore>>,
    rate_limit: RateLimit,
    cancel: CancellationToken,
    listener: Option<Listener>,
}

/// What becomes of an upload that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnFailure {
    /// It is aborted, so that nothing is billed.
    Abort,
    /// It is kept under [`Error::upload_id`], for the next run if there is a checkpoint.
    Keep,
}

/// An object that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadOutcome {
    /// The object's, without quotes.
    pub etag: String,
    /// CRC-64/XZ of the bytes that were read.
    pub crc64: u64,
    /// Bytes.
    pub size: u64,
    /// How many parts there were.
    pub parts: u32,
    /// Bytes that an earlier run had sent and that were not sent again.
    pub reused: u64,
    /// The upload's id, which is of no more use than for the vendor's support.
    pub upload_id: String,
    /// Whether the service confirmed the CRC-64 of the whole object. `false` if it told none, and
    /// asking for it was forbidden or failed; a value that differs is an error.
    pub verified: bool,
    /// If it is not verified: why not, in a sentence for people.
    pub doubt: Option<String>,
    /// The id of the request that completed the upload, or confirmed that it was completed.
    pub request_id: Option<String>,
    /// What the callback's server answered, if a [callback](ObjectHeaders::callback) was asked for.
    pub callback_answer: Option<Bytes>,
}

impl Uploader {
    /// Uploads into this bucket: up to 16 parts at a time, part size by length, aborted on failure.
    pub fn new(bucket: Bucket) -> Self {
        Self {
            bucket,
            parallel: 16,
            part_size: None,
            memory: 512 * MIB,
            headers: ObjectHeaders::default(),
            require_verified: false,
            on_failure: None,
            checkpoints: None,
            rate_limit: RateLimit::unlimited(),
            cancel: CancellationToken::new(),
            listener: None,
        }
    }

    /// How many parts may be in flight at once, at least one. It begins with four, or fewer, and
    /// finds out how many the line is worth: one more while that makes it faster, half as many when
    /// the service throttles. Each needs 1 MiB of memory, whatever its size, if the source is a
    /// file.
    pub fn parallel(mut self, most: usize) -> Self {
        self.parallel = most.max(1);
        self
    }

    /// Bytes of a part, 100 KiB to 5 GiB. `None` chooses: as [`PartPlan::new`] does where the
    /// length is known; of a reader, 8 MiB at first and more with each hundred parts, so that
    /// 48.8 TB fit into 10,000 (see [`Source::expecting`]).
    pub fn part_size(mut self, bytes: Option<u64>) -> Self {
        self.part_size = bytes;
        self
    }

    /// How many bytes of a reader are in memory at most, as parts that wait or are sent; 512 MiB.
    /// A single part may exceed it: it is then alone.
    pub fn memory(mut self, bytes: u64) -> Self {
        self.memory = bytes;
        self
    }

    /// What becomes of an upload that failed or was cancelled. Otherwise it is kept if there are
    /// [checkpoints](Self::checkpoints), and aborted if not.
    pub fn on_failure(mut self, on_failure: OnFailure) -> Self {
        self.on_failure = Some(on_failure);
        self
    }

    /// Where to note what was sent, so that another run need not send it again. A key is noted by
    /// one upload at a time: another one is refused meanwhile.
    pub fn checkpoints(mut self, store: Arc<dyn CheckpointStore>) -> Self {
        self.checkpoints = Some(store);
        self
    }

    /// Sends no faster than this, all parts together, and with all that share the limit.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = limit;
        self
    }

    /// Makes it an error if the service does not confirm the CRC-64 of the whole object.
    pub fn require_verified(mut self, require: bool) -> Self {
        self.require_verified = require;
        self
    }

    /// Ends the upload when this token is cancelled: parts in flight are dropped, and what was
    /// sent is kept or aborted as after a failure. A completion that has begun is waited for.
    pub fn cancel(mut self, token: CancellationToken) -> Self {
        self.cancel = token;
        self
    }

    /// Headers of the objects.
    pub fn headers(mut self, headers: ObjectHeaders) -> Self {
        self.headers = headers;
        self
    }

    /// Is told what happens, progress after every 64 KiB of every part. Called from the threads
    /// that upload: it must return soon, and not panic.
    pub fn on_event(mut self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.listener = Some(Arc::new(listener));
        self
    }

    /// Uploads `source` as the object `key`, replacing what has that name.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`Error::remains`] says what stands on the server,
    /// [`Error::upload_id`] and [`Error::part_number`] what it is about.
    pub async fn upload(&self, source: Source, key: &str) -> Result<UploadOutcome, Error> {
        check_part_size(self.part_size)?;
        let origin = match &source.0 {
            Kind::Known(origin) => {
                PartPlan::new(origin.len(), self.part_size)?;
                Some(origin)
            }
            Kind::Passing(_) => None,
        };
        let (notes, record) = match &self.checkpoints {
            Some(store) => Notes::claim(store, self.bucket.name(), key, origin).await?,
            None => (Notes::default(), None),
        };
        // Boxed: the callers' futures need not carry all that an upload holds.
        let ended = match source.0 {
            Kind::Known(origin) => Box::pin(self.upload_known(&origin, key, &notes, record)).await,
            Kind::Passing(passing) => {
                Box::pin(self.upload_passing(passing, key, &notes, record)).await
            }
        };
        match &ended {
            Ok(outcome) => {
                let UploadOutcome { upload_id, verified, .. } = outcome;
                tracing::info!(upload_id, verified, "completed upload");
                notes.remove().await;
            }
            Err(error) => match error.remains() {
                // A completion that may be carried out yet is looked for by the next run.
                Some(Remains::Upload | Remains::Unknown) | None => notes.keep().await,
                // Nothing began that could take the place of what the notes are of.
                Some(Remains::Nothing) if error.upload_id().is_none() => notes.keep().await,
                Some(_) => notes.remove().await,
            },
        }
        ended
    }

    async fn upload_known(
        &self,
        origin: &Origin,
        key: &str,
        notes: &Notes,
        record: Option<Record>,
    ) -> Result<UploadOutcome, Error> {
        let mut record = self.of_this_source(record, key, notes).await;
        let mut again = false;
        loop {
            // The parts of the earlier run have its size.
            let recorded = record.as_ref().and_then(|record| record.header.part_size);
            let plan = PartPlan::new(origin.len(), recorded.or(self.part_size))?;
            let mut run = self.begin(key, Some(&plan), notes, record.take()).await?;
            match run.known(origin, &plan).await {
                Err(error) if run.is_gone(&error) && !again => run.abandon().await,
                Err(error) => return Err(run.clean_up(error).await),
                outcome => return outcome,
            }
            again = true;
        }
    }

    async fn upload_passing(
        &self,
        passing: Passing,
        key: &str,
        notes: &Notes,
        record: Option<Record>,
    ) -> Result<UploadOutcome, Error> {
        let record = self.of_this_source(record, key, notes).await;
        let mut run = self.begin(key, None, notes, record).await?;
        match run.passing(passing).await {
            Err(error) => Err(run.clean_up(error).await),
            outcome => outcome,
        }
    }

    /// Begins, or goes on with what the record says, unless the caller cancels first.
    async fn begin<'a>(
        &'a self,
        key: &'a str,
        plan: Option<&PartPlan>,
        notes: &'a Notes,
        record: Option<Record>,
    ) -> Result<Run<'a>, Error> {
        let earlier = record.as_ref().map(|record| record.header.upload_id.clone());
        let begin = Run::begin(self, key, plan, notes, record);
        self.unless_cancelled(begin).await.map_err(|error| match (error.kind(), &earlier) {
            (ErrorKind::Cancelled, Some(id)) => {
                error.of_upload(Some(id), None).with_remains(Remains::Upload)
            }
            // At most an upload without parts, whose id has not come yet.
            (ErrorKind::Cancelled, None) => error.with_remains(Remains::Nothing),
            _ => error,
        })
    }

    /// The record, if it is about this source as it is now, to become an object with these headers.
    /// The upload of any other is given up.
    async fn of_this_source(
        &self,
        record: Option<Record>,
        key: &str,
        notes: &Notes,
    ) -> Option<Record> {
        let record = record?;
        let same_headers = record.header.headers_crc64 == self.headers.crc64_of_object();
        if record.header.source == notes.fingerprint && same_headers {
            return Some(record);
        }
        let upload_id = record.header.upload_id;
        tracing::warn!(upload_id, "the source or its headers have changed; beginning anew");
        self.abandon(key, upload_id).await;
        None
    }

    /// Aborts an upload that nobody will go on with, if it is still there.
    pub(crate) async fn abandon(&self, key: &str, upload_id: String) {
        let aborted = in_time(self.bucket.abort_multipart_upload(key, &upload_id)).await;
        let gone = match aborted {
            Ok(()) => true,
            Err(error) => error.has_code("NoSuchUpload"),
        };
        if let Some(listener) = &self.listener {
            listener(&Event::Abandoned { upload_id, gone });
        }
    }

    /// What is done with a failed upload.
    pub(crate) fn policy(&self) -> OnFailure {
        self.on_failure.unwrap_or(match self.checkpoints {
            Some(_) => OnFailure::Keep,
            None => OnFailure::Abort,
        })
    }

    pub(crate) fn watch(&self, total: Option<u64>, parts: Option<u32>) -> Watch {
        Watch::new(total, parts, self.rate_limit.clone(), self.listener.clone())
    }

    /// Does it, unless the caller cancels first.
    pub(crate) async fn unless_cancelled<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => {
                Err(Error::new(ErrorKind::Cancelled, "the upload was cancelled"))
            }
            outcome = work => outcome,
        }
    }
}

/// Cleaning up, which ends also where requests are repeated without end.
pub(crate) async fn in_time<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(CLEAN_UP, work).await.unwrap_or_else(|_| {
        Err(Error::new(ErrorKind::Network, "cleaning up took too long").retryable())
    })
}

impl fmt::Debug for Uploader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Uploader")
            .field("bucket", &self.bucket)
            .field("parallel", &self.parallel)
            .field("part_size", &self.part_size)
            .field("on_failure", &self.on_failure)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn cleaning_up_ends_also_where_the_network_does_not_come_back() {
        let error = in_time(std::future::pending::<Result<(), Error>>()).await.unwrap_err();
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Network, true));
    }
}
