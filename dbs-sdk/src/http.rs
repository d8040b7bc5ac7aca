//! The HTTP client used when the caller brings none.

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
