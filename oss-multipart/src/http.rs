//! The HTTP client that suits uploads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::{Certificate, Client, ClientBuilder, Proxy};
use rustls::CipherSuite;
use rustls::crypto::CryptoProvider;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Settings that a client for uploads should have: no redirects (a signature is good for one
/// URL), no repetitions of its own, no delay of small writes, ten seconds to connect. For what
/// [`BucketBuilder`](crate::BucketBuilder) does not set (an address to bind to, say), add it to
/// this and hand the client to [`BucketBuilder::http_client`](crate::BucketBuilder::http_client).
///
/// TLS is rustls with the certificates that this machine trusts (`SSL_CERT_FILE` included). If the
/// process has no default crypto provider for rustls yet, ring becomes it: reqwest, as it is built
/// here, would panic without one.
///
/// ```
/// let client = oss_multipart::http_client().user_agent("backup/1.0").build()?;
/// # Ok::<(), reqwest::Error>(())
/// ```
pub fn http_client() -> ClientBuilder {
    if CryptoProvider::get_default().is_none() {
        // Fails if another thread was faster, which is as good.
        let _ = provider().install_default();
    }
    Client::builder()
        .user_agent(concat!("oss-multipart/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .tcp_nodelay(true)
        .connect_timeout(CONNECT_TIMEOUT)
}

/// ring with AES-128-GCM before AES-256-GCM, which takes four more rounds a block; the rest keeps
/// rustls's order. It counts where the server takes the client's preference.
fn provider() -> CryptoProvider {
    let mut provider = rustls::crypto::ring::default_provider();
    provider.cipher_suites.sort_by_key(|suite| {
        !matches!(
            suite.suite(),
            CipherSuite::TLS13_AES_128_GCM_SHA256
                | CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
                | CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
        )
    });
    provider
}

/// The client that a bucket sends through.
pub(crate) struct Line {
    client: RwLock<Client>,
    /// How to make another one; a client of the caller's is the only one.
    settings: Option<(ClientSettings, bool)>,
}

impl Line {
    pub(crate) fn of(client: Client) -> Self {
        Self { client: RwLock::new(client), settings: None }
    }

    /// To this machine itself, if `loopback`.
    pub(crate) fn new(settings: ClientSettings, loopback: bool) -> Result<Self, Error> {
        let client = RwLock::new(settings.client(loopback)?);
        Ok(Self { client, settings: Some((settings, loopback)) })
    }

    pub(crate) fn client(&self) -> Client {
        self.client.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Leaves all connections that wait for another request, so that no later one goes over them.
    /// reqwest has no way to leave one alone.
    pub(crate) fn renew(&self) {
        let Some((settings, loopback)) = &self.settings else { return };
        // What could be made once can be made again, unless the CA file is gone meanwhile: then
        // the old one has to do.
        if let Ok(client) = settings.client(*loopback) {
            *self.client.write().unwrap_or_else(PoisonError::into_inner) = client;
        }
    }
}

/// What a bucket's own client is to be besides that.
#[derive(Default)]
pub(crate) struct ClientSettings {
    /// A URL, perhaps with a password.
    pub(crate) proxy: Option<SecretString>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) user_agent: Option<String>,
}

impl ClientSettings {
    pub(crate) fn are_default(&self) -> bool {
        self.proxy.is_none()
            && self.ca_file.is_none()
            && self.connect_timeout.is_none()
            && self.user_agent.is_none()
    }

    /// To this machine itself, the environment's proxies are not asked.
    fn client(&self, loopback: bool) -> Result<Client, Error> {
        let refused = |message: &str| Error::new(ErrorKind::Config, message);
        let mut builder = http_client();
        if let Some(timeout) = self.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        if let Some(agent) = &self.user_agent {
            let agent = HeaderValue::from_str(agent)
                .map_err(|_| refused("the user agent is not what a header can carry"))?;
            builder = builder.user_agent(agent);
        }
        builder = match &self.proxy {
            Some(url) if url.expose_secret().is_empty() => builder.no_proxy(),
            Some(url) => {
                // What the parser says of it is not told: a URL may hold a password.
                let proxy = Proxy::all(url.expose_secret()).map_err(|_| {
                    refused("the proxy is no URL such as http://proxy.example.com:3128")
                })?;
                builder.proxy(proxy)
            }
            None if loopback => builder.no_proxy(),
            None => builder,
        };
        if let Some(path) = &self.ca_file {
            builder = builder.tls_certs_merge(certificates(path)?);
        }
        builder.build().map_err(|error| {
            let message = "no HTTPS client can be made: check this machine's trusted \
                           certificates, SSL_CERT_FILE and the CA file";
            refused(message).caused_by(error.without_url())
        })
    }
}

/// Of a file, or of those files of a folder that are any: as OpenSSL's have them, each once by its
/// name and once by its hash.
fn certificates(path: &Path) -> Result<Vec<Certificate>, Error> {
    let refused = |what: &str| {
        Error::new(ErrorKind::Config, format!("the CA file {} {what}", path.display()))
    };
    let read = || -> std::io::Result<Vec<Vec<u8>>> {
        if !path.is_dir() {
            return Ok(vec![std::fs::read(path)?]);
        }
        let entries = std::fs::read_dir(path)?;
        // A link may lead nowhere.
        let paths = entries.filter_map(|entry| entry.ok()?.path().canonicalize().ok());
        let paths: BTreeSet<PathBuf> = paths.filter(|path| path.is_file()).collect();
        paths.iter().map(std::fs::read).collect()
    };
    let found = read().map_err(|error| refused("cannot be read").caused_by(error))?;
    let found = found.iter().filter_map(|pem| Certificate::from_pem_bundle(pem).ok());
    let found: Vec<Certificate> = found.flatten().collect();
    match found.is_empty() {
        true => Err(refused("holds no PEM certificate")),
        false => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_proxy_is_refused_without_its_password() {
        let settings = |url: &str| ClientSettings {
            proxy: Some(url.to_owned().into()),
            ..ClientSettings::default()
        };
        for url in ["http://u:pw@proxy.example.com:3128", "socks5://u:pw@127.0.0.1:1080", ""] {
            assert!(settings(url).client(false).is_ok(), "{url}");
        }
        let error = settings("http://u:pw@pro xy:x").client(false).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(!format!("{error} {error:?}").contains("pw"));
    }

    #[test]
    fn a_ca_file_must_hold_certificates() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let settings = ClientSettings { ca_file: Some(path.clone()), ..ClientSettings::default() };
        let missing = settings.client(false).unwrap_err().to_string();
        assert!(missing.ends_with("ca.pem cannot be read"), "{missing}");
        std::fs::write(&path, "no certificate").unwrap();
        let empty = settings.client(false).unwrap_err().to_string();
        assert!(empty.ends_with("ca.pem holds no PEM certificate"), "{empty}");
        // A folder may hold other files too.
        let cloud = local_cloud::LocalCloud::start().unwrap();
        std::fs::copy(cloud.ca_file(), folder.path().join("other.pem")).unwrap();
        assert_eq!(certificates(folder.path()).unwrap().len(), 1);
    }
}
