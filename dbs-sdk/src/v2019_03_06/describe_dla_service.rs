//! `DescribeDLAService`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::DlaState;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells the state of a plan's data lake service.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describedlaservice>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeDLAService {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl DescribeDLAService {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self { backup_plan_id: backup_plan_id.into(), client_token: None, owner_id: None }
    }
}

impl Action for DescribeDLAService {
    const ACTION: &'static str = "DescribeDLAService";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeDLAService";
    type Response = DescribeDLAServiceResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeDLAService`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDLAServiceResponse {
    /// `AutoAdd`: whether new databases are taken in by themselves.
    pub auto_add: Option<bool>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HaveJobFailed`: whether a job has failed.
    pub have_job_failed: Option<bool>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `State`: the state of the data lake service.
    pub state: Option<DlaState>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeDLAServiceResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            auto_add: fields.get("AutoAdd"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            have_job_failed: fields.get("HaveJobFailed"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            state: fields.get("State"),
            success: fields.get("Success"),
        }
    }
}
