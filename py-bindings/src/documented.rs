//! The dictionaries of the documented parsers, as `xtrabackup_meta::documented` fills them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use xtrabackup_meta::documented::{analyze_slave_status, get_extra_meta};
use xtrabackup_meta::{BackupInfo, BackupLog, ErrorKind};

use crate::error::meta;

/// Gives the dictionary, and why it is not that of a backup one could register, if so.
#[pyfunction]
pub(crate) fn documented_slave_status(
    py: Python<'_>,
    path: PathBuf,
) -> PyResult<(Bound<'_, PyDict>, Option<String>)> {
    let read = py.detach(|| {
        let log = BackupLog::read(open(&path)?).map_err(|error| unreadable(&path, &error))?;
        let status = analyze_slave_status(&log).map_err(|error| unreadable(&path, &error))?;
        let doubt = log.completed_backup().err().map(|error| error.to_string());
        Ok::<_, PyErr>((status, doubt))
    });
    let (status, doubt) = read?;
    let found = PyDict::new(py);
    for (name, value) in [
        ("START_TIME", status.start_time.into_pyobject(py)?),
        ("SERVER_VERSION", status.server_version.into_pyobject(py)?),
        ("BINLOG_FILE", status.binlog_file.into_pyobject(py)?),
        ("BINLOG_POS", status.binlog_pos.into_pyobject(py)?),
        ("CONSISTENT_TIME", status.consistent_time.into_pyobject(py)?),
        ("END_TIME", status.end_time.into_pyobject(py)?),
    ] {
        if !value.is_none() {
            found.set_item(name, value)?;
        }
    }
    Ok((found, doubt))
}

/// Gives the dictionary; a value that the file does not have is None.
#[pyfunction]
pub(crate) fn documented_extra_meta(py: Python<'_>, path: PathBuf) -> PyResult<Bound<'_, PyDict>> {
    let read = py.detach(|| {
        let info = BackupInfo::read(open(&path)?).map_err(|error| unreadable(&path, &error))?;
        get_extra_meta(&info).map_err(|error| unreadable(&path, &error))
    });
    let meta = read?;
    let found = PyDict::new(py);
    found.set_item("BINLOG_FILE", meta.binlog_file)?;
    found.set_item("SERVER_VERSION", meta.server_version)?;
    found.set_item("START_TIME", meta.start_time)?;
    found.set_item("END_TIME", meta.end_time)?;
    Ok(found)
}

fn open(path: &Path) -> PyResult<File> {
    File::open(path).map_err(|error| os_error(path, &error))
}

fn unreadable(path: &Path, error: &xtrabackup_meta::Error) -> PyErr {
    let io = std::error::Error::source(error).and_then(|source| source.downcast_ref::<io::Error>());
    match io {
        Some(io) if error.kind() == ErrorKind::Io => os_error(path, io),
        _ => meta(&path.display().to_string(), error).into(),
    }
}

/// What `open` of Python raises: FileNotFoundError and its kin, with the file's name.
fn os_error(path: &Path, error: &io::Error) -> PyErr {
    let text = error.to_string();
    let said = text.split_once(" (os error").map_or(text.as_str(), |(said, _)| said);
    PyOSError::new_err((error.raw_os_error(), said.to_owned(), path.as_os_str().to_owned()))
}
