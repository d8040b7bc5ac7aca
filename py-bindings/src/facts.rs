//! `parse_log`, `parse_info` and what they give.

use pyo3::prelude::*;
use time::OffsetDateTime;
use xtrabackup_meta::CompletedBackup;

use crate::error::{Raise, other};
use crate::job::{Job, blocking};
use crate::record::{Moment, Reduced, reduced, representation};
use crate::source::{Form, Source};

/// The job that reads a log.
#[pyfunction]
pub(crate) fn parse_log(source: Source) -> Job {
    parse(source, Form::Log)
}

/// The job that reads an info file.
#[pyfunction]
pub(crate) fn parse_info(source: Source) -> Job {
    parse(source, Form::Info)
}

fn parse(source: Source, form: Form) -> Job {
    Job::new(blocking(move || source.completed_backup(form).and_then(BackupFacts::of)))
}

/// What a log or info file says of a backup that ran to its end.
#[pyclass(frozen, get_all, eq, hash, module = "dbs_sdk")]
#[derive(PartialEq, Hash)]
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
    fn of(backup: CompletedBackup) -> Result<Self, Raise> {
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

const FIELDS: [&str; 8] = [
    "start",
    "end",
    "server_version",
    "binlog_file",
    "binlog_position",
    "gtid_set",
    "gtid_set_cut",
    "consistent_time",
];

#[pymethods]
impl BackupFacts {
    #[new]
    #[pyo3(signature = (
        start,
        end,
        server_version,
        binlog_file,
        binlog_position,
        gtid_set = None,
        gtid_set_cut = false,
        consistent_time = None,
    ))]
    #[allow(clippy::too_many_arguments, reason = "its fields")]
    fn new(
        start: Moment,
        end: Moment,
        server_version: String,
        binlog_file: String,
        binlog_position: u64,
        gtid_set: Option<String>,
        gtid_set_cut: bool,
        consistent_time: Option<OffsetDateTime>,
    ) -> Self {
        Self {
            start,
            end,
            server_version,
            binlog_file,
            binlog_position,
            gtid_set,
            gtid_set_cut,
            consistent_time,
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf, &FIELDS)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        reduced(slf, &FIELDS)
    }
}
