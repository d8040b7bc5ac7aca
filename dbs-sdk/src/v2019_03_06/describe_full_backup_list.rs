//! `DescribeFullBackupList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupStatus;
use super::enums::StorageMethod;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists the full backups of a plan.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describefullbackuplist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeFullBackupList {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BackupSetId`: only this backup set.
    pub backup_set_id: Option<String>,
    /// `BackupSetStatus`: the state of the backup sets to list. `finish` is the only value seen.
    /// New in 1.0.3 of the official package.
    pub backup_set_status: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `EndTimestamp`: the end of the time to list, since 1970; whether in seconds or in
    /// milliseconds is not settled: the page's examples have the size of seconds, while other
    /// actions count milliseconds.
    pub end_timestamp: Option<i64>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
    /// `ShowProgress`: whether to give the progress too. New in 1.0.3 of the official package.
    pub show_progress: Option<bool>,
    /// `ShowStorageType`: whether to give the storage too. `true` by default.
    pub show_storage_type: Option<bool>,
    /// `StartTimestamp`: the begin of the time to list, since 1970; whether in seconds or in
    /// milliseconds is not settled: the page's examples have the size of seconds, while other
    /// actions count milliseconds.
    pub start_timestamp: Option<i64>,
}

impl DescribeFullBackupList {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            backup_set_id: None,
            backup_set_status: None,
            client_token: None,
            end_timestamp: None,
            owner_id: None,
            page_num: None,
            page_size: None,
            show_progress: None,
            show_storage_type: None,
            start_timestamp: None,
        }
    }
}

impl Action for DescribeFullBackupList {
    const ACTION: &'static str = "DescribeFullBackupList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeFullBackupList";
    type Response = DescribeFullBackupListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("BackupSetStatus", &self.backup_set_status);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("EndTimestamp", &self.end_timestamp);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters.set("ShowProgress", &self.show_progress);
        parameters.set("ShowStorageType", &self.show_storage_type);
        parameters.set("StartTimestamp", &self.start_timestamp);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeFullBackupList {
    type Item = FullBackupFile;
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

/// The answer to [`DescribeFullBackupList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeFullBackupListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.FullBackupFile`: the page of the list.
    pub items: Vec<FullBackupFile>,
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

impl FromAnswer for DescribeFullBackupListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "FullBackupFile"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.FullBackupFile` of [`DescribeFullBackupListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct FullBackupFile {
    /// `BackupGatewayIdentifier`: the gateway's identifier.
    pub backup_gateway_identifier: Option<String>,
    /// `BackupObjects`: what is backed up.
    pub backup_objects: Option<String>,
    /// `BackupSetExpiredTime`: when the backup set is removed, in milliseconds since 1970.
    pub backup_set_expired_time: Option<i64>,
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `BackupSize`: the size of the backup, presumably in bytes.
    pub backup_size: Option<i64>,
    /// `BackupStatus`: the state of the backup. The published list is cut off; other values are to
    /// be expected.
    pub backup_status: Option<BackupStatus>,
    /// `CreateTime`: when it was made, in milliseconds since 1970.
    pub create_time: Option<i64>,
    /// `CrossAliyunId`: the other account's id, where the database belongs to another account.
    pub cross_aliyun_id: Option<String>,
    /// `CrossRoleName`: the role in the other account.
    pub cross_role_name: Option<String>,
    /// `EndTime`: the end, in milliseconds since 1970.
    pub end_time: Option<i64>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `FinishTime`: when it ended, in milliseconds since 1970.
    pub finish_time: Option<i64>,
    /// `LogicalFullBackupProgress`: how far the data is backed up, in percent. From 0 to 100.
    pub logical_full_backup_progress: Option<i32>,
    /// `LogicalStructureBackupProgress`: how far the structure is backed up, in percent. From 0 to
    /// 100.
    pub logical_structure_backup_progress: Option<i32>,
    /// `SourceEndpointEnableSsl`: whether the database is reached with TLS.
    pub source_endpoint_enable_ssl: Option<String>,
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
    /// `SourceEndpointUserName`: the user of the database.
    pub source_endpoint_user_name: Option<String>,
    /// `StartTime`: the begin, in milliseconds since 1970.
    pub start_time: Option<i64>,
    /// `StorageEncryptMethod`: how stored backups are encrypted.
    pub storage_encrypt_method: Option<String>,
    /// `StorageMethod`: the storage class.
    pub storage_method: Option<StorageMethod>,
}

impl FromAnswer for FullBackupFile {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_gateway_identifier: fields.get("BackupGatewayIdentifier"),
            backup_objects: fields.get("BackupObjects"),
            backup_set_expired_time: fields.get("BackupSetExpiredTime"),
            backup_set_id: fields.get("BackupSetId"),
            backup_size: fields.get("BackupSize"),
            backup_status: fields.get("BackupStatus"),
            create_time: fields.get("CreateTime"),
            cross_aliyun_id: fields.get("CrossAliyunId"),
            cross_role_name: fields.get("CrossRoleName"),
            end_time: fields.get("EndTime"),
            err_message: fields.get("ErrMessage"),
            finish_time: fields.get("FinishTime"),
            logical_full_backup_progress: fields.get("LogicalFullBackupProgress"),
            logical_structure_backup_progress: fields.get("LogicalStructureBackupProgress"),
            source_endpoint_enable_ssl: fields.get("SourceEndpointEnableSsl"),
            source_endpoint_host: fields.get("SourceEndpointHost"),
            source_endpoint_instance_id: fields.get("SourceEndpointInstanceId"),
            source_endpoint_instance_type: fields.get("SourceEndpointInstanceType"),
            source_endpoint_ip_port: fields.get("SourceEndpointIpPort"),
            source_endpoint_port: fields.get("SourceEndpointPort"),
            source_endpoint_region: fields.get("SourceEndpointRegion"),
            source_endpoint_user_name: fields.get("SourceEndpointUserName"),
            start_time: fields.get("StartTime"),
            storage_encrypt_method: fields.get("StorageEncryptMethod"),
            storage_method: fields.get("StorageMethod"),
        }
    }
}
