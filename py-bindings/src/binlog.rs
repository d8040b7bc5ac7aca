//! `parse_binlog` and what it gives.

use std::fs::File;
use std::path::PathBuf;

use pyo3::prelude::*;
use time::OffsetDateTime;
use xtrabackup_meta::Binlog;

use crate::error::{Raise, meta, other, unreadable};
use crate::job::{Job, blocking};
use crate::record::{Reduced, reduced, representation};

/// The job that reads a binary log.
#[pyfunction]
pub(crate) fn parse_binlog(path: PathBuf) -> Job {
    Job::new(blocking(move || {
        let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
        let binlog = Binlog::read(file);
        BinlogFacts::of(binlog.map_err(|error| meta(&path.display().to_string(), &error))?)
    }))
}

/// What a binary log says of itself.
#[pyclass(frozen, get_all, eq, hash, module = "dbs_sdk")]
#[derive(PartialEq, Hash)]
pub(crate) struct BinlogFacts {
    /// Time of the first event, aware, in UTC; to the second.
    start: OffsetDateTime,
    /// Time of the last event, likewise.
    end: OffsetDateTime,
    /// Version of the server that wrote it, as it names itself.
    server_version: String,
    /// The server's id in its replication.
    server_id: u32,
    /// How many events it holds.
    events: u64,
    /// Bytes up to the end of its last event.
    size: u64,
    /// Whether the server closed it; one that it still writes, or that a crash cut off, is not.
    closed: bool,
}

impl BinlogFacts {
    fn of(binlog: Binlog) -> Result<Self, Raise> {
        let moment = |seconds: u32| {
            OffsetDateTime::from_unix_timestamp(i64::from(seconds)).map_err(|_| {
                other("the time of an event lies outside of the years that dates have")
            })
        };
        Ok(Self {
            start: moment(binlog.first.time)?,
            end: moment(binlog.last.time)?,
            server_version: binlog.server_version,
            server_id: binlog.server_id,
            events: binlog.events,
            size: binlog.end,
            closed: binlog.closed,
        })
    }
}

const FIELDS: [&str; 7] =
    ["start", "end", "server_version", "server_id", "events", "size", "closed"];

#[pymethods]
impl BinlogFacts {
    #[new]
    fn new(
        start: OffsetDateTime,
        end: OffsetDateTime,
        server_version: String,
        server_id: u32,
        events: u64,
        size: u64,
        closed: bool,
    ) -> Self {
        Self { start, end, server_version, server_id, events, size, closed }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf, &FIELDS)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        reduced(slf, &FIELDS)
    }
}
