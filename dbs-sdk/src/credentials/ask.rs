//! One exchange with whoever hands out keys without a signature.

use std::time::Duration;

use reqwest::RequestBuilder;
use serde_json::Value;

use super::CredentialsError;
use crate::error::Error;
use crate::exchange::unanswered;

/// Keys are a few hundred bytes.
const LARGEST_ANSWER: usize = 1 << 20;

/// An answer, which may hold keys.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// The error holds no URL: there may be secrets in it.
pub(super) async fn ask(
    request: RequestBuilder,
    within: Duration,
) -> Result<Reply, reqwest::Error> {
    let answer = async {
        let mut response = request.timeout(within).send().await?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while body.len() < LARGEST_ANSWER {
            match response.chunk().await? {
                Some(chunk) => body.extend_from_slice(&chunk),
                None => break,
            }
        }
        Ok(Reply { status, body })
    };
    answer.await.map_err(reqwest::Error::without_url)
}

/// What it means that `who` gave no answer.
pub(super) fn silent(error: reqwest::Error, who: &str) -> CredentialsError {
    Error::into(unanswered(error, who).error)
}

impl Reply {
    /// The JSON of a good answer.
    pub(super) fn document(&self, who: &str) -> Result<Value, CredentialsError> {
        match self.status {
            200..300 => serde_json::from_slice(&self.body).map_err(|_| {
                CredentialsError::fatal(format!("{who} answered something that is no JSON"))
            }),
            status => Err(refused(status, who)),
        }
    }
}

/// What it means that `who` answered no. What it said is not shown: nobody knows what is in it.
pub(super) fn refused(status: u16, who: &str) -> CredentialsError {
    let message = format!("{who} answered HTTP {status}");
    match status {
        408 | 429 | 500.. => CredentialsError::retryable(message),
        _ => CredentialsError::fatal(message),
    }
}
