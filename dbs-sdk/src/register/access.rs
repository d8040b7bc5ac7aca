//! Where the service wants the bytes, and the keys for it, renewed as long as the upload runs.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use oss_multipart::{Bucket, Credentials, CredentialsError, CredentialsProvider};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::entry::{Entry, Target};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::v2021_01_01::{DescribeBakDataSourceStorageAccessInfo, OssAccessInfo};

/// What the service answered, with the request that asks it again.
#[derive(Clone)]
pub(super) struct Access {
    client: Client,
    request: DescribeBakDataSourceStorageAccessInfo,
    /// Whether the endpoint inside of Alibaba Cloud's network is taken.
    internal: bool,
    target: Target,
    region: Option<String>,
    credentials: Credentials,
}

impl Access {
    pub(super) async fn fetch(
        client: &Client,
        entry: &Entry,
        internal: bool,
    ) -> Result<Self, Error> {
        let identity = &entry.identity;
        let request = DescribeBakDataSourceStorageAccessInfo {
            region_id: Some(identity.region_code.clone()),
            ..DescribeBakDataSourceStorageAccessInfo::new(
                entry.backup_set_id.as_deref().unwrap_or_default(),
                identity.backup_type.as_str(),
                identity.data_source_id.as_str(),
                identity.region_code.as_str(),
            )
        };
        let info = ask(client, &request).await?;
        Ok(Self {
            client: client.clone(),
            target: target(&info, internal)?,
            region: info.oss_region.clone().filter(|region| !region.is_empty()),
            credentials: credentials(&info)?,
            request,
            internal,
        })
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    /// For another bucket that these keys may reach.
    pub(super) fn at(mut self, bucket: &str) -> Self {
        bucket.clone_into(&mut self.target.bucket);
        self
    }

    /// The bucket, with keys that renew themselves.
    pub(super) fn into_bucket(self) -> Result<Bucket, Error> {
        let mut builder = Bucket::builder(&self.target.endpoint, &self.target.bucket)
            .http_client(self.client.http_client.clone())
            .allow_http(self.client.allow_http);
        if let Some(region) = &self.region {
            builder = builder.region(region.as_str());
        }
        let renewal = Renewal {
            client: self.client,
            request: self.request,
            internal: self.internal,
            target: self.target,
            first: Mutex::new(Some(self.credentials)),
        };
        builder.credentials_provider(Arc::new(renewal)).build().map_err(|error| {
            Error::new(ErrorKind::Answer, "the bucket that the service named cannot be used")
                .because(error)
        })
    }
}

async fn ask(
    client: &Client,
    request: &DescribeBakDataSourceStorageAccessInfo,
) -> Result<OssAccessInfo, Error> {
    let answer = client.send(request).await?;
    answer.data.and_then(|data| data.oss_access_info).ok_or_else(|| incomplete("OssAccessInfo"))
}

fn incomplete(field: &str) -> Error {
    Error::new(ErrorKind::Answer, format!("the service's answer about the upload has no {field}"))
}

fn target(info: &OssAccessInfo, internal: bool) -> Result<Target, Error> {
    let field = |value: &Option<String>, name| {
        value.clone().filter(|text| !text.is_empty()).ok_or_else(|| incomplete(name))
    };
    let endpoint = match internal {
        true => field(&info.oss_internal_endpoint, "OssInternalEndpoint")?,
        false => field(&info.oss_endpoint, "OssEndpoint")?,
    };
    Ok(Target {
        endpoint,
        bucket: field(&info.bucket_name, "BucketName")?,
        object_key: field(&info.object_key, "ObjectKey")?,
    })
}

fn credentials(info: &OssAccessInfo) -> Result<Credentials, Error> {
    let id = info.access_key_id.expose_secret();
    let secret = info.access_key_secret.expose_secret();
    let token = info.security_token.expose_secret();
    for (name, value) in
        [("AccessKeyId", id), ("AccessKeySecret", secret), ("SecurityToken", token)]
    {
        if value.is_empty() {
            return Err(incomplete(name));
        }
    }
    let credentials = Credentials::new(id, secret).with_security_token(token);
    Ok(match info.expired_time.as_deref().map(|text| OffsetDateTime::parse(text, &Rfc3339)) {
        Some(Ok(expiry)) => credentials.with_expiry(expiry),
        // Without a known end, keys are renewed when OSS refuses them.
        Some(Err(_)) => {
            tracing::warn!(expired_time = info.expired_time, "ExpiredTime cannot be read");
            credentials
        }
        None => credentials,
    })
}

/// Asks for new keys to the same object.
struct Renewal {
    client: Client,
    request: DescribeBakDataSourceStorageAccessInfo,
    internal: bool,
    target: Target,
    /// The keys of the first answer, handed out once.
    first: Mutex<Option<Credentials>>,
}

impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewal").field("request", &self.request).finish_non_exhaustive()
    }
}

impl CredentialsProvider for Renewal {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        async move {
            if let Some(first) = self.first.lock().unwrap_or_else(PoisonError::into_inner).take() {
                return Ok(first);
            }
            self.renew().await.map_err(|error| {
                if error.is_retryable() {
                    CredentialsError::retryable(error)
                } else {
                    CredentialsError::fatal(error)
                }
            })
        }
        .boxed()
    }
}

impl Renewal {
    async fn renew(&self) -> Result<Credentials, Error> {
        let info = ask(&self.client, &self.request).await?;
        same_object(&self.target, &target(&info, self.internal)?)?;
        tracing::info!(backup_set_id = self.request.backup_set_id, "OSS credentials renewed");
        credentials(&info)
    }
}

/// With another object, half of the parts would lie in one and half in the other.
fn same_object(begun: &Target, named: &Target) -> Result<(), Error> {
    if named == begun {
        return Ok(());
    }
    let object = |target: &Target| format!("{} at {}", target.object(), target.endpoint);
    let message = format!(
        "the renewed credentials are for {}, but the upload is to {}",
        object(named),
        object(begun)
    );
    Err(Error::new(ErrorKind::Answer, message))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fields::{Fields, FromAnswer as _};

    #[test]
    fn the_internal_endpoint_is_taken_on_request() {
        let info = json!({"OssEndpoint": "oss.example", "OssInternalEndpoint": "oss-internal.example",
            "BucketName": "b", "ObjectKey": "k"});
        let info = OssAccessInfo::from_answer(Fields::of(info));
        let endpoint = |internal| target(&info, internal).expect("a target").endpoint;
        assert_eq!(endpoint(false), "oss.example");
        assert_eq!(endpoint(true), "oss-internal.example");
    }

    #[test]
    fn renewed_keys_must_be_for_the_same_object() {
        let begun = Target {
            endpoint: "oss-cn-hangzhou.aliyuncs.com".to_owned(),
            bucket: "b".to_owned(),
            object_key: "k".to_owned(),
        };
        assert!(same_object(&begun, &begun.clone()).is_ok());
        for other in [
            Target { bucket: "other".to_owned(), ..begun.clone() },
            Target { object_key: "other".to_owned(), ..begun.clone() },
            Target { endpoint: "other".to_owned(), ..begun.clone() },
        ] {
            let error = same_object(&begun, &other).expect_err("another object");
            assert_eq!(error.kind(), ErrorKind::Answer);
            assert!(error.to_string().contains("other") && error.to_string().contains("oss://b/k"));
        }
    }

    #[test]
    fn an_answer_without_keys_or_place_names_what_is_missing() {
        let info = |answer| OssAccessInfo::from_answer(Fields::of(answer));
        let error = credentials(&info(json!({"AccessKeyId": "id", "AccessKeySecret": "s"})))
            .expect_err("no token");
        assert_eq!(error.to_string(), "the service's answer about the upload has no SecurityToken");
        let error = target(&info(json!({"OssEndpoint": "h", "BucketName": ""})), false)
            .expect_err("no bucket");
        assert_eq!(error.to_string(), "the service's answer about the upload has no BucketName");
    }
}
