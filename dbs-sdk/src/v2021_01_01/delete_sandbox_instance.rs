//! `DeleteSandboxInstance`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Releases a sandbox instance. The plan must have the sandbox feature, which is turned on in the
/// console; no action creates an instance any more.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteSandboxInstance {
    /// `BackupPlanId`: the backup plan. Without the `dbs` that the ids of `DescribeBackupPlanList`
    /// begin with.
    pub backup_plan_id: String,
    /// `InstanceId`: the instance.
    pub instance_id: String,
    /// `ZoneId`: the zone. New in 1.0.4 of the official package.
    pub zone_id: Option<String>,
}

impl DeleteSandboxInstance {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>, instance_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            instance_id: instance_id.into(),
            zone_id: None,
        }
    }
}

impl Action for DeleteSandboxInstance {
    const ACTION: &'static str = "DeleteSandboxInstance";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DeleteSandboxInstance";
    type Response = DeleteSandboxInstanceResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("InstanceId", &self.instance_id);
        parameters.set("ZoneId", &self.zone_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`DeleteSandboxInstance`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DeleteSandboxInstanceResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: a text.
    pub data: Option<String>,
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

impl FromAnswer for DeleteSandboxInstanceResponse {
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
