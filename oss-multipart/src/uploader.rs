//! The high floor: a source becomes one verified object, or an error says what became of it.

use std::fmt;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::bucket::{Bucket, UploadedPart};
use crate::crc64::Joined;
use crate::error::{Error, ErrorKind, Remains};
use crate::object::ObjectHeaders;
use crate::origin::Origin;
use crate::plan::PartPlan;
use crate::source::{Kind, Source};
use crate::watch::{Event, Listener, Watch};

/// Uploads sources as objects, in parts and in parallel.
///
/// The calls are always InitiateMultipartUpload, UploadPart for each part, and
/// CompleteMultipartUpload, also for small sources; no bytes at all are one empty part.
///
/// # What is checked
/// Each part's CRC-64 of the bytes that were read against the service's, and the whole object's
/// after completion. If the answer to the completion is lost, the object itself is asked for. A
/// file that changed is noticed before completion, and nothing is completed.
///
/// # What stays behind
/// When [`upload`](Self::upload) fails, the upload is aborted (or kept, see [`OnFailure`]) and
/// [`Error::remains`] says what stands on the server. When its future is **dropped**, nothing more
/// is sent, not even an abort: the upload and its parts stay and are billed until they are aborted
/// (their id is in the log, target `oss_multipart`). An answer to the initiation that was lost
/// leaves an upload without parts.
#[derive(Clone)]
pub struct Uploader {
    bucket: Bucket,
    parallel: usize,
    part_size: Option<u64>,
    on_failure: OnFailure,
    headers: ObjectHeaders,
    listener: Option<Listener>,
}

/// What becomes of an upload that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnFailure {
    /// It is aborted, so that nothing is billed.
    #[default]
    Abort,
    /// It is kept under [`Error::upload_id`]; whoever chose this ends it.
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
    /// The upload's id, which is of no more use than for the vendor's support.
    pub upload_id: String,
    /// Whether the service confirmed the CRC-64 of the whole object. `false` if it told none, and
    /// asking for it was forbidden or failed; a value that differs is an error.
    pub verified: bool,
    /// The id of the request that completed the upload, or confirmed that it was completed.
    pub request_id: Option<String>,
}

impl Uploader {
    /// Uploads into this bucket: four parts at a time, part size by length, abort on failure.
    pub fn new(bucket: Bucket) -> Self {
        Self {
            bucket,
            parallel: 4,
            part_size: None,
            on_failure: OnFailure::default(),
            headers: ObjectHeaders::default(),
            listener: None,
        }
    }

    /// How many parts are in flight at once, at least one. Each needs 1 MiB of memory, whatever
    /// its size.
    pub fn parallel(mut self, parts: usize) -> Self {
        self.parallel = parts.max(1);
        self
    }

    /// Bytes of a part, 100 KiB to 5 GiB; `None` chooses as [`PartPlan::new`] does.
    pub fn part_size(mut self, bytes: Option<u64>) -> Self {
        self.part_size = bytes;
        self
    }

    /// What becomes of an upload that failed.
    pub fn on_failure(mut self, on_failure: OnFailure) -> Self {
        self.on_failure = on_failure;
        self
    }

    /// Headers of the objects.
    pub fn headers(mut self, headers: ObjectHeaders) -> Self {
        self.headers = headers;
        self
    }

    /// Is told what happens, progress after every 64 KiB of every part. Called from the threads
    /// that upload: it must return soon.
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
        let Kind::Known(origin) = source.0 else {
            let message = "readers cannot be uploaded yet";
            return Err(Error::new(ErrorKind::Source, message));
        };
        let plan = PartPlan::new(origin.len(), self.part_size)?;
        let (total, parts) = (Some(origin.len()), Some(plan.parts()));
        let watch = Arc::new(Watch::new(total, parts, self.listener.clone()));
        let bucket = self.bucket.watched_by(&watch);
        let initiated = match bucket.initiate_multipart_upload(key, &self.headers).await {
            Ok(initiated) => initiated,
            // An upload whose id got lost holds no parts, so nothing worth naming is left.
            Err(error) => return Err(error.with_remains(Remains::Nothing)),
        };
        let upload_id = initiated.upload_id;
        tracing::info!(
            upload_id,
            key,
            size = origin.len(),
            parts = plan.parts(),
            part_size = plan.part_size(),
            "began upload"
        );
        watch.tell(&Event::Began { upload_id: upload_id.clone(), resumed: false });
        let upload_id = upload_id.as_str();
        let run = Run { uploader: self, bucket: &bucket, origin: &origin, key, upload_id, plan };
        match run.to_the_end().await {
            Ok(outcome) => {
                tracing::info!(upload_id, verified = outcome.verified, "completed upload");
                Ok(outcome)
            }
            Err(error) => Err(run.clean_up(error).await),
        }
    }
}

/// One upload between its initiation and its end.
struct Run<'a> {
    uploader: &'a Uploader,
    bucket: &'a Bucket,
    origin: &'a Origin,
    key: &'a str,
    upload_id: &'a str,
    plan: PartPlan,
}

impl Run<'_> {
    async fn to_the_end(&self) -> Result<UploadOutcome, Error> {
        let parts = self.send_parts().await?;
        self.origin.check_unchanged().await.map_err(|error| self.about(error))?;
        let mut joined = Joined::default();
        for part in &parts {
            joined.push(part.crc64, part.size);
        }
        self.complete(&parts, joined.value()).await
    }

    /// All parts, in order of their numbers. A part is not read before it may be sent.
    async fn send_parts(&self) -> Result<Vec<UploadedPart>, Error> {
        let sent = self.plan.iter().map(|(number, range)| {
            self.bucket.send_part(self.key, self.upload_id, number, self.origin, range)
        });
        let mut parts: Vec<_> =
            stream::iter(sent).buffer_unordered(self.uploader.parallel).try_collect().await?;
        parts.sort_unstable_by_key(|part: &UploadedPart| part.number);
        Ok(parts)
    }

    async fn complete(&self, parts: &[UploadedPart], crc64: u64) -> Result<UploadOutcome, Error> {
        let bucket = self.bucket;
        let list = parts.iter().map(|part| (part.number, part.etag.as_str()));
        let (etag, told, request_id) =
            match bucket.complete_multipart_upload(self.key, self.upload_id, list).await {
                Ok(done) => (done.etag, done.crc64, done.request_id),
                Err(error) if error.may_have_taken_effect() => {
                    return self.settle(error, crc64).await;
                }
                Err(error) => return Err(error),
            };
        let verified = told == Some(crc64) || self.verify(told, crc64).await?;
        Ok(self.outcome(etag, crc64, verified, request_id))
    }

    /// The completion told no CRC-64, or a wrong one: what does the object itself say?
    async fn verify(&self, told: Option<u64>, crc64: u64) -> Result<bool, Error> {
        let (size, theirs) = match self.bucket.head_object(self.key).await {
            Ok(info) => (info.size, info.crc64.or(told)),
            Err(_) => (self.origin.len(), told),
        };
        if size != self.origin.len() || theirs.is_some_and(|theirs| theirs != crc64) {
            let theirs = theirs.map_or("no CRC-64".to_owned(), |crc| format!("CRC-64 {crc}"));
            let message = format!(
                "the object {} has {size} bytes and {theirs} on the server, but {} bytes with \
                 CRC-64 {crc64} were read: its content is damaged; upload it again",
                self.key,
                self.origin.len(),
            );
            let error = Error::new(ErrorKind::Integrity, message).possibly_done(true);
            return Err(self.about(error));
        }
        Ok(theirs.is_some())
    }

    /// It is unknown whether the upload was completed: the object tells.
    async fn settle(&self, error: Error, crc64: u64) -> Result<UploadOutcome, Error> {
        match self.bucket.head_object(self.key).await {
            Ok(info) if info.size == self.origin.len() && info.crc64 == Some(crc64) => {
                tracing::info!(upload_id = self.upload_id, "the lost completion was carried out");
                let etag = info.etag.unwrap_or_default();
                Ok(self.outcome(etag, crc64, true, info.request_id))
            }
            // No object, or an older one: the upload was not completed.
            Ok(info) if info.crc64.is_some() || info.size != self.origin.len() => Err(error),
            Err(head) if head.fault().is_some_and(|fault| fault.status == 404) => Err(error),
            _ => {
                let message = format!(
                    "the answer to CompleteMultipartUpload of upload {} was lost, and the service \
                     does not tell whether it was carried out; look at the object, or upload again",
                    self.upload_id
                );
                let unknown = Error::new(ErrorKind::Network, message).possibly_done(true);
                Err(self.about(unknown.caused_by(error)).with_remains(Remains::Unknown))
            }
        }
    }

    fn outcome(
        &self,
        etag: String,
        crc64: u64,
        verified: bool,
        request_id: Option<String>,
    ) -> UploadOutcome {
        UploadOutcome {
            etag,
            crc64,
            size: self.origin.len(),
            parts: self.plan.parts(),
            upload_id: self.upload_id.to_owned(),
            verified,
            request_id,
        }
    }

    /// Ends what is left of an upload that failed, and says so in its error.
    async fn clean_up(&self, error: Error) -> Error {
        let remains = match (error.kind(), error.remains()) {
            _ if error.is_of_object() => self.delete().await,
            (_, unknown @ Some(_)) => {
                self.abort().await;
                unknown.unwrap_or(Remains::Unknown)
            }
            _ => self.abort().await,
        };
        tracing::error!(upload_id = self.upload_id, kind = ?error.kind(), ?remains, "upload failed");
        error.with_remains(remains)
    }

    async fn abort(&self) -> Remains {
        if self.uploader.on_failure == OnFailure::Keep {
            return Remains::Upload;
        }
        let bucket = self.bucket;
        match bucket.abort_multipart_upload(self.key, self.upload_id).await {
            Ok(()) => Remains::Nothing,
            Err(error) if error.has_code("NoSuchUpload") => Remains::Nothing,
            Err(_) => Remains::Upload,
        }
    }

    /// The upload is completed, but its object is wrong.
    async fn delete(&self) -> Remains {
        match self.bucket.delete_object(self.key).await {
            Ok(()) => Remains::Nothing,
            Err(_) => Remains::Object,
        }
    }

    fn about(&self, error: Error) -> Error {
        error.of_upload(Some(self.upload_id), None)
    }
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
