//! The connection to the DBS OpenAPI.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use dbs_sdk::{Call, CredentialsProvider, RetryPolicy, SignatureVersion};
use pyo3::prelude::*;

use crate::credentials::provider;
use crate::error::{input, raise};
use crate::job::Job;

/// `dbs_sdk.Client` holds one; its settings are documented there.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Client {
    pub(crate) client: dbs_sdk::Client,
    pub(crate) keys: Arc<dyn CredentialsProvider>,
}

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (
        *,
        endpoint,
        region_id,
        credentials,
        vpc,
        allow_http,
        ca_file,
        proxy,
        connect_timeout,
        timeout,
        user_agent,
        signature_version,
        max_attempts,
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn new(
        py: Python<'_>,
        endpoint: Option<String>,
        region_id: Option<String>,
        credentials: Option<&Bound<'_, PyAny>>,
        vpc: bool,
        allow_http: bool,
        ca_file: Option<PathBuf>,
        proxy: Option<String>,
        connect_timeout: Option<f64>,
        timeout: Option<f64>,
        user_agent: Option<String>,
        signature_version: Option<&str>,
        max_attempts: Option<u32>,
    ) -> PyResult<Self> {
        let keys = provider(credentials)?;
        let mut builder = match (endpoint, region_id) {
            (Some(endpoint), _) => dbs_sdk::Client::builder(endpoint, Arc::clone(&keys)),
            (None, Some(region)) => dbs_sdk::Client::in_region(region, Arc::clone(&keys)),
            (None, None) => return Err(input("give endpoint, or region_id").into()),
        };
        builder =
            builder.vpc(vpc).allow_http(allow_http).signature_version(match signature_version {
                None | Some("ACS3-HMAC-SHA256") => SignatureVersion::Acs3,
                Some("HMAC-SHA1") => SignatureVersion::HmacSha1,
                Some(other) => {
                    return Err(input(format!(
                        "signature_version {other:?} is not known: ACS3-HMAC-SHA256 or HMAC-SHA1"
                    ))
                    .into());
                }
            });
        if let Some(path) = ca_file {
            builder = builder.ca_file(path);
        }
        if let Some(url) = proxy {
            builder = builder.proxy(url);
        }
        if let Some(time) = seconds("connect_timeout", connect_timeout)? {
            builder = builder.connect_timeout(time);
        }
        if let Some(time) = seconds("timeout", timeout)? {
            builder = builder.timeout(time);
        }
        if let Some(product) = user_agent {
            builder = builder.user_agent_suffix(product);
        }
        if let Some(attempts) = max_attempts {
            let mut retry = RetryPolicy::default();
            retry.attempts = attempts.max(1);
            builder = builder.retry(retry);
        }
        let client = py.detach(|| builder.build()).map_err(|error| raise(&error))?;
        Ok(Self { client, keys })
    }

    /// Where the API is.
    #[getter]
    fn endpoint(&self) -> &str {
        self.client.endpoint()
    }

    /// Sends an action by its name. `query` and `form` are JSON objects; the job gives status, headers
    /// and the JSON of the body.
    fn call(
        &self,
        action: String,
        version: String,
        query: &str,
        form: &str,
        idempotent: bool,
    ) -> PyResult<Job> {
        let parameters = |name: &str, text: &str| {
            serde_json::from_str(text).map_err(|error| input(format!("{name}: {error}")))
        };
        let mut call = Call::new(action, version)
            .query(parameters("query", query)?)
            .form(parameters("form", form)?);
        if idempotent {
            call = call.idempotent();
        }
        let client = self.client.clone();
        Ok(Job::new(async move {
            let answer = client.call(&call).await.map_err(|error| raise(&error))?;
            let headers: Vec<(String, String)> =
                answer.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            Ok((answer.status(), headers, answer.into_value().to_string()))
        }))
    }
}

/// `None` for none.
pub(crate) fn seconds(name: &str, given: Option<f64>) -> PyResult<Option<Duration>> {
    let Some(given) = given else { return Ok(None) };
    match Duration::try_from_secs_f64(given) {
        Ok(time) if !time.is_zero() => Ok(Some(time)),
        _ => Err(input(format!("{name} is a number of seconds above 0, not {given}")).into()),
    }
}
