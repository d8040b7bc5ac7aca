//! `DescribeJobErrorCode`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::Language;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells why a job failed, in the service's standard terms.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describejoberrorcode>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeJobErrorCode {
    /// `TaskId`: a full backup job or restore job.
    pub task_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `Language`: the language of the text. `en` by default.
    pub language: Option<Language>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl DescribeJobErrorCode {
    /// A request with the fields that the service demands.
    pub fn new(task_id: impl Into<String>) -> Self {
        Self { task_id: task_id.into(), client_token: None, language: None, owner_id: None }
    }
}

impl Action for DescribeJobErrorCode {
    const ACTION: &'static str = "DescribeJobErrorCode";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeJobErrorCode";
    type Response = DescribeJobErrorCodeResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("Language", &self.language);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeJobErrorCode`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeJobErrorCodeResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Item`: the item.
    pub item: Option<DescribeJobErrorCodeItem>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeJobErrorCodeResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            item: fields.get("Item"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Item` of [`DescribeJobErrorCodeResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeJobErrorCodeItem {
    /// `ErrorCode`: the error code.
    pub error_code: Option<String>,
    /// `ErrorMessage`: the error's text.
    pub error_message: Option<String>,
    /// `JobId`: the job.
    pub job_id: Option<String>,
    /// `JobState`: the state of the job.
    pub job_state: Option<String>,
    /// `JobType`: the type of the job.
    pub job_type: Option<String>,
    /// `Language`: the language of the text.
    pub language: Option<String>,
}

impl FromAnswer for DescribeJobErrorCodeItem {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            error_code: fields.get("ErrorCode"),
            error_message: fields.get("ErrorMessage"),
            job_id: fields.get("JobId"),
            job_state: fields.get("JobState"),
            job_type: fields.get("JobType"),
            language: fields.get("Language"),
        }
    }
}
