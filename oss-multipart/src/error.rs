//! The one error of this crate.

use std::error::Error as StdError;
use std::fmt;

type Cause = Box<dyn StdError + Send + Sync>;

/// Why an operation did not succeed, and what stands on the server because of it.
///
/// `Display` is one sentence for people; [`kind`](Self::kind) is for programs,
/// [`fault`](Self::fault) for the vendor's support and [`source`](StdError::source) for the log.
/// None of them ever holds a key secret, a security token, a signature or a signed URL.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    fault: Option<Fault>,
    upload_id: Option<String>,
    part_number: Option<u32>,
    remains: Option<Remains>,
    may_have_taken_effect: bool,
    retryable: bool,
    source: Option<Cause>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is wrong: a key, a part size, a range. Nothing was sent.
    Input,
    /// The bucket's settings are wrong: endpoint, region, plain HTTP without leave.
    Config,
    /// The source cannot be read, is no regular file, or changed while it was uploaded; the object
    /// changed while it was downloaded.
    Source,
    /// The file that is downloaded into cannot be written, or is there and may not be replaced.
    Target,
    /// The provider of credentials, or of links, failed.
    Credentials,
    /// The service understood and refused (4xx); [`Error::fault`] says why.
    Refused,
    /// The service failed (5xx, throttling, an answer that makes no sense), also when asked again.
    Service,
    /// No whole answer came: connection, TLS, reset, stall, timeout; also when asked again.
    Network,
    /// What the service holds is not what was read, by its CRC-64 or its size.
    Integrity,
    /// An object of that key is there already, and overwriting it was forbidden (409
    /// `FileAlreadyExists`).
    AlreadyExists,
    /// The object is there, but the callback that was asked for with it failed (203
    /// `CallbackFailed`), or what it was answered is lost.
    Callback,
    /// The caller ended it.
    Cancelled,
    /// The notes that a later run needs cannot be written or read, or belong to another run.
    Checkpoint,
}

/// What the service said when it refused or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// HTTP status.
    pub status: u16,
    /// `Code`, such as `AccessDenied`; empty if the answer had none.
    pub code: String,
    /// `Message`, redacted.
    pub message: String,
    /// `RequestId`, which the vendor's support asks for.
    pub request_id: Option<String>,
    /// `EC`, the finer code that the vendor's documentation is sorted by, such as `0002-00000007`.
    pub ec: Option<String>,
    /// What else the document said, such as `HostId`, by name. Redacted, without what the service
    /// repeats of the signature, and no more than a person can read.
    pub details: Vec<(String, String)>,
    /// The answer's headers, redacted, and no more of them than a person can read.
    pub headers: Vec<(String, String)>,
}

/// What an upload that failed left on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remains {
    /// Nothing: the upload was aborted, or never began.
    Nothing,
    /// The unfinished upload and its parts, which are billed until it is completed or aborted
    /// under [`Error::upload_id`].
    Upload,
    /// An object of that key with wrong content: it could not be deleted, or another writer put it
    /// there meanwhile.
    Object,
    /// The whole object; only what was to happen after its upload failed.
    Whole,
    /// The object, as far as is known whole; the service does not prove it.
    Unverified,
    /// It could not be found out whether the upload was completed.
    Unknown,
}

impl Error {
    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What the service said, if it answered.
    pub fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// The multipart upload this is about.
    pub fn upload_id(&self) -> Option<&str> {
        self.0.upload_id.as_deref()
    }

    /// The part this is about.
    pub fn part_number(&self) -> Option<u32> {
        self.0.part_number
    }

    /// What stands on the server, when an [`Uploader`](crate::Uploader) failed; `None` from a
    /// single call of [`Bucket`](crate::Bucket), which cleans nothing up.
    pub fn remains(&self) -> Option<Remains> {
        self.0.remains
    }

    /// Whether the service may have carried the request out although this error came back,
    /// because bytes of it had left and no whole answer came, or a 5xx, or because it was carried
    /// out and only its callback failed.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.may_have_taken_effect
    }

    /// Whether the same request may succeed later, with nothing changed.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            fault: None,
            upload_id: None,
            part_number: None,
            remains: None,
            may_have_taken_effect: false,
            retryable: false,
            source: None,
        }))
    }

    pub(crate) fn caused_by(mut self, source: impl Into<Cause>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_fault(mut self, fault: Fault) -> Self {
        self.0.fault = Some(fault);
        self
    }

    pub(crate) fn of_upload(mut self, upload_id: Option<&str>, part: Option<u32>) -> Self {
        self.0.upload_id = upload_id.map(str::to_owned);
        self.0.part_number = part;
        self
    }

    pub(crate) fn with_remains(mut self, remains: Remains) -> Self {
        self.0.remains = Some(remains);
        self
    }

    pub(crate) fn retryable(mut self) -> Self {
        self.0.retryable = true;
        self
    }

    pub(crate) fn possibly_done(mut self, possibly: bool) -> Self {
        self.0.may_have_taken_effect |= possibly;
        self
    }

    /// Whether a whole object, not a part, is not what was read.
    pub(crate) fn is_of_object(&self) -> bool {
        self.kind() == ErrorKind::Integrity && self.part_number().is_none()
    }

    /// Whether the service answered with this code.
    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.fault().is_some_and(|fault| fault.code == code)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.message)?;
        match (self.0.remains, self.upload_id()) {
            (Some(Remains::Whole | Remains::Unverified), _) => out.write_str("; the object stands"),
            (Some(Remains::Nothing), _) if self.is_of_object() => {
                out.write_str("; the wrong object was deleted")
            }
            (Some(Remains::Nothing), Some(id)) => write!(out, "; upload {id} is gone"),
            (Some(Remains::Upload), Some(id)) => {
                write!(out, "; upload {id} and its parts still stand on the server")
            }
            (Some(Remains::Object), _) => out.write_str("; the wrong object stands"),
            (Some(Remains::Unknown), Some(id)) => {
                write!(out, "; whether upload {id} was completed is unknown")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("fault", &self.0.fault)
            .field("upload_id", &self.0.upload_id)
            .field("part_number", &self.0.part_number)
            .field("remains", &self.0.remains)
            .field("may_have_taken_effect", &self.0.may_have_taken_effect)
            .field("retryable", &self.0.retryable)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
