//! How a cloud is started.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::LocalCloud;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::line;
use crate::policy::Policy;
use crate::server::{self, Service};
use crate::settings::{Etag, Settings};
use crate::state::Shared;
use crate::tls;

/// Settings of a cloud to be started; each has a default.
#[derive(Debug, Default)]
pub struct Builder {
    settings: Settings,
    storage: Option<PathBuf>,
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

    /// Puts both services at the end of a line with this round trip, on which each connection may
    /// have 4 MiB under way in each direction, and no more. Default: zero, which is no line.
    #[must_use]
    pub fn round_trip(mut self, round_trip: Duration) -> Self {
        self.settings.line.round_trip = round_trip;
        self
    }

    /// Bytes that a connection may have under way in each direction of the line. Default: 4 MiB.
    #[must_use]
    pub fn window(mut self, bytes: usize) -> Self {
        self.settings.line.window = bytes;
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

    /// Whether OSS tells CRCs, in headers and lists. Default: it does; some gateways do not.
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
        let (mut dbs, mut oss, line) = (dbs, oss, settings.line);
        let mut lines = Vec::new();
        if !line.round_trip.is_zero() {
            for address in [&mut dbs, &mut oss] {
                let (listener, near) = server::bind().map_err(network)?;
                lines.push((listener, std::mem::replace(address, near)));
            }
        }
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
        for (listener, far) in lines {
            let listener = TcpListener::from_std(listener).map_err(network)?;
            runtime.spawn(line::relay(listener, far, line));
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
