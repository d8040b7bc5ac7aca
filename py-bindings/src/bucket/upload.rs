//! `Bucket.upload` and what it gives.

use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::Arc;

use oss_multipart::{
    Bucket, CancellationToken, Error, ErrorKind, Event, FileCheckpoints, ObjectAcl, ObjectHeaders,
    RateLimit, Source, Uploader,
};
use pyo3::prelude::*;

use super::fault::raise;
use crate::error::{Raise, input, other};
use crate::job::{Job, blocking};
use crate::progress::Progress;
use crate::record::{Reduced, reduced, representation};
use crate::source_upload::UploadSource;

/// How an upload is done.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Manner {
    headers: Vec<(String, String)>,
    parallel: Option<usize>,
    part_size: Option<u64>,
    /// Bytes.
    memory: Option<u64>,
    /// Bytes per second.
    rate_limit: Option<u64>,
    checkpoint_dir: Option<PathBuf>,
    require_verified: bool,
}

pub(crate) fn upload(
    bucket: &Bucket,
    source: UploadSource,
    key: String,
    manner: Manner,
    progress: Progress,
) -> PyResult<Job> {
    let progress = Arc::new(progress);
    let (listener, watch) = (Arc::clone(&progress), source.watch());
    let goes_on = manner.checkpoint_dir.is_some();
    let uploader = manner.uploader(bucket)?.on_event(move |event| hear(&listener, goes_on, event));
    let work = async move {
        let source = blocking(move || source.open().map_err(|error| raise(&error))).await?;
        let outcome = if goes_on {
            uploader.upload(source, &key).await
        } else {
            aborted_when_dropped(uploader, source, key).await?
        };
        outcome.map(UploadOutcome::from).map_err(|error| match watch.take() {
            Some(own) if error.kind() == ErrorKind::Source => Raise::own(own),
            _ => raise(&error),
        })
    };
    Ok(Job::new(work).telling(progress))
}

/// Nobody would go on with it: cut off, it goes on by itself until it is aborted.
async fn aborted_when_dropped(
    uploader: Uploader,
    source: Source,
    key: String,
) -> Result<Result<oss_multipart::UploadOutcome, Error>, Raise> {
    let end = CancellationToken::new();
    let uploader = uploader.cancel(end.clone());
    let _cut_off = end.drop_guard();
    let upload = tokio::spawn(async move { uploader.upload(source, &key).await });
    upload.await.map_err(|error| other(format!("the upload broke off: {error}")))
}

impl Manner {
    fn uploader(self, bucket: &Bucket) -> PyResult<Uploader> {
        let mut uploader = Uploader::new(bucket.clone())
            .part_size(self.part_size)
            .headers(object_headers(self.headers)?)
            .require_verified(self.require_verified);
        if let Some(parallel) = self.parallel {
            uploader = uploader.parallel(parallel);
        }
        if let Some(memory) = self.memory {
            uploader = uploader.memory(memory);
        }
        if let Some(limit) = self.rate_limit {
            let limit = NonZeroU64::new(limit)
                .ok_or_else(|| input("rate_limit is a number of bytes per second above 0"))?;
            uploader = uploader.rate_limit(RateLimit::bytes_per_second(limit));
        }
        if let Some(folder) = self.checkpoint_dir {
            uploader = uploader.checkpoints(Arc::new(FileCheckpoints::new(folder)));
        }
        Ok(uploader)
    }
}

/// Most describe the object; some concern the moment it is made.
fn object_headers(given: Vec<(String, String)>) -> PyResult<ObjectHeaders> {
    let mut headers = ObjectHeaders::new();
    for (name, value) in given {
        headers = match (name.to_ascii_lowercase().as_str(), value.as_str()) {
            ("x-oss-object-acl", "default") => headers.acl(ObjectAcl::Default),
            ("x-oss-object-acl", "private") => headers.acl(ObjectAcl::Private),
            ("x-oss-object-acl", "public-read") => headers.acl(ObjectAcl::PublicRead),
            ("x-oss-object-acl", "public-read-write") => headers.acl(ObjectAcl::PublicReadWrite),
            ("x-oss-object-acl", other) => {
                return Err(input(format!("x-oss-object-acl cannot be {other:?}")).into());
            }
            ("x-oss-forbid-overwrite", value) => {
                headers.forbid_overwrite(value.eq_ignore_ascii_case("true"))
            }
            _ => headers.header(name, value),
        };
    }
    Ok(headers)
}

fn hear(progress: &Progress, goes_on: bool, event: &Event) {
    match event {
        Event::Began { upload_id, .. } => {
            let then = if goes_on {
                "the same call goes on with it"
            } else {
                "it is aborted now, unless the process ends first"
            };
            progress.stand(format!("while upload {upload_id} stands on the service: {then}"));
        }
        Event::Progress(now) => progress.advance(now.sent, now.total),
        _ => {}
    }
}

/// An object that was uploaded.
#[pyclass(frozen, get_all, eq, hash, module = "dbs_sdk")]
#[derive(PartialEq, Hash)]
pub(crate) struct UploadOutcome {
    /// The object's, without quotes.
    etag: String,
    /// CRC-64/XZ of the bytes that were read.
    crc64: u64,
    /// Bytes.
    size: u64,
    /// How many parts there were.
    parts: u32,
    /// Bytes that an earlier run had sent and that were not sent again.
    reused: u64,
    /// The upload's id.
    upload_id: String,
    /// Whether OSS confirmed the CRC-64 of the whole object.
    verified: bool,
    /// If it is not verified: why not, in a sentence.
    doubt: Option<String>,
    /// The id of the request that completed the upload.
    request_id: Option<String>,
}

impl From<oss_multipart::UploadOutcome> for UploadOutcome {
    fn from(outcome: oss_multipart::UploadOutcome) -> Self {
        Self {
            etag: outcome.etag,
            crc64: outcome.crc64,
            size: outcome.size,
            parts: outcome.parts,
            reused: outcome.reused,
            upload_id: outcome.upload_id,
            verified: outcome.verified,
            doubt: outcome.doubt,
            request_id: outcome.request_id,
        }
    }
}

const FIELDS: [&str; 9] =
    ["etag", "crc64", "size", "parts", "reused", "upload_id", "verified", "doubt", "request_id"];

#[pymethods]
impl UploadOutcome {
    #[new]
    #[pyo3(signature = (
        etag, crc64, size, parts, reused, upload_id, verified, doubt = None, request_id = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "its fields")]
    fn new(
        etag: String,
        crc64: u64,
        size: u64,
        parts: u32,
        reused: u64,
        upload_id: String,
        verified: bool,
        doubt: Option<String>,
        request_id: Option<String>,
    ) -> Self {
        Self { etag, crc64, size, parts, reused, upload_id, verified, doubt, request_id }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf, &FIELDS)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        reduced(slf, &FIELDS)
    }
}
