//! `CreateBackupPlan`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupMethod;
use super::enums::DatabaseType;
use super::enums::InstanceClass;
use super::enums::InstanceType;
use super::enums::Period;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Buys a plan. [`ConfigureBackupPlan`](super::ConfigureBackupPlan) and
/// [`StartBackupPlan`](super::StartBackupPlan) come next.
///
/// It places an order, which costs money.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createbackupplan>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateBackupPlan {
    /// `BackupMethod`: how the backup is made. Published here: `logical`, `physical`.
    pub backup_method: BackupMethod,
    /// `DatabaseType`: the type of the database.
    pub database_type: DatabaseType,
    /// `InstanceClass`: the plan's class. The upload guide also names `serverless` and `xmicro`,
    /// which the list of this field does not have.
    pub instance_class: InstanceClass,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `DatabaseRegion`: the region of the database.
    pub database_region: Option<String>,
    /// `FromApp`: the program that asks. `OpenApi` by default. It need not be set.
    pub from_app: Option<String>,
    /// `InstanceType`: the type of the database's instance.
    pub instance_type: Option<InstanceType>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PayType`: how the plan is paid. `prepay` is the only value published. Answers spell it in
    /// upper case.
    pub pay_type: Option<String>,
    /// `Period`: the unit of the term.
    pub period: Option<Period>,
    /// `Region`: the region. The page calls it required; `DescribeRegions` lists the values.
    pub region: Option<String>,
    /// `ResourceGroupId`: the resource group.
    pub resource_group_id: Option<String>,
    /// `StorageRegion`: the region of the storage.
    pub storage_region: Option<String>,
    /// `StorageType`: the type of the storage. Not in use.
    pub storage_type: Option<String>,
    /// `UsedTime`: the term, in the unit of `Period`. From 1 to 5 years or from 1 to 11 months.
    pub used_time: Option<i32>,
}

impl CreateBackupPlan {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_method: impl Into<BackupMethod>,
        database_type: impl Into<DatabaseType>,
        instance_class: impl Into<InstanceClass>,
    ) -> Self {
        Self {
            backup_method: backup_method.into(),
            database_type: database_type.into(),
            instance_class: instance_class.into(),
            client_token: None,
            database_region: None,
            from_app: None,
            instance_type: None,
            owner_id: None,
            pay_type: None,
            period: None,
            region: None,
            resource_group_id: None,
            storage_region: None,
            storage_type: None,
            used_time: None,
        }
    }
}

impl Action for CreateBackupPlan {
    const ACTION: &'static str = "CreateBackupPlan";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateBackupPlan";
    type Response = CreateBackupPlanResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupMethod", &self.backup_method);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("DatabaseRegion", &self.database_region);
        parameters.set("DatabaseType", &self.database_type);
        parameters.set("FromApp", &self.from_app);
        parameters.set("InstanceClass", &self.instance_class);
        parameters.set("InstanceType", &self.instance_type);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PayType", &self.pay_type);
        parameters.set("Period", &self.period);
        parameters.set("Region", &self.region);
        parameters.set("ResourceGroupId", &self.resource_group_id);
        parameters.set("StorageRegion", &self.storage_region);
        parameters.set("StorageType", &self.storage_type);
        parameters.set("UsedTime", &self.used_time);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`CreateBackupPlan`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateBackupPlanResponse {
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

impl FromAnswer for CreateBackupPlanResponse {
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
