//! Keys of a RAM role that the token of an OIDC provider may take on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

use super::sts::{self, Session};
use super::temporary::temporary;
use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings, file};
use crate::answer::judge;
use crate::clock;
use crate::exchange::{exchange, unanswered};
use crate::flatten::form_body;
use crate::http;
use crate::sign::{Prepared, Signed};
use crate::signature::canonical_query;

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Temporary keys of a RAM role, for the token of an OIDC provider that the role trusts, as a pod in
/// a Kubernetes cluster has it: `AssumeRoleWithOIDC` of STS
/// (<https://alibabacloud.com/help/en/ram/api-assumerolewithoidc>).
///
/// What is not said comes from `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and
/// `ALIBABA_CLOUD_OIDC_TOKEN_FILE` (alibabacloud-credentials 1.0.12, `provider/oidc.py`). The token is
/// read anew for each fetch, since its issuer renews it.
#[derive(Debug, Clone, Default)]
pub struct OidcRole {
    surroundings: Surroundings,
    role_arn: Option<String>,
    provider_arn: Option<String>,
    token_file: Option<PathBuf>,
    session: Session,
}

impl OidcRole {
    /// The role that the variables name.
    pub fn new() -> Self {
        Self::default()
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// The role, `acs:ram::<account>:role/<name>`.
    #[must_use]
    pub fn role_arn(mut self, arn: impl Into<String>) -> Self {
        self.role_arn = Some(arn.into());
        self
    }

    /// The provider, `acs:ram::<account>:oidc-provider/<name>`.
    #[must_use]
    pub fn provider_arn(mut self, arn: impl Into<String>) -> Self {
        self.provider_arn = Some(arn.into());
        self
    }

    /// The file that holds the token.
    #[must_use]
    pub fn token_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.token_file = Some(path.into());
        self
    }

    /// As [`RamRole::session_name`](super::RamRole::session_name).
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session.name = Some(name.into());
        self
    }

    /// As [`RamRole::duration`](super::RamRole::duration).
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.session.duration = Some(duration);
        self
    }

    /// As [`RamRole::policy`](super::RamRole::policy).
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.session.policy = Some(policy.into());
        self
    }

    /// As [`RamRole::sts_region`](super::RamRole::sts_region).
    #[must_use]
    pub fn sts_region(mut self, region: impl Into<String>) -> Self {
        self.session.region = Some(region.into());
        self
    }

    /// As [`RamRole::vpc`](super::RamRole::vpc).
    #[must_use]
    pub fn vpc(mut self, vpc: bool) -> Self {
        self.session.vpc = Some(vpc);
        self
    }

    pub(super) fn session(mut self, session: Session) -> Self {
        self.session = session;
        self
    }

    async fn take_on(&self) -> Result<Credentials, CredentialsError> {
        let (role_arn, provider_arn, token_file) = self.named()?;
        let place = |error: CredentialsError| error.at(format_args!("OIDC role {role_arn}"));
        let token = token(&token_file).map_err(place)?;
        let mut form = vec![
            ("RoleArn".to_owned(), role_arn.clone()),
            ("OIDCProviderArn".to_owned(), provider_arn),
            ("OIDCToken".to_owned(), token.clone()),
            ("RoleSessionName".to_owned(), self.session.name(&self.surroundings)),
            ("DurationSeconds".to_owned(), self.session.seconds().map_err(place)?),
        ];
        form.extend(self.session.policy.clone().map(|policy| ("Policy".to_owned(), policy)));
        let ask = self.ask(&form, &token);
        let document = ask.await.map_err(place)?;
        temporary(&document["Credentials"], "STS").map_err(place)
    }

    /// The role, the provider and the file of the token.
    fn named(&self) -> Result<(String, String, PathBuf), CredentialsError> {
        let variable = |name| self.surroundings.variable(name);
        let role = self.role_arn.clone().or_else(|| variable(ROLE_ARN));
        let provider = self.provider_arn.clone().or_else(|| variable(PROVIDER_ARN));
        let file = self.token_file.clone().or_else(|| variable(TOKEN_FILE).map(PathBuf::from));
        // The role alone may be meant for something else.
        let absent = provider.is_none() && file.is_none();
        match (role, provider, file) {
            (Some(role), Some(provider), Some(file)) => Ok((role, provider, file)),
            (role, provider, file) => {
                let missing = [
                    (ROLE_ARN, role.is_none()),
                    (PROVIDER_ARN, provider.is_none()),
                    (TOKEN_FILE, file.is_none()),
                ];
                let missing = missing.iter().filter(|(_, missing)| *missing);
                let names: Vec<_> = missing.map(|(name, _)| *name).collect();
                let message = format!("OIDC role: {} not set", names.join(" and "));
                Err(match absent {
                    true => CredentialsError::absent(message),
                    false => CredentialsError::fatal(message),
                })
            }
        }
    }

    /// Sends it without a signature: the token says who asks.
    async fn ask(&self, form: &[(String, String)], token: &str) -> Result<Value, CredentialsError> {
        let endpoint = sts::parsed(&self.session.endpoint(&self.surroundings))?;
        let client = self.surroundings.client(endpoint.is_loopback())?;
        let prepared = Prepared {
            action: "AssumeRoleWithOIDC",
            version: sts::VERSION,
            ram_action: "sts:AssumeRoleWithOIDC".into(),
            query: Vec::new(),
            form: Vec::new(),
            idempotent: true,
        };
        let query = [
            ("Action", prepared.action.to_owned()),
            ("Version", prepared.version.to_owned()),
            ("Format", "JSON".to_owned()),
            ("Timestamp", timestamp()?),
            ("SignatureNonce", Uuid::new_v4().simple().to_string()),
        ];
        let form_type = HeaderValue::from_static(http::FORM);
        let request = Signed {
            query: canonical_query(&query.map(|(name, value)| (name.to_owned(), value))),
            headers: HeaderMap::from_iter([(CONTENT_TYPE, form_type)]),
            body: form_body(form),
            signature: String::new(),
        };
        let raw = exchange(&client, &endpoint, &request, sts::PATIENCE)
            .await
            .map_err(|error| unanswered(error, prepared.action).error)?;
        let answer = judge(&raw, &prepared, &[token]).map_err(|refusal| refusal.error)?;
        Ok(answer.into_value())
    }
}

impl CredentialsProvider for OidcRole {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.take_on().boxed()
    }
}

fn timestamp() -> Result<String, CredentialsError> {
    let now = clock::now().replace_nanosecond(0).map(|now| now.format(&Rfc3339));
    match now {
        Ok(Ok(text)) => Ok(text),
        _ => Err(CredentialsError::fatal("this machine's clock shows no usable time")),
    }
}

fn token(path: &Path) -> Result<String, CredentialsError> {
    let token = file::read(path)?.unwrap_or_default().trim().to_owned();
    if token.is_empty() {
        let message = format!("there is no token in {}", path.display());
        return Err(CredentialsError::fatal(message));
    }
    Ok(token)
}
