//! From errors of OSS to the exceptions of `dbs_sdk/_errors.py`.

use std::error::Error as StdError;

use oss_multipart::{Error, ErrorKind, Fault};
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::{Class, Raise, Told, exception};

/// An error of OSS.
///
/// Besides those of every error it has `upload_id`, `part_number`, `remains`, and, for the drop-in of
/// oss2, `may_have_taken_effect` and `oss`: what the service said, as (headers, details).
pub(crate) fn raise(error: &Error) -> Raise {
    let fault = error.fault();
    let class = match error.kind() {
        ErrorKind::Config | ErrorKind::Input | ErrorKind::Source | ErrorKind::Target => {
            Class::Input
        }
        ErrorKind::Credentials => Class::Credentials,
        ErrorKind::Checkpoint => Class::Journal,
        ErrorKind::Refused | ErrorKind::AlreadyExists => Class::Refused,
        ErrorKind::Service => Class::Service,
        ErrorKind::Network => Class::Network,
        ErrorKind::Integrity => Class::Integrity,
        _ => Class::Other,
    };
    let told = Told {
        message: sentence(error),
        code: fault.map(|fault| fault.code.clone()),
        status: fault.map(|fault| fault.status),
        request_id: fault.and_then(|fault| fault.request_id.clone()),
        retryable: error.is_retryable(),
        ..Told::default()
    };
    let upload_id = error.upload_id().map(str::to_owned);
    let part_number = error.part_number();
    let remains = error.remains().map(|remains| format!("{remains:?}").to_lowercase());
    let done = error.may_have_taken_effect();
    let said = fault.map(|fault| (fault.headers.clone(), details(fault)));
    exception(class, told, error).with(move |value| {
        let py = value.py();
        value.setattr(intern!(py, "upload_id"), upload_id)?;
        value.setattr(intern!(py, "part_number"), part_number)?;
        value.setattr(intern!(py, "remains"), remains)?;
        value.setattr(intern!(py, "may_have_taken_effect"), done)?;
        value.setattr(intern!(py, "oss"), said)
    })
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
