//! How a bucket is set up.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::body::Pool;
use crate::bucket::{Bucket, Inner};
use crate::call::Wire;
use crate::clock::Skew;
use crate::credentials::{Credentials, CredentialsProvider};
use crate::endpoint::{self, Addressing, Place};
use crate::error::{Error, ErrorKind};
use crate::http::{ClientSettings, Line};
use crate::retry::RetryPolicy;
use crate::token::Keys;

/// How requests are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// `OSS4-HMAC-SHA256`, which needs the region.
    #[default]
    V4,
    /// HMAC-SHA1. The service closes it to new accounts (since 2025-03-01) and new buckets
    /// (since 2025-09-01); here for gateways that know no other.
    V1,
    /// Not at all, and so without credentials: for buckets that anybody may read or write.
    Unsigned,
}

/// Settings of a [`Bucket`]; made by [`Bucket::builder`].
pub struct BucketBuilder {
    endpoint: String,
    bucket: String,
    addressing: Addressing,
    region: Option<String>,
    signature_version: SignatureVersion,
    keys: Option<Keys>,
    http_client: Option<reqwest::Client>,
    allow_http: bool,
    retry: RetryPolicy,
    stall_timeout: Duration,
    answer_timeout: Duration,
    traffic_limit: Option<u64>,
    network: ClientSettings,
}

/// Bits per second that `x-oss-traffic-limit` may name (help.aliyun.com, "Single-connection
/// bandwidth throttling").
const TRAFFIC_LIMITS: RangeInclusive<u64> = 819_200..=838_860_800;

impl BucketBuilder {
    pub(crate) fn new(endpoint: &str, bucket: &str) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            bucket: bucket.to_owned(),
            addressing: Addressing::default(),
            region: None,
            signature_version: SignatureVersion::default(),
            keys: None,
            http_client: None,
            allow_http: false,
            retry: RetryPolicy::default(),
            stall_timeout: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(60),
            traffic_limit: None,
            network: ClientSettings::default(),
        }
    }

    /// This endpoint, whatever was named before.
    pub fn endpoint(mut self, endpoint: &str) -> Self {
        self.endpoint = endpoint.to_owned();
        self
    }

    /// How the bucket is named in requests.
    pub fn addressing(mut self, addressing: Addressing) -> Self {
        self.addressing = addressing;
        self
    }

    /// The region that V4 signatures name, such as `cn-hangzhou`. Without it, it is taken from
    /// the endpoint's name if that is one of the service's own with a region in it.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// How requests are signed.
    pub fn signature_version(mut self, version: SignatureVersion) -> Self {
        self.signature_version = version;
        self
    }

    /// Signs with these credentials for good.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.keys = Some(Keys::fixed(credentials));
        self
    }

    /// Signs with the credentials that this provider gives: asked at the first request, when
    /// 80 % of their life are over, and after the service refused them.
    pub fn credentials_provider(mut self, provider: Arc<dyn CredentialsProvider>) -> Self {
        self.keys = Some(Keys::renewed(provider));
        self
    }

    /// Sends through this proxy, such as `http://proxy.example.com:3128` or
    /// `socks5://user:password@127.0.0.1:1080`, whatever the environment names. Without it, the
    /// environment's `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` hold; an empty text
    /// means no proxy at all.
    pub fn proxy(mut self, url: &str) -> Self {
        self.network.proxy = Some(url.to_owned().into());
        self
    }

    /// Trusts the certificates of this PEM file, or of the files of this folder, besides those that this machine trusts: for a
    /// proxy or a gateway with a CA of one's own. It is read when the bucket is built.
    pub fn ca_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.network.ca_file = Some(path.into());
        self
    }

    /// How long it may take to connect, TLS included; 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.network.connect_timeout = Some(timeout);
        self
    }

    /// What the requests name as their `User-Agent`, instead of this crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.network.user_agent = Some(user_agent.into());
        self
    }

    /// Sends through this client, for what the settings above do not know; see [`http_client`] for
    /// those it should have. Proxy, CA file, connect timeout and user agent are its own then, and a connection
    /// that damaged bytes may carry one more try, since only a client made here can be replaced.
    ///
    /// [`http_client`]: crate::http_client
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Whether `http://` endpoints that are not on this machine are taken. Keys are not sent in
    /// clear, but security tokens and data are.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// How often and how long requests are repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long a connection may take nothing of a part (64 KiB are given to it at once) before
    /// that try has failed; 30 s.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.stall_timeout = timeout;
        self
    }

    /// How long the service may take to answer once it has the whole request; 60 s, and five
    /// times as long to complete an upload.
    pub fn answer_timeout(mut self, timeout: Duration) -> Self {
        self.answer_timeout = timeout;
        self
    }

    /// The speed to which the service holds each request that sends a part or an object
    /// (`x-oss-traffic-limit`): 819,200 to 838,860,800 bits per second, that is 100 KiB to 100 MiB
    /// per second. An upload sends several at a time.
    pub fn traffic_limit(mut self, bits_per_second: Option<u64>) -> Self {
        self.traffic_limit = bits_per_second;
        self
    }

    /// The bucket; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the endpoint is no host, the bucket no bucket name, the endpoint
    /// plain HTTP without leave, if there are no credentials, if V4 has no region, if the traffic
    /// limit is none that the service takes, if the CA file holds no certificate or the proxy is no
    /// URL, or if these are given besides a client of one's own.
    pub fn build(self) -> Result<Bucket, Error> {
        let refused = |message: &str| Error::new(ErrorKind::Config, message);
        let place = Place::new(&self.endpoint, &self.bucket, self.addressing, self.allow_http)?;
        let keys = match (self.keys, self.signature_version) {
            (_, SignatureVersion::Unsigned) => Keys::none(),
            (Some(keys), _) => keys,
            (None, _) => {
                let message = "no credentials were given; call credentials or credentials_provider";
                return Err(refused(message));
            }
        };
        let region = match (self.region, self.signature_version) {
            (Some(region), _) => region,
            (None, SignatureVersion::V1 | SignatureVersion::Unsigned) => String::new(),
            (None, SignatureVersion::V4) => endpoint::region(&self.endpoint).ok_or_else(|| {
                refused("the endpoint's name has no region in it, and V4 signatures need one; set it with region")
            })?,
        };
        if self.traffic_limit.is_some_and(|limit| !TRAFFIC_LIMITS.contains(&limit)) {
            return Err(refused(
                "a traffic limit is 819,200 to 838,860,800 bits per second (100 KiB to 100 MiB)",
            ));
        }
        let line = match self.http_client {
            Some(_) if !self.network.are_default() => {
                return Err(refused(
                    "an HTTP client of your own has its own proxy, certificates, connect \
                     timeout and user agent: set them there",
                ));
            }
            Some(client) => Line::of(client),
            None => Line::new(self.network, place.is_loopback())?,
        };
        Ok(Bucket::new(Inner {
            place,
            region,
            signing: self.signature_version,
            keys,
            wire: Arc::new(Wire {
                line,
                retry: self.retry,
                stall_timeout: self.stall_timeout,
                answer_timeout: self.answer_timeout,
            }),
            skew: Arc::new(Skew::default()),
            pool: Pool::default(),
            traffic_limit: self.traffic_limit,
        }))
    }
}

impl fmt::Debug for BucketBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the endpoint, which may be a URL with a password until it is parsed.
        out.debug_struct("BucketBuilder")
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .field("signature_version", &self.signature_version)
            .field("keys", &self.keys)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Network;

    fn builder(endpoint: &str) -> BucketBuilder {
        Bucket::builder(endpoint, "backups").credentials(Credentials::new("id", "s3cret"))
    }

    #[test]
    fn v4_asks_for_a_region_that_the_endpoint_does_not_tell() {
        assert!(builder("oss-cn-hangzhou.aliyuncs.com").build().is_ok());
        let error = builder("oss-accelerate.aliyuncs.com").build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "the endpoint's name has no region in it, and V4 signatures need one; set it with region"
        );
        assert!(builder("oss-accelerate.aliyuncs.com").region("cn-hangzhou").build().is_ok());
        let v1 = builder("127.0.0.1:9000").signature_version(SignatureVersion::V1);
        assert!(v1.build().is_ok());
    }

    #[test]
    fn credentials_are_asked_for() {
        let error = Bucket::builder("oss-cn-hangzhou.aliyuncs.com", "backups").build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }

    #[test]
    fn a_traffic_limit_that_the_service_refuses_is_refused_before() {
        for (limit, good) in
            [(819_199, false), (819_200, true), (838_860_800, true), (838_860_801, false)]
        {
            let built = builder("oss-cn-hangzhou.aliyuncs.com").traffic_limit(Some(limit)).build();
            assert_eq!(built.is_ok(), good, "{limit}");
        }
    }

    #[test]
    fn an_own_client_has_its_own_settings() {
        let client = crate::http_client().build().unwrap();
        let builder = || builder("oss-cn-hangzhou.aliyuncs.com").http_client(client.clone());
        assert!(builder().build().is_ok());
        for both in [
            builder().proxy("http://127.0.0.1:3128"),
            builder().ca_file("/ca.pem"),
            builder().connect_timeout(Duration::from_secs(1)),
        ] {
            assert_eq!(both.build().unwrap_err().kind(), ErrorKind::Config);
        }
    }

    #[test]
    fn an_explicit_endpoint_wins() {
        let bucket = Bucket::in_region("cn-hangzhou", Network::Internal, "backups")
            .endpoint("data.example.com")
            .credentials(Credentials::new("id", "s3cret"))
            .build();
        let told = format!("{:?}", bucket.unwrap());
        assert!(told.contains("https://backups.data.example.com"), "{told}");
        assert!(told.contains("cn-hangzhou") && !told.contains("internal"), "{told}");
    }

    #[test]
    fn debug_tells_no_secret() {
        let credentials = Credentials::new("id", "s3cret").with_security_token("t0ken");
        let builder =
            Bucket::builder("https://u:pw@a.com", "backups").credentials(credentials.clone());
        let builder = builder.proxy("http://u:pw@proxy:1");
        let bucket = self::builder("oss-cn-hangzhou.aliyuncs.com").credentials(credentials);
        let text = format!("{builder:?} {:?}", bucket.build().unwrap());
        for secret in ["s3cret", "t0ken", "pw"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(text.contains("[redacted]"));
    }
}
