//! Where the key comes from: two texts or three, a callable that gives them, or wherever the official
//! clients look.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use dbs_sdk::{Chain, Credentials, CredentialsError, CredentialsProvider};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::servant;

/// `None`, an object with `access_key_id`, `access_key_secret` and `security_token`, or a callable
/// that gives one.
pub(crate) fn provider(given: Option<&Bound<'_, PyAny>>) -> PyResult<Arc<dyn CredentialsProvider>> {
    Ok(match given {
        None => Arc::new(Chain::new()),
        Some(given) if given.is_callable() => Arc::new(Callable(Arc::new(given.clone().unbind()))),
        Some(given) => Arc::new(key(given)?),
    })
}

/// A key is taken whole from one place: id, secret and token belong together.
fn key(given: &Bound<'_, PyAny>) -> PyResult<Credentials> {
    let text = |name: &str| {
        let value = given.getattr(name)?;
        // The error of a conversion quotes the value.
        value.extract::<Option<String>>().map_err(|_| {
            PyTypeError::new_err(format!("{name} of the credentials must be a str or None"))
        })
    };
    let (id, secret) = (text("access_key_id")?, text("access_key_secret")?);
    let (Some(id), Some(secret)) = (id, secret) else {
        return Err(PyTypeError::new_err(
            "credentials need access_key_id and access_key_secret, both a str",
        ));
    };
    let credentials = Credentials::new(id, secret);
    Ok(match text("security_token")?.filter(|token| !token.is_empty()) {
        Some(token) => credentials.with_security_token(token),
        None => credentials,
    })
}

/// Called whenever keys are needed, and again when the service refuses them.
#[derive(Debug)]
struct Callable(Arc<Py<PyAny>>);

impl CredentialsProvider for Callable {
    fn fetch(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + '_>> {
        let answer = servant::ask(Arc::clone(&self.0));
        Box::pin(async move {
            match answer.await {
                Ok(Ok(credentials)) => Ok(credentials),
                Ok(Err(raised)) => Err(CredentialsError::fatal(Failed(raised))),
                Err(_) => Err(CredentialsError::fatal("nobody asked the callable for them")),
            }
        })
    }
}

/// A callable raised. A CredentialsError speaks for what it is made of, and leads to what lies beneath.
#[derive(Debug)]
struct Failed(Raised);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the callable that gives the credentials failed")
    }
}

impl StdError for Failed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

/// What code of the caller raised. Its text is not ours to tell: it may hold a secret.
#[derive(Debug, Clone)]
pub(crate) struct Raised {
    kind: String,
    exception: Arc<Py<PyAny>>,
}

impl Raised {
    pub(crate) fn new(exception: &Bound<'_, PyAny>) -> Self {
        let kind = exception.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Self { kind, exception: Arc::new(exception.clone().unbind()) }
    }

    pub(crate) fn exception(&self, py: Python<'_>) -> PyErr {
        PyErr::from_value(self.exception.bind(py).clone())
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it raised {}", self.kind)
    }
}

impl StdError for Raised {}
