//! The client: it signs, sends, judges the answer and tries again.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::action::{Action, Call};
use crate::answer::{Answer, Refusal, judge};
use crate::builder::{Address, ClientBuilder};
use crate::clock::Skew;
use crate::credentials::{Credentials, CredentialsError, CredentialsProvider, Keeper};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::exchange::{exchange, unanswered};
use crate::fields::{Fields, FromAnswer as _};
use crate::flatten::flatten;
use crate::retry::{Failure, RetryPolicy, Spent, next_try};
use crate::sign::{Prepared, SignatureVersion, Signer};

/// A client of the DBS OpenAPI. Cloning is cheap and shares the connections, the keys and what was
/// learned of the service's clock.
#[derive(Clone)]
pub struct Client {
    pub(crate) endpoint: Endpoint,
    pub(crate) keeper: Arc<Keeper>,
    pub(crate) skew: Arc<Skew>,
    pub(crate) signature_version: SignatureVersion,
    /// For the endpoint that the service names for an upload.
    #[cfg(feature = "upload")]
    pub(crate) allow_http: bool,
    pub(crate) http_client: reqwest::Client,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeout: Duration,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.endpoint.url().as_str())
            .field("credentials", &self.keeper)
            .field("signature_version", &self.signature_version)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client for `endpoint`: a bare host such as `dbs-api.cn-hangzhou.aliyuncs.com`, which means
    /// HTTPS, or a URL. Plain HTTP is for `http://` and loopback only, or with
    /// [`allow_http`](ClientBuilder::allow_http). `provider` has the keys: [`Credentials`], or
    /// whoever else gives them. [`in_region`](Self::in_region) knows the endpoints.
    pub fn builder(
        endpoint: impl Into<String>,
        provider: impl CredentialsProvider + 'static,
    ) -> ClientBuilder {
        ClientBuilder::new(Address::Endpoint(endpoint.into()), Arc::new(provider))
    }

    /// A client for a region such as `cn-shanghai`: at the endpoint that the official clients use
    /// there, or, where they know none, at the one that the pattern of the others gives. With
    /// [`vpc`](ClientBuilder::vpc) at the one inside of Alibaba Cloud's network.
    pub fn in_region(
        region: impl Into<String>,
        provider: impl CredentialsProvider + 'static,
    ) -> ClientBuilder {
        ClientBuilder::new(Address::Region(region.into()), Arc::new(provider))
    }

    /// Where the API is: `https://dbs-api.cn-hangzhou.aliyuncs.com/`.
    pub fn endpoint(&self) -> &str {
        self.endpoint.url().as_str()
    }

    /// Sends a typed action and gives its typed answer.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`], [`ErrorKind::Forbidden`] and [`ErrorKind::Service`] with a
    /// [`Fault`](crate::Fault) (HTTP 200 with `Success` false is one), [`ErrorKind::Network`],
    /// [`ErrorKind::Answer`], and [`ErrorKind::Credentials`] if there are no keys.
    pub async fn send<A: Action>(&self, action: &A) -> Result<A::Response, Error> {
        let parameters = action.parameters();
        let prepared = Prepared {
            action: A::ACTION,
            version: A::VERSION,
            ram_action: A::RAM_ACTION.into(),
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
            ram_action: Cow::Owned(format!("dbs:{}", call.action)),
            query: flatten(&call.query),
            form: flatten(&call.form),
            idempotent: call.idempotent,
        };
        self.deliver(&prepared).await
    }

    /// Tries until an answer is good, final, or the budget is spent.
    async fn deliver(&self, prepared: &Prepared<'_>) -> Result<Answer, Error> {
        let begun = Instant::now();
        let mut attempt = 0;
        // Once a try may have been carried out, later refusals do not make that undone.
        let mut may_have_taken_effect = false;
        let mut mended = Mended::default();
        loop {
            attempt += 1;
            let span = tracing::debug_span!(
                "dbs",
                action = prepared.action,
                attempt,
                request_id = tracing::field::Empty
            );
            let failed = match self.attempt(prepared).instrument(span).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            may_have_taken_effect |= failed.error.may_have_taken_effect();
            let spent = Spent { attempts: attempt, elapsed: begun.elapsed() };
            let is_last = spent.attempts >= self.retry.attempts;
            let failure = self.mend(&failed, is_last, &mut mended).await;
            let pause = next_try(
                &self.retry,
                failure,
                prepared.idempotent,
                spent,
                failed.wait,
                fastrand::f64(),
            );
            let Some(pause) = pause else {
                let retryable = failed.error.is_retryable() || failure == Failure::Later;
                return Err(failed
                    .error
                    .with_effect(may_have_taken_effect)
                    .with_retryable(retryable));
            };
            tracing::warn!(
                action = prepared.action,
                attempt,
                pause_ms = pause.as_millis(),
                error = %failed.error,
                "trying again"
            );
            tokio::time::sleep(pause).await;
        }
    }

    async fn attempt(&self, prepared: &Prepared<'_>) -> Result<Answer, Box<Failed>> {
        let now = self.skew.service_time();
        let credentials = self.keeper.current(now).await.map_err(without_keys)?;
        let signer = Signer {
            version: self.signature_version,
            endpoint: &self.endpoint,
            credentials: &credentials,
        };
        // Keys may have taken a while to come.
        let sent = self.skew.service_time();
        let nonce = Uuid::new_v4().simple().to_string();
        let signed = signer
            .sign(prepared, sent, &nonce)
            .map_err(|error| Box::<Failed>::from(Refusal { failure: Failure::Final, error }))?;
        let raw = exchange(&self.http_client, &self.endpoint, &signed, self.timeout)
            .await
            .map_err(|error| Box::<Failed>::from(unanswered(error, prepared.action)))?;
        let mut secrets = vec![credentials.access_key_secret().expose_secret(), &signed.signature];
        secrets.extend(credentials.security_token().map(|token| token.expose_secret()));
        // Passwords, which a gateway echoes too. To blot out a word of three letters wherever it stands
        // would hide nothing that cannot be guessed.
        let form = prepared.form.iter().map(|(_, value)| value.as_str());
        secrets.extend(form.filter(|value| value.len() > 3));
        let judged = judge(&raw, prepared, &secrets);
        let request_id = match &judged {
            Ok(answer) => answer.request_id(),
            Err(refusal) => refusal.error.fault().and_then(|fault| fault.request_id.as_deref()),
        };
        if let Some(request_id) = request_id {
            tracing::Span::current().record("request_id", request_id);
        }
        tracing::debug!(status = raw.status, success = judged.is_ok(), "answered");
        judged.map_err(|refusal| {
            Box::new(Failed {
                failure: refusal.failure,
                error: refusal.error,
                wait: raw.wait,
                date: raw.date,
                sent,
                credentials: Some(credentials),
            })
        })
    }

    /// Sets right what a try was refused for, if this side can: its clock and its keys, once each.
    /// After the last try that serves the next call.
    async fn mend(&self, failed: &Failed, is_last: bool, mended: &mut Mended) -> Failure {
        let done = match (failed.failure, failed.date, &failed.credentials) {
            (Failure::Clock, Some(date), _) => {
                self.skew.learn(date, failed.sent) && !std::mem::replace(&mut mended.clock, true)
            }
            (Failure::Keys, _, Some(refused)) => {
                self.keeper.refuse(refused);
                if is_last || std::mem::replace(&mut mended.keys, true) {
                    return Failure::Keys;
                }
                match self.keeper.has_others(refused, self.skew.service_time()).await {
                    Ok(others) => others,
                    Err(error) => {
                        tracing::warn!(%error, "no other keys for those that were refused");
                        if error.is_retryable() {
                            return Failure::Later;
                        }
                        false
                    }
                }
            }
            _ => false,
        };
        if done { Failure::Mended } else { failed.failure }
    }
}

/// What was set right in the course of a call.
#[derive(Default)]
struct Mended {
    clock: bool,
    keys: bool,
}

/// A try that failed, and what may help to set it right.
struct Failed {
    failure: Failure,
    error: Error,
    /// What the service asked for.
    wait: Option<Duration>,
    /// The service's clock.
    date: Option<OffsetDateTime>,
    /// The time that the request carried.
    sent: OffsetDateTime,
    /// The keys that signed it.
    credentials: Option<Arc<Credentials>>,
}

impl From<Refusal> for Box<Failed> {
    fn from(refusal: Refusal) -> Self {
        Self::new(Failed {
            failure: refusal.failure,
            error: refusal.error,
            wait: None,
            date: None,
            sent: OffsetDateTime::UNIX_EPOCH,
            credentials: None,
        })
    }
}

fn without_keys(error: CredentialsError) -> Box<Failed> {
    let retryable = error.is_retryable();
    let failure = if retryable { Failure::NotSent } else { Failure::Final };
    let error = Error::new(ErrorKind::Credentials, "there are no keys to sign with")
        .with_retryable(retryable)
        .because(error);
    Refusal { failure, error }.into()
}
