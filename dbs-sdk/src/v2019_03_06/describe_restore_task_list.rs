//! `DescribeRestoreTaskList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::EndpointType;
use super::enums::RestoreStatus;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists restore tasks.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describerestoretasklist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeRestoreTaskList {
    /// `BackupPlanId`: the backup plan. Must be given unless the other of the two ids is; both
    /// together are an error.
    pub backup_plan_id: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `EndTimestamp`: the end of the time to list, in milliseconds since 1970.
    pub end_timestamp: Option<i64>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. From 1 to 100. `30` by default.
    pub page_size: Option<i32>,
    /// `RestoreTaskId`: only these tasks. Must be given unless the other of the two ids is; both
    /// together are an error.
    pub restore_task_id: Vec<String>,
    /// `StartTimestamp`: the begin of the time to list, in milliseconds since 1970.
    pub start_timestamp: Option<i64>,
}

impl Action for DescribeRestoreTaskList {
    const ACTION: &'static str = "DescribeRestoreTaskList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeRestoreTaskList";
    type Response = DescribeRestoreTaskListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("EndTimestamp", &self.end_timestamp);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters.set("RestoreTaskId", &self.restore_task_id);
        parameters.set("StartTimestamp", &self.start_timestamp);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeRestoreTaskList {
    type Item = RestoreTaskDetail;
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

/// The answer to [`DescribeRestoreTaskList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeRestoreTaskListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.RestoreTaskDetail`: the page of the list.
    pub items: Vec<RestoreTaskDetail>,
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

impl FromAnswer for DescribeRestoreTaskListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "RestoreTaskDetail"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.RestoreTaskDetail` of [`DescribeRestoreTaskListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RestoreTaskDetail {
    /// `BackupGatewayId`: the backup gateway.
    pub backup_gateway_id: Option<i64>,
    /// `BackupGatewayIdentifier`: the gateway's identifier.
    pub backup_gateway_identifier: Option<String>,
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `BackupSourceOssRegion`: the region of the bucket with the backup.
    pub backup_source_oss_region: Option<String>,
    /// `ContinuousRestoreProgress`: how far incremental data is restored, in percent. From 0 to
    /// 100.
    pub continuous_restore_progress: Option<i32>,
    /// `CrossAliyunId`: the other account's id, where the database belongs to another account.
    pub cross_aliyun_id: Option<String>,
    /// `CrossRoleName`: the role in the other account.
    pub cross_role_name: Option<String>,
    /// `DestinationEndpointDatabaseName`: the database to restore to.
    pub destination_endpoint_database_name: Option<String>,
    /// `DestinationEndpointEnableSsl`: whether the database is reached with TLS.
    pub destination_endpoint_enable_ssl: Option<String>,
    /// `DestinationEndpointHost`: the host of the database.
    pub destination_endpoint_host: Option<String>,
    /// `DestinationEndpointInstanceID`: the instance to restore to.
    pub destination_endpoint_instance_id: Option<String>,
    /// `DestinationEndpointInstanceType`: where the database is that is restored to. Published
    /// here: `RDS`, `ECS`, `Express`, `Agent`, `DDS`, `Other`. Case may differ.
    pub destination_endpoint_instance_type: Option<EndpointType>,
    /// `DestinationEndpointIpPort`: address and port of the database.
    pub destination_endpoint_ip_port: Option<String>,
    /// `DestinationEndpointOracleSID`: the Oracle system id.
    pub destination_endpoint_oracle_sid: Option<String>,
    /// `DestinationEndpointPort`: the port of the database.
    pub destination_endpoint_port: Option<String>,
    /// `DestinationEndpointRegion`: the region of the database.
    pub destination_endpoint_region: Option<String>,
    /// `DestinationEndpointUserName`: the user of the database.
    pub destination_endpoint_user_name: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `FullDataRestoreProgress`: how far full data is restored, in percent. From 0 to 100.
    pub full_data_restore_progress: Option<i32>,
    /// `FullStruAfterRestoreProgress`: how far the structure is restored that comes after the
    /// data, in percent. From 0 to 100.
    pub full_stru_after_restore_progress: Option<i32>,
    /// `FullStruforeRestoreProgress`: how far the structure is restored that comes before the
    /// data, in percent. From 0 to 100.
    pub full_strufore_restore_progress: Option<i32>,
    /// `PhysicalBackupRecoverProgress`: how far the physical backup is recovered, in percent. From
    /// 0 to 100.
    pub physical_backup_recover_progress: Option<i32>,
    /// `PhysicalDatabaseOnlineProgress`: how far the database is on its way to being online, in
    /// percent. From 0 to 100.
    pub physical_database_online_progress: Option<i32>,
    /// `PhysicalFullAndIncrementBackupRecoverProgress`: how far full and incremental physical
    /// backups are recovered, in percent. From 0 to 100.
    pub physical_full_and_increment_backup_recover_progress: Option<i32>,
    /// `PhysicalFullBackupRecoverProgress`: how far the full physical backup is recovered, in
    /// percent. From 0 to 100.
    pub physical_full_backup_recover_progress: Option<i32>,
    /// `PhysicalIncrementBackupRecoverProgress`: how far the incremental physical backup is
    /// recovered, in percent. From 0 to 100.
    pub physical_increment_backup_recover_progress: Option<i32>,
    /// `RestoreDestinationMode`: whether to restore to an instance that is there or to a new one.
    /// `EXIST_INSTANCE` is the only value seen.
    pub restore_destination_mode: Option<String>,
    /// `RestoreDir`: the folder to restore to.
    pub restore_dir: Option<String>,
    /// `RestoreObjects`: what is restored.
    pub restore_objects: Option<String>,
    /// `RestoreStatus`: the state of the task. A value for success is not in the published list;
    /// `finish` is what others use.
    pub restore_status: Option<RestoreStatus>,
    /// `RestoreTaskCreateTime`: when the task was made, in milliseconds since 1970.
    pub restore_task_create_time: Option<i64>,
    /// `RestoreTaskFinishTime`: when the task ended, in milliseconds since 1970.
    pub restore_task_finish_time: Option<i64>,
    /// `RestoreTaskId`: the restore task.
    pub restore_task_id: Option<String>,
    /// `RestoreTaskName`: the task's name.
    pub restore_task_name: Option<String>,
    /// `RestoreTime`: the time that is restored, in milliseconds since 1970.
    pub restore_time: Option<i64>,
}

impl FromAnswer for RestoreTaskDetail {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_gateway_id: fields.get("BackupGatewayId"),
            backup_gateway_identifier: fields.get("BackupGatewayIdentifier"),
            backup_plan_id: fields.get("BackupPlanId"),
            backup_set_id: fields.get("BackupSetId"),
            backup_source_oss_region: fields.get("BackupSourceOssRegion"),
            continuous_restore_progress: fields.get("ContinuousRestoreProgress"),
            cross_aliyun_id: fields.get("CrossAliyunId"),
            cross_role_name: fields.get("CrossRoleName"),
            destination_endpoint_database_name: fields.get("DestinationEndpointDatabaseName"),
            destination_endpoint_enable_ssl: fields.get("DestinationEndpointEnableSsl"),
            destination_endpoint_host: fields.get("DestinationEndpointHost"),
            destination_endpoint_instance_id: fields.get("DestinationEndpointInstanceID"),
            destination_endpoint_instance_type: fields.get("DestinationEndpointInstanceType"),
            destination_endpoint_ip_port: fields.get("DestinationEndpointIpPort"),
            destination_endpoint_oracle_sid: fields.get("DestinationEndpointOracleSID"),
            destination_endpoint_port: fields.get("DestinationEndpointPort"),
            destination_endpoint_region: fields.get("DestinationEndpointRegion"),
            destination_endpoint_user_name: fields.get("DestinationEndpointUserName"),
            err_message: fields.get("ErrMessage"),
            full_data_restore_progress: fields.get("FullDataRestoreProgress"),
            full_stru_after_restore_progress: fields.get("FullStruAfterRestoreProgress"),
            full_strufore_restore_progress: fields.get("FullStruforeRestoreProgress"),
            physical_backup_recover_progress: fields.get("PhysicalBackupRecoverProgress"),
            physical_database_online_progress: fields.get("PhysicalDatabaseOnlineProgress"),
            physical_full_and_increment_backup_recover_progress: fields
                .get("PhysicalFullAndIncrementBackupRecoverProgress"),
            physical_full_backup_recover_progress: fields.get("PhysicalFullBackupRecoverProgress"),
            physical_increment_backup_recover_progress: fields
                .get("PhysicalIncrementBackupRecoverProgress"),
            restore_destination_mode: fields.get("RestoreDestinationMode"),
            restore_dir: fields.get("RestoreDir"),
            restore_objects: fields.get("RestoreObjects"),
            restore_status: fields.get("RestoreStatus"),
            restore_task_create_time: fields.get("RestoreTaskCreateTime"),
            restore_task_finish_time: fields.get("RestoreTaskFinishTime"),
            restore_task_id: fields.get("RestoreTaskId"),
            restore_task_name: fields.get("RestoreTaskName"),
            restore_time: fields.get("RestoreTime"),
        }
    }
}
