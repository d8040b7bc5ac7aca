//! `DescribeCostInfoByDbsInstance`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells what parts of a plan are billed.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 3.0.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeCostInfoByDbsInstance {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
}

impl Action for DescribeCostInfoByDbsInstance {
    const ACTION: &'static str = "DescribeCostInfoByDbsInstance";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeCostInfoByDbsInstance";
    type Response = DescribeCostInfoByDbsInstanceResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeCostInfoByDbsInstance`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeCostInfoByDbsInstanceResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the billed parts; the service sends them as JSON in a text, one or several.
    pub data: Vec<CostModule>,
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

impl FromAnswer for DescribeCostInfoByDbsInstanceResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            code: fields.get("Code"),
            data: fields.json_list("Data"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            message: fields.get("Message"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Data` of [`DescribeCostInfoByDbsInstanceResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CostModule {
    /// `backupPlanComment`: the plan's name.
    pub backup_plan_comment: Option<String>,
    /// `commodity`: the commodity, such as `cbs_post`.
    pub commodity: Option<String>,
    /// `product`: the product, such as `cbs`.
    pub product: Option<String>,
    /// `moduleCode`: the part that is billed, such as `BackupStorageSize`.
    pub module_code: Option<String>,
    /// `instanceName`: the instance's name.
    pub instance_name: Option<String>,
    /// `backupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `moduleName`: the part's name.
    pub module_name: Option<String>,
}

impl FromAnswer for CostModule {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_comment: fields.get("backupPlanComment"),
            commodity: fields.get("commodity"),
            product: fields.get("product"),
            module_code: fields.get("moduleCode"),
            instance_name: fields.get("instanceName"),
            backup_plan_id: fields.get("backupPlanId"),
            module_name: fields.get("moduleName"),
        }
    }
}
