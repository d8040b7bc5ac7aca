//! `DescribeBackupPlanList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupMethod;
use super::enums::BackupPlanStatus;
use super::enums::BackupStorageType;
use super::enums::ChargeType;
use super::enums::DataFormat;
use super::enums::EndpointType;
use super::enums::InstanceClass;
use super::enums::Weekday;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists plans. OSS must have been activated for the account.
///
/// Fails with `InvalidParameterValid` for an unknown BackupPlanId.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupplanlist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupPlanList {
    /// `BackupMethod`: how the backup is made. New in 1.0.3 of the official package.
    pub backup_method: Option<BackupMethod>,
    /// `BackupPlanId`: only these plans.
    pub backup_plan_id: Vec<String>,
    /// `BackupPlanName`: the plan's name.
    pub backup_plan_name: Option<String>,
    /// `BackupPlanStatus`: only plans in this state.
    pub backup_plan_status: Option<BackupPlanStatus>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. From 1 to 100. `30` by default.
    pub page_size: Option<i32>,
    /// `Region`: the region.
    pub region: Option<String>,
    /// `ResourceGroupId`: the resource group.
    pub resource_group_id: Option<String>,
    /// `ShowBackupStrategyInfo`: whether to give the schedule too. New in 1.0.3 of the official
    /// package.
    pub show_backup_strategy_info: Option<bool>,
    /// `ShowRecoverTimeRange`: whether to give the times that can be restored too. New in 1.0.3 of
    /// the official package.
    pub show_recover_time_range: Option<bool>,
    /// `ShowStorageStrategyInfo`: whether to give the storage classes too. New in 1.0.3 of the
    /// official package.
    pub show_storage_strategy_info: Option<bool>,
}

impl Action for DescribeBackupPlanList {
    const ACTION: &'static str = "DescribeBackupPlanList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupPlanList";
    type Response = DescribeBackupPlanListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupMethod", &self.backup_method);
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupPlanName", &self.backup_plan_name);
        parameters.set("BackupPlanStatus", &self.backup_plan_status);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters.set("Region", &self.region);
        parameters.set("ResourceGroupId", &self.resource_group_id);
        parameters.set("ShowBackupStrategyInfo", &self.show_backup_strategy_info);
        parameters.set("ShowRecoverTimeRange", &self.show_recover_time_range);
        parameters.set("ShowStorageStrategyInfo", &self.show_storage_strategy_info);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeBackupPlanList {
    type Item = BackupPlanDetail;
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

/// The answer to [`DescribeBackupPlanList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPlanListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.BackupPlanDetail`: the page of the list.
    pub items: Vec<BackupPlanDetail>,
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

impl FromAnswer for DescribeBackupPlanListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "BackupPlanDetail"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.BackupPlanDetail` of [`DescribeBackupPlanListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct BackupPlanDetail {
    /// `BackupGatewayId`: the backup gateway. 0 means that there is none.
    pub backup_gateway_id: Option<i64>,
    /// `BackupGatewayIdentifier`: the gateway's identifier.
    pub backup_gateway_identifier: Option<String>,
    /// `BackupMethod`: how the backup is made.
    pub backup_method: Option<BackupMethod>,
    /// `BackupObjects`: what is backed up.
    pub backup_objects: Option<String>,
    /// `BackupPeriod`: the days on which full backups are made. Case differs in practice.
    pub backup_period: Vec<Weekday>,
    /// `BackupPlanCreateTime`: when the plan was made, in milliseconds since 1970.
    pub backup_plan_create_time: Option<i64>,
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `BackupPlanName`: the plan's name.
    pub backup_plan_name: Option<String>,
    /// `BackupPlanRegion`: the region of the plan.
    pub backup_plan_region: Option<String>,
    /// `BackupPlanStatus`: the state of the plan.
    pub backup_plan_status: Option<BackupPlanStatus>,
    /// `BackupRetentionPeriod`: how long backups are kept, in days. From 0 to 1825.
    pub backup_retention_period: Option<i32>,
    /// `BackupSetDownloadDir`: the folder that data is downloaded to.
    pub backup_set_download_dir: Option<String>,
    /// `BackupSetDownloadFullDataFormat`: the format of full backups on automatic download.
    pub backup_set_download_full_data_format: Option<DataFormat>,
    /// `BackupSetDownloadGatewayId`: the backup gateway of automatic download.
    pub backup_set_download_gateway_id: Option<i64>,
    /// `BackupSetDownloadIncrementDataFormat`: the format of incremental backups on automatic
    /// download.
    pub backup_set_download_increment_data_format: Option<DataFormat>,
    /// `BackupSetDownloadTargetType`: what data is downloaded to. `agent` is the only value
    /// published.
    pub backup_set_download_target_type: Option<String>,
    /// `BackupStartTime`: when full backups begin, `HH:mm`.
    pub backup_start_time: Option<String>,
    /// `BackupStorageType`: where backups are kept.
    pub backup_storage_type: Option<BackupStorageType>,
    /// `BeginTimestampForRestore`: the first time that can be restored, in milliseconds since
    /// 1970.
    pub begin_timestamp_for_restore: Option<i64>,
    /// `CrossAliyunId`: the other account's id, where the database belongs to another account.
    pub cross_aliyun_id: Option<String>,
    /// `CrossRoleName`: the role in the other account.
    pub cross_role_name: Option<String>,
    /// `DatabaseType`: the type of the database.
    pub database_type: Option<String>,
    /// `DuplicationArchivePeriod`: the age at which backups move to the Archive storage class, in
    /// days.
    pub duplication_archive_period: Option<i32>,
    /// `DuplicationInfrequentAccessPeriod`: the age at which backups move to the Infrequent Access
    /// storage class, in days.
    pub duplication_infrequent_access_period: Option<i32>,
    /// `EnableBackupLog`: whether incremental (log) backups are made.
    pub enable_backup_log: Option<bool>,
    /// `EnableMysqlPhysicalBackupBinLog`: whether binlogs are backed up beside physical backups.
    pub enable_mysql_physical_backup_bin_log: Option<bool>,
    /// `EndTimestampForRestore`: the last time that can be restored, in milliseconds since 1970.
    pub end_timestamp_for_restore: Option<i64>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `IncrementBackupRetentionPeriod`: how long incremental backups are kept, in days.
    pub increment_backup_retention_period: Option<i32>,
    /// `IncrementDuplicationArchivePeriod`: the age at which incremental backups move to the
    /// Archive storage class, in days.
    pub increment_duplication_archive_period: Option<i32>,
    /// `IncrementDuplicationInfrequentAccessPeriod`: the age at which incremental backups move to
    /// the Infrequent Access storage class, in days.
    pub increment_duplication_infrequent_access_period: Option<i32>,
    /// `InstanceChargeType`: how the plan is paid.
    pub instance_charge_type: Option<ChargeType>,
    /// `InstanceClass`: the plan's class.
    pub instance_class: Option<InstanceClass>,
    /// `InstanceExpiredTimestamp`: when the plan's term ends, in milliseconds since 1970.
    pub instance_expired_timestamp: Option<i64>,
    /// `LogBackupRetentionPeriod`: how long log backups are kept, in days.
    pub log_backup_retention_period: Option<i32>,
    /// `LogDuplicationArchivePeriod`: the age at which log backups move to the Archive storage
    /// class, in days.
    pub log_duplication_archive_period: Option<i32>,
    /// `LogDuplicationInfrequentAccessPeriod`: the age at which log backups move to the Infrequent
    /// Access storage class, in days.
    pub log_duplication_infrequent_access_period: Option<i32>,
    /// `OSSBucketName`: the bucket that backups are kept in.
    pub oss_bucket_name: Option<String>,
    /// `OSSBucketRegion`: the region of that bucket.
    pub oss_bucket_region: Option<String>,
    /// `OpenBackupSetAutoDownload`: whether backup sets are downloaded by themselves.
    pub open_backup_set_auto_download: Option<bool>,
    /// `ResourceGroupId`: the resource group.
    pub resource_group_id: Option<String>,
    /// `SourceEndpointDatabaseName`: the database's name.
    pub source_endpoint_database_name: Option<String>,
    /// `SourceEndpointEnableSsl`: whether the database is reached with TLS.
    pub source_endpoint_enable_ssl: Option<String>,
    /// `SourceEndpointHost`: the host of the database.
    pub source_endpoint_host: Option<String>,
    /// `SourceEndpointInstanceID`: the instance of the database.
    pub source_endpoint_instance_id: Option<String>,
    /// `SourceEndpointInstanceType`: where the database is. Published here: `rds`, `ecs`,
    /// `express`, `agent`, `dds`, `other`.
    pub source_endpoint_instance_type: Option<EndpointType>,
    /// `SourceEndpointIpPort`: address and port of the database.
    pub source_endpoint_ip_port: Option<String>,
    /// `SourceEndpointOracleSID`: the Oracle system id.
    pub source_endpoint_oracle_sid: Option<String>,
    /// `SourceEndpointPort`: the port of the database.
    pub source_endpoint_port: Option<String>,
    /// `SourceEndpointRegion`: the region of the database.
    pub source_endpoint_region: Option<String>,
    /// `SourceEndpointUserName`: the user of the database.
    pub source_endpoint_user_name: Option<String>,
    /// `StorageEncryptMethod`: how stored backups are encrypted. `encrypted` is the only value
    /// seen.
    pub storage_encrypt_method: Option<String>,
}

impl FromAnswer for BackupPlanDetail {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_gateway_id: fields.get("BackupGatewayId"),
            backup_gateway_identifier: fields.get("BackupGatewayIdentifier"),
            backup_method: fields.get("BackupMethod"),
            backup_objects: fields.get("BackupObjects"),
            backup_period: fields.commas("BackupPeriod"),
            backup_plan_create_time: fields.get("BackupPlanCreateTime"),
            backup_plan_id: fields.get("BackupPlanId"),
            backup_plan_name: fields.get("BackupPlanName"),
            backup_plan_region: fields.get("BackupPlanRegion"),
            backup_plan_status: fields.get("BackupPlanStatus"),
            backup_retention_period: fields.get("BackupRetentionPeriod"),
            backup_set_download_dir: fields.get("BackupSetDownloadDir"),
            backup_set_download_full_data_format: fields.get("BackupSetDownloadFullDataFormat"),
            backup_set_download_gateway_id: fields.get("BackupSetDownloadGatewayId"),
            backup_set_download_increment_data_format: fields
                .get("BackupSetDownloadIncrementDataFormat"),
            backup_set_download_target_type: fields.get("BackupSetDownloadTargetType"),
            backup_start_time: fields.get("BackupStartTime"),
            backup_storage_type: fields.get("BackupStorageType"),
            begin_timestamp_for_restore: fields.get("BeginTimestampForRestore"),
            cross_aliyun_id: fields.get("CrossAliyunId"),
            cross_role_name: fields.get("CrossRoleName"),
            database_type: fields.get("DatabaseType"),
            duplication_archive_period: fields.get("DuplicationArchivePeriod"),
            duplication_infrequent_access_period: fields.get("DuplicationInfrequentAccessPeriod"),
            enable_backup_log: fields.get("EnableBackupLog"),
            enable_mysql_physical_backup_bin_log: fields.get("EnableMysqlPhysicalBackupBinLog"),
            end_timestamp_for_restore: fields.get("EndTimestampForRestore"),
            err_message: fields.get("ErrMessage"),
            increment_backup_retention_period: fields.get("IncrementBackupRetentionPeriod"),
            increment_duplication_archive_period: fields.get("IncrementDuplicationArchivePeriod"),
            increment_duplication_infrequent_access_period: fields
                .get("IncrementDuplicationInfrequentAccessPeriod"),
            instance_charge_type: fields.get("InstanceChargeType"),
            instance_class: fields.get("InstanceClass"),
            instance_expired_timestamp: fields.get("InstanceExpiredTimestamp"),
            log_backup_retention_period: fields.get("LogBackupRetentionPeriod"),
            log_duplication_archive_period: fields.get("LogDuplicationArchivePeriod"),
            log_duplication_infrequent_access_period: fields
                .get("LogDuplicationInfrequentAccessPeriod"),
            oss_bucket_name: fields.get("OSSBucketName"),
            oss_bucket_region: fields.get("OSSBucketRegion"),
            open_backup_set_auto_download: fields.get("OpenBackupSetAutoDownload"),
            resource_group_id: fields.get("ResourceGroupId"),
            source_endpoint_database_name: fields.get("SourceEndpointDatabaseName"),
            source_endpoint_enable_ssl: fields.get("SourceEndpointEnableSsl"),
            source_endpoint_host: fields.get("SourceEndpointHost"),
            source_endpoint_instance_id: fields.get("SourceEndpointInstanceID"),
            source_endpoint_instance_type: fields.get("SourceEndpointInstanceType"),
            source_endpoint_ip_port: fields.get("SourceEndpointIpPort"),
            source_endpoint_oracle_sid: fields.get("SourceEndpointOracleSID"),
            source_endpoint_port: fields.get("SourceEndpointPort"),
            source_endpoint_region: fields.get("SourceEndpointRegion"),
            source_endpoint_user_name: fields.get("SourceEndpointUserName"),
            storage_encrypt_method: fields.get("StorageEncryptMethod"),
        }
    }
}
