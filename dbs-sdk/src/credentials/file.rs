//! Reads files that hold keys.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use super::CredentialsError;
use crate::error::{Error, ErrorKind as Kind};

/// The text of a file of keys, as [`read`] gives it; warns if every user of this machine can read it.
pub(super) fn read_keys(path: &Path) -> Result<Option<String>, CredentialsError> {
    if fs::metadata(path).is_ok_and(|metadata| is_open_to_all(&metadata)) {
        tracing::warn!(path = %path.display(), "every user of this machine can read these keys");
    }
    read(path)
}

/// The text of a file; `None` if there is no such file. They are small, and read a few times a day.
pub(super) fn read(path: &Path) -> Result<Option<String>, CredentialsError> {
    match fs::read_to_string(path) {
        // Some editors begin a file with a byte order mark.
        Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => {
            let message = format!("{} cannot be read", path.display());
            Err(CredentialsError::fatal(Error::new(Kind::Input, message).because(error)))
        }
    }
}

#[cfg(unix)]
fn is_open_to_all(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o004 != 0
}

#[cfg(not(unix))]
fn is_open_to_all(_: &Metadata) -> bool {
    false
}
