//! URLs that carry their own permission.

use std::time::Duration;

use reqwest::Method;
use secrecy::SecretString;

use crate::bucket::Bucket;
use crate::builder::SignatureVersion;
use crate::error::{Error, ErrorKind};
use crate::sign::ToSign;
use crate::{sign_v1, sign_v4};

/// The service takes no V4 URL that is valid for longer (alibabacloud.com, "Guidelines for
/// upgrading V1 signatures to V4 signatures").
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

impl Bucket {
    /// A URL with which anybody can do this to the object until `valid` is over, or until the STS
    /// key that signs it runs out. It is a secret as long as that.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if it is to be valid for less than a second or more than seven days, or
    /// the key is none; [`ErrorKind::Credentials`] if the provider has no credentials.
    pub async fn presign_url(
        &self,
        method: Method,
        key: &str,
        valid: Duration,
    ) -> Result<SecretString, Error> {
        if valid < Duration::from_secs(1) || valid > LONGEST {
            let message = "a signed URL is valid for at least a second and at most seven days";
            return Err(Error::new(ErrorKind::Input, message));
        }
        let inner = self.inner();
        let time = inner.skew.service_time();
        let held = inner.keys.current(time).await.map_err(|error| {
            let message = "there are no credentials to sign a URL with";
            Error::new(ErrorKind::Credentials, message).caused_by(error)
        })?;
        let request = ToSign {
            method: method.as_str(),
            bucket: inner.place.bucket(),
            key,
            query: &[],
            headers: &[],
        };
        let signed = match inner.signing {
            SignatureVersion::V4 => {
                let day_key = held.day_key(&inner.region, time);
                sign_v4::url(&request, &[], &held.credentials, &day_key, time, valid.as_secs())
            }
            SignatureVersion::V1 => sign_v1::url(&request, &held.credentials, time + valid),
        };
        let query: Vec<_> =
            signed.added.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(String::from(inner.place.url(key, &query)?).into())
    }
}
