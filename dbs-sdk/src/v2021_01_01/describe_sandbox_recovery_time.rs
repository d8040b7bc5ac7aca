//! `DescribeSandboxRecoveryTime`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells the times to which a sandbox can be restored. The plan must have the sandbox feature,
/// which is turned on in the console.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeSandboxRecoveryTime {
    /// `BackupPlanId`: the backup plan. Without the `dbs` that the ids of `DescribeBackupPlanList`
    /// begin with.
    pub backup_plan_id: String,
}

impl DescribeSandboxRecoveryTime {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self { backup_plan_id: backup_plan_id.into() }
    }
}

impl Action for DescribeSandboxRecoveryTime {
    const ACTION: &'static str = "DescribeSandboxRecoveryTime";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeSandboxRecoveryTime";
    type Response = DescribeSandboxRecoveryTimeResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeSandboxRecoveryTime`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxRecoveryTimeResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeSandboxRecoveryTimeData>,
    /// `ErrCode`: the business error code. Some answers carry `Success` here.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `Message`: the answer's text.
    pub message: Option<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out. The service sends it as a text.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeSandboxRecoveryTimeResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            code: fields.get("Code"),
            data: fields.get("Data"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            message: fields.get("Message"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Data` of [`DescribeSandboxRecoveryTimeResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxRecoveryTimeData {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `RecoveryBeginTime`: the first time, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub recovery_begin_time: Option<String>,
    /// `RecoveryEndTime`: the last time, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub recovery_end_time: Option<String>,
}

impl FromAnswer for DescribeSandboxRecoveryTimeData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            recovery_begin_time: fields.get("RecoveryBeginTime"),
            recovery_end_time: fields.get("RecoveryEndTime"),
        }
    }
}
