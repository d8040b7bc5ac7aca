//! From Rust's errors to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;
use std::io;
use std::path::Path;

use dbs_sdk::{CredentialsError, Error, ErrorKind};
use pyo3::intern;
use pyo3::prelude::*;

use crate::credentials::Raised;

mod python {
    #![allow(missing_docs, reason = "documented where they are defined, in Python")]
    pyo3::import_exception!(dbs_sdk._errors, CredentialsError);
    pyo3::import_exception!(dbs_sdk._errors, DbsError);
    pyo3::import_exception!(dbs_sdk._errors, FileError);
    pyo3::import_exception!(dbs_sdk._errors, InputError);
    pyo3::import_exception!(dbs_sdk._errors, IntegrityError);
    pyo3::import_exception!(dbs_sdk._errors, JournalError);
    pyo3::import_exception!(dbs_sdk._errors, NetworkError);
    pyo3::import_exception!(dbs_sdk._errors, RefusedError);
    pyo3::import_exception!(dbs_sdk._errors, ServiceError);
}

/// An exception to be: planned on any thread, made where somebody waits for it, which is in Python.
pub(crate) struct Raise(Box<dyn FnOnce(Python<'_>) -> PyErr + Send>);

impl Raise {
    fn new(make: impl FnOnce(Python<'_>) -> PyErr + Send + 'static) -> Self {
        Self(Box::new(make))
    }

    /// What the caller's own code raised.
    pub(crate) fn own(raised: PyErr) -> Self {
        Self::new(|_| raised)
    }

    /// With further attributes.
    pub(crate) fn with(
        self,
        set: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<()> + Send + 'static,
    ) -> Self {
        Self::new(|py| {
            let raised = self.made(py);
            // An exception of Python's own making takes any.
            let _ = set(raised.value(py).as_any());
            raised
        })
    }

    pub(crate) fn made(self, py: Python<'_>) -> PyErr {
        (self.0)(py)
    }
}

/// In a function that Python called.
impl From<Raise> for PyErr {
    fn from(raise: Raise) -> Self {
        Python::attach(|py| raise.made(py))
    }
}

/// Which of them it is.
#[derive(Clone, Copy)]
pub(crate) enum Class {
    Credentials,
    Input,
    Integrity,
    Journal,
    Network,
    Other,
    Refused,
    Service,
}

/// The attributes of every DbsError.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) message: String,
    pub(crate) code: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) stage: Option<String>,
    pub(crate) backup_set_id: Option<String>,
    pub(crate) retryable: bool,
}

/// The exception for `error`. What a callable of the caller raised on the way is its cause; an input
/// that the system could not give is a FileError; where the system gave a number, it has that.
pub(crate) fn exception(class: Class, told: Told, error: &(dyn StdError + 'static)) -> Raise {
    let io = beneath::<io::Error>(error);
    let (is_io, number) = (io.is_some(), io.and_then(io::Error::raw_os_error));
    let cause = beneath::<Raised>(error).cloned();
    Raise::new(move |py| {
        let arguments = (
            told.message,
            // OSS answers HEAD without a body, and so without a code.
            told.code.filter(|code| !code.is_empty()),
            told.status,
            told.request_id,
            told.stage,
            told.backup_set_id,
            told.retryable,
        );
        let raised = match class {
            Class::Credentials => python::CredentialsError::new_err(arguments),
            Class::Input if is_io => python::FileError::new_err(arguments),
            Class::Input => python::InputError::new_err(arguments),
            Class::Integrity => python::IntegrityError::new_err(arguments),
            Class::Journal => python::JournalError::new_err(arguments),
            Class::Network => python::NetworkError::new_err(arguments),
            Class::Other => python::DbsError::new_err(arguments),
            Class::Refused => python::RefusedError::new_err(arguments),
            Class::Service => python::ServiceError::new_err(arguments),
        };
        if let (Some(number), Class::Input | Class::Journal) = (number, class) {
            // An attribute of every OSError.
            let _ = raised.value(py).setattr(intern!(py, "errno"), number);
        }
        if let Some(cause) = cause {
            raised.set_cause(py, Some(cause.exception(py)));
        }
        raised
    })
}

/// The first error of a kind among those that led to one.
fn beneath<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let mut beneath = error.source();
    while let Some(error) = beneath {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        beneath = error.source();
    }
    None
}

/// An error of the SDK.
pub(crate) fn raise(error: &Error) -> Raise {
    let (fault, place) = (error.fault(), error.place());
    let class = match error.kind() {
        ErrorKind::Config | ErrorKind::Input => Class::Input,
        ErrorKind::Credentials => Class::Credentials,
        ErrorKind::InUse | ErrorKind::Journal => Class::Journal,
        ErrorKind::Forbidden | ErrorKind::Refused => Class::Refused,
        ErrorKind::Service | ErrorKind::Answer => Class::Service,
        ErrorKind::Network => Class::Network,
        ErrorKind::Integrity => Class::Integrity,
        _ => Class::Other,
    };
    let told = Told {
        message: format!("{error:#}"),
        code: fault.map(|fault| fault.code.clone()),
        status: fault.map(|fault| fault.status),
        request_id: fault.and_then(|fault| fault.request_id.clone()),
        stage: place.map(|place| place.stage.to_string()),
        backup_set_id: place.and_then(|place| place.backup_set_id.clone()),
        retryable: error.is_retryable(),
    };
    exception(class, told, error)
}

/// Nobody has a key.
pub(crate) fn keyless(error: &CredentialsError) -> Raise {
    let told = Told {
        message: format!("there are no keys to sign with: {error:#}"),
        retryable: error.is_retryable(),
        ..Told::default()
    };
    exception(Class::Credentials, told, error)
}

/// A log or info file without the facts asked for.
pub(crate) fn meta(name: &str, error: &xtrabackup_meta::Error) -> Raise {
    let message = match error.source() {
        Some(source) => format!("{name}: {error}: {source}"),
        None => format!("{name}: {error}"),
    };
    exception(Class::Input, Told { message, ..Told::default() }, error)
}

/// A file that cannot be opened or read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Raise {
    let message = format!("{} cannot be read: {error}", path.display());
    let number = error.raw_os_error();
    Raise::new(move |_| python::FileError::new_err(message))
        .with(move |value| value.setattr(intern!(value.py(), "errno"), number))
}

/// Arguments that do not fit together.
pub(crate) fn input(message: impl Into<String>) -> Raise {
    let message = message.into();
    Raise::new(move |_| python::InputError::new_err(message))
}

/// What no caller can mend by other arguments.
pub(crate) fn other(message: impl Into<String>) -> Raise {
    let message = message.into();
    Raise::new(move |_| python::DbsError::new_err(message))
}
