//! `register_backup_set` and what it gives.

use std::sync::{Arc, Mutex, PoisonError};

use dbs_sdk::{Event, Place};
use pyo3::intern;
use pyo3::prelude::*;

use crate::client::Client;
use crate::error::{Raise, input, keyless, raise, unreadable};
use crate::job::{Job, blocking};
use crate::order::{Failure, Options};
use crate::progress::Progress;
use crate::record::{Reduced, reduced, representation};
use crate::source_upload::UploadSource;

/// The job that registers a backup.
#[pyfunction]
pub(crate) fn register_backup_set(
    py: Python<'_>,
    client: &Client,
    source: UploadSource,
    options: Options,
) -> PyResult<Job> {
    let progress = options.on_progress.as_ref().map(|callback| callback.clone_ref(py));
    let progress = Arc::new(Progress::new(py, "register_backup_set", progress)?);
    let (keys, client) = (Arc::clone(&client.keys), client.client.clone());
    let (listener, watch) = (Arc::clone(&progress), source.watch());
    let job = Job::new(async move {
        // Keys that are not there are missed now, and not when the backup was read for an hour.
        keys.fetch().await.map_err(|error| preflight(keyless(&error)))?;
        let prepared = blocking(move || Ok(options.registration(source))).await?;
        let registration = prepared.map_err(|failure| match failure {
            Failure::Refused(error) => {
                watch.take().map_or_else(|| preflight(raise(&error)), Raise::own)
            }
            Failure::Missing(what) => preflight(input(what)),
            Failure::Unreadable(path, error) => preflight(unreadable(&path, &error)),
        })?;
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
        let done = client.register(&registration).await;
        // What the source itself raised says it best.
        let done = done.map_err(|error| watch.take().map_or_else(|| raise(&error), Raise::own))?;
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

/// Before anything was sent.
fn preflight(raise: Raise) -> Raise {
    raise.with(|value| value.setattr(intern!(value.py(), "stage"), "preflight"))
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
