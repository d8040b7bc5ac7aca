//! Keys for a sign-in to CloudSSO.

use std::fmt;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use url::Url;

use super::ask::{ask, silent};
use super::sts;
use super::temporary::temporary;
use super::uri::is_near;
use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings};

/// A sign-in of the `aliyun` command line: `POST /cloud-credentials` at the host of the sign-in
/// (alibabacloud-credentials 1.0.12, `provider/cloud_sso.py`).
pub(super) struct CloudSso {
    pub(super) surroundings: Surroundings,
    pub(super) sign_in_url: String,
    pub(super) account_id: String,
    pub(super) access_config: String,
    pub(super) access_token: SecretString,
}

impl CloudSso {
    async fn exchange(&self) -> Result<Credentials, CredentialsError> {
        let wrong = |what: &str| CredentialsError::fatal(format!("cloud_sso_sign_in_url {what}"));
        let mut url = Url::parse(&self.sign_in_url).map_err(|_| wrong("is no URL"))?;
        let near = url.host().is_some_and(|host| is_near(&host));
        if url.scheme() != "https" && !(url.scheme() == "http" && near) {
            return Err(wrong("does not begin with https://"));
        }
        url.set_path("/cloud-credentials");
        url.set_query(None);
        let bearer = format!("Bearer {}", self.access_token.expose_secret());
        let mut bearer = HeaderValue::from_str(&bearer)
            .map_err(|_| CredentialsError::fatal("access_token holds odd characters"))?;
        bearer.set_sensitive(true);
        let body =
            json!({"AccountId": self.account_id, "AccessConfigurationId": self.access_config});
        let request = self.surroundings.client(near)?.post(url);
        let request = request
            .header(AUTHORIZATION, bearer)
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        let who = "CloudSSO";
        let reply = ask(request, sts::PATIENCE).await.map_err(|error| silent(error, who))?;
        let document = reply.document(who)?;
        temporary(&document["CloudCredential"], who)
    }
}

impl CredentialsProvider for CloudSso {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.exchange().boxed()
    }
}

impl fmt::Debug for CloudSso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CloudSso").finish_non_exhaustive()
    }
}
