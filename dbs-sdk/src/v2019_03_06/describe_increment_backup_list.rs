//! `DescribeIncrementBackupList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupStatus;
use super::enums::StorageMethod;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists the incremental (log) backups of a plan.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeincrementbackuplist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeIncrementBackupList {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `EndTimestamp`: the end of the time to list, in milliseconds since 1970.
    pub end_timestamp: Option<i64>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
    /// `ShowStorageType`: whether to give the storage too. `true` by default.
    pub show_storage_type: Option<bool>,
    /// `StartTimestamp`: the begin of the time to list, in milliseconds since 1970.
    pub start_timestamp: Option<i64>,
}

impl DescribeIncrementBackupList {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            client_token: None,
            end_timestamp: None,
            owner_id: None,
            page_num: None,
            page_size: None,
            show_storage_type: None,
            start_timestamp: None,
        }
    }
}

impl Action for DescribeIncrementBackupList {
    const ACTION: &'static str = "DescribeIncrementBackupList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeIncrementBackupList";
    type Response = DescribeIncrementBackupListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("EndTimestamp", &self.end_timestamp);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters.set("ShowStorageType", &self.show_storage_type);
        parameters.set("StartTimestamp", &self.start_timestamp);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeIncrementBackupList {
    type Item = IncrementBackupFile;
    const FIRST_PAGE: i32 = 0;

    fn page(&self) -> Option<i32> {
        self.page_num
    }
    fn set_page(&mut self, page: i32) {
        self.page_num = Some(page);
    }
    fn page_size(&self) -> Option<i32> {
        self.page_size
    }
    fn items(response: &Self::Response) -> &[Self::Item] {
        &response.items
    }
    fn total(response: &Self::Response) -> Option<i64> {
        response.total_elements.map(i64::from)
    }
    fn answered_size(response: &Self::Response) -> Option<i64> {
        response.page_size.map(i64::from)
    }
}

/// The answer to [`DescribeIncrementBackupList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeIncrementBackupListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.IncrementBackupFile`: the page of the list.
    pub items: Vec<IncrementBackupFile>,
    /// `PageNum`: the page that this is.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has.
    pub page_size: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
    /// `TotalElements`: how many items all pages have.
    pub total_elements: Option<i32>,
    /// `TotalPages`: how many pages there are.
    pub total_pages: Option<i32>,
}

impl FromAnswer for DescribeIncrementBackupListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "IncrementBackupFile"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.IncrementBackupFile` of [`DescribeIncrementBackupListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct IncrementBackupFile {
    /// `BackupSetExpiredTime`: when the backup set is removed, in milliseconds since 1970.
    pub backup_set_expired_time: Option<i64>,
    /// `BackupSetId`: the backup set. The log file's name, such as `mysql-bin.000054`.
    pub backup_set_id: Option<String>,
    /// `BackupSetJobId`: the job that made the backup set.
    pub backup_set_job_id: Option<String>,
    /// `BackupSize`: the size of the backup.
    pub backup_size: Option<i64>,
    /// `BackupStatus`: the state of the backup. Published here: `INIT`, `FILLING`, `COMPLETED`,
    /// `UNCOMPLETED`.
    pub backup_status: Option<BackupStatus>,
    /// `EndTime`: the end, in milliseconds since 1970.
    pub end_time: Option<i64>,
    /// `SourceEndpointHost`: the host of the database.
    pub source_endpoint_host: Option<String>,
    /// `SourceEndpointInstanceId`: the instance of the database.
    pub source_endpoint_instance_id: Option<String>,
    /// `SourceEndpointInstanceType`: where the database is.
    pub source_endpoint_instance_type: Option<String>,
    /// `SourceEndpointIpPort`: address and port of the database.
    pub source_endpoint_ip_port: Option<String>,
    /// `SourceEndpointPort`: the port of the database.
    pub source_endpoint_port: Option<String>,
    /// `SourceEndpointRegion`: the region of the database.
    pub source_endpoint_region: Option<String>,
    /// `StartTime`: the begin, in milliseconds since 1970.
    pub start_time: Option<i64>,
    /// `StorageMethod`: the storage class.
    pub storage_method: Option<StorageMethod>,
}

impl FromAnswer for IncrementBackupFile {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_set_expired_time: fields.get("BackupSetExpiredTime"),
            backup_set_id: fields.get("BackupSetId"),
            backup_set_job_id: fields.get("BackupSetJobId"),
            backup_size: fields.get("BackupSize"),
            backup_status: fields.get("BackupStatus"),
            end_time: fields.get("EndTime"),
            source_endpoint_host: fields.get("SourceEndpointHost"),
            source_endpoint_instance_id: fields.get("SourceEndpointInstanceId"),
            source_endpoint_instance_type: fields.get("SourceEndpointInstanceType"),
            source_endpoint_ip_port: fields.get("SourceEndpointIpPort"),
            source_endpoint_port: fields.get("SourceEndpointPort"),
            source_endpoint_region: fields.get("SourceEndpointRegion"),
            start_time: fields.get("StartTime"),
            storage_method: fields.get("StorageMethod"),
        }
    }
}
