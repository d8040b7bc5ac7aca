//! How the program ends when it does not end well.

use std::fmt;

use dbs_sdk::{Error, ErrorKind};

/// What to say, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { code: 2, text: text.into() }
    }

    /// This program failed, not the job that it does.
    pub(crate) fn own(what: &str, error: &dyn fmt::Display) -> Self {
        Self { code: 1, text: format!("{what}: {error}") }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = match error.kind() {
            ErrorKind::Config | ErrorKind::Input | ErrorKind::Credentials => 2,
            ErrorKind::Forbidden | ErrorKind::Refused | ErrorKind::Service | ErrorKind::Answer => 3,
            ErrorKind::Network => 4,
            ErrorKind::Integrity => 5,
            ErrorKind::Journal | ErrorKind::InUse => 6,
            _ => 1,
        };
        Self { code, text: format!("{error:#}") }
    }
}
