//! Every request of version 2021-01-01 with every parameter set.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use dbs_sdk::v2021_01_01::*;

use crate::stage::Stage;

/// Plays each action.
pub(crate) async fn every(stage: &Stage) {
    stage.play(change_resource_group()).await;
    stage.play(configure_backup_set_info()).await;
    stage.play(create_advanced_policy()).await;
    stage.play(create_download()).await;
    stage.play(delete_sandbox_instance()).await;
    stage.play(describe_backup_data_list()).await;
    stage.play(describe_backup_policy()).await;
    stage.play(describe_bak_data_source_storage_access_info()).await;
    stage.play(describe_cost_info_by_dbs_instance()).await;
    stage.play(describe_db_tables_recovery_backup_set()).await;
    stage.play(describe_db_tables_recovery_state()).await;
    stage.play(describe_db_tables_recovery_time_range()).await;
    stage.play(describe_download_backup_set_storage_info()).await;
    stage.play(describe_download_support()).await;
    stage.play(describe_download_task()).await;
    stage.play(describe_sandbox_backup_sets()).await;
    stage.play(describe_sandbox_instances()).await;
    stage.play(describe_sandbox_recovery_time()).await;
    stage.play(modify_backup_policy()).await;
    stage.play(modify_db_tables_recovery_state()).await;
    stage.play(retry_download_task()).await;
    stage.play(support_db_table_recovery()).await;
}

fn change_resource_group() -> ChangeResourceGroup {
    let mut request = ChangeResourceGroup::new(
        "NewResourceGroupId &=+/€".to_owned(),
        "ResourceId &=+/€".to_owned(),
        "ResourceType &=+/€".to_owned(),
    );
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn configure_backup_set_info() -> ConfigureBackupSetInfo {
    let mut request = ConfigureBackupSetInfo::new(
        "BackupMethod &=+/€".to_owned(),
        "BackupMode &=+/€".to_owned(),
        "BackupSetName &=+/€".to_owned(),
        "BackupType &=+/€".to_owned(),
        "DataSourceId &=+/€".to_owned(),
        "RegionCode &=+/€".to_owned(),
        "UploadStatus &=+/€".to_owned(),
    );
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.check_sum = Some("CheckSum &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.extra_meta = Some("ExtraMeta &=+/€".to_owned());
    request.region_id = Some("RegionId &=+/€".to_owned());
    request
}

fn create_advanced_policy() -> CreateAdvancedPolicy {
    let mut request = CreateAdvancedPolicy::default();
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn create_download() -> CreateDownload {
    let mut request =
        CreateDownload::new("InstanceName &=+/€".to_owned(), "RegionCode &=+/€".to_owned());
    request.admin_database = Some("AdminDatabase &=+/€".to_owned());
    request.bak_set_id = Some("BakSetId &=+/€".to_owned());
    request.bak_set_size = Some(1002);
    request.bak_set_type = Some(DownloadType::from("pitr"));
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.download_point_in_time = Some(1005);
    request.format_type = Some(DownloadFormat::from("Parquet"));
    request.is_cluster = Some("IsCluster &=+/€".to_owned());
    request.is_physical = Some(false);
    request.primary_key_type_only = Some("PrimaryKeyTypeOnly &=+/€".to_owned());
    request.target_bucket = Some("TargetBucket &=+/€".to_owned());
    request.target_oss_region = Some("TargetOssRegion &=+/€".to_owned());
    request.target_path = Some("TargetPath &=+/€".to_owned());
    request.target_type = Some(DownloadTarget::from("URL"));
    request.use_zstd = Some("UseZstd &=+/€".to_owned());
    request
}

fn delete_sandbox_instance() -> DeleteSandboxInstance {
    let mut request =
        DeleteSandboxInstance::new("BackupPlanId &=+/€".to_owned(), "InstanceId &=+/€".to_owned());
    request.zone_id = Some("ZoneId &=+/€".to_owned());
    request
}

fn describe_backup_data_list() -> DescribeBackupDataList {
    let mut request = DescribeBackupDataList::default();
    request.backup_id = Some("BackupId &=+/€".to_owned());
    request.backup_method = Some(BackupMethod::from("Snapshot"));
    request.backup_mode = Some(BackupMode::from("Manual"));
    request.backup_scale = Some(BackupScale::from("DBTable"));
    request.backup_status = Some(BackupStatus::from("ERROR"));
    request.backup_type = Some(BackupType::from("IncrementBackup"));
    request.data_source_id = Some("DataSourceId &=+/€".to_owned());
    request.end_time = Some("EndTime &=+/€".to_owned());
    request.instance_is_deleted = Some(true);
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.instance_region = Some("InstanceRegion &=+/€".to_owned());
    request.page_number = Some(1011);
    request.page_size = Some(1012);
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request.scene_type = Some("SceneType &=+/€".to_owned());
    request.start_time = Some("StartTime &=+/€".to_owned());
    request
}

fn describe_backup_policy() -> DescribeBackupPolicy {
    let mut request = DescribeBackupPolicy::default();
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn describe_bak_data_source_storage_access_info() -> DescribeBakDataSourceStorageAccessInfo {
    let mut request = DescribeBakDataSourceStorageAccessInfo::new(
        "BackupSetId &=+/€".to_owned(),
        "BackupType &=+/€".to_owned(),
        "DataSourceId &=+/€".to_owned(),
        "RegionCode &=+/€".to_owned(),
    );
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.duration_seconds = Some(1004);
    request.region_id = Some("RegionId &=+/€".to_owned());
    request.storage_type = Some("StorageType &=+/€".to_owned());
    request
}

fn describe_cost_info_by_dbs_instance() -> DescribeCostInfoByDbsInstance {
    let mut request = DescribeCostInfoByDbsInstance::default();
    request.backup_plan_id = Some("BackupPlanId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn describe_db_tables_recovery_backup_set() -> DescribeDBTablesRecoveryBackupSet {
    let mut request = DescribeDBTablesRecoveryBackupSet::default();
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn describe_db_tables_recovery_state() -> DescribeDBTablesRecoveryState {
    let mut request = DescribeDBTablesRecoveryState::default();
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn describe_db_tables_recovery_time_range() -> DescribeDBTablesRecoveryTimeRange {
    let mut request = DescribeDBTablesRecoveryTimeRange::default();
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn describe_download_backup_set_storage_info() -> DescribeDownloadBackupSetStorageInfo {
    let mut request =
        DescribeDownloadBackupSetStorageInfo::new(1002, "RegionCode &=+/€".to_owned());
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.task_id = Some("TaskId &=+/€".to_owned());
    request
}

fn describe_download_support() -> DescribeDownloadSupport {
    let mut request = DescribeDownloadSupport::new(
        "InstanceName &=+/€".to_owned(),
        "RegionCode &=+/€".to_owned(),
    );
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request
}

fn describe_download_task() -> DescribeDownloadTask {
    let mut request = DescribeDownloadTask::new("RegionCode &=+/€".to_owned());
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.current_page = Some(1002);
    request.datasource_id = Some("DatasourceId &=+/€".to_owned());
    request.end_time = Some(1004);
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.order_column = Some("OrderColumn &=+/€".to_owned());
    request.order_direct = Some(SortDirection::from("desc"));
    request.page_size = Some(1008);
    request.start_time = Some(1010);
    request.state = Some(DownloadStatus::from("expired"));
    request.task_type = Some(DownloadType::from("pitr"));
    request
}

fn describe_sandbox_backup_sets() -> DescribeSandboxBackupSets {
    let mut request = DescribeSandboxBackupSets::new("BackupPlanId &=+/€".to_owned());
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.page_number = Some(1002);
    request.page_size = Some(1003);
    request
}

fn describe_sandbox_instances() -> DescribeSandboxInstances {
    let mut request = DescribeSandboxInstances::new("BackupPlanId &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.page_number = Some(1002);
    request.page_size = Some(1003);
    request
}

fn describe_sandbox_recovery_time() -> DescribeSandboxRecoveryTime {
    DescribeSandboxRecoveryTime::new("BackupPlanId &=+/€".to_owned())
}

fn modify_backup_policy() -> ModifyBackupPolicy {
    let mut request = ModifyBackupPolicy::default();
    request.advance_data_policies = vec![{
        let mut object = AdvanceDataPolicyChange::default();
        object.action_type = Some(ActionType::from("DELETE"));
        object.dest_region = Some("DestRegion &=+/€".to_owned());
        object.dest_type = Some(StorageTier::from("level2Cross"));
        object.filter_key = Some(FilterKey::from("backupInterval"));
        object.filter_type = Some(FilterType::from("event"));
        object.filter_value = Some("FilterValue &=+/€".to_owned());
        object.only_preserve_one_each_day = Some(true);
        object.policy_id = Some("PolicyId &=+/€".to_owned());
        object.retention_type = Some(RetentionType::from("delay"));
        object.retention_value = Some("RetentionValue &=+/€".to_owned());
        object.src_region = Some("SrcRegion &=+/€".to_owned());
        object.src_type = Some(StorageTier::from("level2Cross"));
        object.storage_class = Some("StorageClass &=+/€".to_owned());
        object
    }];
    request.advance_inc_policies = vec![{
        let mut object = AdvanceIncPolicyChange::default();
        object.action_type = Some(ActionType::from("DELETE"));
        object.dest_region = Some("DestRegion &=+/€".to_owned());
        object.dest_type = Some(StorageTier::from("level2Cross"));
        object.filter_key = Some(FilterKey::from("backupInterval"));
        object.filter_type = Some(FilterType::from("event"));
        object.filter_value = Some("FilterValue &=+/€".to_owned());
        object.only_preserve_one_each_day = Some(true);
        object.policy_id = Some("PolicyId &=+/€".to_owned());
        object.retention_type = Some(RetentionType::from("delay"));
        object.retention_value = Some("RetentionValue &=+/€".to_owned());
        object.src_region = Some("SrcRegion &=+/€".to_owned());
        object.src_type = Some(StorageTier::from("level2Cross"));
        object
    }];
    request.advance_log_policies = vec![{
        let mut object = AdvanceLogPolicyChange::default();
        object.action_type = Some(ActionType::from("DELETE"));
        object.dest_region = Some("DestRegion &=+/€".to_owned());
        object.dest_type = Some(StorageTier::from("level2Cross"));
        object.enable_log_backup = Some(1003);
        object.filter_key = Some(FilterKey::from("backupInterval"));
        object.filter_type = Some(FilterType::from("event"));
        object.filter_value = Some("FilterValue &=+/€".to_owned());
        object.log_retention_type = Some(RetentionType::from("delay"));
        object.log_retention_value = Some("LogRetentionValue &=+/€".to_owned());
        object.policy_id = Some("PolicyId &=+/€".to_owned());
        object.src_region = Some("SrcRegion &=+/€".to_owned());
        object.src_type = Some(StorageTier::from("level2Cross"));
        object
    }];
    request.backup_method = Some(BackupMethod::from("Snapshot"));
    request.backup_priority = Some(1004);
    request.backup_retention_policy_on_cluster_deletion =
        Some(BackupRetentionPolicyOnClusterDeletion::from("ALL"));
    request.category = Some(Category::from("Standard"));
    request.enable_inc_backup = Some(false);
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.preferred_backup_window_begin = Some("PreferredBackupWindowBegin &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}

fn modify_db_tables_recovery_state() -> ModifyDBTablesRecoveryState {
    let mut request = ModifyDBTablesRecoveryState::default();
    request.category = Some("Category &=+/€".to_owned());
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request.retention = Some("Retention &=+/€".to_owned());
    request
}

fn retry_download_task() -> RetryDownloadTask {
    let mut request = RetryDownloadTask::default();
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_name = Some("InstanceName &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request.task_id = Some("TaskId &=+/€".to_owned());
    request
}

fn support_db_table_recovery() -> SupportDBTableRecovery {
    let mut request = SupportDBTableRecovery::default();
    request.cluster_name = Some("ClusterName &=+/€".to_owned());
    request.instance_id = Some("InstanceId &=+/€".to_owned());
    request.region_code = Some("RegionCode &=+/€".to_owned());
    request
}
