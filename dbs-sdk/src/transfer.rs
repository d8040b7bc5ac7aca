//! What went wrong between here and the storage, in this crate's words.

use std::error::Error as StdError;

use crate::error::{Error, ErrorKind, Fault};

/// The error of an upload or a download, which becomes the source.
pub(crate) fn failure(kind: ErrorKind, message: &str, error: oss_multipart::Error) -> Error {
    let fault = error.fault().map(|fault| Fault {
        status: fault.status,
        code: fault.code.clone(),
        message: fault.message.clone(),
        request_id: fault.request_id.clone(),
        recommend: None,
        access_denied: None,
    });
    let wrapped = Error::new(kind, message)
        .with_effect(error.may_have_taken_effect())
        .with_retryable(error.is_retryable())
        .because(error);
    match fault {
        Some(fault) => wrapped.with_fault(fault),
        None => wrapped,
    }
}

/// The kind of this crate's own error beneath another one: of a call for new keys, say.
pub(crate) fn own_kind(error: &oss_multipart::Error) -> Option<ErrorKind> {
    let mut next = error.source();
    while let Some(source) = next {
        if let Some(error) = source.downcast_ref::<Error>() {
            return Some(error.kind());
        }
        next = source.source();
    }
    None
}
