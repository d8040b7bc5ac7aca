//! Keys of the role that an ECS instance has.

use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use reqwest::header::HeaderValue;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use url::Url;

use super::ask::{Reply, ask, refused, silent};
use super::temporary::temporary;
use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings};
use crate::error::{Error, ErrorKind};
use crate::http;

/// Outside of ECS the address answers nothing at all. Two seconds are enough for a second try of TCP.
const CONNECT: Duration = Duration::from_secs(2);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// Where the role is; its name follows.
const ROLES: &str = "latest/meta-data/ram/security-credentials/";
const WHO: &str = "the ECS metadata service";

/// Temporary keys of the RAM role that this ECS instance has, from its metadata service
/// (<https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata>; variables:
/// alibabacloud-credentials 1.0.12, `provider/ecs_ram_role.py`).
///
/// A session token (security hardening mode, IMDSv2) is asked for first; where there is none, the
/// keys are asked for without (IMDSv1), unless that [is turned off](Self::without_v1). No proxy is
/// used. Where there is no such service, that is known after two seconds.
#[derive(Debug, Clone, Default)]
pub struct EcsRole {
    surroundings: Surroundings,
    role_name: Option<String>,
    without_v1: bool,
    optional: bool,
}

impl EcsRole {
    /// The role that `ALIBABA_CLOUD_ECS_METADATA` names, or else the one that the instance has.
    pub fn new() -> Self {
        Self::default()
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// The name of the role, which saves a request.
    #[must_use]
    pub fn role_name(mut self, name: impl Into<String>) -> Self {
        self.role_name = Some(name.into());
        self
    }

    /// Never asks without a session token, as `ALIBABA_CLOUD_IMDSV1_DISABLED=true` says too.
    #[must_use]
    pub fn without_v1(mut self) -> Self {
        self.without_v1 = true;
        self
    }

    /// For a [`Chain`](super::Chain): if the metadata service cannot be reached, or the instance has
    /// no role, and none was named, that counts as not set up, not as a failure.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
        if self.surroundings.flag(DISABLED) {
            return Err(CredentialsError::absent(format!("ECS role: {DISABLED} is true")));
        }
        let base = Url::parse(self.surroundings.metadata())
            .map_err(|_| CredentialsError::fatal("the metadata endpoint is no URL"))?;
        let client = http::http_client().no_proxy().connect_timeout(CONNECT).build();
        let client = client.map_err(|error| {
            Error::new(ErrorKind::Config, "no HTTP client can be made").because(error.without_url())
        })?;
        let named = self.role_name.clone();
        let named = named.or_else(|| self.surroundings.variable("ALIBABA_CLOUD_ECS_METADATA"));
        let service = Service {
            client,
            base,
            optional: self.optional && named.is_none(),
            without_v1: self.without_v1 || self.surroundings.flag("ALIBABA_CLOUD_IMDSV1_DISABLED"),
        };
        let token = service.token().await?;
        let role = match named {
            Some(role) => role,
            None => service.role(token.as_ref()).await?,
        };
        let document = service.keys(&role, token.as_ref()).await?;
        if document.get("Code").and_then(Value::as_str) != Some("Success") {
            let message = format!("{WHO} answered without Code Success for the role {role:?}");
            return Err(CredentialsError::fatal(message));
        }
        temporary(&document, WHO)
    }
}

impl CredentialsProvider for EcsRole {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.ask().boxed()
    }
}

struct Service {
    client: Client,
    base: Url,
    /// Whether it counts as not set up where nothing is to be had.
    optional: bool,
    without_v1: bool,
}

impl Service {
    /// A session token; `None` where it is done without.
    async fn token(&self) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = self
            .request(Method::PUT, "latest/api/token")?
            .header("X-aliyun-ecs-metadata-token-ttl-seconds", "21600");
        let refusal = match ask(request, PATIENCE).await {
            Ok(Reply { status: 200, body }) => {
                let mut token = HeaderValue::from_bytes(body.trim_ascii()).map_err(|_| {
                    CredentialsError::fatal(format!("{WHO} gave a token that no header can carry"))
                })?;
                token.set_sensitive(true);
                return Ok(Some(token));
            }
            Ok(reply) => refused(reply.status, WHO),
            Err(error) if error.is_connect() => return Err(self.unreachable(error)),
            // A container that is too far away gets no answer.
            Err(error) => silent(error, WHO),
        };
        if self.without_v1 {
            return Err(refusal.at("no session token (IMDSv2), and IMDSv1 is turned off"));
        }
        tracing::debug!(error = %refusal, "no session token (IMDSv2); asking without one");
        Ok(None)
    }

    /// The name of the role that the instance has.
    async fn role(&self, token: Option<&HeaderValue>) -> Result<String, CredentialsError> {
        let reply = self.get(ROLES, token).await?;
        let name = match reply.status {
            200 => String::from_utf8(reply.body).ok(),
            404 => {
                let message = "ECS role: this instance has none: attach one to it";
                return Err(self.nothing(message.to_owned()));
            }
            status => return Err(refused(status, WHO)),
        };
        let name = name.and_then(|text| Some(text.lines().next()?.trim().to_owned()));
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._@".contains(&byte);
        name.filter(|name| !name.is_empty() && name.bytes().all(is_name)).ok_or_else(|| {
            CredentialsError::fatal(format!(
                "{WHO} answered something that is no name of a role: something else may answer in \
                 its place"
            ))
        })
    }

    async fn keys(
        &self,
        role: &str,
        token: Option<&HeaderValue>,
    ) -> Result<Value, CredentialsError> {
        let name = crate::signature::percent_encode(role);
        let reply = self.get(&format!("{ROLES}{name}"), token).await?;
        match reply.status {
            404 => {
                let message = format!("ECS role: this instance has no role {role:?}");
                Err(CredentialsError::fatal(message))
            }
            _ => reply.document(WHO),
        }
    }

    async fn get(
        &self,
        path: &str,
        token: Option<&HeaderValue>,
    ) -> Result<Reply, CredentialsError> {
        let mut request = self.request(Method::GET, path)?;
        if let Some(token) = token {
            request = request.header("X-aliyun-ecs-metadata-token", token.clone());
        }
        ask(request, PATIENCE).await.map_err(|error| match error.is_connect() {
            true => self.unreachable(error),
            false => silent(error, WHO),
        })
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, CredentialsError> {
        let url = self.base.join(path);
        let url = url.map_err(|_| CredentialsError::fatal("the metadata endpoint is no URL"))?;
        Ok(self.client.request(method, url))
    }

    fn unreachable(&self, error: reqwest::Error) -> CredentialsError {
        match self.optional {
            true => self.nothing("ECS role: no metadata service can be reached".to_owned()),
            false => silent(error, WHO),
        }
    }

    fn nothing(&self, message: String) -> CredentialsError {
        match self.optional {
            true => CredentialsError::absent(message),
            false => CredentialsError::fatal(message),
        }
    }
}
