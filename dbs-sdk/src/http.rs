//! The HTTP client used when the caller brings none.

use std::error::Error as StdError;
use std::io;
use std::path::Path;

use reqwest::{Certificate, Client, ClientBuilder};

use crate::error::{Error, ErrorKind};

/// The content type of a form body.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// Settings that suit this client: no redirects (a signature holds for one host), no repetitions
/// of its own, ten seconds to connect, this machine's trusted certificates (`SSL_CERT_FILE` names
/// others) and proxy variables. Add a proxy or a certificate and hand the result to
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
///
/// TLS is rustls. If the process has chosen no rustls provider yet, ring becomes its default, since
/// reqwest panics without one.
pub fn http_client() -> ClientBuilder {
    settings().user_agent(concat!("dbs-sdk-rust/", env!("CARGO_PKG_VERSION")))
}

/// Uploads go through the same client.
#[cfg(feature = "upload")]
fn settings() -> ClientBuilder {
    oss_multipart::http_client()
}

#[cfg(not(feature = "upload"))]
fn settings() -> ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .tcp_nodelay(true)
        .connect_timeout(std::time::Duration::from_secs(10))
}

/// A client of these settings, which trusts the certificates of `ca_file` too, and asks no proxy for
/// this machine itself.
pub(crate) fn client(ca_file: Option<&Path>, loopback: bool) -> Result<Client, Error> {
    let extra = match ca_file {
        Some(path) => certificates(path)?,
        None => Vec::new(),
    };
    let builder = if loopback { http_client().no_proxy() } else { http_client() };
    builder.tls_certs_merge(extra).build().map_err(|error| {
        let message = "no HTTPS client can be made: check this machine's trusted certificates, \
                       SSL_CERT_FILE and the CA file";
        Error::new(ErrorKind::Config, message).because(error.without_url())
    })
}

fn certificates(pem_file: &Path) -> Result<Vec<Certificate>, Error> {
    let wrong =
        |what: &str| Error::new(ErrorKind::Config, format!("{} {what}", pem_file.display()));
    let pem = std::fs::read(pem_file).map_err(|error| wrong("cannot be read").because(error))?;
    match Certificate::from_pem_bundle(&pem) {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(wrong("holds no PEM certificate")),
    }
}

/// Whether the connection ended because nobody here vouches for the server's certificate, which
/// trying again does not mend.
pub(crate) fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // `source` of an I/O error passes over the error it wraps.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    false
}
