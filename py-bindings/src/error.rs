//! From Rust's errors to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use dbs_sdk::{Error, ErrorKind};
use pyo3::prelude::*;

mod python {
    #![allow(missing_docs, reason = "documented where they are defined, in Python")]
    pyo3::import_exception!(dbs_sdk._errors, DbsError);
    pyo3::import_exception!(dbs_sdk._errors, InputError);
    pyo3::import_exception!(dbs_sdk._errors, IntegrityError);
    pyo3::import_exception!(dbs_sdk._errors, NetworkError);
    pyo3::import_exception!(dbs_sdk._errors, RefusedError);
    pyo3::import_exception!(dbs_sdk._errors, ServiceError);
}

/// An error of the SDK, its attributes filled in.
pub(crate) fn raise(error: &Error) -> PyErr {
    let said = said(error);
    let place = error.place();
    let arguments = (
        chain(error),
        said.code,
        said.status,
        said.request_id,
        place.map(|place| place.stage.to_string()),
        place.and_then(|place| place.backup_set_id.clone()),
        error.is_retryable(),
    );
    match error.kind() {
        ErrorKind::Config | ErrorKind::Input => python::InputError::new_err(arguments),
        ErrorKind::Refused => python::RefusedError::new_err(arguments),
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
    input(format!("{} cannot be read: {error}", path.display()))
}

/// A log or info file without the facts asked for.
pub(crate) fn meta(name: &str, error: &xtrabackup_meta::Error) -> PyErr {
    input(format!("{name}: {}", chain(error)))
}

/// What no caller can mend by other arguments.
pub(crate) fn other(message: impl Into<String>) -> PyErr {
    python::DbsError::new_err(message.into())
}

/// What the service said, DBS itself or OSS further down.
#[derive(Default)]
struct Said {
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
}

fn said(error: &Error) -> Said {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(fault) = error.downcast_ref::<Error>().and_then(Error::fault) {
            return Said {
                code: Some(fault.code.clone()),
                status: Some(fault.status),
                request_id: fault.request_id.clone(),
            };
        }
        if let Some(fault) = error.downcast_ref::<oss_multipart::Error>().and_then(|e| e.fault()) {
            return Said {
                // OSS answers HEAD without a body, and so without a code.
                code: Some(fault.code.clone()).filter(|code| !code.is_empty()),
                status: Some(fault.status),
                request_id: fault.request_id.clone(),
            };
        }
        next = error.source();
    }
    Said::default()
}

/// The error and all that lies beneath it. None of them holds a secret.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        // Writing to a String does not fail.
        let _ = write!(text, ": {source}");
        next = source.source();
    }
    text
}
