//! The one error of this crate.

use std::error::Error as StdError;
use std::fmt;

use crate::denied::AccessDenied;
use crate::wait::Task;

/// What went wrong, in the words a program can decide by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is wrong: the endpoint, a certificate, a combination. Nothing was sent.
    Config,
    /// The input is wrong: a file, a log, a time, a zone. Nothing was sent, unless the file changed
    /// while it was uploaded: then [`Error::place`] says what stands.
    Input,
    /// There are no keys to sign with: no source of credentials is set up, or the one that is failed.
    /// Nothing was sent to the service.
    Credentials,
    /// The service said no, since the keys' RAM policy does not allow the call.
    Forbidden,
    /// The service said no and would say it again: parameters, wrong keys, an unknown data source.
    Refused,
    /// The service failed or was too busy, and stayed so for all tries.
    Service,
    /// No connection, or it broke, and stayed so for all tries.
    Network,
    /// The service answered something that cannot be read.
    Answer,
    /// Bytes that arrived are not the bytes that were read.
    Integrity,
    /// A task of the service failed, or will not go on until somebody acts: [`Error::task`] says
    /// which one, and why.
    Failed,
    /// The time to wait for a task is over; the task itself goes on at the service.
    Deadline,
    /// The caller cancelled it. [`Error::place`] says what stands.
    Cancelled,
    /// The journal of a backup is damaged, of a newer version, or its disk refuses. Nothing goes on
    /// without it, since that could make a second backup set.
    Journal,
    /// Another process is at work on the same backup.
    InUse,
}

/// What the service said of a call it did not carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The HTTP status; 200 with a business failure is seen.
    pub status: u16,
    /// The service's error code, such as `Request.Forbidden`.
    pub code: String,
    /// The service's message, without secrets.
    pub message: String,
    /// The id that the service's support asks for.
    pub request_id: Option<String>,
    /// A page of the service that says what to do.
    pub recommend: Option<String>,
    /// Which permission is missing to whom, if that is why.
    pub access_denied: Option<AccessDenied>,
}

impl fmt::Display for Fault {
    /// One line, as support wants it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, code, message, request_id, .. } = self;
        let request_id = request_id.as_deref().unwrap_or("none");
        write!(f, "{message} ({code}; HTTP {status}, request id {request_id})")
    }
}

/// An error: [`kind`](Self::kind) for the program, [`fault`](Self::fault) for support,
/// `source` for the log. None of them holds a secret.
///
/// `{}` is one sentence, `{:#}` that sentence and all that lies beneath it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    fault: Option<Fault>,
    may_have_taken_effect: bool,
    retryable: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
    task: Option<Task>,
    #[cfg(feature = "upload")]
    place: Option<crate::register::Place>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            fault: None,
            may_have_taken_effect: false,
            retryable: false,
            source: None,
            task: None,
            #[cfg(feature = "upload")]
            place: None,
        }))
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_fault(mut self, fault: Fault) -> Self {
        self.0.fault = Some(fault);
        self
    }

    pub(crate) fn with_effect(mut self, may_have_taken_effect: bool) -> Self {
        self.0.may_have_taken_effect = may_have_taken_effect;
        self
    }

    pub(crate) fn with_retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    pub(crate) fn about(mut self, task: Task) -> Self {
        self.0.task = Some(task);
        self
    }

    #[cfg(feature = "upload")]
    pub(crate) fn at(mut self, place: crate::register::Place) -> Self {
        self.0.place = Some(place);
        self
    }

    /// At a call that may have been carried out all the same, or not.
    #[cfg(feature = "upload")]
    pub(crate) fn at_call(self, place: crate::register::Place) -> Self {
        let unsure = self.may_have_taken_effect();
        self.at(crate::register::Place { unsure, ..place })
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What the service said, if it said anything: DBS, or OSS during an upload or a download.
    pub fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// Whether the service refused the keys or the clock, so that nothing is said of the request itself.
    #[cfg(feature = "upload")]
    pub(crate) fn is_of_keys(&self) -> bool {
        const CODES: [&str; 4] = [
            "InvalidAccessKeyId",
            "InvalidSecurityToken",
            "InvalidTimeStamp",
            "SignatureDoesNotMatch",
        ];
        let code = self.fault().map_or("", |fault| fault.code.as_str());
        CODES.iter().any(|known| code.starts_with(known))
    }

    /// Whether the service knows no such backup set (any more). Of a lost object it speaks otherwise.
    #[cfg(feature = "upload")]
    pub(crate) fn is_of_unknown_set(&self) -> bool {
        let code = self.fault().map_or("", |fault| fault.code.as_str());
        let unknown = code.ends_with("NotFound") || code.contains("NotExist");
        self.kind() == ErrorKind::Refused
            && unknown
            && !code.contains("Object")
            && !self.is_of_keys()
    }

    /// Whether the call may have been carried out although it failed here.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.may_have_taken_effect
    }

    /// Whether the same call may succeed later without a change on this side.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The task that was waited for or begun, as it was last seen; `None` for every other call.
    pub fn task(&self) -> Option<&Task> {
        self.0.task.as_ref()
    }

    /// Where in [`Client::register`](crate::Client::register) it happened and what stands on the
    /// service; `None` for every other call.
    #[cfg(feature = "upload")]
    pub fn place(&self) -> Option<&crate::register::Place> {
        self.0.place.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "upload")]
        match &self.0.place {
            Some(place) => write!(f, "{}: {} ({place})", place.stage, self.0.message)?,
            None => f.write_str(&self.0.message)?,
        }
        #[cfg(not(feature = "upload"))]
        f.write_str(&self.0.message)?;
        let mut beneath = self.source().filter(|_| f.alternate());
        while let Some(source) = beneath {
            write!(f, ": {source}")?;
            beneath = source.source();
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("fault", &self.0.fault)
            .field("may_have_taken_effect", &self.0.may_have_taken_effect)
            .field("retryable", &self.0.retryable)
            .field("task", &self.0.task);
        #[cfg(feature = "upload")]
        debug.field("place", &self.0.place);
        debug.field("source", &self.0.source).finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
