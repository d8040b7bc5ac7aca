//! A running cloud, and how to start one.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::call::Call;
use crate::dbs::BackupSet;
use crate::error::{Error, ErrorKind};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::oss::{Object, Upload};
use crate::policy::Policy;
use crate::server::{self, Service};
use crate::settings::{Etag, Settings};
use crate::state::Shared;
use crate::tls;

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

/// Settings of a cloud to be started; each has a default.
#[derive(Debug, Default)]
pub struct Builder {
    settings: Settings,
    storage: Option<PathBuf>,
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

impl Builder {
    /// Default: `cn-hangzhou`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.region = region.into();
        self
    }

    /// Default: `local-cloud-backup`.
    #[must_use]
    pub fn bucket(mut self, bucket: impl Into<String>) -> Self {
        self.settings.bucket = bucket.into();
        self
    }

    /// The account's key. Default: random.
    #[must_use]
    pub fn access_key(mut self, id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        self.settings.access_key_id = id.into();
        self.settings.access_key_secret = secret.into();
        self
    }

    /// The account's key is a temporary one that needs this token. Default: none.
    #[must_use]
    pub fn security_token(mut self, token: impl Into<SecretString>) -> Self {
        self.settings.security_token = Some(token.into());
        self
    }

    /// Default: random.
    #[must_use]
    pub fn data_source_id(mut self, id: impl Into<String>) -> Self {
        self.settings.data_source_id = id.into();
        self
    }

    /// Longest life of a temporary OSS key. Default: 3600.
    #[must_use]
    pub fn sts_seconds(mut self, seconds: u32) -> Self {
        self.settings.sts_seconds = seconds.into();
        self
    }

    /// The secret of every temporary OSS key. Default: random.
    #[must_use]
    pub fn sts_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.settings.sts_secret = Some(secret.into());
        self
    }

    /// The token of every temporary OSS key. Default: random.
    #[must_use]
    pub fn sts_token(mut self, token: impl Into<SecretString>) -> Self {
        self.settings.sts_token = Some(token.into());
        self
    }

    /// An action or call that temporary keys may not use, `ListParts` say. May be repeated.
    #[must_use]
    pub fn sts_deny(mut self, operation: impl Into<String>) -> Self {
        self.settings.sts_policy.deny.insert(operation.into());
        self
    }

    /// What temporary keys may do with their object. Default: everything.
    #[must_use]
    pub fn sts_policy(mut self, policy: Policy) -> Self {
        self.settings.sts_policy = policy;
        self
    }

    /// What the account's key may do in the bucket. Default: everything.
    #[must_use]
    pub fn account_policy(mut self, policy: Policy) -> Self {
        self.settings.account_policy = policy;
        self
    }

    /// A host name that stands for the bucket. May be repeated.
    #[must_use]
    pub fn cname(mut self, host: impl Into<String>) -> Self {
        self.settings.cnames.push(host.into());
        self
    }

    /// How much OSS takes at once. Default: no limit.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// What DBS answers as `OssEndpoint`, `{port}` standing for the port. Default:
    /// `127.0.0.1:{port}`.
    #[must_use]
    pub fn oss_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.settings.oss_endpoint = endpoint.into();
        self
    }

    /// Parts and objects are hashed, not stored. Default: stored.
    #[must_use]
    pub fn discard(mut self, discard: bool) -> Self {
        self.settings.discard = discard;
        self
    }

    /// Whether OSS answers with CRC headers. Default: it does.
    #[must_use]
    pub fn crc_header(mut self, send: bool) -> Self {
        self.settings.crc_header = send;
        self
    }

    /// Default: MD5.
    #[must_use]
    pub fn etag(mut self, etag: Etag) -> Self {
        self.settings.etag = etag;
        self
    }

    /// The folder of parts and objects, made if missing; its files go when the cloud does, but
    /// for the CA's certificate. Default: a temporary folder.
    #[must_use]
    pub fn storage_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.storage = Some(folder.into());
        self
    }

    /// Binds three free ports of 127.0.0.1 and serves.
    ///
    /// # Errors
    /// [`ErrorKind::Network`] without ports or threads, [`ErrorKind::Storage`] without a usable
    /// folder, [`ErrorKind::Certificate`] without a certificate.
    pub fn start(self) -> Result<LocalCloud, Error> {
        let Self { mut settings, storage } = self;
        let (storage, temporary) = folder(storage)?;
        let (ca_pem, acceptor) = tls::make(&settings.region)?;
        let ca_file = storage.join("ca.pem");
        std::fs::write(&ca_file, &ca_pem).map_err(|error| {
            Error::new(ErrorKind::Storage, format!("cannot write {}", ca_file.display()), error)
        })?;
        let network = |error| Error::new(ErrorKind::Network, "cannot serve on 127.0.0.1", error);
        let (dbs_listener, dbs) = server::bind().map_err(network)?;
        let (oss_listener, oss) = server::bind().map_err(network)?;
        let (admin_listener, admin) = server::bind().map_err(network)?;
        settings.oss_endpoint = settings.oss_endpoint.replace("{port}", &oss.port().to_string());
        let shared = Arc::new(Shared::new(settings, storage));

        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("local-cloud")
            .enable_all()
            .build()
            .map_err(network)?;
        let _entered = runtime.enter();
        for (listener, tls, service) in [
            (dbs_listener, Some(acceptor.clone()), Service::Dbs),
            (oss_listener, Some(acceptor), Service::Oss),
            (admin_listener, None, Service::Admin),
        ] {
            let listener = TcpListener::from_std(listener).map_err(network)?;
            runtime.spawn(server::serve(listener, tls, service, Arc::clone(&shared)));
        }
        drop(_entered);
        let (runtime, _temporary) = (Some(runtime), temporary);
        Ok(LocalCloud { shared, runtime, dbs, oss, admin, ca_pem, ca_file, _temporary })
    }
}

fn folder(chosen: Option<PathBuf>) -> Result<(PathBuf, Option<TempDir>), Error> {
    let failed = |error| Error::new(ErrorKind::Storage, "cannot make the storage folder", error);
    match chosen {
        Some(folder) => {
            std::fs::create_dir_all(&folder).map_err(failed)?;
            Ok((folder, None))
        }
        None => {
            let folder =
                tempfile::Builder::new().prefix("local-cloud-").tempdir().map_err(failed)?;
            Ok((folder.path().to_owned(), Some(folder)))
        }
    }
}
