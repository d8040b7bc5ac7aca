//! A bucket of OSS: any call of the service, and whole uploads and downloads.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use dbs_sdk::BucketCredentials;
use oss_multipart::{
    Addressing, BucketBuilder, Event, HeaderMap, Method, Request, RetryPolicy, SignatureVersion,
};
use pyo3::prelude::*;

use crate::client::seconds;
use crate::credentials::provider;
use crate::error::{Raise, input};
use crate::job::Job;
use crate::progress::Progress;
use crate::source_upload::UploadSource;

mod body;
mod download;
mod fault;
mod incoming;
mod upload;

use body::Content;
use fault::raise;
pub(crate) use incoming::Incoming;
use incoming::Pieces;
pub(crate) use upload::UploadOutcome;

/// `dbs_sdk.Uploader` and the bucket of the drop-in oss2 hold one. Clones share connections.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Bucket(oss_multipart::Bucket);

/// How a bucket is reached. Times are in seconds.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Settings {
    region: Option<String>,
    /// `v4`, `v1`, `unsigned`, or `auto`: V4 if the region is known, else V1.
    signature: String,
    /// `auto`, `host`, `path` or `cname`.
    addressing: String,
    allow_http: bool,
    ca_file: Option<PathBuf>,
    proxy: Option<String>,
    connect_timeout: Option<f64>,
    stall_timeout: Option<f64>,
    answer_timeout: Option<f64>,
    user_agent: Option<String>,
    tries: Option<u32>,
    /// Bits per second.
    traffic_limit: Option<u64>,
}

#[pymethods]
impl Bucket {
    #[new]
    fn new(
        py: Python<'_>,
        endpoint: &str,
        name: &str,
        credentials: Option<&Bound<'_, PyAny>>,
        settings: Settings,
    ) -> PyResult<Self> {
        let keys = Arc::new(BucketCredentials::new(provider(credentials)?));
        let builder = |version| -> PyResult<BucketBuilder> {
            let builder = oss_multipart::Bucket::builder(endpoint, name)
                .credentials_provider(Arc::clone(&keys) as Arc<_>);
            settings.apply(builder, version)
        };
        let (first, second) = match settings.signature.as_str() {
            "v4" => (builder(SignatureVersion::V4)?, None),
            "v1" => (builder(SignatureVersion::V1)?, None),
            "unsigned" => (builder(SignatureVersion::Unsigned)?, None),
            "auto" => (builder(SignatureVersion::V4)?, Some(builder(SignatureVersion::V1)?)),
            other => return Err(input(format!("the signature {other:?} is not known")).into()),
        };
        // Reading the trusted certificates takes a while.
        let built = py.detach(|| match (first.build(), second) {
            // Without a region, or for a reason that holds for V1 too.
            (Err(_), Some(second)) => second.build(),
            (built, _) => built,
        });
        built.map(Self).map_err(|error| raise(&error).into())
    }

    /// The same bucket over the same connections, with other keys.
    fn with_credentials(&self, id: String, secret: String, token: Option<String>) -> Self {
        let mut credentials = oss_multipart::Credentials::new(id, secret);
        if let Some(token) = token {
            credentials = credentials.with_security_token(token);
        }
        Self(self.0.with_credentials(credentials))
    }

    /// Sends a request; the job gives status, headers, body, and the CRC-64 of the content that was
    /// sent. `content` is a buffer, (path, start, end) or (object with read, size); `text` is a
    /// document.
    #[pyo3(signature = (
        operation, method, key, query, headers, *, content=None, text=None, on_progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "a request has them")]
    fn send(
        &self,
        py: Python<'_>,
        operation: &str,
        method: &str,
        key: Option<String>,
        query: Vec<(String, String)>,
        headers: Vec<(String, String)>,
        content: Option<Content>,
        text: Option<String>,
        on_progress: Option<Py<PyAny>>,
    ) -> PyResult<Job> {
        let mut request = request(operation, method, key, query, headers)?;
        if let Some(text) = text {
            request = request.text(text);
        }
        let progress = Arc::new(Progress::new(py, "send", on_progress)?);
        let bucket = match &content {
            Some(Content::Bytes(_) | Content::Range(..)) if progress.listens() => {
                let (size, progress) = (content.as_ref().map(Content::len), Arc::clone(&progress));
                self.0.on_event(move |event| {
                    if let Event::Progress(now) = event {
                        progress.advance(now.sent, size);
                    }
                })
            }
            _ => self.0.clone(),
        };
        let teller = Arc::clone(&progress);
        let work = async move {
            let watch = content.as_ref().map(Content::watch).unwrap_or_default();
            if let Some(content) = content {
                let body = content.body(&progress).map_err(|error| raise(&error))?;
                request = request.body(body);
            }
            let sent = bucket.send(request).await;
            let reply =
                sent.map_err(|error| watch.take().map_or_else(|| raise(&error), Raise::own))?;
            Ok((reply.status, texts(&reply.headers), Pieces::of(reply.body), reply.crc64))
        };
        Ok(Job::new(work).telling(teller))
    }

    /// Sends a request; the job gives the answer with its body unread.
    fn open(
        &self,
        operation: &str,
        method: &str,
        key: Option<String>,
        query: Vec<(String, String)>,
        headers: Vec<(String, String)>,
    ) -> PyResult<Job> {
        let request = request(operation, method, key, query, headers)?;
        let bucket = self.0.clone();
        Ok(Job::new(async move {
            bucket.open(request).await.map(Incoming::new).map_err(|error| raise(&error))
        }))
    }

    /// A URL that does the request for so many seconds.
    fn presign(
        &self,
        method: &str,
        key: String,
        query: Vec<(String, String)>,
        headers: Vec<(String, String)>,
        expires: u64,
    ) -> PyResult<Job> {
        let request = request("a signed URL", method, Some(key), query, headers)?;
        let bucket = self.0.clone();
        Ok(Job::new(async move {
            let url = bucket.presign(&request, Duration::from_secs(expires)).await;
            url.map(|url| url.expose().to_owned()).map_err(|error| raise(&error))
        }))
    }

    /// Uploads a whole source, in parallel parts; the job gives an UploadOutcome.
    #[pyo3(signature = (source, key, manner, *, on_progress=None))]
    fn upload(
        &self,
        py: Python<'_>,
        source: UploadSource,
        key: String,
        manner: upload::Manner,
        on_progress: Option<Py<PyAny>>,
    ) -> PyResult<Job> {
        let progress = Progress::new(py, "upload", on_progress)?;
        upload::upload(&self.0, source, key, manner, progress)
    }

    /// Downloads a whole object into a file, in parallel ranges; the job gives size, ETag, CRC-64,
    /// reused bytes, and whether the service confirmed the CRC-64.
    #[pyo3(signature = (key, path, manner, *, on_progress=None))]
    fn download(
        &self,
        py: Python<'_>,
        key: String,
        path: PathBuf,
        manner: download::Manner,
        on_progress: Option<Py<PyAny>>,
    ) -> PyResult<Job> {
        let progress = Progress::new(py, "download", on_progress)?;
        Ok(download::download(&self.0, key, path, manner, progress))
    }
}

/// The CRC-64/XZ of pieces one after the other, each given by its CRC-64 and its length in bytes.
#[pyfunction]
pub(crate) fn joined_crc64(pieces: Vec<(u64, u64)>) -> u64 {
    oss_multipart::joined_crc64(pieces)
}

impl Settings {
    fn apply(
        &self,
        mut builder: BucketBuilder,
        version: SignatureVersion,
    ) -> PyResult<BucketBuilder> {
        builder = builder.signature_version(version).allow_http(self.allow_http).addressing(
            match self.addressing.as_str() {
                "auto" => Addressing::Auto,
                "host" => Addressing::VirtualHost,
                "path" => Addressing::Path,
                "cname" => Addressing::Cname,
                other => return Err(input(format!("the addressing {other:?} is not known")).into()),
            },
        );
        if let Some(region) = &self.region {
            builder = builder.region(region);
        }
        if let Some(path) = &self.ca_file {
            builder = builder.ca_file(path);
        }
        if let Some(url) = &self.proxy {
            builder = builder.proxy(url);
        }
        if let Some(time) = seconds("connect_timeout", self.connect_timeout)? {
            builder = builder.connect_timeout(time);
        }
        if let Some(time) = seconds("stall_timeout", self.stall_timeout)? {
            builder = builder.stall_timeout(time);
        }
        if let Some(time) = seconds("answer_timeout", self.answer_timeout)? {
            builder = builder.answer_timeout(time);
        }
        if let Some(agent) = &self.user_agent {
            builder = builder.user_agent(agent);
        }
        if let Some(tries) = self.tries {
            builder = builder.retry(RetryPolicy::default().tries(Some(tries)));
        }
        Ok(builder.traffic_limit(self.traffic_limit))
    }
}

fn request(
    operation: &str,
    method: &str,
    key: Option<String>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
) -> PyResult<Request> {
    let method = Method::from_bytes(method.as_bytes())
        .map_err(|_| input(format!("{method:?} is no HTTP method")))?;
    let mut request = Request::new(known(operation), method);
    if let Some(key) = key {
        request = request.key(key);
    }
    for (name, value) in query {
        request = request.query(name, value);
    }
    for (name, value) in headers {
        request = request.header(name, value);
    }
    Ok(request)
}

/// The service's name for a call, as errors and logs tell it.
fn known(operation: &str) -> &'static str {
    const KNOWN: [&str; 15] = [
        "AbortMultipartUpload",
        "CompleteMultipartUpload",
        "CopyObject",
        "DeleteObject",
        "GetBucketLocation",
        "GetObject",
        "GetObjectMeta",
        "HeadObject",
        "InitiateMultipartUpload",
        "ListMultipartUploads",
        "ListObjects",
        "ListObjectsV2",
        "ListParts",
        "PutObject",
        "UploadPart",
    ];
    KNOWN.into_iter().find(|name| *name == operation).unwrap_or("the call")
}

/// Those that are text, in lower case.
fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let texts = headers.iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    texts.collect()
}
