//! `StartRestoreTask`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts a restore task.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-startrestoretask>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartRestoreTask {
    /// `RestoreTaskId`: the restore task.
    pub restore_task_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl StartRestoreTask {
    /// A request with the fields that the service demands.
    pub fn new(restore_task_id: impl Into<String>) -> Self {
        Self { restore_task_id: restore_task_id.into(), client_token: None, owner_id: None }
    }
}

impl Action for StartRestoreTask {
    const ACTION: &'static str = "StartRestoreTask";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:StartRestoreTask";
    type Response = StartRestoreTaskResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("RestoreTaskId", &self.restore_task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`StartRestoreTask`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct StartRestoreTaskResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `RestoreTaskId`: the restore task.
    pub restore_task_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for StartRestoreTaskResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            restore_task_id: fields.get("RestoreTaskId"),
            success: fields.get("Success"),
        }
    }
}
