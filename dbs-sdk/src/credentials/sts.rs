//! The Security Token Service (STS), which gives temporary keys for a role.

use std::time::Duration;

use super::{CredentialsError, Surroundings};
use crate::endpoint::Endpoint;
use crate::retry::RetryPolicy;

/// The API version (<https://alibabacloud.com/help/en/ram/api-assumerole>).
pub(super) const VERSION: &str = "2015-04-01";
/// How long one try may take: connect and read timeouts of alibabacloud-credentials 1.0.12 are 5 s
/// and 10 s.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// The shortest life that STS gives keys (same page).
const LEAST: Duration = Duration::from_secs(900);

/// What a role is taken on with, whoever takes it on.
#[derive(Debug, Clone, Default)]
pub(super) struct Session {
    pub(super) name: Option<String>,
    pub(super) duration: Option<Duration>,
    pub(super) policy: Option<String>,
    pub(super) region: Option<String>,
    pub(super) vpc: Option<bool>,
}

impl Session {
    /// The endpoint of the region, or the central one if there is none: the rule and the variables of
    /// alibabacloud-credentials 1.0.12 (`provider/ram_role_arn.py`).
    pub(super) fn endpoint(&self, surroundings: &Surroundings) -> String {
        if let Some(given) = surroundings.given_sts() {
            return given.to_owned();
        }
        let region =
            self.region.clone().or_else(|| surroundings.variable("ALIBABA_CLOUD_STS_REGION"));
        let vpc =
            self.vpc.unwrap_or_else(|| surroundings.flag("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"));
        match region {
            Some(region) if vpc => format!("sts-vpc.{region}.aliyuncs.com"),
            Some(region) => format!("sts.{region}.aliyuncs.com"),
            None => "sts.aliyuncs.com".to_owned(),
        }
    }

    /// `RoleSessionName`, which the account's audit log shows.
    pub(super) fn name(&self, surroundings: &Surroundings) -> String {
        let name = self.name.clone();
        name.or_else(|| surroundings.variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"))
            .unwrap_or_else(|| "dbs-sdk".to_owned())
    }

    /// `DurationSeconds`; an hour, which every role allows, unless said otherwise.
    pub(super) fn seconds(&self) -> Result<String, CredentialsError> {
        let duration = self.duration.unwrap_or(Duration::from_secs(3600));
        if duration < LEAST {
            let message = format!(
                "keys for a role live {} s at least, not {} s: ask for more, up to what the role \
                 allows",
                LEAST.as_secs(),
                duration.as_secs()
            );
            return Err(CredentialsError::fatal(message));
        }
        Ok(duration.as_secs().to_string())
    }
}

/// Few tries: who waits for the keys tries again too.
pub(super) fn policy() -> RetryPolicy {
    RetryPolicy { attempts: 3, total: Duration::from_secs(30), ..RetryPolicy::default() }
}

pub(super) fn parsed(endpoint: &str) -> Result<Endpoint, CredentialsError> {
    Endpoint::parse(endpoint, false).map_err(CredentialsError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(session: &Session, variables: &'static [(&str, &str)]) -> String {
        let surroundings = Surroundings::new(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        });
        session.endpoint(&surroundings)
    }

    #[test]
    fn the_endpoint_follows_region_and_vpc_wherever_they_are_said() {
        let none = Session::default();
        let shanghai = Session { region: Some("cn-shanghai".to_owned()), ..none.clone() };
        let public = Session { vpc: Some(false), ..none.clone() };
        const REGION: (&str, &str) = ("ALIBABA_CLOUD_STS_REGION", "cn-beijing");
        const VPC: (&str, &str) = ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "True");
        assert_eq!(endpoint(&none, &[]), "sts.aliyuncs.com");
        assert_eq!(endpoint(&none, &[VPC]), "sts.aliyuncs.com");
        assert_eq!(endpoint(&none, &[REGION]), "sts.cn-beijing.aliyuncs.com");
        assert_eq!(endpoint(&none, &[REGION, VPC]), "sts-vpc.cn-beijing.aliyuncs.com");
        assert_eq!(endpoint(&public, &[REGION, VPC]), "sts.cn-beijing.aliyuncs.com");
        assert_eq!(endpoint(&shanghai, &[REGION]), "sts.cn-shanghai.aliyuncs.com");
    }

    #[test]
    fn fifteen_minutes_are_the_least() {
        let session = |seconds| Session {
            duration: Some(Duration::from_secs(seconds)),
            ..Session::default()
        };
        assert_eq!(Session::default().seconds().expect("seconds"), "3600");
        assert_eq!(session(900).seconds().expect("seconds"), "900");
        assert!(!session(899).seconds().expect_err("too short").is_retryable());
    }
}
