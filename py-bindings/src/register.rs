//! `register_backup_set` and what it gives.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dbs_sdk::preflight::Mode;
use dbs_sdk::{BackupType, Client, Credentials, Error, ExtraMeta, Inspection, Registration, Zone};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use tokio::task::spawn_blocking;

use crate::credentials::credentials;
use crate::error::{other, raise};
use crate::facts::representation;
use crate::progress::Progress;
use crate::wait::wait;

/// Uploads a backup to OSS and registers it with DBS.
///
/// The file is looked at, the backup set registered as WaitingUpload, the file uploaded in parts in
/// parallel and compared by CRC-64 where OSS tells one, and the backup set marked UploadSuccess.
///
/// data_type FullBackup takes xtrabackup_log_path or xtrabackup_info_path; LogBackup takes
/// begin_time and end_time, as "yyyy-mm-dd hh:mm:ss". time_zone is where the clock ran that showed
/// these times: an IANA name or an offset; else this machine's.
///
/// The key comes from the arguments, else from ALIBABA_CLOUD_ACCESS_KEY_ID,
/// ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
///
/// on_progress(sent, size) is called on the calling thread, at most every 100 ms, in bytes; sent
/// goes back when a part is sent again. An exception that it raises, and Ctrl-C, end the upload
/// within half a second: the backup set stays WaitingUpload, parts stay until the bucket's lifecycle
/// rule removes them, and the exception's note (Python 3.11) names both.
///
/// Raises DbsError and its subclasses.
#[pyfunction]
#[pyo3(signature = (
    file_path,
    *,
    endpoint,
    region_code,
    datasource_id,
    data_type,
    access_key_id = None,
    access_key_secret = None,
    security_token = None,
    xtrabackup_log_path = None,
    xtrabackup_info_path = None,
    begin_time = None,
    end_time = None,
    time_zone = None,
    ca_file = None,
    on_progress = None,
))]
#[allow(
    clippy::too_many_arguments,
    reason = "keywords in Python, as the documented script's options"
)]
pub(crate) fn register_backup_set(
    py: Python<'_>,
    file_path: PathBuf,
    endpoint: String,
    region_code: String,
    datasource_id: String,
    data_type: String,
    access_key_id: Option<String>,
    access_key_secret: Option<String>,
    security_token: Option<String>,
    xtrabackup_log_path: Option<PathBuf>,
    xtrabackup_info_path: Option<PathBuf>,
    begin_time: Option<String>,
    end_time: Option<String>,
    time_zone: Option<&str>,
    ca_file: Option<PathBuf>,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<RegisteredBackupSet> {
    let zone = time_zone.map(str::parse::<Zone>).transpose().map_err(|error| raise(&error))?;
    let inspection = Inspection {
        mode: Mode::Off,
        xtrabackup_log_path,
        xtrabackup_info_path,
        begin_time,
        end_time,
        zone,
        ..Inspection::default()
    };
    if on_progress.as_ref().is_some_and(|callback| !callback.bind(py).is_callable()) {
        return Err(PyTypeError::new_err("on_progress must be callable with two integers"));
    }
    let credentials = credentials(py, access_key_id, access_key_secret, security_token)?;

    let progress = Arc::new(Progress::default());
    let listener = Arc::clone(&progress);
    let work = async move {
        let path = file_path.clone();
        let prepared = spawn_blocking(move || -> PyResult<(Client, ExtraMeta)> {
            let prepared = || {
                let client = client(endpoint, credentials, ca_file)?;
                Ok((client, extra_meta(&inspection, data_type.parse()?, &path)?))
            };
            prepared().map_err(|error: Error| raise(&error))
        });
        let (client, extra_meta) =
            prepared.await.map_err(|error| other(format!("the preparation broke: {error}")))??;
        let registration = Registration::new(region_code, datasource_id, file_path, extra_meta)
            .on_event(move |event| listener.hear(event));
        client.register(&registration).await.map_err(|error| raise(&error))
    };
    let tell = |py: Python<'_>| match &on_progress {
        Some(on_progress) => progress.tell(py, on_progress),
        None => Ok(()),
    };
    let cut_off = |error: PyErr| match progress.note(py, &error) {
        Ok(()) => error,
        Err(other) => other,
    };
    let done = wait(py, work, tell).map_err(cut_off)??;
    // The last bytes may have been sent since the last beat.
    tell(py).map_err(cut_off)?;
    Ok(RegisteredBackupSet {
        backup_set_id: done.backup_set_id,
        bucket: done.bucket,
        object_key: done.object_key,
        size: done.size,
        parts: done.parts,
        crc64: done.crc64,
        verified: done.verified,
    })
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

#[pymethods]
impl RegisteredBackupSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let names = ["backup_set_id", "bucket", "object_key", "size", "parts", "crc64", "verified"];
        representation(slf, &names)
    }
}

fn extra_meta(
    inspection: &Inspection,
    data_type: BackupType,
    path: &Path,
) -> Result<ExtraMeta, Error> {
    if data_type == BackupType::FullBackup {
        return inspection.archive(path, |_| {});
    }
    // One path in, one out.
    let (_, meta) = inspection.binlogs(&[path], &[], |_| {})?.swap_remove(0);
    Ok(meta)
}

fn client(
    endpoint: String,
    credentials: Credentials,
    ca_file: Option<PathBuf>,
) -> Result<Client, Error> {
    let builder = Client::builder(endpoint, credentials);
    match ca_file {
        Some(path) => builder.ca_file(path),
        None => builder,
    }
    .build()
}
