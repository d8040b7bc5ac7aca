//! `DescribeSandboxInstances`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::SandboxStatus;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists sandbox instances. The plan must have the sandbox feature, which is turned on in the
/// console.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeSandboxInstances {
    /// `BackupPlanId`: the backup plan. Without the `dbs` that the ids of `DescribeBackupPlanList`
    /// begin with.
    pub backup_plan_id: String,
    /// `InstanceId`: the instance.
    pub instance_id: Option<String>,
    /// `PageNumber`: the page to give, from 1. At least 1. `1` by default.
    pub page_number: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
}

impl DescribeSandboxInstances {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            instance_id: None,
            page_number: None,
            page_size: None,
        }
    }
}

impl Action for DescribeSandboxInstances {
    const ACTION: &'static str = "DescribeSandboxInstances";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeSandboxInstances";
    type Response = DescribeSandboxInstancesResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("InstanceId", &self.instance_id);
        parameters.set("PageNumber", &self.page_number);
        parameters.set("PageSize", &self.page_size);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeSandboxInstances {
    type Item = SandboxInstance;
    const FIRST_PAGE: i32 = 1;

    fn page(&self) -> Option<i32> {
        self.page_number
    }
    fn set_page(&mut self, page: i32) {
        self.page_number = Some(page);
    }
    fn page_size(&self) -> Option<i32> {
        self.page_size
    }
    fn items(response: &Self::Response) -> &[Self::Item] {
        response.data.as_ref().map_or(&[], |data| &data.content)
    }
    fn total(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.total_elements
    }
    fn answered_size(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.size
    }
}

/// The answer to [`DescribeSandboxInstances`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxInstancesResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the page; taken as an object and as JSON in a text.
    pub data: Option<DescribeSandboxInstancesData>,
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

impl FromAnswer for DescribeSandboxInstancesResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            code: fields.get("Code"),
            data: fields.json("Data"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            message: fields.get("Message"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Data` of [`DescribeSandboxInstancesResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxInstancesData {
    /// `content`: the page of the list.
    pub content: Vec<SandboxInstance>,
    /// `number`: the page that this is.
    pub number: Option<i64>,
    /// `size`: how many items a page has.
    pub size: Option<i64>,
    /// `totalElements`: how many items all pages have.
    pub total_elements: Option<i64>,
}

impl FromAnswer for DescribeSandboxInstancesData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            content: fields.list("content"),
            number: fields.get("number"),
            size: fields.get("size"),
            total_elements: fields.get("totalElements"),
        }
    }
}

/// `Data.content` of [`DescribeSandboxInstancesResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SandboxInstance {
    /// `backupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `backupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `connectionString`: where the sandbox listens, `ip:port`, or what to mount when it is a
    /// file system.
    pub connection_string: Option<String>,
    /// `createTime`: when the sandbox was made, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub create_time: Option<String>,
    /// `instanceId`: the sandbox instance.
    pub instance_id: Option<String>,
    /// `restoreSeconds`: how long the restore took, in seconds.
    pub restore_seconds: Option<i64>,
    /// `restoreTime`: the time that was restored, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub restore_time: Option<String>,
    /// `sandboxSpecification`: the size of the sandbox, such as `MYSQL_1C_1M_SD`.
    pub sandbox_specification: Option<String>,
    /// `status`: the state of the sandbox.
    pub status: Option<SandboxStatus>,
    /// `vpcId`: the VPC of the sandbox.
    pub vpc_id: Option<String>,
    /// `vpcSwitchId`: the vSwitch of the sandbox.
    pub vpc_switch_id: Option<String>,
}

impl FromAnswer for SandboxInstance {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("backupPlanId"),
            backup_set_id: fields.get("backupSetId"),
            connection_string: fields.get("connectionString"),
            create_time: fields.get("createTime"),
            instance_id: fields.get("instanceId"),
            restore_seconds: fields.get("restoreSeconds"),
            restore_time: fields.get("restoreTime"),
            sandbox_specification: fields.get("sandboxSpecification"),
            status: fields.get("status"),
            vpc_id: fields.get("vpcId"),
            vpc_switch_id: fields.get("vpcSwitchId"),
        }
    }
}
