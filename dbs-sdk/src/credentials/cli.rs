//! Profiles of the `aliyun` command line.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};
use serde_json::Value;
use time::OffsetDateTime;

use super::profile::{Source, listed};
use super::sso::CloudSso;
use super::sts::Session;
use super::{
    Credentials, CredentialsError, CredentialsProvider, CredentialsUri, EcsRole, OidcRole, RamRole,
    Surroundings, file,
};
use crate::clock;

const FILE: &str = "ALIBABA_CLOUD_CONFIG_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";
const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// A profile of the `aliyun` command line, in `~/.aliyun/config.json` or the file that
/// `ALIBABA_CLOUD_CONFIG_FILE` names; `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` turns it off. The
/// profile is the one that `ALIBABA_CLOUD_PROFILE` names, or the file's `current` one.
///
/// | `mode` | where the keys come from |
/// |---|---|
/// | `AK`, `StsToken` | the profile itself |
/// | `RamRoleArn` | its keys take on `ram_role_arn` |
/// | `ChainableRamRoleArn` | the keys of `source_profile` do, which may be chained itself |
/// | `EcsRamRole` | the ECS instance's role |
/// | `RamRoleArnWithRoleName` | that role takes on `ram_role_arn` |
/// | `OIDC` | the token in `oidc_token_file` takes on `ram_role_arn` |
/// | `CredentialsURI` | `credentials_uri` |
/// | `CloudSSO` | the sign-in of the command line, while it lasts |
/// | `OAuth` | the keys that the command line left, while they last |
///
/// The others (`External`, which runs a program, `RsaKeyPair`, `BearerToken`, `Anonymous`) are
/// errors. Names are those of aliyun-cli (`config/profile.go`), of alibabacloud-credentials 1.0.12
/// (`provider/cli_profile.py`) and, for the file, of credentials-go (`providers/cli_profile.go`). The
/// file is read anew for each fetch, and never written.
#[derive(Debug, Clone, Default)]
pub struct CliProfile {
    surroundings: Surroundings,
    file: Option<PathBuf>,
    profile: Option<String>,
}

impl CliProfile {
    /// The profile that the variables and the file name.
    pub fn new() -> Self {
        Self::default()
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// Another file.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Another profile.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    fn source(&self) -> Result<Source, CredentialsError> {
        let variable = |name| self.surroundings.variable(name);
        let absent = |what: String| Err(CredentialsError::absent(format!("aliyun CLI: {what}")));
        if self.surroundings.flag(DISABLED) {
            return absent(format!("{DISABLED} is true"));
        }
        let given = self.file.clone().or_else(|| variable(FILE).map(PathBuf::from));
        let meant = given.is_some() || self.profile.is_some();
        let Some(path) = given.or_else(|| self.surroundings.in_home(".aliyun/config.json")) else {
            return absent("there is no home folder".to_owned());
        };
        let shown = path.display();
        let Some(text) = file::read_keys(&path)? else {
            let missing = format!("there is no {shown}");
            return if meant { Err(CredentialsError::fatal(missing)) } else { absent(missing) };
        };
        let document: Value = serde_json::from_str(&text).map_err(|error| {
            CredentialsError::fatal(format!("{shown} is no JSON: line {}", error.line()))
        })?;
        let config = Config {
            profiles: document.get("profiles").and_then(Value::as_array).map_or(&[], Vec::as_slice),
            surroundings: &self.surroundings,
            now: clock::now(),
        };
        if config.profiles.is_empty() && !meant {
            return absent(format!("{shown} holds no profile"));
        }
        let by_variable = if self.profile.is_none() { variable(PROFILE) } else { None };
        let name = match (&self.profile, &by_variable) {
            (Some(name), _) | (None, Some(name)) => name.as_str(),
            (None, None) => text_of(&document, "current").unwrap_or("default"),
        };
        let Some(profile) = config.find(name) else {
            let message = format!("no profile {name:?} in {shown}: it has {}", config.names());
            // It may be one of the credentials file.
            let elsewhere = by_variable.is_some() && !meant;
            return if elsewhere { absent(message) } else { Err(CredentialsError::fatal(message)) };
        };
        if is_blank(profile) && !meant {
            return absent(format!("profile {name:?} of {shown} holds nothing"));
        }
        let place = format!("profile {name:?} of {shown}");
        match config.provider(profile, &mut vec![name]) {
            Ok(provider) => Ok(Source { place, provider }),
            Err(error) => Err(error.at(place)),
        }
    }
}

impl CredentialsProvider for CliProfile {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        match self.source() {
            Ok(source) => source.fetch().boxed(),
            Err(error) => future::ready(Err(error)).boxed(),
        }
    }
}

/// The profiles of a file.
struct Config<'a> {
    profiles: &'a [Value],
    surroundings: &'a Surroundings,
    now: OffsetDateTime,
}

impl<'a> Config<'a> {
    fn find(&self, name: &str) -> Option<&'a Value> {
        self.profiles.iter().find(|profile| text_of(profile, "name") == Some(name))
    }

    fn names(&self) -> String {
        let names = self.profiles.iter().filter_map(|profile| text_of(profile, "name"));
        listed(&names.collect::<Vec<_>>())
    }

    /// `path` are the names that led here, this one last.
    fn provider(
        &self,
        profile: &'a Value,
        path: &mut Vec<&'a str>,
    ) -> Result<Arc<dyn CredentialsProvider>, CredentialsError> {
        let need = |key: &str| {
            let missing = || CredentialsError::fatal(format!("{key} is missing"));
            text_of(profile, key).ok_or_else(missing)
        };
        let wish = |key: &str| text_of(profile, key).map(str::to_owned);
        let keys = || -> Result<_, CredentialsError> {
            Ok(Credentials::new(need("access_key_id")?, need("access_key_secret")?))
        };
        let surroundings = self.surroundings.clone();
        let ecs = || {
            let role = EcsRole::new().within(self.surroundings.clone());
            match wish("ram_role_name") {
                Some(name) => role.role_name(name),
                None => role,
            }
        };
        let mode = mode(profile);
        Ok(match mode.to_ascii_lowercase().as_str() {
            "ak" => Arc::new(keys()?),
            "ststoken" => Arc::new(keys()?.with_security_token(need("sts_token")?)),
            "ramrolearn" => {
                let keys = match wish("sts_token") {
                    Some(token) => keys()?.with_security_token(token),
                    None => keys()?,
                };
                Arc::new(self.role(Arc::new(keys), profile)?)
            }
            "chainableramrolearn" => {
                let source = need("source_profile")?;
                let beneath = self.find(source).ok_or_else(|| {
                    let names = self.names();
                    let message = format!("no source_profile {source:?}: the file has {names}");
                    CredentialsError::fatal(message)
                })?;
                let circle = path.contains(&source);
                path.push(source);
                if circle {
                    let message = format!("its sources go in a circle: {}", path.join(", "));
                    return Err(CredentialsError::fatal(message));
                }
                let provider = self.provider(beneath, path);
                let place = format_args!("source_profile {source:?}");
                Arc::new(self.role(provider.map_err(|error| error.at(place))?, profile)?)
            }
            "ecsramrole" => Arc::new(ecs()),
            "ramrolearnwithrolename" => Arc::new(self.role(Arc::new(ecs()), profile)?),
            "oidc" => Arc::new(
                OidcRole::new()
                    .within(surroundings)
                    .role_arn(need("ram_role_arn")?)
                    .provider_arn(need("oidc_provider_arn")?)
                    .token_file(need("oidc_token_file")?)
                    .session(session(profile)),
            ),
            "credentialsuri" => {
                let uri = CredentialsUri::new().within(surroundings);
                match wish("credentials_uri") {
                    Some(named) => Arc::new(uri.uri(named)),
                    None => Arc::new(uri),
                }
            }
            "cloudsso" => {
                let again = "the sign-in to CloudSSO has run out: sign in with aliyun configure";
                let token = need("access_token")?;
                seconds(profile, "cloud_sso_access_token_expire")
                    .filter(|end| *end > self.now)
                    .ok_or_else(|| CredentialsError::fatal(again))?;
                Arc::new(CloudSso {
                    surroundings,
                    sign_in_url: need("cloud_sso_sign_in_url")?.to_owned(),
                    account_id: need("cloud_sso_account_id")?.to_owned(),
                    access_config: need("cloud_sso_access_config")?.to_owned(),
                    access_token: token.into(),
                })
            }
            "oauth" => {
                let again = "the keys of this sign-in have run out: the aliyun command line renews \
                             them, this library does not";
                let end = seconds(profile, "sts_expiration")
                    .filter(|end| *end > self.now)
                    .ok_or_else(|| CredentialsError::fatal(again))?;
                Arc::new(keys()?.with_security_token(need("sts_token")?).with_expiry(end))
            }
            _ => {
                let message = format!(
                    "mode {mode:?} is not among AK, StsToken, RamRoleArn, ChainableRamRoleArn, \
                     EcsRamRole, RamRoleArnWithRoleName, OIDC, CredentialsURI, CloudSSO and OAuth: \
                     write a CredentialsProvider of your own for it"
                );
                return Err(CredentialsError::fatal(message));
            }
        })
    }

    fn role(
        &self,
        source: Arc<dyn CredentialsProvider>,
        profile: &Value,
    ) -> Result<RamRole, CredentialsError> {
        let arn = text_of(profile, "ram_role_arn")
            .ok_or_else(|| CredentialsError::fatal("ram_role_arn is missing"))?;
        let role =
            RamRole::new(source, arn).within(self.surroundings.clone()).session(session(profile));
        Ok(match text_of(profile, "external_id") {
            Some(id) => role.external_id(id),
            None => role,
        })
    }
}

fn session(profile: &Value) -> Session {
    let wish = |key: &str| text_of(profile, key).map(str::to_owned);
    let seconds = profile.get("expired_seconds").and_then(Value::as_u64);
    Session {
        name: wish("ram_session_name"),
        // The command line writes 0 for what was not said.
        duration: seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs),
        policy: wish("policy"),
        region: wish("sts_region"),
        vpc: profile.get("enable_vpc").and_then(Value::as_bool),
    }
}

/// As the command line tells it where it is not said (aliyun-cli, `AutoModeRecognition`), for keys.
fn mode(profile: &Value) -> &str {
    let has = |key| text_of(profile, key).is_some();
    match text_of(profile, "mode") {
        Some(mode) => mode,
        None if has("sts_token") => "StsToken",
        None if has("ram_role_arn") => "RamRoleArn",
        None => "AK",
    }
}

/// What the command line writes before anybody has configured it.
fn is_blank(profile: &Value) -> bool {
    mode(profile) == "AK"
        && text_of(profile, "access_key_id").is_none()
        && text_of(profile, "access_key_secret").is_none()
}

/// A time in seconds since 1970.
fn seconds(profile: &Value, key: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(profile.get(key)?.as_i64()?).ok()
}

/// A text; an empty one is as good as none.
fn text_of<'a>(profile: &'a Value, key: &str) -> Option<&'a str> {
    profile.get(key)?.as_str().filter(|text| !text.is_empty())
}
