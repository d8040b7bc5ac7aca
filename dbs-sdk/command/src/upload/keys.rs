//! The access key: from the command line, as the service's own script has it, or from wherever the
//! official clients find one.

use std::sync::Arc;

use dbs_sdk::{Chain, Credentials, CredentialsProvider};

use super::failure::Failure;

/// The key of the options, if there is one. The environment's token goes with it, unless the
/// environment names another key.
pub(crate) fn provider(
    id: Option<&str>,
    secret: Option<&str>,
) -> Result<Arc<dyn CredentialsProvider>, Failure> {
    let (id, secret) = match (id, secret) {
        (None, None) => return Ok(Arc::new(Chain::new())),
        (Some(id), Some(secret)) if !id.is_empty() && !secret.is_empty() => (id, secret),
        _ => {
            return Err(Failure::usage(
                "half an access key: give access_key_id and access_key_secret together, or \
                 neither and set both in the environment",
            ));
        }
    };
    let token = environment("ALIBABA_CLOUD_SECURITY_TOKEN")
        .filter(|_| environment("ALIBABA_CLOUD_ACCESS_KEY_ID").is_none_or(|other| other == id));
    let credentials = Credentials::new(id, secret);
    Ok(Arc::new(match token {
        Some(token) => credentials.with_security_token(token),
        None => credentials,
    }))
}

fn environment(name: &str) -> Option<String> {
    #[allow(clippy::disallowed_methods, reason = "the one place of this program that reads keys")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
