//! From errors of OSS to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;

use oss_multipart::{Error, ErrorKind, Fault};
use pyo3::intern;
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

/// An error of OSS, its attributes filled in. What a callable of the caller raised on the way is
/// its cause.
///
/// Besides those of every error it has `upload_id`, `part_number`, `remains`, and, for the drop-in of
/// oss2, `may_have_taken_effect` and `oss`: what the service said, as (headers, details).
pub(crate) fn raise(error: &Error) -> PyErr {
    let fault = error.fault();
    let arguments = (
        sentence(error),
        // OSS answers HEAD without a body, and so without a code.
        fault.map(|fault| fault.code.clone()).filter(|code| !code.is_empty()),
        fault.map(|fault| fault.status),
        fault.and_then(|fault| fault.request_id.clone()),
        None::<String>,
        None::<String>,
        error.is_retryable(),
    );
    let raised = match error.kind() {
        ErrorKind::Config
        | ErrorKind::Input
        | ErrorKind::Credentials
        | ErrorKind::Source
        | ErrorKind::Target => python::InputError::new_err(arguments),
        ErrorKind::Refused | ErrorKind::AlreadyExists => python::RefusedError::new_err(arguments),
        ErrorKind::Service => python::ServiceError::new_err(arguments),
        ErrorKind::Network => python::NetworkError::new_err(arguments),
        ErrorKind::Integrity => python::IntegrityError::new_err(arguments),
        _ => python::DbsError::new_err(arguments),
    };
    Python::attach(|py| {
        let remains = error.remains().map(|remains| format!("{remains:?}").to_lowercase());
        let said = fault.map(|fault| (fault.headers.clone(), details(fault)));
        let value = raised.value(py);
        // They are plain attributes of an exception of Python's own making, which takes any.
        let _ = value.setattr(intern!(py, "upload_id"), error.upload_id());
        let _ = value.setattr(intern!(py, "part_number"), error.part_number());
        let _ = value.setattr(intern!(py, "remains"), remains);
        let done = error.may_have_taken_effect();
        let _ = value.setattr(intern!(py, "may_have_taken_effect"), done);
        let _ = value.setattr(intern!(py, "oss"), said);
        if let Some(own) = own(error) {
            raised.set_cause(py, Some(own.clone_ref(py)));
        }
    });
    raised
}

/// The whole document, as far as it may be told.
fn details(fault: &Fault) -> Vec<(String, String)> {
    let known = [
        ("Code", Some(&fault.code)),
        ("Message", Some(&fault.message)),
        ("RequestId", fault.request_id.as_ref()),
        ("EC", fault.ec.as_ref()),
    ];
    let known = known.into_iter().filter_map(|(name, text)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some((name.to_owned(), text.clone()))
    });
    known.chain(fault.details.iter().cloned()).collect()
}

/// What it says, and why.
fn sentence(error: &Error) -> String {
    let mut sentence = error.to_string();
    let mut beneath = error.source();
    while let Some(error) = beneath {
        let why = error.to_string();
        if !sentence.contains(&why) {
            sentence = format!("{sentence}: {why}");
        }
        beneath = error.source();
    }
    sentence
}

fn own(error: &Error) -> Option<&PyErr> {
    let mut beneath = error.source();
    while let Some(error) = beneath {
        if let Some(own) = error.downcast_ref::<PyErr>() {
            return Some(own);
        }
        beneath = error.source();
    }
    None
}
