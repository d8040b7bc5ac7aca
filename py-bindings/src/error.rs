//! From Rust's errors to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;
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
    let raised = translated(error);
    // What a callable of the caller raised on the way.
    let mut beneath = error.source();
    while let Some(error) = beneath {
        if let Some(own) = error.downcast_ref::<PyErr>() {
            Python::attach(|py| raised.set_cause(py, Some(own.clone_ref(py))));
            break;
        }
        beneath = error.source();
    }
    raised
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
        ErrorKind::Config | ErrorKind::Input | ErrorKind::Credentials => {
            python::InputError::new_err(arguments)
        }
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
    input(format!("{} cannot be read: {error}", path.display()))
}

/// A log or info file without the facts asked for.
pub(crate) fn meta(name: &str, error: &xtrabackup_meta::Error) -> PyErr {
    match error.source() {
        Some(source) => input(format!("{name}: {error}: {source}")),
        None => input(format!("{name}: {error}")),
    }
}

/// What no caller can mend by other arguments.
pub(crate) fn other(message: impl Into<String>) -> PyErr {
    python::DbsError::new_err(message.into())
}
