//! A running cloud.

mod builder;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::ExposeSecret as _;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::call::Call;
use crate::dbs::BackupSet;
use crate::error::{Error, ErrorKind};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::oss::{Object, Upload};
use crate::policy::Policy;
use crate::state::Shared;

pub use builder::Builder;

/// Both services, running on threads of their own until this is dropped.
#[derive(Debug)]
pub struct LocalCloud {
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
    dbs: SocketAddr,
    oss: SocketAddr,
    admin: SocketAddr,
    ca_pem: String,
    ca_file: PathBuf,
    // Removed last, with everything in it; none when the caller named a folder.
    _temporary: Option<TempDir>,
}

impl LocalCloud {
    /// A cloud with other settings than the default ones.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// A cloud with default settings.
    ///
    /// # Errors
    /// As [`Builder::start`].
    pub fn start() -> Result<Self, Error> {
        Self::builder().start()
    }

    /// `127.0.0.1:port` of DBS, for HTTP and HTTPS.
    #[must_use]
    pub fn dbs_endpoint(&self) -> String {
        self.dbs.to_string()
    }

    /// `127.0.0.1:port` of OSS, for HTTP and HTTPS.
    #[must_use]
    pub fn oss_endpoint(&self) -> String {
        self.oss.to_string()
    }

    /// `http://127.0.0.1:port` of the admin interface.
    #[must_use]
    pub fn admin_url(&self) -> String {
        format!("http://{}", self.admin)
    }

    /// The certificate of the authority that signed the services' one.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// A file with [`ca_pem`](Self::ca_pem).
    #[must_use]
    pub fn ca_file(&self) -> &Path {
        &self.ca_file
    }

    /// The region that signatures and requests must name.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.shared.settings.region
    }

    /// The only bucket.
    #[must_use]
    pub fn bucket(&self) -> &str {
        &self.shared.settings.bucket
    }

    /// The account's key id, good for DBS and for the bucket.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.shared.settings.access_key_id
    }

    /// The account's key secret.
    #[must_use]
    pub fn access_key_secret(&self) -> &str {
        self.shared.settings.access_key_secret.expose_secret()
    }

    /// The only data source.
    #[must_use]
    pub fn data_source_id(&self) -> &str {
        &self.shared.settings.data_source_id
    }

    /// The folder of parts and objects.
    #[must_use]
    pub fn storage_dir(&self) -> &Path {
        &self.shared.storage
    }

    /// Adds a fault behind those that are there.
    pub fn inject(&self, fault: Fault) {
        self.shared.state().faults.push(fault);
    }

    /// The faults, with the skips and counts that are left.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.shared.state().faults.clone()
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.shared.state().faults.clear();
    }

    /// All calls so far, in the order of arrival.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.shared.state().calls.clone()
    }

    /// All registered backup sets, in the order of registration.
    #[must_use]
    pub fn backup_sets(&self) -> Vec<BackupSet> {
        self.shared.state().backup_sets.list()
    }

    /// All objects.
    #[must_use]
    pub fn objects(&self) -> Vec<Object> {
        self.shared.state().store.objects()
    }

    /// All unfinished multipart uploads.
    #[must_use]
    pub fn uploads(&self) -> Vec<Upload> {
        self.shared.state().store.uploads()
    }

    /// A file with the bytes of an object, good until the object changes or the cloud ends;
    /// `None` when there is no such object. The parts of an object are joined on the first call.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] when the parts cannot be joined, because they were discarded, say.
    pub fn object_path(&self, bucket: &str, key: &str) -> Result<Option<PathBuf>, Error> {
        let Some(pieces) = self.shared.state().store.pieces(bucket, key) else { return Ok(None) };
        if let Some(path) = pieces.path() {
            return Ok(Some(path.to_owned()));
        }
        let joined = pieces.join(self.shared.fresh_path()).map_err(|error| {
            Error::new(ErrorKind::Storage, format!("cannot join the parts of {key}"), error)
        })?;
        self.shared.state().store.settle(bucket, key, &joined);
        Ok(joined.path().map(Path::to_owned))
    }

    /// Changes what temporary keys may do with their object, those handed out so far too.
    pub fn set_sts_policy(&self, policy: Policy) {
        self.shared.state().sts_policy = policy;
    }

    /// Changes what the account's key may do in the bucket.
    pub fn set_account_policy(&self, policy: Policy) {
        self.shared.state().account_policy = policy;
    }

    /// Changes how much OSS takes at once, for requests that come from now on.
    pub fn set_limits(&self, limits: Limits) {
        self.shared.state().traffic.limits = limits;
    }

    /// The largest number of parts that were received at the same time.
    #[must_use]
    pub fn most_parts_in_flight(&self) -> u32 {
        self.shared.state().traffic.most_parts()
    }

    /// Ends the life of all temporary keys handed out so far.
    pub fn expire_sts(&self) {
        self.shared.state().tokens.expire(self.shared.clock.now());
    }

    /// Shifts the services' clock by `seconds` from the machine's.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.shared.clock.shift(seconds);
    }
}

impl Drop for LocalCloud {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Does not wait, so that it may be called from async code too.
            runtime.shutdown_background();
        }
        // Connections that are still ending hold the state; the files go now.
        self.shared.state().store.clear();
    }
}
