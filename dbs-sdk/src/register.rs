//! The whole job: preflight → register → access → upload → confirm.

mod access;
mod place;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use oss_multipart::{PartPlan, Source, UploadOutcome, Uploader};
use uuid::Uuid;

pub use place::{Place, Stage};

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::extra_meta::ExtraMeta;
use crate::transfer;
use crate::v2021_01_01::ConfigureBackupSetInfo;
use access::Access;

/// A backup set to be: which file, of which data source, with which metadata.
#[derive(Clone)]
pub struct Registration {
    region_code: String,
    data_source_id: String,
    file_path: PathBuf,
    extra_meta: ExtraMeta,
    parallel: Option<usize>,
    part_size: Option<u64>,
    listener: Arc<dyn Fn(&Event) + Send + Sync>,
}

impl Registration {
    /// `file_path` is a backup packed as tar or tar.gz, or binary logs, as `extra_meta` says. Its
    /// base name becomes the name of the backup set.
    pub fn new(
        region_code: impl Into<String>,
        data_source_id: impl Into<String>,
        file_path: impl Into<PathBuf>,
        extra_meta: ExtraMeta,
    ) -> Self {
        Self {
            region_code: region_code.into(),
            data_source_id: data_source_id.into(),
            file_path: file_path.into(),
            extra_meta,
            parallel: None,
            part_size: None,
            listener: Arc::new(|_| {}),
        }
    }

    /// How many parts may be in flight at once: as many as the line is worth, 16 at most otherwise.
    #[must_use]
    pub fn parallel(mut self, parts: usize) -> Self {
        self.parallel = Some(parts);
        self
    }

    /// Bytes of a part; chosen from the file's size otherwise.
    #[must_use]
    pub fn part_size(mut self, bytes: u64) -> Self {
        self.part_size = Some(bytes);
        self
    }

    /// Hears what happens, on the task that does it: it must not block.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.listener = Arc::new(listener);
        self
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("region_code", &self.region_code)
            .field("data_source_id", &self.data_source_id)
            .field("file_path", &self.file_path)
            .field("extra_meta", &self.extra_meta)
            .field("parallel", &self.parallel)
            .field("part_size", &self.part_size)
            .finish_non_exhaustive()
    }
}

/// What happens on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A stage begins.
    Stage(Stage),
    /// The service knows the backup set now, as `WaitingUpload`.
    #[non_exhaustive]
    Registered {
        /// `ee-…`.
        backup_set_id: String,
    },
    /// The upload begins.
    #[non_exhaustive]
    Uploading {
        /// The bucket that the service named.
        bucket: String,
        /// The object key that the service named.
        object_key: String,
        /// Bytes of the file.
        size: u64,
    },
    /// More bytes are on their way.
    #[non_exhaustive]
    Uploaded {
        /// Bytes handed to the network so far; goes back when a part is sent again.
        bytes: u64,
        /// Bytes of the file.
        size: u64,
        /// Tries of parts that failed so far, and were or will be made again.
        retries: u32,
    },
}

/// A backup set that the service holds and has been told is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisteredBackupSet {
    /// `ee-…`.
    pub backup_set_id: String,
    /// The bucket.
    pub bucket: String,
    /// The whole key of the object.
    pub object_key: String,
    /// Bytes.
    pub size: u64,
    /// Parts it was uploaded in.
    pub parts: u32,
    /// CRC-64/XZ of the bytes as they were read here.
    pub crc64: u64,
    /// Whether OSS's own CRC-64 of the object equals it. `false` only if OSS gave none.
    pub verified: bool,
}

impl Client {
    /// Uploads a backup and registers it: the file is looked at, the backup set registered as
    /// `WaitingUpload`, temporary OSS credentials fetched (and again whenever they run out), the
    /// file uploaded in parts and compared by CRC-64, and the backup set marked `UploadSuccess`.
    ///
    /// A lost answer registers nothing twice: each of the two registration calls keeps one
    /// `ClientToken` over all its tries.
    ///
    /// Dropping the future stops at once: the registration stands as `WaitingUpload`, and parts that
    /// were uploaded stay until the bucket's lifecycle rule removes them.
    ///
    /// # Errors
    /// [`Error::place`] says at which stage, and what stands on the service. An upload that failed
    /// is aborted, so that no parts stay; a registration cannot be taken back by this API, so it
    /// stays as `WaitingUpload`. `UploadSuccess` is sent only after the comparison by CRC-64, where
    /// OSS tells one: [`verified`](RegisteredBackupSet::verified) says whether it did.
    pub async fn register(
        &self,
        registration: &Registration,
    ) -> Result<RegisteredBackupSet, Error> {
        let mut place = Place::default();
        let mut tell = |event: Event| {
            place.follow(&event);
            (registration.listener)(&event);
            place.clone()
        };

        let here = tell(Event::Stage(Stage::Preflight));
        let (source, size, name) = look_at(registration).map_err(|error| error.at(here))?;

        let here = tell(Event::Stage(Stage::Register));
        let waiting = configure(registration, &name);
        let backup_set_id =
            self.register_waiting(&waiting).await.map_err(|error| error.at_call(here))?;
        tell(Event::Registered { backup_set_id: backup_set_id.clone() });

        let here = tell(Event::Stage(Stage::Access));
        let access = Access::fetch(self, registration, &backup_set_id).await;
        let access = access.map_err(|error| error.at(here))?;
        let (bucket, object_key) =
            (access.bucket_name().to_owned(), access.object_key().to_owned());

        tell(Event::Stage(Stage::Upload));
        let here =
            tell(Event::Uploading { bucket: bucket.clone(), object_key: object_key.clone(), size });
        let outcome =
            upload(access, (source, size), registration).await.map_err(|error| error.at(here))?;

        let here = tell(Event::Stage(Stage::Confirm));
        let success = ConfigureBackupSetInfo {
            upload_status: "UploadSuccess".to_owned(),
            backup_set_id: Some(backup_set_id.clone()),
            client_token: Some(Uuid::new_v4().to_string()),
            ..waiting
        };
        self.send(&success).await.map_err(|error| error.at_call(here))?;

        Ok(RegisteredBackupSet {
            backup_set_id,
            bucket,
            object_key,
            size: outcome.size,
            parts: outcome.parts,
            crc64: outcome.crc64,
            verified: outcome.verified,
        })
    }

    async fn register_waiting(&self, waiting: &ConfigureBackupSetInfo) -> Result<String, Error> {
        let answer = self.send(waiting).await?;
        answer.data.and_then(|data| data.backup_set_id).filter(|id| !id.is_empty()).ok_or_else(
            || {
                Error::new(
                    ErrorKind::Answer,
                    "the service registered the backup set but gave no BackupSetId",
                )
                .with_effect(true)
            },
        )
    }
}

/// The file, opened, and the name of the backup set.
fn look_at(registration: &Registration) -> Result<(Source, u64, String), Error> {
    let path = &registration.file_path;
    let wrong = |what: &str| Error::new(ErrorKind::Input, format!("{} {what}", path.display()));
    let source = Source::file(path).map_err(|error| wrong("cannot be uploaded").because(error))?;
    let size = source.len().unwrap_or_default();
    if size == 0 {
        return Err(wrong("is empty: a backup has bytes; was it packed to the end?"));
    }
    PartPlan::new(size, registration.part_size)
        .map_err(|error| wrong("cannot be cut into such parts").because(error))?;
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name
        .ok_or_else(|| wrong("has a name that is no UTF-8, which the service needs: rename it"))?;
    Ok((source, size, name.to_owned()))
}

fn configure(registration: &Registration, name: &str) -> ConfigureBackupSetInfo {
    ConfigureBackupSetInfo {
        region_id: Some(registration.region_code.clone()),
        extra_meta: Some(registration.extra_meta.to_json()),
        client_token: Some(Uuid::new_v4().to_string()),
        ..ConfigureBackupSetInfo::new(
            "Physical",
            "Automated",
            name,
            registration.extra_meta.backup_type().as_str(),
            registration.data_source_id.as_str(),
            registration.region_code.as_str(),
            "WaitingUpload",
        )
    }
}

async fn upload(
    access: Access,
    (source, size): (Source, u64),
    registration: &Registration,
) -> Result<UploadOutcome, Error> {
    let object_key = access.object_key().to_owned();
    let bucket = access.into_bucket()?;
    let listener = Arc::clone(&registration.listener);
    let mut uploader =
        Uploader::new(bucket).part_size(registration.part_size).on_event(move |event| {
            if let oss_multipart::Event::Progress(progress) = event {
                let (bytes, retries) = (progress.sent, progress.retries);
                listener(&Event::Uploaded { bytes, size, retries });
            }
        });
    if let Some(parts) = registration.parallel {
        uploader = uploader.parallel(parts);
    }
    uploader.upload(source, &object_key).await.map_err(from_upload)
}

/// The kind of an upload's error in this crate's words; the error itself becomes the source.
fn from_upload(error: oss_multipart::Error) -> Error {
    use oss_multipart::ErrorKind as Upload;
    let kind = match error.kind() {
        // Bucket, key and endpoint are what the service named.
        Upload::Input | Upload::Config => ErrorKind::Answer,
        Upload::Source => ErrorKind::Input,
        Upload::Refused if error.fault().is_some_and(|fault| fault.code == "AccessDenied") => {
            ErrorKind::Forbidden
        }
        Upload::Refused | Upload::AlreadyExists => ErrorKind::Refused,
        Upload::Network => ErrorKind::Network,
        Upload::Integrity => ErrorKind::Integrity,
        // The keys come from a call of this crate.
        Upload::Credentials => transfer::own_kind(&error).unwrap_or(ErrorKind::Service),
        _ => ErrorKind::Service,
    };
    transfer::failure(kind, "the upload failed", error)
}
