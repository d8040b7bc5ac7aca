//! `parse_log`, `parse_info` and what they give.

use pyo3::prelude::*;
use pyo3::types::PyString;
use time::{OffsetDateTime, PrimitiveDateTime};
use xtrabackup_meta::{CompletedBackup, Stamp};

use crate::error::other;
use crate::source::{Form, Source};

/// Reads what innobackupex, xtrabackup or mariadb-backup wrote to standard error.
///
/// `source` is a path (str or os.PathLike) or the log itself (bytes or bytearray).
/// Raises InputError if the file cannot be read, or if its last backup did not run to its end or
/// lacks a fact; the message names the line to look at.
#[pyfunction]
pub(crate) fn parse_log(py: Python<'_>, source: Source) -> PyResult<BackupFacts> {
    py.detach(|| source.completed_backup(Form::Log)).and_then(BackupFacts::new)
}

/// Reads xtrabackup_info or mariadb_backup_info.
///
/// `source` is a path (str or os.PathLike) or the file's content (bytes or bytearray).
/// Raises InputError as parse_log does.
#[pyfunction]
pub(crate) fn parse_info(py: Python<'_>, source: Source) -> PyResult<BackupFacts> {
    py.detach(|| source.completed_backup(Form::Info)).and_then(BackupFacts::new)
}

/// What a log or info file says of a backup that ran to its end.
#[pyclass(frozen, get_all, eq, module = "dbs_sdk")]
#[derive(PartialEq)]
pub(crate) struct BackupFacts {
    /// When the tool connected to the server. Aware where the file carries a UTC offset, else
    /// naive: what the clock of the machine that made the backup showed.
    start: Moment,
    /// When the tool was done.
    end: Moment,
    /// Version of the server, as it names itself.
    server_version: String,
    /// The server's own binary log at the moment the backup is consistent with.
    binlog_file: String,
    /// Offset in that file, in bytes.
    binlog_position: u64,
    /// GTID set at that moment; None where the file names none, or cuts it off.
    gtid_set: Option<String>,
    /// Whether the file names a GTID set and cuts it off, as logs since 8.0.28 do with long ones.
    gtid_set_cut: bool,
    /// Moment the backup is consistent with, aware, if the file has a consistent_time.
    consistent_time: Option<OffsetDateTime>,
}

impl BackupFacts {
    fn new(backup: CompletedBackup) -> PyResult<Self> {
        let consistent_time = backup.consistent_time.map(OffsetDateTime::from_unix_timestamp);
        let consistent_time = consistent_time
            .transpose()
            .map_err(|_| other("the consistent_time lies outside of the years that dates have"))?;
        let gtid_set_cut = backup.gtid_set.as_ref().is_some_and(|set| !set.complete);
        Ok(Self {
            start: backup.start.into(),
            end: backup.end.into(),
            server_version: backup.server_version,
            binlog_file: backup.binlog.file,
            binlog_position: backup.binlog.position,
            gtid_set: backup.gtid_set.filter(|set| set.complete).map(|set| set.text),
            gtid_set_cut,
            consistent_time,
        })
    }
}

#[pymethods]
impl BackupFacts {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let names = [
            "start",
            "end",
            "server_version",
            "binlog_file",
            "binlog_position",
            "gtid_set",
            "gtid_set_cut",
            "consistent_time",
        ];
        representation(slf, &names)
    }
}

/// `Class(name=value, …)`, as dataclasses show themselves.
pub(crate) fn representation<'py, T>(object: &Bound<'py, T>, names: &[&str]) -> PyResult<String> {
    let object = object.as_any();
    let fields: PyResult<Vec<String>> = names
        .iter()
        .map(|name| {
            let value: Bound<'py, PyString> = object.getattr(*name)?.repr()?;
            Ok(format!("{name}={value}"))
        })
        .collect();
    Ok(format!("{}({})", object.get_type().name()?, fields?.join(", ")))
}

/// A `datetime`, naive or aware.
#[derive(Clone, Copy, PartialEq, IntoPyObject)]
pub(crate) enum Moment {
    Naive(PrimitiveDateTime),
    Aware(OffsetDateTime),
}

impl From<Stamp> for Moment {
    fn from(stamp: Stamp) -> Self {
        match stamp.offset {
            Some(offset) => Self::Aware(stamp.civil.assume_offset(offset)),
            None => Self::Naive(stamp.civil),
        }
    }
}
