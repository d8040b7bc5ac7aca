//! URLs that carry their own permission.

use std::fmt;
use std::time::Duration;

use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::bucket::Bucket;
use crate::builder::SignatureVersion;
use crate::error::{Error, ErrorKind};
use crate::request::Request;
use crate::sign::{Signature, ToSign};
use crate::{sign_v1, sign_v4};

/// The service takes no V4 URL that is valid for longer (alibabacloud.com, "Guidelines for
/// upgrading V1 signatures to V4 signatures").
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// A URL that carries its own permission: whoever has it may do what it was signed for. Neither
/// `Debug` nor `Display` show its query, where the signature and an STS token are.
#[derive(Clone)]
pub struct SignedUrl {
    url: SecretString,
    expires_at: OffsetDateTime,
}

impl SignedUrl {
    /// The URL itself, which is a secret as long as it is valid.
    pub fn expose(&self) -> &str {
        self.url.expose_secret()
    }

    /// When it stops being valid; earlier, if the STS key that signed it runs out before.
    pub fn expires_at(&self) -> OffsetDateTime {
        self.expires_at
    }

    fn without_query(&self) -> &str {
        self.expose().split('?').next().unwrap_or_default()
    }
}

impl fmt::Display for SignedUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}?[redacted]", self.without_query())
    }
}

impl fmt::Debug for SignedUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SignedUrl")
            .field("url", &format_args!("{self}"))
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

impl Bucket {
    /// A URL with which anybody can do this to the object (GET reads it, PUT writes it) until
    /// `valid` is over, or until the STS key that signs it runs out. Nothing is sent.
    ///
    /// The signature covers no header, so whoever uses it sends none but what HTTP itself needs.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if it is to be valid for less than a second or more than seven days, or
    /// the key is none; [`ErrorKind::Credentials`] if the provider has no credentials.
    pub async fn presign_url(
        &self,
        method: Method,
        key: &str,
        valid: Duration,
    ) -> Result<SignedUrl, Error> {
        self.presign(&Request::new("a signed URL", method).key(key), valid).await
    }

    /// A URL that does this request, parameters and all, until `valid` is over, or until the STS
    /// key that signs it runs out. Nothing is sent.
    ///
    /// The signature covers `content-type`, `content-md5` and all `x-oss-` headers of the request:
    /// whoever uses the URL must send the same.
    ///
    /// # Errors
    /// As [`presign_url`](Self::presign_url); V1 knows no longest time.
    pub async fn presign(&self, request: &Request, valid: Duration) -> Result<SignedUrl, Error> {
        let inner = self.inner();
        let is_too_long = valid > LONGEST && inner.signing == SignatureVersion::V4;
        if valid < Duration::from_secs(1) || is_too_long {
            let message = "a signed URL is valid for at least a second and at most seven days";
            return Err(Error::new(ErrorKind::Input, message));
        }
        let time = inner.skew.service_time();
        let held = inner.keys.current(time, || {}).await.map_err(|error| {
            let message = "there are no credentials to sign a URL with";
            Error::new(ErrorKind::Credentials, message).caused_by(error)
        })?;
        let (method, key, given) = request.parts();
        let given: Vec<_> =
            given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let headers = request.checked_headers()?;
        let headers: Vec<_> =
            headers.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        let request = ToSign {
            method: method.as_str(),
            bucket: inner.place.bucket(),
            key: key.unwrap_or_default(),
            query: &given,
            headers: &headers,
        };
        let signed = match inner.signing {
            SignatureVersion::V4 => {
                let day_key = held.day_key(&inner.region, time);
                sign_v4::url(&request, &[], &held.credentials, &day_key, time, valid.as_secs())
            }
            SignatureVersion::V1 => sign_v1::url(&request, &held.credentials, time + valid),
            SignatureVersion::Unsigned => Signature::none(),
        };
        let added = signed.added.iter().map(|(name, value)| (*name, value.as_str()));
        let query: Vec<_> = given.into_iter().chain(added).collect();
        let url = String::from(inner.place.url(key, &query)?).into();
        Ok(SignedUrl { url, expires_at: time + valid })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::Credentials;

    fn bucket(version: SignatureVersion) -> Bucket {
        let credentials = Credentials::new("LTAI1", "s3cret").with_security_token("t0k+n");
        let builder = Bucket::builder("oss-cn-hangzhou.aliyuncs.com", "backups");
        builder.credentials(credentials).signature_version(version).build().unwrap()
    }

    #[tokio::test]
    async fn a_url_holds_its_permission_and_shows_none_of_it() {
        for (version, token, signature) in [
            (SignatureVersion::V4, "x-oss-security-token=t0k%2Bn", "x-oss-signature="),
            (SignatureVersion::V1, "security-token=t0k%2Bn", "Signature="),
        ] {
            let valid = Duration::from_secs(60);
            let url = bucket(version).presign_url(Method::GET, "a/备", valid).await.unwrap();
            assert!(url.expose().contains(token) && url.expose().contains(signature));
            let shown = "https://backups.oss-cn-hangzhou.aliyuncs.com/a/%E5%A4%87?[redacted]";
            assert_eq!(url.to_string(), shown);
            let debug = format!("{url:?}");
            assert!(debug.contains(shown) && !debug.contains("t0k"), "{debug}");
        }
    }

    #[tokio::test]
    async fn it_is_valid_for_a_second_to_seven_days() {
        let bucket = bucket(SignatureVersion::V4);
        let presign = |valid| bucket.presign_url(Method::PUT, "k", valid);
        assert!(presign(LONGEST).await.is_ok());
        let longer = LONGEST + Duration::from_secs(1);
        for valid in [Duration::from_millis(999), longer] {
            assert_eq!(presign(valid).await.unwrap_err().kind(), ErrorKind::Input);
        }
        let v1 = self::bucket(SignatureVersion::V1);
        assert!(v1.presign_url(Method::GET, "k", longer).await.is_ok());
    }

    #[tokio::test]
    async fn parameters_of_the_request_are_in_the_url() {
        for version in [SignatureVersion::V4, SignatureVersion::V1, SignatureVersion::Unsigned] {
            let request = Request::new("GetObject", Method::GET)
                .key("k")
                .query("response-content-type", "application/x-tar");
            let url = bucket(version).presign(&request, Duration::from_secs(60)).await.unwrap();
            assert!(url.expose().contains("k?response-content-type=application%2Fx-tar"));
            let signed = url.expose().to_lowercase().contains("signature=");
            assert_eq!(signed, version != SignatureVersion::Unsigned);
        }
    }
}
