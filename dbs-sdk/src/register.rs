//! The whole job: preflight → register → access → upload → confirm.

mod abort;
mod access;
mod entry;
mod event;
mod flow;
mod held;
mod journal;
mod members;
mod place;
mod plan;
mod source;
mod state;
mod upload;
mod whole;

use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use oss_multipart::Source;
use tokio::io::AsyncRead;
use uuid::Uuid;

pub use abort::{Aborted, AbortedUpload};
pub use event::Event;
pub use oss_multipart::{CancellationToken, RateLimit};
pub use place::{Place, Stage};
pub use plan::Plan;
pub use state::{Finished, StateDir, Unfinished};

use crate::client::Client;
use crate::clock;
use crate::error::{Error, ErrorKind};
use crate::extra_meta::{BackupType, ExtraMeta};
use crate::pack::Pack;
use entry::{Entry, Identity, Reached};
use flow::Flow;
use source::{Look, Origin, Stream};
use whole::Whole;

/// Bytes of a reader that are in memory at once. With what packs, signs and sends, the whole stays
/// below 256 MiB.
const MEMORY: u64 = 176 << 20;

/// A backup set to be: what bytes, of which data source, with which metadata, and how it is sent.
#[derive(Clone)]
pub struct Registration {
    region_code: String,
    data_source_id: String,
    origin: Origin,
    extra_meta: ExtraMeta,
    name: Option<String>,
    state: Option<StateDir>,
    cancel: CancellationToken,
    parallel: Option<usize>,
    part_size: Option<u64>,
    memory: u64,
    rate_limit: RateLimit,
    internal: bool,
    require_verified: bool,
    listener: Arc<dyn Fn(&Event) + Send + Sync>,
}

impl Registration {
    /// `file_path` is a backup packed as tar or tar.gz, or a binary log, as `extra_meta` says. Its
    /// base name becomes the name of the backup set.
    pub fn new(
        region_code: impl Into<String>,
        data_source_id: impl Into<String>,
        file_path: impl Into<PathBuf>,
        extra_meta: ExtraMeta,
    ) -> Self {
        let origin = Origin::File(file_path.into());
        Self::of(region_code.into(), data_source_id.into(), origin, extra_meta)
    }

    /// A backup directory, packed while it is uploaded. The name of the backup set is that of the
    /// directory with `.tar` or `.tar.gz`.
    ///
    /// After a crash it is packed again, which gives the same bytes, and what the service does not hold
    /// is sent.
    pub fn of_directory(
        region_code: impl Into<String>,
        data_source_id: impl Into<String>,
        pack: Pack,
        extra_meta: ExtraMeta,
    ) -> Self {
        let origin = Origin::Directory(pack);
        Self::of(region_code.into(), data_source_id.into(), origin, extra_meta)
    }

    /// Whatever `reader` gives until its end, such as a pipe of tar or tar.gz: read once, on a thread
    /// of its own. `name` becomes the name of the backup set.
    ///
    /// Of a full backup, what passes is unpacked on the way, into nothing: a program that dies closes its
    /// pipe like one that is done, so that the end counts only where the tar or tar.gz ends too. Of
    /// binary logs nothing tells that: their reader must fail instead. After a failure, a new one under the same name with the same metadata takes up the same backup set; what
    /// it gives is compared with what was sent, and only what differs is sent again.
    pub fn of_reader(
        region_code: impl Into<String>,
        data_source_id: impl Into<String>,
        name: impl Into<String>,
        reader: impl Read + Send + 'static,
        extra_meta: ExtraMeta,
    ) -> Self {
        let source = match extra_meta.backup_type() {
            BackupType::FullBackup => Source::reader(Whole::new(reader)),
            BackupType::LogBackup => Source::reader(reader),
        };
        let origin = stream(name.into(), source);
        Self::of(region_code.into(), data_source_id.into(), origin, extra_meta)
    }

    /// As [`of_reader`](Self::of_reader), of an asynchronous one.
    pub fn of_async_reader(
        region_code: impl Into<String>,
        data_source_id: impl Into<String>,
        name: impl Into<String>,
        reader: impl AsyncRead + Send + 'static,
        extra_meta: ExtraMeta,
    ) -> Self {
        let source = match extra_meta.backup_type() {
            BackupType::FullBackup => Source::async_reader(Whole::new(Box::pin(reader))),
            BackupType::LogBackup => Source::async_reader(reader),
        };
        let origin = stream(name.into(), source);
        Self::of(region_code.into(), data_source_id.into(), origin, extra_meta)
    }

    fn of(
        region_code: String,
        data_source_id: String,
        origin: Origin,
        extra_meta: ExtraMeta,
    ) -> Self {
        Self {
            region_code,
            data_source_id,
            origin,
            extra_meta,
            name: None,
            state: None,
            cancel: CancellationToken::new(),
            parallel: None,
            part_size: None,
            memory: MEMORY,
            rate_limit: RateLimit::unlimited(),
            internal: false,
            require_verified: true,
            listener: Arc::new(|_| {}),
        }
    }

    /// The name of the backup set, in place of the source's.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Where to note how far it came: whoever registers the same source again, after a failure, a
    /// crash or a power cut, goes on from there. Without it, nothing is noted.
    #[must_use]
    pub fn state_dir(mut self, state: StateDir) -> Self {
        self.state = Some(state);
        self
    }

    /// Ends it within half a second when this token is cancelled, at any stage, as
    /// [`ErrorKind::Cancelled`].
    #[must_use]
    pub fn cancel(mut self, token: CancellationToken) -> Self {
        self.cancel = token;
        self
    }

    /// How many parts may be in flight at once: as many as the line is worth, 16 at most otherwise.
    #[must_use]
    pub fn parallel(mut self, parts: usize) -> Self {
        self.parallel = Some(parts);
        self
    }

    /// Bytes of a part; chosen from the source's size otherwise.
    #[must_use]
    pub fn part_size(mut self, bytes: u64) -> Self {
        self.part_size = Some(bytes);
        self
    }

    /// Bytes of a directory or a reader that are in memory at most, as parts that wait or are sent;
    /// 176 MiB. A part has an 8,000th of the directory, 8 MiB at least: 33 MiB of 256 GiB, so that five
    /// are in memory; of more than 1.3 TiB a single one exceeds it, and parts are read and sent in turn.
    /// A reader has parts of 33 MiB up to 258 GiB, which then double every hundred. A file needs 1 MiB
    /// for each part in flight.
    #[must_use]
    pub fn memory(mut self, bytes: u64) -> Self {
        self.memory = bytes;
        self
    }

    /// Sends no faster than this, all parts together. It can be changed while it runs.
    #[must_use]
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = limit;
        self
    }

    /// Uploads to the endpoint inside of Alibaba Cloud's network (`OssInternalEndpoint`).
    #[must_use]
    pub fn internal(mut self, internal: bool) -> Self {
        self.internal = internal;
        self
    }

    /// Whether the backup set may be marked `UploadSuccess` only if OSS itself confirmed the CRC-64 of
    /// the whole object; yes otherwise. OSS always tells it; what stands between may not.
    #[must_use]
    pub fn require_verified(mut self, require: bool) -> Self {
        self.require_verified = require;
        self
    }

    /// Hears what happens, on the task that does it: it must not block.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.listener = Arc::new(listener);
        self
    }

    async fn look(&self) -> Result<Look, Error> {
        let (origin, extra_meta) = (self.origin.clone(), self.extra_meta.to_json());
        let part_size = self.part_size;
        blocking(move || origin.look(&extra_meta, part_size)).await
    }

    fn identity(&self, look: &Look) -> Identity {
        Identity {
            region_code: self.region_code.clone(),
            data_source_id: self.data_source_id.clone(),
            backup_type: self.extra_meta.backup_type().as_str().to_owned(),
            source: look.place.clone(),
            kind: look.kind,
        }
    }

    /// As it begins.
    fn entry(&self, client: &Client, look: &Look) -> Entry {
        let now = clock::now().unix_timestamp();
        Entry {
            identity: self.identity(look),
            endpoint: client.endpoint.url().to_string(),
            content: look.content.clone(),
            name: self.name.clone().unwrap_or_else(|| look.name.clone()),
            extra_meta: self.extra_meta.to_json(),
            register_token: Uuid::new_v4().to_string(),
            confirm_token: Uuid::new_v4().to_string(),
            reached: Reached::Registering,
            backup_set_id: None,
            target: None,
            uploaded: None,
            begun_s: now,
            changed_s: now,
        }
    }
}

fn stream(name: String, source: Source) -> Origin {
    Origin::Stream(Arc::new(Stream { name, source: Mutex::new(Some(source)) }))
}

/// Does what blocks where that is allowed.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(Error::new(ErrorKind::Config, "the runtime ended in the middle").because(error))
    })
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("region_code", &self.region_code)
            .field("data_source_id", &self.data_source_id)
            .field("origin", &self.origin)
            .field("extra_meta", &self.extra_meta)
            .field("name", &self.name)
            .field("state", &self.state)
            .field("parallel", &self.parallel)
            .field("part_size", &self.part_size)
            .field("memory", &self.memory)
            .field("internal", &self.internal)
            .field("require_verified", &self.require_verified)
            .finish_non_exhaustive()
    }
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
    /// Whether OSS's own CRC-64 of the object equals it. `false` only if OSS gave none, and
    /// [`require_verified`](Registration::require_verified) was switched off.
    pub verified: bool,
}

impl Client {
    /// Uploads a backup and registers it: the source is looked at, the backup set registered as
    /// `WaitingUpload`, temporary OSS credentials fetched (and again whenever they run out), the
    /// source uploaded in parts and compared by CRC-64, and the backup set marked `UploadSuccess`.
    ///
    /// # Once, whatever happens
    /// With a [`StateDir`], each step is noted before it is made: after `kill -9` or a power cut at any
    /// moment, the same call takes up the same backup set and the same multipart upload, and sends the
    /// parts that the service does not hold. What is not there any more is found out: an upload that
    /// was forgotten is begun anew, an object that was completed is compared with the source, a
    /// registration that was confirmed is left alone. The two registration calls keep one `ClientToken`
    /// each, which is noted before it is sent, so that a lost answer registers nothing twice. A backup
    /// that is registered already is given back without a request.
    ///
    /// A file that changed (size, time or inode), a directory that changed, and a reader with other
    /// metadata are another backup. The earlier one is confirmed if its object was complete; else it is
    /// given up: its upload is ended, and its backup set stays as `WaitingUpload`, since no action takes
    /// a registration back ([`Event::Superseded`]).
    ///
    /// The answer that opens a multipart upload may be lost, and its id with it: then one without parts
    /// stays, which costs nothing, and which keys for one object cannot find.
    ///
    /// Dropping the future stops at once, which costs no more than a crash; without a state directory,
    /// parts that were uploaded stay until the bucket's lifecycle rule removes them.
    ///
    /// # Errors
    /// [`Error::place`] says at which stage, and what stands on the service. With a state directory
    /// an upload that failed is kept for the next run, or for [`abort`](Self::abort); without one it is
    /// aborted, so that no parts stay. `UploadSuccess` is sent only after the comparison by CRC-64, and
    /// never if OSS tells none ([`Registration::require_verified`]).
    pub async fn register(
        &self,
        registration: &Registration,
    ) -> Result<RegisteredBackupSet, Error> {
        // Boxed: the callers' futures need not carry all that a flow holds.
        Box::pin(Flow::new(self, registration).run()).await
    }
}
