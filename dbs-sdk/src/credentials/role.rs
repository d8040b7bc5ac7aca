//! Keys of a RAM role that other keys may take on.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use secrecy::SecretString;
use serde_json::Value;

use super::sts::{self, Session};
use super::temporary::temporary;
use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings};
use crate::action::Action;
use crate::client::Client;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Temporary keys of a RAM role, which the keys of another source take on: `AssumeRole` of STS
/// (<https://alibabacloud.com/help/en/ram/api-assumerole>). The other source may be a `RamRole` too.
///
/// The other keys need the permission `sts:AssumeRole`, and the role must trust their owner. A call
/// is tried up to three times here, beside the tries of the client that waits for the keys.
pub struct RamRole {
    surroundings: Surroundings,
    source: Arc<dyn CredentialsProvider>,
    role_arn: String,
    external_id: Option<SecretString>,
    session: Session,
}

impl RamRole {
    /// The role `role_arn`, `acs:ram::<account>:role/<name>`, taken on by the keys of `source`.
    pub fn new(source: impl CredentialsProvider + 'static, role_arn: impl Into<String>) -> Self {
        Self {
            surroundings: Surroundings::default(),
            source: Arc::new(source),
            role_arn: role_arn.into(),
            external_id: None,
            session: Session::default(),
        }
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// The name that the account's audit log shows, 2 to 64 letters, digits and `.@-_`; by default
    /// `ALIBABA_CLOUD_ROLE_SESSION_NAME`, or `dbs-sdk`.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session.name = Some(name.into());
        self
    }

    /// How long the keys live: 15 minutes at least, at most what the role allows (1 to 12 hours); an
    /// hour by default. They are renewed in time.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.session.duration = Some(duration);
        self
    }

    /// A policy, in JSON, that takes permissions away from the role.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.session.policy = Some(policy.into());
        self
    }

    /// What the owner of the role asks of others who take it on.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<SecretString>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// The region whose STS is asked; by default `ALIBABA_CLOUD_STS_REGION`, or `sts.aliyuncs.com`.
    #[must_use]
    pub fn sts_region(mut self, region: impl Into<String>) -> Self {
        self.session.region = Some(region.into());
        self
    }

    /// Reaches the region's STS through Alibaba Cloud's own network; by default as
    /// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` says.
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
        let place = |error: CredentialsError| error.at(format_args!("role {}", self.role_arn));
        let action = AssumeRole {
            role: self,
            seconds: self.session.seconds().map_err(place)?,
            name: self.session.name(&self.surroundings),
        };
        let keys = self.source.fetch().await.map_err(place)?;
        let mut client = Client::builder(self.session.endpoint(&self.surroundings), keys)
            .timeout(sts::PATIENCE)
            .retry(sts::policy());
        if let Some(own) = self.surroundings.given_client() {
            client = client.http_client(own.clone());
        }
        let send = async { client.build()?.send(&action).await };
        let answer = send.await.map_err(|error| place(error.into()))?;
        temporary(&answer.0, "STS").map_err(place)
    }
}

impl CredentialsProvider for RamRole {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.take_on().boxed()
    }
}

impl fmt::Debug for RamRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RamRole")
            .field("role_arn", &self.role_arn)
            .field("source", &self.source)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

struct AssumeRole<'a> {
    role: &'a RamRole,
    seconds: String,
    name: String,
}

impl Action for AssumeRole<'_> {
    const ACTION: &'static str = "AssumeRole";
    const VERSION: &'static str = sts::VERSION;
    const RAM_ACTION: &'static str = "sts:AssumeRole";
    type Response = Assumed;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.query("RoleArn", &self.role.role_arn);
        parameters.query("RoleSessionName", &self.name);
        parameters.query("DurationSeconds", &self.seconds);
        parameters.set("Policy", &self.role.session.policy);
        parameters.hide("ExternalId", &self.role.external_id);
        parameters
    }

    /// Each call gives keys of its own and changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// `Credentials` of the answer.
struct Assumed(Value);

impl FromAnswer for Assumed {
    fn from_answer(mut fields: Fields) -> Self {
        Self(fields.take("Credentials").unwrap_or_default())
    }
}
