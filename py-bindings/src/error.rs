//! From Rust's errors to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;
use std::io;
use std::path::Path;

use dbs_sdk::{Error, ErrorKind};
use pyo3::intern;
use pyo3::prelude::*;

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

/// An error of the SDK, its attributes filled in.
pub(crate) fn raise(error: &Error) -> PyErr {
    caused(translated(error), error)
}

/// Nobody has a key.
pub(crate) fn keyless(error: &dbs_sdk::CredentialsError) -> PyErr {
    let arguments = (format!("there are no keys to sign with: {error:#}"),);
    let raised = python::CredentialsError::new_err(arguments);
    if error.is_retryable() {
        Python::attach(|py| {
            // An attribute of every DbsError.
            let _ = raised.value(py).setattr(intern!(py, "retryable"), true);
        });
    }
    caused(raised, error)
}

/// Led to by what a callable of the caller raised on the way, if it did.
fn caused(raised: PyErr, error: &(dyn StdError + 'static)) -> PyErr {
    if let Some(own) = beneath::<PyErr>(error) {
        Python::attach(|py| raised.set_cause(py, Some(own.clone_ref(py))));
    }
    raised
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

fn translated(error: &Error) -> PyErr {
    let (fault, place) = (error.fault(), error.place());
    let arguments = (
        format!("{error:#}"),
        // OSS answers HEAD without a body, and so without a code.
        fault.map(|fault| fault.code.clone()).filter(|code| !code.is_empty()),
        fault.map(|fault| fault.status),
        fault.and_then(|fault| fault.request_id.clone()),
        place.map(|place| place.stage.to_string()),
        place.and_then(|place| place.backup_set_id.clone()),
        error.is_retryable(),
    );
    match error.kind() {
        ErrorKind::Config | ErrorKind::Input => match beneath::<io::Error>(error) {
            Some(io) => file(python::FileError::new_err(arguments), io),
            None => python::InputError::new_err(arguments),
        },
        ErrorKind::Credentials => python::CredentialsError::new_err(arguments),
        ErrorKind::InUse | ErrorKind::Journal => python::JournalError::new_err(arguments),
        ErrorKind::Forbidden | ErrorKind::Refused => python::RefusedError::new_err(arguments),
        ErrorKind::Service | ErrorKind::Answer => python::ServiceError::new_err(arguments),
        ErrorKind::Network => python::NetworkError::new_err(arguments),
        ErrorKind::Integrity => python::IntegrityError::new_err(arguments),
        _ => python::DbsError::new_err(arguments),
    }
}

/// Arguments that do not fit together.
pub(crate) fn input(message: impl Into<String>) -> PyErr {
    python::InputError::new_err(message.into())
}

/// A file that cannot be opened or read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> PyErr {
    file(python::FileError::new_err(format!("{} cannot be read: {error}", path.display())), error)
}

/// With the number that the system gave.
fn file(raised: PyErr, error: &io::Error) -> PyErr {
    if let Some(number) = error.raw_os_error() {
        Python::attach(|py| {
            // An attribute of every OSError.
            let _ = raised.value(py).setattr(intern!(py, "errno"), number);
        });
    }
    raised
}

/// A log or info file without the facts asked for.
pub(crate) fn meta(name: &str, error: &xtrabackup_meta::Error) -> PyErr {
    let text = match error.source() {
        Some(source) => format!("{name}: {error}: {source}"),
        None => format!("{name}: {error}"),
    };
    match beneath::<io::Error>(error) {
        Some(io) => file(python::FileError::new_err(text), io),
        None => input(text),
    }
}

/// What no caller can mend by other arguments.
pub(crate) fn other(message: impl Into<String>) -> PyErr {
    python::DbsError::new_err(message.into())
}
