//! The client: it signs, sends, judges the answer and tries again.

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use secrecy::ExposeSecret;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use uuid::Uuid;

use crate::action::{Action, Call};
use crate::answer::{Answer, Raw, Refusal, judge};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::fields::{Fields, FromAnswer as _};
use crate::flatten::{flatten, form_body};
use crate::retry::{Failure, RetryPolicy, Spent, next_try};
use crate::signature::{acs3, canonical_query, rpc};
use crate::{clock, http};

/// The largest answer that is read; the actions of this API answer a few KiB.
const LARGEST_ANSWER: usize = 16 << 20;

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
    Rpc1,
}

/// Settings of a [`Client`] to be.
pub struct ClientBuilder {
    endpoint: String,
    credentials: Credentials,
    signature_version: SignatureVersion,
    allow_http: bool,
    http_client: Option<reqwest::Client>,
    ca_file: Option<PathBuf>,
    retry: RetryPolicy,
    timeout: Duration,
}

impl fmt::Debug for ClientBuilder {
    /// Without the endpoint: not looked at yet, it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("signature_version", &self.signature_version)
            .field("allow_http", &self.allow_http)
            .field("ca_file", &self.ca_file)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Which signature is sent; [`SignatureVersion::Acs3`] unless said otherwise.
    #[must_use]
    pub fn signature_version(mut self, version: SignatureVersion) -> Self {
        self.signature_version = version;
        self
    }

    /// Lets an `http://` endpoint be another machine than this one. Keys are not sent over it, but
    /// the answers hold temporary ones in clear.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Brings an HTTP client of your own: proxy, certificates, pool. It is used for uploads to OSS
    /// too. It should follow no redirects, since a signature holds for one host.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Trusts the certificates of a PEM file too, beside this machine's; for uploads to OSS as well.
    #[must_use]
    pub fn ca_file(mut self, pem_file: impl Into<PathBuf>) -> Self {
        self.ca_file = Some(pem_file.into());
        self
    }

    /// How often and how long calls are tried again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long one try may take from connecting to the last byte of the answer; 30 s by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Checks the settings. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the endpoint is no host or URL, or plain HTTP to another machine, or
    /// if the CA file holds no certificate.
    pub fn build(self) -> Result<Client, Error> {
        let endpoint = Endpoint::parse(&self.endpoint, self.allow_http)?;
        let http_client = match (self.http_client, self.ca_file) {
            (Some(_), Some(_)) => {
                let message = "an HTTP client of your own has its certificates already: \
                               add those of the file to it, and give no ca_file";
                return Err(Error::new(ErrorKind::Config, message));
            }
            (Some(client), None) => client,
            (None, ca_file) => http::client(ca_file.as_deref(), endpoint.is_loopback())?,
        };
        Ok(Client {
            endpoint,
            credentials: self.credentials,
            signature_version: self.signature_version,
            #[cfg(feature = "upload")]
            allow_http: self.allow_http,
            http_client,
            retry: self.retry,
            timeout: self.timeout,
        })
    }
}

/// A client of the DBS OpenAPI. Cloning is cheap and shares the connections.
#[derive(Clone)]
pub struct Client {
    endpoint: Endpoint,
    credentials: Credentials,
    signature_version: SignatureVersion,
    /// For the endpoint that the service names for an upload.
    #[cfg(feature = "upload")]
    pub(crate) allow_http: bool,
    pub(crate) http_client: reqwest::Client,
    retry: RetryPolicy,
    timeout: Duration,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.endpoint.url().as_str())
            .field("credentials", &self.credentials)
            .field("signature_version", &self.signature_version)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// A request in the form that both signatures start from.
struct Prepared<'a> {
    action: &'a str,
    version: &'a str,
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
    idempotent: bool,
}

impl Client {
    /// A client for `endpoint`: a bare host such as `dbs-api.cn-hangzhou.aliyuncs.com`, which means
    /// HTTPS, or a URL. Plain HTTP is for `http://` and loopback only, or with
    /// [`allow_http`](ClientBuilder::allow_http).
    pub fn builder(endpoint: impl Into<String>, credentials: Credentials) -> ClientBuilder {
        ClientBuilder {
            endpoint: endpoint.into(),
            credentials,
            signature_version: SignatureVersion::default(),
            allow_http: false,
            http_client: None,
            ca_file: None,
            retry: RetryPolicy::default(),
            timeout: Duration::from_secs(30),
        }
    }

    /// Sends a typed action and gives its typed answer.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`] and [`ErrorKind::Service`] with a [`Fault`](crate::Fault) (HTTP 200
    /// with `Success` false is one), [`ErrorKind::Network`] and [`ErrorKind::Answer`].
    pub async fn send<A: Action>(&self, action: &A) -> Result<A::Response, Error> {
        let parameters = action.parameters();
        let prepared = Prepared {
            action: A::ACTION,
            version: A::VERSION,
            query: parameters.query,
            form: parameters.form,
            idempotent: action.is_idempotent(),
        };
        let answer = self.deliver(&prepared).await?;
        Ok(A::Response::from_answer(Fields::of(answer.into_value())))
    }

    /// Sends an action by its name and gives the answer as JSON.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn call(&self, call: &Call) -> Result<Answer, Error> {
        let prepared = Prepared {
            action: &call.action,
            version: &call.version,
            query: flatten(&call.query),
            form: flatten(&call.form),
            idempotent: call.idempotent,
        };
        self.deliver(&prepared).await
    }

    /// Tries until an answer is good, final, or the budget is spent.
    async fn deliver(&self, prepared: &Prepared<'_>) -> Result<Answer, Error> {
        let begun = Instant::now();
        let mut attempts = 0;
        // Once a try may have been carried out, later refusals do not make that undone.
        let mut may_have_taken_effect = false;
        loop {
            attempts += 1;
            let (refusal, wait) = match self.attempt(prepared).await {
                Ok(answer) => {
                    tracing::debug!(action = prepared.action, attempts, "answered");
                    return Ok(answer);
                }
                Err(failed) => failed,
            };
            may_have_taken_effect |= refusal.error.may_have_taken_effect();
            let spent = Spent { attempts, elapsed: begun.elapsed() };
            let pause = next_try(
                &self.retry,
                refusal.failure,
                prepared.idempotent,
                spent,
                wait,
                fastrand::f64(),
            );
            let Some(pause) = pause else {
                return Err(refusal.error.with_effect(may_have_taken_effect));
            };
            tracing::warn!(
                action = prepared.action,
                attempts,
                pause_ms = pause.as_millis(),
                error = %refusal.error,
                "trying again"
            );
            tokio::time::sleep(pause).await;
        }
    }

    async fn attempt(
        &self,
        prepared: &Prepared<'_>,
    ) -> Result<Answer, (Refusal, Option<Duration>)> {
        let nonce = Uuid::new_v4().simple().to_string();
        let signed = self
            .sign(prepared, clock::now(), nonce)
            .map_err(|error| (Refusal { failure: Failure::Final, error }, None))?;
        let raw = self
            .exchange(&signed)
            .await
            .map_err(|error| (unanswered(error, prepared.action), None))?;
        let mut secrets =
            vec![self.credentials.access_key_secret().expose_secret(), &signed.signature];
        secrets.extend(self.credentials.security_token().map(ExposeSecret::expose_secret));
        // Passwords, which a gateway echoes too. To blot out a word of three letters wherever it stands
        // would hide nothing that cannot be guessed.
        let form = prepared.form.iter().map(|(_, value)| value.as_str());
        secrets.extend(form.filter(|value| value.len() > 3));
        judge(&raw, prepared.action, &secrets).map_err(|refusal| (refusal, raw.wait))
    }

    fn sign(
        &self,
        prepared: &Prepared<'_>,
        now: OffsetDateTime,
        nonce: String,
    ) -> Result<Signed, Error> {
        let timestamp = now.format(&TIMESTAMP).map_err(|error| {
            Error::new(ErrorKind::Config, "this machine's clock shows no usable time")
                .because(error)
        })?;
        match self.signature_version {
            SignatureVersion::Acs3 => self.sign_acs3(prepared, &timestamp, &nonce),
            SignatureVersion::Rpc1 => self.sign_rpc(prepared, timestamp, nonce),
        }
    }

    fn sign_acs3(
        &self,
        prepared: &Prepared<'_>,
        timestamp: &str,
        nonce: &str,
    ) -> Result<Signed, Error> {
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
            query: prepared.query.clone(),
            headers: header_map(&headers)?,
            body,
            signature: signed.signature,
        })
    }

    fn sign_rpc(
        &self,
        prepared: &Prepared<'_>,
        timestamp: String,
        nonce: String,
    ) -> Result<Signed, Error> {
        let mut query = prepared.query.clone();
        let mut add = |name: &str, value: &str| query.push((name.to_owned(), value.to_owned()));
        add("Action", prepared.action);
        add("Version", prepared.version);
        add("Format", "json");
        add("Timestamp", &timestamp);
        add("SignatureNonce", &nonce);
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
        Ok(Signed { query, headers: header_map(&headers)?, body, signature })
    }

    async fn exchange(&self, signed: &Signed) -> Result<Raw, reqwest::Error> {
        let mut url = self.endpoint.url().clone();
        if !signed.query.is_empty() {
            // The very escaping that was signed.
            url.set_query(Some(&canonical_query(&signed.query)));
        }
        let request = self
            .http_client
            .post(url)
            .headers(signed.headers.clone())
            .timeout(self.timeout)
            .body(signed.body.clone());
        let mut response = request.send().await?;
        let status = response.status().as_u16();
        let wait = wait_asked(response.headers());
        let mut body = Vec::new();
        while body.len() < LARGEST_ANSWER {
            match response.chunk().await? {
                Some(chunk) => body.extend_from_slice(&chunk),
                None => break,
            }
        }
        Ok(Raw { status, wait, body })
    }
}

/// A request as it is sent.
struct Signed {
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: String,
    /// Alone, to be kept out of error texts.
    signature: String,
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

/// Seconds in `retry-after`, milliseconds in `x-acs-retry-after`
/// (alibabacloud-tea-openapi 0.4.6, retry of throttled calls).
fn wait_asked(headers: &HeaderMap) -> Option<Duration> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
    let milliseconds = number("x-acs-retry-after").map(Duration::from_millis);
    milliseconds.or_else(|| number(RETRY_AFTER.as_str()).map(Duration::from_secs))
}

fn unanswered(error: reqwest::Error, action: &str) -> Refusal {
    let (failure, what) = if http::is_untrusted(&error) {
        let what = "the server's certificate is not trusted: check the endpoint, or name its CA in ca_file or SSL_CERT_FILE";
        (Failure::Final, what)
    } else if error.is_connect() {
        (
            Failure::NotSent,
            "no connection to the service came about: check the endpoint and the network",
        )
    } else if error.is_timeout() {
        (Failure::Unclear, "no full answer came in time: check the network")
    } else {
        (
            Failure::Unclear,
            "the connection broke before the full answer was here: check the network",
        )
    };
    // The URL holds every parameter, and with the older signature that signature itself.
    let error = Error::new(ErrorKind::Network, format!("{action}: {what}"))
        .because(error.without_url())
        .with_effect(failure == Failure::Unclear)
        .with_retryable(failure != Failure::Final);
    Refusal { failure, error }
}
