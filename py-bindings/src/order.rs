//! From the keywords of `register_backup_set` to what the library is asked for.

use std::fs;
use std::io::{self, Cursor, Read};
use std::num::NonZeroU64;
use std::path::PathBuf;

use dbs_sdk::pack::Pack;
use dbs_sdk::preflight::{Finding, Severity};
use dbs_sdk::{
    BackupType, Error, ExtraMeta, Inspection, RateLimit, RegisteredLog, Registration, StateDir,
    Zone,
};
use pyo3::prelude::*;
use tracing::{info, warn};

use crate::source_upload::UploadSource;

/// What `dbs_sdk.register_backup_set` takes as keywords, by the same names; documented there.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Options {
    region_code: String,
    datasource_id: String,
    data_type: String,
    name: Option<String>,
    extra_meta: Option<String>,
    xtrabackup_log_path: Option<PathBuf>,
    xtrabackup_info_path: Option<PathBuf>,
    begin_time: Option<String>,
    end_time: Option<String>,
    time_zone: Option<String>,
    preflight: String,
    strict: bool,
    pack_format: String,
    compression_level: Option<u32>,
    pack_threads: Option<usize>,
    state_dir: Option<PathBuf>,
    resumable: bool,
    parallel: Option<usize>,
    part_size: Option<u64>,
    memory: Option<u64>,
    rate_limit: Option<u64>,
    internal: bool,
    require_verified: bool,
    pub(crate) on_progress: Option<Py<PyAny>>,
}

/// Why nothing can be registered.
pub(crate) enum Failure {
    Refused(Error),
    /// A keyword that this source needs.
    Missing(&'static str),
    /// The source.
    Unreadable(PathBuf, io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl Options {
    /// Reads what is to be read: not with the GIL held.
    pub(crate) fn registration(self, source: UploadSource) -> Result<Registration, Failure> {
        let state = match (self.resumable, &self.state_dir) {
            (false, _) => None,
            (true, Some(path)) => Some(StateDir::new(path)),
            #[allow(clippy::disallowed_methods, reason = "the default folder of this user")]
            (true, None) => Some(StateDir::default_path(|name| std::env::var_os(name))?),
        };
        let mut registration = match source {
            UploadSource::Path(path) => self.of_path(path, state.as_ref())?,
            UploadSource::Bytes(bytes) => self.of_stream(Box::new(Cursor::new(bytes)))?,
            UploadSource::Reader(reader) => self.of_stream(Box::new(reader))?,
        };
        registration = registration.internal(self.internal).require_verified(self.require_verified);
        if let Some(state) = state {
            registration = registration.state_dir(state);
        }
        if let Some(name) = self.name {
            registration = registration.name(name);
        }
        if let Some(parts) = self.parallel {
            registration = registration.parallel(parts);
        }
        if let Some(bytes) = self.part_size {
            registration = registration.part_size(bytes);
        }
        if let Some(bytes) = self.memory {
            registration = registration.memory(bytes);
        }
        if let Some(rate) = self.rate_limit.and_then(NonZeroU64::new) {
            registration = registration.rate_limit(RateLimit::bytes_per_second(rate));
        }
        Ok(registration)
    }

    fn of_path(&self, path: PathBuf, state: Option<&StateDir>) -> Result<Registration, Failure> {
        let (region, data_source) = (self.region_code.as_str(), self.datasource_id.as_str());
        if let Err(error) = fs::metadata(&path) {
            return Err(Failure::Unreadable(path, error));
        }
        let (given, inspection) = (self.given()?, self.inspection()?);
        Ok(match self.backup_type()? {
            BackupType::FullBackup if path.is_dir() => {
                let meta = given.map_or_else(|| inspection.directory(&path, hear), Ok)?;
                Registration::of_directory(region, data_source, self.pack(path)?, meta)
            }
            BackupType::FullBackup => {
                let meta = given.map_or_else(|| inspection.archive(&path, hear), Ok)?;
                Registration::new(region, data_source, path, meta)
            }
            _ => {
                let earlier = state.map(|state| RegisteredLog::noted_in(state, data_source));
                let earlier = earlier.unwrap_or_default();
                let found = || inspection.binlogs(&[&path], &earlier, hear);
                let read = given.map_or_else(
                    || found().map(|files| files.into_iter().next().map(|(_, meta)| meta)),
                    |meta| Ok(Some(meta)),
                )?;
                let meta = read.ok_or(Failure::Missing("the binlog has no events with a time"))?;
                Registration::new(region, data_source, path, meta)
            }
        })
    }

    /// Of bytes, or of an object that is read.
    fn of_stream(&self, stream: Box<dyn Read + Send>) -> Result<Registration, Failure> {
        let (region, data_source) = (self.region_code.as_str(), self.datasource_id.as_str());
        let name = self.name.as_deref().ok_or(Failure::Missing(
            "name is missing: bytes and streams have none, and the backup set needs one",
        ))?;
        Ok(match (self.given()?, self.backup_type()?) {
            (Some(meta), _) => Registration::of_reader(region, data_source, name, stream, meta),
            (None, BackupType::FullBackup) => {
                let (stream, meta) = self.inspection()?.reader(stream, hear)?;
                Registration::of_reader(region, data_source, name, stream, meta)
            }
            (None, _) => {
                let (Some(begin), Some(end)) = (&self.begin_time, &self.end_time) else {
                    return Err(Failure::Missing(
                        "begin_time or end_time is missing: only of a file are they read from the binlog",
                    ));
                };
                let zone = self.zone()?.map_or_else(Zone::system, Ok)?;
                let meta = ExtraMeta::log_backup(begin, end, &zone)?;
                Registration::of_reader(region, data_source, name, stream, meta)
            }
        })
    }

    fn backup_type(&self) -> Result<BackupType, Error> {
        self.data_type.parse()
    }

    /// What DBS is told, if that is given whole: then nothing is looked for.
    fn given(&self) -> Result<Option<ExtraMeta>, Error> {
        let backup_type = self.backup_type()?;
        self.extra_meta.as_deref().map(|json| ExtraMeta::from_json(backup_type, json)).transpose()
    }

    fn inspection(&self) -> Result<Inspection, Error> {
        Ok(Inspection {
            mode: self.preflight.parse()?,
            strict: self.strict,
            region_code: Some(self.region_code.clone()),
            xtrabackup_log_path: self.xtrabackup_log_path.clone(),
            xtrabackup_info_path: self.xtrabackup_info_path.clone(),
            begin_time: self.begin_time.clone(),
            end_time: self.end_time.clone(),
            zone: self.zone()?,
        })
    }

    fn zone(&self) -> Result<Option<Zone>, Error> {
        self.time_zone.as_deref().map(str::parse).transpose()
    }

    fn pack(&self, directory: PathBuf) -> Result<Pack, Error> {
        let mut pack = Pack::new(directory).format(self.pack_format.parse()?);
        if let Some(level) = self.compression_level {
            pack = pack.compression_level(level);
        }
        if let Some(threads) = self.pack_threads {
            pack = pack.threads(threads);
        }
        Ok(pack)
    }
}

/// To the log: errors are raised beside.
fn hear(finding: &Finding) {
    match finding.severity {
        Severity::Note => info!(target: "dbs_sdk::preflight", "{finding}"),
        _ => warn!(target: "dbs_sdk::preflight", "{finding}"),
    }
}
