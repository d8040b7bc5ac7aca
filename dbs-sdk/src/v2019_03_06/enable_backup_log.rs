//! `EnableBackupLog`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts the incremental (log) backup of a plan.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-enablebackuplog>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnableBackupLog {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `EnableMysqlPhysicalBackupBinlog`: whether binlogs are backed up beside physical backups.
    /// New in 1.0.3 of the official package.
    pub enable_mysql_physical_backup_binlog: Option<bool>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl EnableBackupLog {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            client_token: None,
            enable_mysql_physical_backup_binlog: None,
            owner_id: None,
        }
    }
}

impl Action for EnableBackupLog {
    const ACTION: &'static str = "EnableBackupLog";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:EnableBackupLog";
    type Response = EnableBackupLogResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters
            .set("EnableMysqlPhysicalBackupBinlog", &self.enable_mysql_physical_backup_binlog);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`EnableBackupLog`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct EnableBackupLogResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `NeedPrecheck`: whether the plan must be checked and started again. Then call
    /// `StartBackupPlan`.
    pub need_precheck: Option<bool>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for EnableBackupLogResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            need_precheck: fields.get("NeedPrecheck"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
