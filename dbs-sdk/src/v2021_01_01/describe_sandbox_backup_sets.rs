//! `DescribeSandboxBackupSets`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::SandboxBackupSetType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists the snapshots that a sandbox can start from. The plan must have the sandbox feature,
/// which is turned on in the console.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeSandboxBackupSets {
    /// `BackupPlanId`: the backup plan. Without the `dbs` that the ids of `DescribeBackupPlanList`
    /// begin with.
    pub backup_plan_id: String,
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `PageNumber`: the page to give, from 1. At least 1. `1` by default.
    pub page_number: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
}

impl DescribeSandboxBackupSets {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            backup_set_id: None,
            page_number: None,
            page_size: None,
        }
    }
}

impl Action for DescribeSandboxBackupSets {
    const ACTION: &'static str = "DescribeSandboxBackupSets";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeSandboxBackupSets";
    type Response = DescribeSandboxBackupSetsResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("PageNumber", &self.page_number);
        parameters.set("PageSize", &self.page_size);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeSandboxBackupSets {
    type Item = SandboxBackupSet;
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

/// The answer to [`DescribeSandboxBackupSets`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxBackupSetsResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the page; taken as an object and as JSON in a text.
    pub data: Option<DescribeSandboxBackupSetsData>,
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

impl FromAnswer for DescribeSandboxBackupSetsResponse {
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

/// `Data` of [`DescribeSandboxBackupSetsResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeSandboxBackupSetsData {
    /// `content`: the page of the list.
    pub content: Vec<SandboxBackupSet>,
    /// `number`: the page that this is.
    pub number: Option<i64>,
    /// `size`: how many items a page has.
    pub size: Option<i64>,
    /// `totalElements`: how many items all pages have.
    pub total_elements: Option<i64>,
}

impl FromAnswer for DescribeSandboxBackupSetsData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            content: fields.list("content"),
            number: fields.get("number"),
            size: fields.get("size"),
            total_elements: fields.get("totalElements"),
        }
    }
}

/// `Data.content` of [`DescribeSandboxBackupSetsResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SandboxBackupSet {
    /// `backupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `backupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `backupSetTime`: the time that the backup set stands for, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub backup_set_time: Option<String>,
    /// `backupSetType`: whether the backup set is full or incremental.
    pub backup_set_type: Option<SandboxBackupSetType>,
}

impl FromAnswer for SandboxBackupSet {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("backupPlanId"),
            backup_set_id: fields.get("backupSetId"),
            backup_set_time: fields.get("backupSetTime"),
            backup_set_type: fields.get("backupSetType"),
        }
    }
}
