//! `register_backup_set` and what it gives.

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use dbs_sdk::pack::Pack;
use dbs_sdk::preflight::{Finding, Severity};
use dbs_sdk::{
    BackupType, Error, Event, ExtraMeta, Inspection, Place, RateLimit, RegisteredLog, Registration,
    StateDir,
};
use pyo3::prelude::*;
use tokio::task::spawn_blocking;
use tracing::{info, warn};

use crate::client::Client;
use crate::error::{input, keyless, other, raise};
use crate::job::Job;
use crate::progress::Progress;
use crate::record::{Reduced, reduced, representation};

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
    on_progress: Option<Py<PyAny>>,
}

/// The job that registers a backup.
#[pyfunction]
pub(crate) fn register_backup_set(
    py: Python<'_>,
    client: &Client,
    source: PathBuf,
    options: Options,
) -> PyResult<Job> {
    let progress = options.on_progress.as_ref().map(|callback| callback.clone_ref(py));
    let progress = Arc::new(Progress::new(py, "register_backup_set", progress)?);
    let (keys, client) = (Arc::clone(&client.keys), client.client.clone());
    let listener = Arc::clone(&progress);
    let job = Job::new(async move {
        // Keys that are not there are missed now, and not when the backup was read for an hour.
        keys.fetch().await.map_err(|error| keyless(&error))?;
        let prepared = spawn_blocking(move || options.registration(source)).await;
        let registration = prepared
            .map_err(|error| other(format!("the preparation broke: {error}")))?
            .map_err(|error| raise(&error))?
            .ok_or_else(|| input("the binlog has no events with a time"))?;
        let place = Mutex::new(Place::default());
        let registration = registration.on_event(move |event| {
            let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
            place.follow(event);
            listener.stand(format!("at stage {}: {place}", place.stage));
            match event {
                Event::Uploading { size, .. } => listener.advance(0, *size),
                Event::Uploaded { bytes, size, .. } => listener.advance(*bytes, *size),
                _ => {}
            }
        });
        let done = client.register(&registration).await.map_err(|error| raise(&error))?;
        Ok(RegisteredBackupSet {
            backup_set_id: done.backup_set_id,
            bucket: done.bucket,
            object_key: done.object_key,
            size: done.size,
            parts: done.parts,
            crc64: done.crc64,
            verified: done.verified,
        })
    });
    Ok(job.telling(progress))
}

impl Options {
    /// Reads what is to be read: not with the GIL held.
    fn registration(self, source: PathBuf) -> Result<Option<Registration>, Error> {
        let state = match (self.resumable, &self.state_dir) {
            (false, _) => None,
            (true, Some(path)) => Some(StateDir::new(path)),
            #[allow(clippy::disallowed_methods, reason = "the default folder of this user")]
            (true, None) => Some(StateDir::default_path(|name| std::env::var_os(name))?),
        };
        let Some(extra_meta) = self.meta(&source, state.as_ref())? else { return Ok(None) };
        let mut registration = if source.is_dir() {
            let mut pack = Pack::new(source).format(self.pack_format.parse()?);
            if let Some(level) = self.compression_level {
                pack = pack.compression_level(level);
            }
            if let Some(threads) = self.pack_threads {
                pack = pack.threads(threads);
            }
            Registration::of_directory(self.region_code, self.datasource_id, pack, extra_meta)
        } else {
            Registration::new(self.region_code, self.datasource_id, source, extra_meta)
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
        Ok(Some(registration))
    }

    /// What DBS is told, after a look at the source; `None` of a source without times.
    fn meta(&self, source: &Path, state: Option<&StateDir>) -> Result<Option<ExtraMeta>, Error> {
        let backup_type: BackupType = self.data_type.parse()?;
        let inspection = Inspection {
            mode: self.preflight.parse()?,
            strict: self.strict,
            region_code: Some(self.region_code.clone()),
            xtrabackup_log_path: self.xtrabackup_log_path.clone(),
            xtrabackup_info_path: self.xtrabackup_info_path.clone(),
            begin_time: self.begin_time.clone(),
            end_time: self.end_time.clone(),
            zone: self.time_zone.as_deref().map(str::parse).transpose()?,
        };
        match (&self.extra_meta, backup_type) {
            (Some(json), _) => ExtraMeta::from_json(backup_type, json),
            (None, BackupType::FullBackup) if source.is_dir() => inspection.directory(source, hear),
            (None, BackupType::FullBackup) => inspection.archive(source, hear),
            (None, _) => {
                let earlier =
                    state.map(|state| RegisteredLog::noted_in(state, &self.datasource_id));
                let binlogs = inspection.binlogs(&[source], &earlier.unwrap_or_default(), hear)?;
                return Ok(binlogs.into_iter().next().map(|(_, meta)| meta));
            }
        }
        .map(Some)
    }
}

/// To the log: errors are raised beside.
fn hear(finding: &Finding) {
    match finding.severity {
        Severity::Note => info!(target: "dbs_sdk::preflight", "{finding}"),
        _ => warn!(target: "dbs_sdk::preflight", "{finding}"),
    }
}

/// A backup set that DBS holds and has been told is complete.
#[pyclass(frozen, get_all, eq, hash, module = "dbs_sdk")]
#[derive(PartialEq, Hash)]
pub(crate) struct RegisteredBackupSet {
    /// Its id, such as ee-0123….
    backup_set_id: String,
    /// The bucket.
    bucket: String,
    /// The whole key of the object.
    object_key: String,
    /// Bytes.
    size: u64,
    /// Parts it was uploaded in.
    parts: u32,
    /// CRC-64/XZ of the bytes as they were read here.
    crc64: u64,
    /// Whether OSS's own CRC-64 of the object equals it. False only if OSS gave none.
    verified: bool,
}

const FIELDS: [&str; 7] =
    ["backup_set_id", "bucket", "object_key", "size", "parts", "crc64", "verified"];

#[pymethods]
impl RegisteredBackupSet {
    #[new]
    fn new(
        backup_set_id: String,
        bucket: String,
        object_key: String,
        size: u64,
        parts: u32,
        crc64: u64,
        verified: bool,
    ) -> Self {
        Self { backup_set_id, bucket, object_key, size, parts, crc64, verified }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf, &FIELDS)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        reduced(slf, &FIELDS)
    }
}
