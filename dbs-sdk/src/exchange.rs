//! One exchange with the service: a signed request out, an answer in.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::answer::{Raw, Refusal};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::http;
use crate::retry::Failure;
use crate::sign::Signed;

/// The largest answer that is read; the actions of this API answer a few KiB.
const LARGEST_ANSWER: usize = 16 << 20;

pub(crate) async fn exchange(
    client: &reqwest::Client,
    endpoint: &Endpoint,
    signed: &Signed,
    timeout: Duration,
) -> Result<Raw, reqwest::Error> {
    let mut url = endpoint.url().clone();
    if !signed.query.is_empty() {
        url.set_query(Some(&signed.query));
    }
    let request =
        client.post(url).headers(signed.headers.clone()).timeout(timeout).body(signed.body.clone());
    let mut response = request.send().await?;
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let (wait, date) = (wait_asked(&headers), date(&headers));
    let mut body = Vec::new();
    while body.len() < LARGEST_ANSWER {
        match response.chunk().await? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => break,
        }
    }
    Ok(Raw { status, wait, date, headers, body })
}

/// Seconds in `retry-after`, milliseconds in `x-acs-retry-after`
/// (alibabacloud-tea-openapi 0.4.6, retry of throttled calls).
fn wait_asked(headers: &HeaderMap) -> Option<Duration> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
    let milliseconds = number("x-acs-retry-after").map(Duration::from_millis);
    milliseconds.or_else(|| number(RETRY_AFTER.as_str()).map(Duration::from_secs))
}

/// The service's clock.
fn date(headers: &HeaderMap) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(headers.get(DATE)?.to_str().ok()?, &Rfc2822).ok()
}

/// What it means that there is no answer.
pub(crate) fn unanswered(error: reqwest::Error, action: &str) -> Refusal {
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
