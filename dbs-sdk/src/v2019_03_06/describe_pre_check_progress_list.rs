//! `DescribePreCheckProgressList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::CheckState;
use super::enums::CheckStatus;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells how far the checks before a backup or restore have come.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeprecheckprogresslist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribePreCheckProgressList {
    /// `BackupPlanId`: the backup plan. Must be given unless the other of the two ids is.
    pub backup_plan_id: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `RestoreTaskId`: the restore task. Must be given unless the other of the two ids is.
    pub restore_task_id: Option<String>,
}

impl Action for DescribePreCheckProgressList {
    const ACTION: &'static str = "DescribePreCheckProgressList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribePreCheckProgressList";
    type Response = DescribePreCheckProgressListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("RestoreTaskId", &self.restore_task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribePreCheckProgressList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribePreCheckProgressListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.PreCheckProgressDetail`: the checks.
    pub items: Vec<PreCheckProgressDetail>,
    /// `Progress`: how far it has come, in percent. From 0 to 100.
    pub progress: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Status`: the state of all checks.
    pub status: Option<CheckStatus>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribePreCheckProgressListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "PreCheckProgressDetail"),
            progress: fields.get("Progress"),
            request_id: fields.get("RequestId"),
            status: fields.get("Status"),
            success: fields.get("Success"),
        }
    }
}

/// `Items.PreCheckProgressDetail` of [`DescribePreCheckProgressListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PreCheckProgressDetail {
    /// `BootTime`: when the check began, in milliseconds since 1970.
    pub boot_time: Option<i64>,
    /// `ErrMsg`: why the check failed.
    pub err_msg: Option<String>,
    /// `FinishTime`: when it ended, in milliseconds since 1970.
    pub finish_time: Option<i64>,
    /// `Item`: the check.
    pub item: Option<String>,
    /// `JobId`: the job.
    pub job_id: Option<String>,
    /// `Names`: what the check is called.
    pub names: Option<String>,
    /// `OrderNum`: the check's place in the order.
    pub order_num: Option<String>,
    /// `State`: the state.
    pub state: Option<CheckState>,
}

impl FromAnswer for PreCheckProgressDetail {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            boot_time: fields.get("BootTime"),
            err_msg: fields.get("ErrMsg"),
            finish_time: fields.get("FinishTime"),
            item: fields.get("Item"),
            job_id: fields.get("JobId"),
            names: fields.get("Names"),
            order_num: fields.get("OrderNum"),
            state: fields.get("State"),
        }
    }
}
