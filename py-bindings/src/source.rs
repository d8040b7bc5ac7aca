//! A file of a backup: where it is, or its bytes.

use std::fs::File;
use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use xtrabackup_meta::{BackupInfo, BackupLog, CompletedBackup};

use crate::error::{Raise, meta, unreadable};

/// Bytes are content; everything else that names a file is a path.
pub(crate) enum Source {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

impl<'py> FromPyObject<'_, 'py> for Source {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.extract() {
            Ok(bytes) => Ok(Self::Bytes(bytes)),
            Err(_) => object.extract().map(Self::Path),
        }
    }
}

/// Which file it is.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Log,
    Info,
}

impl Source {
    /// The backup that the file speaks of. Reads the file: not with the GIL held.
    pub(crate) fn completed_backup(&self, form: Form) -> Result<CompletedBackup, Raise> {
        let (read, name) = match self {
            Self::Path(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                let read = match form {
                    Form::Log => BackupLog::read(file).and_then(|log| log.completed_backup()),
                    Form::Info => BackupInfo::read(file).and_then(|info| info.completed_backup()),
                };
                (read, path.display().to_string())
            }
            Self::Bytes(bytes) => match form {
                Form::Log => {
                    let read = BackupLog::parse(bytes).and_then(|log| log.completed_backup());
                    (read, "the log".to_owned())
                }
                Form::Info => {
                    let read = BackupInfo::parse(bytes).and_then(|info| info.completed_backup());
                    (read, "the info file".to_owned())
                }
            },
        };
        read.map_err(|error| meta(&name, &error))
    }
}
