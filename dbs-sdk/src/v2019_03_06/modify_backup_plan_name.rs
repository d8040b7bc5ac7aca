//! `ModifyBackupPlanName`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Renames a plan.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupplanname>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifyBackupPlanName {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BackupPlanName`: the plan's name.
    pub backup_plan_name: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl ModifyBackupPlanName {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>, backup_plan_name: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            backup_plan_name: backup_plan_name.into(),
            client_token: None,
            owner_id: None,
        }
    }
}

impl Action for ModifyBackupPlanName {
    const ACTION: &'static str = "ModifyBackupPlanName";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyBackupPlanName";
    type Response = ModifyBackupPlanNameResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupPlanName", &self.backup_plan_name);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ModifyBackupPlanName`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPlanNameResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for ModifyBackupPlanNameResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
