//! `UpgradeBackupPlan`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::InstanceClass;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Moves a plan to a larger class.
///
/// It places an order, which costs money.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-upgradebackupplan>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpgradeBackupPlan {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `InstanceClass`: the plan's class. The upload guide also names `serverless` and `xmicro`,
    /// which the list of this field does not have.
    pub instance_class: InstanceClass,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl UpgradeBackupPlan {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_plan_id: impl Into<String>,
        instance_class: impl Into<InstanceClass>,
    ) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            instance_class: instance_class.into(),
            client_token: None,
            owner_id: None,
        }
    }
}

impl Action for UpgradeBackupPlan {
    const ACTION: &'static str = "UpgradeBackupPlan";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:UpgradeBackupPlan";
    type Response = UpgradeBackupPlanResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("InstanceClass", &self.instance_class);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`UpgradeBackupPlan`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct UpgradeBackupPlanResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `OrderId`: the order.
    pub order_id: Option<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for UpgradeBackupPlanResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            order_id: fields.get("OrderId"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
