//! `parse_binlog` and what it gives.

use std::fs::File;
use std::path::PathBuf;

use pyo3::prelude::*;
use time::OffsetDateTime;
use xtrabackup_meta::Binlog;

use crate::error::{meta, other, unreadable};
use crate::record::{Reduced, reduced, representation};

/// Reads a binary log of MySQL or MariaDB: the headers of all its events.
///
/// Raises InputError if the file cannot be read, or is encrypted, a relay log or no binary log.
#[pyfunction]
pub(crate) fn parse_binlog(py: Python<'_>, path: PathBuf) -> PyResult<BinlogFacts> {
    py.detach(|| {
        let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
        Binlog::read(file).map_err(|error| meta(&path.display().to_string(), &error))
    })
    .and_then(BinlogFacts::of)
}

/// What a binary log says of itself.
#[pyclass(frozen, get_all, eq, module = "dbs_sdk")]
#[derive(PartialEq)]
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
    fn of(binlog: Binlog) -> PyResult<Self> {
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
