//! The HTTP client used when the caller brings none.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

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
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        .user_agent(concat!("dbs-sdk-rust/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .tcp_nodelay(true)
        .connect_timeout(Duration::from_secs(10))
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
