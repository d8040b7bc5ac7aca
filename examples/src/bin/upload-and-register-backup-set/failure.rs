//! How the program ends when it does not end well.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::path::Path;

use dbs_sdk::{Error, ErrorKind};

/// What to say, and the exit code.
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { code: 2, text: text.into() }
    }

    pub(crate) fn file(path: &Path, error: std::io::Error) -> Self {
        Self::usage(format!("{} cannot be read: {error}", path.display()))
    }

    pub(crate) fn meta(path: &Path, error: xtrabackup_meta::Error) -> Self {
        Self::usage(format!("{}: {}", path.display(), chain(&error)))
    }

    /// The demonstration itself failed, not the job that it shows.
    pub(crate) fn demo(what: &str, error: &dyn StdError) -> Self {
        Self { code: 1, text: format!("{what}: {}", chain(error)) }
    }

    pub(crate) fn interrupted(text: impl Into<String>) -> Self {
        Self { code: 130, text: text.into() }
    }

    pub(crate) fn sdk(error: Error) -> Self {
        let code = match error.kind() {
            ErrorKind::Config | ErrorKind::Input => 2,
            ErrorKind::Refused | ErrorKind::Service | ErrorKind::Answer => 3,
            ErrorKind::Network => 4,
            ErrorKind::Integrity => 5,
            _ => 1,
        };
        Self { code, text: chain(&error) }
    }
}

/// The error and all that lies beneath it.
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
