//! The HTTP client used when the caller brings none.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};

use crate::error::{Error, ErrorKind};

/// The content type of a form body.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What this client calls itself.
pub(crate) const USER_AGENT_TEXT: &str = concat!("dbs-sdk-rust/", env!("CARGO_PKG_VERSION"));

/// An HTTP/1.1 client that trusts this machine's certificates (`SSL_CERT_FILE` names others) and
/// those in `extra`, honours the proxy variables, and follows no redirect.
///
/// TLS is rustls. If the process has chosen no rustls provider yet, ring becomes its default.
///
/// # Errors
/// [`ErrorKind::Config`] if no trusted certificate is found.
pub fn client(extra: &[Certificate]) -> Result<Client, Error> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder()
        .redirect(Policy::none())
        .tcp_nodelay(true)
        .connect_timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_secs(60))
        .tls_certs_merge(extra.iter().cloned())
        .build()
        .map_err(|error| {
            Error::new(
                ErrorKind::Config,
                "no HTTPS client can be made: check this machine's trusted certificates and SSL_CERT_FILE",
            )
            .because(error.without_url())
        })
}
