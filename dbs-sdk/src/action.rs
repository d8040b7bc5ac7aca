//! What an action of the API is: a name, a version, parameters, an answer.

use serde_json::Value;

use crate::fields::FromAnswer;
use crate::parameters::Parameters;

/// A typed request. [`Client::send`](crate::Client::send) takes it; each action of the API has one
/// struct that implements this, in the module of its API version.
pub trait Action {
    /// The action's name on the wire.
    const ACTION: &'static str;
    /// The API version it belongs to, `yyyy-mm-dd`.
    const VERSION: &'static str;
    /// The permission that a RAM policy must grant.
    const RAM_ACTION: &'static str;
    /// What the service answers.
    type Response: FromAnswer;

    /// The parameters by wire name; those not set are left out.
    fn parameters(&self) -> Parameters;

    /// Whether sending it twice has the effect of sending it once. Only then is it sent again after
    /// an answer was lost.
    fn is_idempotent(&self) -> bool;
}

/// A request by names alone, for actions that have no struct here.
///
/// `Debug` shows no values: a form may hold passwords.
#[derive(Clone)]
pub struct Call {
    pub(crate) action: String,
    pub(crate) version: String,
    pub(crate) query: Value,
    pub(crate) form: Value,
    pub(crate) idempotent: bool,
}

impl Call {
    /// `action` of API `version` (`yyyy-mm-dd`), with no parameters yet.
    pub fn new(action: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            version: version.into(),
            query: Value::Null,
            form: Value::Null,
            idempotent: false,
        }
    }

    /// Parameters for the query: an object, flattened as [`flatten`](crate::signature::flatten) says.
    #[must_use]
    pub fn query(mut self, parameters: Value) -> Self {
        self.query = parameters;
        self
    }

    /// Parameters for a form body, where passwords belong; flattened likewise.
    #[must_use]
    pub fn form(mut self, parameters: Value) -> Self {
        self.form = parameters;
        self
    }

    /// Says that sending it twice does no harm, so that it may be sent again after a lost answer.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("action", &self.action)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}
