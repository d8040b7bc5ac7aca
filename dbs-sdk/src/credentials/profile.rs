//! Profiles of the credentials file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};

use super::ini::{self, Section};
use super::sts::Session;
use super::{
    Credentials, CredentialsError, CredentialsProvider, CredentialsUri, EcsRole, OidcRole, RamRole,
    Surroundings, file,
};

const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// A profile of the credentials file of the official clients: a section of
/// `~/.alibabacloud/credentials` (Go) or `~/.alibabacloud/credentials.ini` (Python), the first that has
/// it, or of the file that `ALIBABA_CLOUD_CREDENTIALS_FILE` names. The profile is the
/// one that `ALIBABA_CLOUD_PROFILE` names, or `default`.
///
/// | `type` | keys of the section |
/// |---|---|
/// | `access_key` | `access_key_id`, `access_key_secret` |
/// | `sts` | the same and `security_token` |
/// | `ram_role_arn` | the same, `role_arn`, and if wanted `role_session_name`, `policy` |
/// | `oidc_role_arn` | `role_arn`, `oidc_provider_arn`, `oidc_token_file_path`, and if wanted the same |
/// | `ecs_ram_role` | `role_name`, if wanted |
/// | `credentials_uri` | `credentials_uri` |
///
/// Names are those of alibabacloud-credentials 1.0.12 (`provider/profile.py`) and credentials-go
/// (`credentials/providers/profile.go`). A section with `enable = false` counts as absent, and so does
/// a profile that is not there, unless it or its file was named. The file is read anew for each fetch.
#[derive(Debug, Clone, Default)]
pub struct IniProfile {
    surroundings: Surroundings,
    file: Option<PathBuf>,
    profile: Option<String>,
}

impl IniProfile {
    /// The profile that the variables name.
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
        let by_variable =
            if self.profile.is_none() { self.surroundings.variable(PROFILE) } else { None };
        let whence = if by_variable.is_some() { format!(" ({PROFILE})") } else { String::new() };
        let named = self.profile.clone().or(by_variable);
        let given =
            self.file.clone().or_else(|| self.surroundings.variable(FILE).map(PathBuf::from));
        // Whoever names one of them means it, and no other identity in its place.
        let meant = named.is_some() || given.is_some();
        let name = named.unwrap_or_else(|| "default".to_owned());
        let paths = match given {
            Some(path) => vec![path],
            None => [".alibabacloud/credentials", ".alibabacloud/credentials.ini"]
                .iter()
                .filter_map(|path| self.surroundings.in_home(path))
                .collect(),
        };
        let mut seen = Vec::new();
        for path in &paths {
            let Some(text) = file::read_keys(path)? else { continue };
            let sections = ini::parse(&text).map_err(|broken| {
                let (path, line, why) = (path.display(), broken.line, broken.why);
                CredentialsError::fatal(format!("{path} is no INI: line {line} holds {why}"))
            })?;
            match sections.iter().find(|section| section.name == name) {
                Some(section) if is_disabled(section) => {
                    seen.push(format!("{} disables it", path.display()));
                }
                Some(section) => return self.of_section(path, section),
                None => {
                    let names: Vec<_> = sections.iter().map(|it| it.name.as_str()).collect();
                    seen.push(format!("{} has {}", path.display(), listed(&names)));
                }
            }
        }
        let what = if seen.is_empty() {
            let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            format!("there is no {}", paths.join(" and no "))
        } else {
            seen.join(", ")
        };
        let message = format!("credentials file: no profile {name:?}{whence}: {what}");
        Err(match meant {
            true => CredentialsError::fatal(message),
            false => CredentialsError::absent(message),
        })
    }

    fn of_section(&self, path: &Path, section: &Section) -> Result<Source, CredentialsError> {
        let place = format!("profile {:?} of {}", section.name, path.display());
        match self.provider(section) {
            Ok(provider) => Ok(Source { place, provider }),
            Err(error) => Err(error.at(&place)),
        }
    }

    fn provider(
        &self,
        section: &Section,
    ) -> Result<Arc<dyn CredentialsProvider>, CredentialsError> {
        let need = |key: &str| {
            let missing = || CredentialsError::fatal(format!("{key} is missing"));
            section.text(key).map(str::to_owned).ok_or_else(missing)
        };
        let wish = |key: &str| section.text(key).map(str::to_owned);
        let keys = || -> Result<_, CredentialsError> {
            Ok(Credentials::new(need("access_key_id")?, need("access_key_secret")?))
        };
        let session = || Session {
            name: wish("role_session_name"),
            policy: wish("policy"),
            ..Session::default()
        };
        let surroundings = self.surroundings.clone();
        Ok(match need("type")?.as_str() {
            "access_key" => Arc::new(keys()?),
            "sts" => Arc::new(keys()?.with_security_token(need("security_token")?)),
            "ram_role_arn" => {
                let keys = match wish("security_token") {
                    Some(token) => keys()?.with_security_token(token),
                    None => keys()?,
                };
                let role = RamRole::new(keys, need("role_arn")?);
                Arc::new(role.within(surroundings).session(session()))
            }
            "oidc_role_arn" => Arc::new(
                OidcRole::new()
                    .within(surroundings)
                    .role_arn(need("role_arn")?)
                    .provider_arn(need("oidc_provider_arn")?)
                    .token_file(need("oidc_token_file_path")?)
                    .session(session()),
            ),
            "ecs_ram_role" => {
                let role = EcsRole::new().within(surroundings);
                match wish("role_name") {
                    Some(name) => Arc::new(role.role_name(name)),
                    None => Arc::new(role),
                }
            }
            "credentials_uri" => {
                let uri = CredentialsUri::new().within(surroundings);
                Arc::new(uri.uri(need("credentials_uri")?))
            }
            other => {
                let message = format!(
                    "type {other:?} is not among access_key, sts, ram_role_arn, oidc_role_arn, \
                     ecs_ram_role and credentials_uri"
                );
                return Err(CredentialsError::fatal(message));
            }
        })
    }
}

impl CredentialsProvider for IniProfile {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        match self.source() {
            Ok(source) => source.fetch().boxed(),
            Err(error) => future::ready(Err(error)).boxed(),
        }
    }
}

/// Whom a profile names, and where it stands.
pub(super) struct Source {
    pub(super) place: String,
    pub(super) provider: Arc<dyn CredentialsProvider>,
}

impl Source {
    pub(super) async fn fetch(self) -> Result<Credentials, CredentialsError> {
        // The profile chose it: if it has no keys, nobody else's will do.
        self.provider.fetch().await.map_err(|error| error.decided().at(&self.place))
    }
}

/// Names for a message.
pub(super) fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn is_disabled(section: &Section) -> bool {
    section.text("enable").is_some_and(|value| value.eq_ignore_ascii_case("false"))
}
