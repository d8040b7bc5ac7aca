//! A request is signed. Pure: the time, the nonce and the keys are arguments.

use std::borrow::Cow;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::flatten::form_body;
use crate::http;
use crate::signature::{acs3, canonical_query, rpc};

const TIMESTAMP: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");

/// How requests are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// `ACS3-HMAC-SHA256`, in headers; what the official clients send today.
    #[default]
    Acs3,
    /// Version 1.0 with `HMAC-SHA1`, in parameters.
    HmacSha1,
}

/// A request in the form that both signatures start from.
pub(crate) struct Prepared<'a> {
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    /// The permission it takes.
    pub(crate) ram_action: Cow<'a, str>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) idempotent: bool,
}

/// Who asks whom.
pub(crate) struct Signer<'a> {
    pub(crate) version: SignatureVersion,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) credentials: &'a Credentials,
}

/// A request as it is sent.
pub(crate) struct Signed {
    /// In the very escaping that was signed.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// Alone, to be kept out of error texts.
    pub(crate) signature: String,
}

impl Signer<'_> {
    /// `now` is the service's time; `nonce` was never used before.
    pub(crate) fn sign(
        &self,
        prepared: &Prepared<'_>,
        now: OffsetDateTime,
        nonce: &str,
    ) -> Result<Signed, Error> {
        let timestamp = now.format(&TIMESTAMP).map_err(|error| {
            Error::new(ErrorKind::Config, "this machine's clock shows no usable time")
                .because(error)
        })?;
        match self.version {
            SignatureVersion::Acs3 => self.acs3(prepared, &timestamp, nonce),
            SignatureVersion::HmacSha1 => self.rpc(prepared, &timestamp, nonce),
        }
    }

    fn acs3(&self, prepared: &Prepared<'_>, timestamp: &str, nonce: &str) -> Result<Signed, Error> {
        let body = form_body(&prepared.form);
        let mut headers = vec![
            ("host".to_owned(), self.endpoint.host()),
            ("x-acs-action".to_owned(), prepared.action.to_owned()),
            ("x-acs-content-sha256".to_owned(), acs3::body_hash(body.as_bytes())),
            ("x-acs-date".to_owned(), timestamp.to_owned()),
            ("x-acs-signature-nonce".to_owned(), nonce.to_owned()),
            ("x-acs-version".to_owned(), prepared.version.to_owned()),
        ];
        if !body.is_empty() {
            headers.push(("content-type".to_owned(), http::FORM.to_owned()));
        }
        if let Some(token) = self.credentials.security_token() {
            headers.push(("x-acs-security-token".to_owned(), token.expose_secret().to_owned()));
        }
        let request = acs3::Request {
            method: "POST",
            path: "/",
            query: &prepared.query,
            headers: &headers,
            body: body.as_bytes(),
        };
        let secret = self.credentials.access_key_secret().expose_secret();
        let signed = acs3::sign(&request, self.credentials.access_key_id(), secret);
        headers.push(("authorization".to_owned(), signed.authorization));
        Ok(Signed {
            query: canonical_query(&prepared.query),
            headers: header_map(&headers)?,
            body,
            signature: signed.signature,
        })
    }

    fn rpc(&self, prepared: &Prepared<'_>, timestamp: &str, nonce: &str) -> Result<Signed, Error> {
        let mut query = prepared.query.clone();
        let mut add = |name: &str, value: &str| query.push((name.to_owned(), value.to_owned()));
        add("Action", prepared.action);
        add("Version", prepared.version);
        add("Format", "json");
        add("Timestamp", timestamp);
        add("SignatureNonce", nonce);
        add("SignatureMethod", "HMAC-SHA1");
        add("SignatureVersion", "1.0");
        add("AccessKeyId", self.credentials.access_key_id());
        if let Some(token) = self.credentials.security_token() {
            add("SecurityToken", token.expose_secret());
        }
        let all: Vec<_> = query.iter().chain(&prepared.form).cloned().collect();
        let secret = self.credentials.access_key_secret().expose_secret();
        let signature = rpc::sign("POST", &all, secret).signature;
        query.push(("Signature".to_owned(), signature.clone()));
        let body = form_body(&prepared.form);
        let content_type = ("content-type".to_owned(), http::FORM.to_owned());
        let headers = if body.is_empty() { vec![] } else { vec![content_type] };
        let query = canonical_query(&query);
        Ok(Signed { query, headers: header_map(&headers)?, body, signature })
    }
}

fn header_map(headers: &[(String, String)]) -> Result<HeaderMap, Error> {
    let mut map = HeaderMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| name != "host") {
        let refused = || {
            let what = match name.as_str() {
                "authorization" => "the access key id",
                "x-acs-security-token" => "the security token",
                "x-acs-action" => "the action's name",
                _ => "the API version",
            };
            Error::new(
                ErrorKind::Config,
                format!(
                    "{what} holds characters that no HTTP header can carry: check for line breaks"
                ),
            )
        };
        let name_of = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
        let mut value = HeaderValue::from_str(value).map_err(|_| refused())?;
        value.set_sensitive(matches!(name.as_str(), "authorization" | "x-acs-security-token"));
        map.insert(name_of, value);
    }
    Ok(map)
}
