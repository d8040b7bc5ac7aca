//! An own certificate authority, made at start, and the leaf that the services show.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::error::{Error, ErrorKind};

/// What rcgen or rustls says.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The CA certificate in PEM and an acceptor with a leaf signed by it.
pub(crate) fn make(region: &str) -> Result<(String, TlsAcceptor), Error> {
    let failed =
        |error: Failure| Error::new(ErrorKind::Certificate, "cannot make a certificate", error);
    let (ca, issuer) = authority().map_err(|error| failed(error.into()))?;
    let config = leaf(region, &issuer).map_err(failed)?;
    Ok((ca, TlsAcceptor::from(Arc::new(config))))
}

fn authority() -> Result<(String, Issuer<'static, KeyPair>), rcgen::Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "local-cloud CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let key = KeyPair::generate()?;
    let pem = params.self_signed(&key)?.pem();
    Ok((pem, Issuer::new(params, key)))
}

fn leaf(region: &str, issuer: &Issuer<'_, KeyPair>) -> Result<ServerConfig, Failure> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names(region))?;
    params.distinguished_name.push(DnType::CommonName, "local-cloud");
    params.use_authority_key_identifier_extension = true;
    let certificate = params.signed_by(&key, issuer)?;
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.into())?;
    Ok(config)
}

/// The loopback names, and the services' own ones for clients that resolve those to 127.0.0.1.
fn names(region: &str) -> Vec<String> {
    let mut names = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
    for domain in ["localhost", "aliyuncs.com"] {
        names.push(format!("dbs-api.{region}.{domain}"));
        for host in [format!("oss-{region}"), format!("oss-{region}-internal")] {
            names.push(format!("{host}.{domain}"));
            names.push(format!("*.{host}.{domain}"));
        }
    }
    names
}
