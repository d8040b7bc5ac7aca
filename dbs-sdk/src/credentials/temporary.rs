//! Temporary keys, in the form that STS, the metadata service and all others share.

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Credentials, CredentialsError};

/// The keys in an answer of `who`.
pub(super) fn temporary(document: &Value, who: &str) -> Result<Credentials, CredentialsError> {
    let wrong = |what: &str| CredentialsError::fatal(format!("{who} answered without {what}"));
    let text = |name: &str| {
        let found = document.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        found.ok_or_else(|| wrong(name))
    };
    let expiry = OffsetDateTime::parse(text("Expiration")?, &Rfc3339)
        .map_err(|_| wrong("a readable Expiration"))?;
    let credentials = Credentials::new(text("AccessKeyId")?, text("AccessKeySecret")?);
    Ok(credentials.with_security_token(text("SecurityToken")?).with_expiry(expiry))
}
