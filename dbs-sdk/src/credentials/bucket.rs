//! The sources of keys of this crate, for buckets of OSS.

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use secrecy::ExposeSecret as _;

use super::CredentialsProvider;

/// Keys of a [`CredentialsProvider`], such as [`Chain`](super::Chain), for an
/// [`oss_multipart::Bucket`].
///
/// ```no_run
/// use std::sync::Arc;
/// use dbs_sdk::{BucketCredentials, Chain};
/// use oss_multipart::Bucket;
///
/// # fn bucket() -> Result<(), oss_multipart::Error> {
/// let bucket = Bucket::builder("oss-cn-hangzhou.aliyuncs.com", "my-backups")
///     .credentials_provider(Arc::new(BucketCredentials::new(Chain::new())))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct BucketCredentials(Arc<dyn CredentialsProvider>);

impl BucketCredentials {
    /// The keys that this provider gives.
    pub fn new(provider: impl CredentialsProvider + 'static) -> Self {
        Self(Arc::new(provider))
    }
}

impl oss_multipart::CredentialsProvider for BucketCredentials {
    fn fetch(
        &self,
    ) -> BoxFuture<'_, Result<oss_multipart::Credentials, oss_multipart::CredentialsError>> {
        async {
            let keys = self.0.fetch().await.map_err(|error| match error.is_retryable() {
                true => oss_multipart::CredentialsError::retryable(error),
                false => oss_multipart::CredentialsError::fatal(error),
            })?;
            let secret = keys.access_key_secret().expose_secret();
            let mut given = oss_multipart::Credentials::new(keys.access_key_id(), secret);
            if let Some(token) = keys.security_token() {
                given = given.with_security_token(token.expose_secret());
            }
            Ok(match keys.expiry() {
                Some(expiry) => given.with_expiry(expiry),
                None => given,
            })
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use oss_multipart::CredentialsProvider as _;
    use time::macros::datetime;

    use super::*;
    use crate::{Chain, Credentials};

    #[tokio::test]
    async fn keys_arrive_whole() {
        let expiry = datetime!(2026-11-23 12:00 UTC);
        let keys =
            Credentials::new("id", "s3cret").with_security_token("t0ken").with_expiry(expiry);
        let given = BucketCredentials::new(keys).fetch().await;
        let expected = oss_multipart::Credentials::new("id", "s3cret")
            .with_security_token("t0ken")
            .with_expiry(expiry);
        assert_eq!(format!("{:?}", given.unwrap()), format!("{expected:?}"));
    }

    #[test]
    fn a_chain_is_one_of_them() {
        assert!(format!("{:?}", BucketCredentials::new(Chain::new())).contains("Chain"));
    }
}
