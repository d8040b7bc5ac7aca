//! The HTTP client that suits uploads.

use std::time::Duration;

use reqwest::ClientBuilder;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Settings that a client for uploads should have: no redirects (a signature is good for one
/// URL), no repetitions of its own, no delay of small writes, ten seconds to connect. Add a proxy,
/// a CA or an address to it and hand the client to
/// [`BucketBuilder::http_client`](crate::BucketBuilder::http_client).
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
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Fails if another thread was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        .user_agent(concat!("oss-multipart/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .tcp_nodelay(true)
        .connect_timeout(CONNECT_TIMEOUT)
}
