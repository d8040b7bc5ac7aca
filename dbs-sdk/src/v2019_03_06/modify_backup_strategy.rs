//! `ModifyBackupStrategy`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::ModifiedStrategyType;
use super::enums::Weekday;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Changes the schedule of a plan.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupstrategy>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifyBackupStrategy {
    /// `BackupPeriod`: the days on which full backups are made. Answers may spell them in upper
    /// case.
    pub backup_period: Vec<Weekday>,
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BackupLogIntervalSeconds`: the pause between two log backups, in seconds. For physical
    /// backup alone.
    pub backup_log_interval_seconds: Option<i32>,
    /// `BackupStartTime`: when full backups begin, `HH:mm` in UTC.
    pub backup_start_time: Option<String>,
    /// `BackupStrategyType`: whether backups follow a schedule. `simple` by default. This action
    /// spells `Manual` with a capital.
    pub backup_strategy_type: Option<ModifiedStrategyType>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl ModifyBackupStrategy {
    /// A request with the fields that the service demands.
    pub fn new(backup_period: Vec<Weekday>, backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_period,
            backup_plan_id: backup_plan_id.into(),
            backup_log_interval_seconds: None,
            backup_start_time: None,
            backup_strategy_type: None,
            client_token: None,
            owner_id: None,
        }
    }
}

impl Action for ModifyBackupStrategy {
    const ACTION: &'static str = "ModifyBackupStrategy";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyBackupStrategy";
    type Response = ModifyBackupStrategyResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupLogIntervalSeconds", &self.backup_log_interval_seconds);
        parameters.set("BackupPeriod", &self.backup_period);
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupStartTime", &self.backup_start_time);
        parameters.set("BackupStrategyType", &self.backup_strategy_type);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ModifyBackupStrategy`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupStrategyResponse {
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

impl FromAnswer for ModifyBackupStrategyResponse {
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
