//! The key: of the arguments, else of the environment.

use dbs_sdk::Credentials;
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::input;

/// A key is taken whole from one place: id, secret and token belong together.
pub(crate) fn credentials(
    py: Python<'_>,
    access_key_id: Option<String>,
    access_key_secret: Option<String>,
    security_token: Option<String>,
) -> PyResult<Credentials> {
    let (id, secret, token) = match (access_key_id, access_key_secret, security_token) {
        (Some(id), Some(secret), token) => (id, secret, token),
        (None, None, None) => {
            let id = environment(py, "ALIBABA_CLOUD_ACCESS_KEY_ID")?;
            let secret = environment(py, "ALIBABA_CLOUD_ACCESS_KEY_SECRET")?;
            let (Some(id), Some(secret)) = (id, secret) else {
                return Err(input(
                    "no access key: set ALIBABA_CLOUD_ACCESS_KEY_ID and \
                     ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give access_key_id and access_key_secret",
                ));
            };
            (id, secret, environment(py, "ALIBABA_CLOUD_SECURITY_TOKEN")?)
        }
        _ => {
            return Err(input(
                "half an access key: give access_key_id and access_key_secret together, with \
                 security_token if the key is temporary, or none of them",
            ));
        }
    };
    let credentials = Credentials::new(id, secret);
    Ok(match token {
        Some(token) => credentials.with_security_token(token),
        None => credentials,
    })
}

/// As `os.environ` has it, which is what a Python program sees and sets.
fn environment(py: Python<'_>, name: &str) -> PyResult<Option<String>> {
    let environ = py.import(intern!(py, "os"))?.getattr(intern!(py, "environ"))?;
    let value: Option<String> = environ.call_method1(intern!(py, "get"), (name,))?.extract()?;
    Ok(value.filter(|value| !value.is_empty()))
}
