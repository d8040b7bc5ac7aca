//! Every request of version 2019-03-06 with every parameter set.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use dbs_sdk::v2019_03_06::*;

use crate::stage::Stage;

/// Plays each action.
pub(crate) async fn every(stage: &Stage) {
    stage.play(configure_backup_plan()).await;
    stage.play(create_and_start_backup_plan()).await;
    stage.play(create_backup_plan()).await;
    stage.play(create_full_backup_set_download()).await;
    stage.play(create_get_db_list_from_agent_task()).await;
    stage.play(create_increment_backup_set_download()).await;
    stage.play(create_restore_task()).await;
    stage.play(describe_backup_gateway_list()).await;
    stage.play(describe_backup_plan_billing()).await;
    stage.play(describe_backup_plan_list()).await;
    stage.play(describe_backup_set_download_task_list()).await;
    stage.play(describe_dla_service()).await;
    stage.play(describe_full_backup_list()).await;
    stage.play(describe_increment_backup_list()).await;
    stage.play(describe_job_error_code()).await;
    stage.play(describe_node_cidr_list()).await;
    stage.play(describe_pre_check_progress_list()).await;
    stage.play(describe_regions()).await;
    stage.play(describe_restore_range_info()).await;
    stage.play(describe_restore_task_list()).await;
    stage.play(disable_backup_log()).await;
    stage.play(enable_backup_log()).await;
    stage.play(get_db_list_from_agent()).await;
    stage.play(initialize_dbs_service_linked_role()).await;
    stage.play(modify_backup_objects()).await;
    stage.play(modify_backup_plan_name()).await;
    stage.play(modify_backup_set_download_rules()).await;
    stage.play(modify_backup_source_endpoint()).await;
    stage.play(modify_backup_strategy()).await;
    stage.play(modify_storage_strategy()).await;
    stage.play(release_backup_plan()).await;
    stage.play(renew_backup_plan()).await;
    stage.play(start_backup_plan()).await;
    stage.play(start_restore_task()).await;
    stage.play(stop_backup_plan()).await;
    stage.play(upgrade_backup_plan()).await;
}

fn configure_backup_plan() -> ConfigureBackupPlan {
    let mut request = ConfigureBackupPlan::new(
        "BackupPlanId &=+/€".to_owned(),
        "BackupPlanName &=+/€".to_owned(),
        EndpointType::from("Other"),
    );
    request.auto_start_backup = Some(true);
    request.backup_gateway_id = Some(1001);
    request.backup_log_interval_seconds = Some(1002);
    request.backup_objects = vec![{
        let mut object = BackupObject::default();
        object.db_name = Some("DBName &=+/€".to_owned());
        object.new_db_name = Some("NewDBName &=+/€".to_owned());
        object.new_schema_name = Some("NewSchemaName &=+/€".to_owned());
        object.schema_name = Some("SchemaName &=+/€".to_owned());
        object.table_excludes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object.table_includes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object
    }];
    request.backup_period = vec![Weekday::from("Monday"), Weekday::from("Tuesday")];
    request.backup_rate_limit = Some(1007);
    request.backup_retention_period = Some(1008);
    request.backup_speed_limit = Some(1009);
    request.backup_start_time = Some("BackupStartTime &=+/€".to_owned());
    request.backup_storage_encrypt_method = Some("BackupStorageEncryptMethod &=+/€".to_owned());
    request.backup_storage_type = Some(BackupStorageType::from("system"));
    request.backup_strategy_type = Some(BackupStrategyType::from("manual"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.cross_aliyun_id = Some("CrossAliyunId &=+/€".to_owned());
    request.cross_role_name = Some("CrossRoleName &=+/€".to_owned());
    request.duplication_archive_period = Some(1017);
    request.duplication_infrequent_access_period = Some(1018);
    request.enable_backup_log = Some(false);
    request.enable_mysql_physical_backup_binlog = Some(true);
    request.enable_source_endpoint_ssl = Some(false);
    request.oss_bucket_name = Some("OSSBucketName &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.resource_group_id = Some("ResourceGroupId &=+/€".to_owned());
    request.source_endpoint_database_name = Some("SourceEndpointDatabaseName &=+/€".to_owned());
    request.source_endpoint_ip = Some("SourceEndpointIP &=+/€".to_owned());
    request.source_endpoint_instance_id = Some("SourceEndpointInstanceID &=+/€".to_owned());
    request.source_endpoint_oracle_home = Some("SourceEndpointOracleHome &=+/€".to_owned());
    request.source_endpoint_oracle_sid = Some("SourceEndpointOracleSID &=+/€".to_owned());
    request.source_endpoint_password = Some("SourceEndpointPassword &=+/€".to_owned().into());
    request.source_endpoint_port = Some(1032);
    request.source_endpoint_region = Some("SourceEndpointRegion &=+/€".to_owned());
    request.source_endpoint_user_name = Some("SourceEndpointUserName &=+/€".to_owned());
    request.ssl_ca_pem = Some("SslCaPem &=+/€".to_owned());
    request
}

fn create_and_start_backup_plan() -> CreateAndStartBackupPlan {
    let mut request = CreateAndStartBackupPlan::new(
        BackupMethod::from("physical"),
        "BackupPlanName &=+/€".to_owned(),
        DatabaseType::from("Redis"),
        InstanceClass::from("xlarge"),
        EndpointType::from("dg"),
    );
    request.backup_gateway_id = Some(1000);
    request.backup_log_interval_seconds = Some(1001);
    request.backup_objects = vec![{
        let mut object = BackupObject::default();
        object.db_name = Some("DBName &=+/€".to_owned());
        object.new_db_name = Some("NewDBName &=+/€".to_owned());
        object.new_schema_name = Some("NewSchemaName &=+/€".to_owned());
        object.schema_name = Some("SchemaName &=+/€".to_owned());
        object.table_excludes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object.table_includes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object
    }];
    request.backup_period = vec![Weekday::from("Monday"), Weekday::from("Tuesday")];
    request.backup_plan_id = Some("BackupPlanId &=+/€".to_owned());
    request.backup_rate_limit = Some(1007);
    request.backup_retention_period = Some(1008);
    request.backup_speed_limit = Some(1009);
    request.backup_start_time = Some("BackupStartTime &=+/€".to_owned());
    request.backup_storage_type = Some(BackupStorageType::from("system"));
    request.backup_strategy_type = Some(BackupStrategyType::from("manual"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.cross_aliyun_id = Some("CrossAliyunId &=+/€".to_owned());
    request.cross_role_name = Some("CrossRoleName &=+/€".to_owned());
    request.database_region = Some("DatabaseRegion &=+/€".to_owned());
    request.duplication_archive_period = Some(1018);
    request.duplication_infrequent_access_period = Some(1019);
    request.enable_backup_log = Some(true);
    request.from_app = Some("FromApp &=+/€".to_owned());
    request.instance_type = Some(InstanceType::from("dg"));
    request.oss_bucket_name = Some("OSSBucketName &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.pay_type = Some("PayType &=+/€".to_owned());
    request.period = Some(Period::from("Month"));
    request.region = Some("Region &=+/€".to_owned());
    request.resource_group_id = Some("ResourceGroupId &=+/€".to_owned());
    request.source_endpoint_database_name = Some("SourceEndpointDatabaseName &=+/€".to_owned());
    request.source_endpoint_ip = Some("SourceEndpointIP &=+/€".to_owned());
    request.source_endpoint_instance_id = Some("SourceEndpointInstanceID &=+/€".to_owned());
    request.source_endpoint_oracle_sid = Some("SourceEndpointOracleSID &=+/€".to_owned());
    request.source_endpoint_password = Some("SourceEndpointPassword &=+/€".to_owned().into());
    request.source_endpoint_port = Some(1036);
    request.source_endpoint_region = Some("SourceEndpointRegion &=+/€".to_owned());
    request.source_endpoint_user_name = Some("SourceEndpointUserName &=+/€".to_owned());
    request.storage_region = Some("StorageRegion &=+/€".to_owned());
    request.storage_type = Some("StorageType &=+/€".to_owned());
    request.used_time = Some(1041);
    request
}

fn create_backup_plan() -> CreateBackupPlan {
    let mut request = CreateBackupPlan::new(
        BackupMethod::from("physical"),
        DatabaseType::from("Redis"),
        InstanceClass::from("xlarge"),
    );
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.database_region = Some("DatabaseRegion &=+/€".to_owned());
    request.from_app = Some("FromApp &=+/€".to_owned());
    request.instance_type = Some(InstanceType::from("dg"));
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.pay_type = Some("PayType &=+/€".to_owned());
    request.period = Some(Period::from("Month"));
    request.region = Some("Region &=+/€".to_owned());
    request.resource_group_id = Some("ResourceGroupId &=+/€".to_owned());
    request.storage_region = Some("StorageRegion &=+/€".to_owned());
    request.storage_type = Some("StorageType &=+/€".to_owned());
    request.used_time = Some(1014);
    request
}

fn create_full_backup_set_download() -> CreateFullBackupSetDownload {
    let mut request = CreateFullBackupSetDownload::new("BackupSetId &=+/€".to_owned());
    request.backup_set_data_format = Some(DataFormat::from("JSON"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn create_get_db_list_from_agent_task() -> CreateGetDBListFromAgentTask {
    let mut request = CreateGetDBListFromAgentTask::default();
    request.backup_gateway_id = Some(1000);
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.database_type = Some(DatabaseType::from("Redis"));
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.source_endpoint_ip = Some("SourceEndpointIP &=+/€".to_owned());
    request.source_endpoint_port = Some(1005);
    request.source_endpoint_region = Some("SourceEndpointRegion &=+/€".to_owned());
    request
}

fn create_increment_backup_set_download() -> CreateIncrementBackupSetDownload {
    let mut request = CreateIncrementBackupSetDownload::new(
        "BackupSetId &=+/€".to_owned(),
        "BackupSetName &=+/€".to_owned(),
    );
    request.backup_set_data_format = Some(DataFormat::from("JSON"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn create_restore_task() -> CreateRestoreTask {
    let mut request = CreateRestoreTask::new(
        "BackupPlanId &=+/€".to_owned(),
        EndpointType::from("dg"),
        "RestoreTaskName &=+/€".to_owned(),
    );
    request.auto_open_database = Some("AutoOpenDatabase &=+/€".to_owned());
    request.auto_shutdown_database = Some("AutoShutdownDatabase &=+/€".to_owned());
    request.backup_gateway_id = Some(1002);
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.cross_aliyun_id = Some("CrossAliyunId &=+/€".to_owned());
    request.cross_role_name = Some("CrossRoleName &=+/€".to_owned());
    request.dest_database_instance_class = Some("DestDatabaseInstanceClass &=+/€".to_owned());
    request.dest_database_instance_database_version =
        Some("DestDatabaseInstanceDatabaseVersion &=+/€".to_owned());
    request.dest_database_instance_region = Some("DestDatabaseInstanceRegion &=+/€".to_owned());
    request.dest_database_instance_storage_size = Some(1011);
    request.dest_database_instance_type = Some("DestDatabaseInstanceType &=+/€".to_owned());
    request.dest_database_instance_vswitch = Some("DestDatabaseInstanceVSwitch &=+/€".to_owned());
    request.dest_database_instance_vpc = Some("DestDatabaseInstanceVpc &=+/€".to_owned());
    request.destination_endpoint_database_name =
        Some("DestinationEndpointDatabaseName &=+/€".to_owned());
    request.destination_endpoint_ip = Some("DestinationEndpointIP &=+/€".to_owned());
    request.destination_endpoint_instance_id =
        Some("DestinationEndpointInstanceID &=+/€".to_owned());
    request.destination_endpoint_oracle_sid = Some("DestinationEndpointOracleSID &=+/€".to_owned());
    request.destination_endpoint_password =
        Some("DestinationEndpointPassword &=+/€".to_owned().into());
    request.destination_endpoint_port = Some(1021);
    request.destination_endpoint_region = Some("DestinationEndpointRegion &=+/€".to_owned());
    request.destination_endpoint_user_name = Some("DestinationEndpointUserName &=+/€".to_owned());
    request.duplicate_conflict = Some("DuplicateConflict &=+/€".to_owned());
    request.enable_destination_endpoint_ssl = Some(false);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.restore_destination_mode = Some("RestoreDestinationMode &=+/€".to_owned());
    request.restore_dir = Some("RestoreDir &=+/€".to_owned());
    request.restore_home = Some("RestoreHome &=+/€".to_owned());
    request.restore_objects = vec![{
        let mut object = RestoreObject::default();
        object.db_name = Some("DBName &=+/€".to_owned());
        object.new_db_name = Some("NewDBName &=+/€".to_owned());
        object
    }];
    request.restore_time = Some(1032);
    request.ssl_ca_pem = Some("SslCaPem &=+/€".to_owned());
    request
}

fn describe_backup_gateway_list() -> DescribeBackupGatewayList {
    let mut request = DescribeBackupGatewayList::new("Region &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.identifier = vec!["Identifier 1".to_owned(), "Identifier 2".to_owned()];
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1003);
    request.page_size = Some(1004);
    request
}

fn describe_backup_plan_billing() -> DescribeBackupPlanBilling {
    let mut request = DescribeBackupPlanBilling::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.show_storage_type = Some(false);
    request
}

fn describe_backup_plan_list() -> DescribeBackupPlanList {
    let mut request = DescribeBackupPlanList::default();
    request.backup_method = Some(BackupMethod::from("duplication"));
    request.backup_plan_id = vec!["BackupPlanId 1".to_owned(), "BackupPlanId 2".to_owned()];
    request.backup_plan_name = Some("BackupPlanName &=+/€".to_owned());
    request.backup_plan_status = Some(BackupPlanStatus::from("check_pass"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1006);
    request.page_size = Some(1007);
    request.region = Some("Region &=+/€".to_owned());
    request.resource_group_id = Some("ResourceGroupId &=+/€".to_owned());
    request.show_backup_strategy_info = Some(true);
    request.show_recover_time_range = Some(false);
    request.show_storage_strategy_info = Some(true);
    request
}

fn describe_backup_set_download_task_list() -> DescribeBackupSetDownloadTaskList {
    let mut request = DescribeBackupSetDownloadTaskList::default();
    request.backup_plan_id = Some("BackupPlanId &=+/€".to_owned());
    request.backup_set_download_task_id = Some("BackupSetDownloadTaskId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1004);
    request.page_size = Some(1005);
    request
}

fn describe_dla_service() -> DescribeDLAService {
    let mut request = DescribeDLAService::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn describe_full_backup_list() -> DescribeFullBackupList {
    let mut request = DescribeFullBackupList::new("BackupPlanId &=+/€".to_owned());
    request.backup_set_id = Some("BackupSetId &=+/€".to_owned());
    request.backup_set_status = Some("BackupSetStatus &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.end_timestamp = Some(1004);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1006);
    request.page_size = Some(1007);
    request.show_progress = Some(true);
    request.show_storage_type = Some(false);
    request.start_timestamp = Some(1010);
    request
}

fn describe_increment_backup_list() -> DescribeIncrementBackupList {
    let mut request = DescribeIncrementBackupList::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.end_timestamp = Some(1002);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1004);
    request.page_size = Some(1005);
    request.show_storage_type = Some(true);
    request.start_timestamp = Some(1007);
    request
}

fn describe_job_error_code() -> DescribeJobErrorCode {
    let mut request = DescribeJobErrorCode::new("TaskId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.language = Some(Language::from("cn"));
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn describe_node_cidr_list() -> DescribeNodeCidrList {
    let mut request = DescribeNodeCidrList::new("Region &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn describe_pre_check_progress_list() -> DescribePreCheckProgressList {
    let mut request = DescribePreCheckProgressList::default();
    request.backup_plan_id = Some("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.restore_task_id = Some("RestoreTaskId &=+/€".to_owned());
    request
}

fn describe_regions() -> DescribeRegions {
    let mut request = DescribeRegions::default();
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn describe_restore_range_info() -> DescribeRestoreRangeInfo {
    let mut request = DescribeRestoreRangeInfo::new("BackupPlanId &=+/€".to_owned(), 1001, 1003);
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.recently_restore = Some(false);
    request
}

fn describe_restore_task_list() -> DescribeRestoreTaskList {
    let mut request = DescribeRestoreTaskList::default();
    request.backup_plan_id = Some("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.end_timestamp = Some(1002);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.page_num = Some(1004);
    request.page_size = Some(1005);
    request.restore_task_id = vec!["RestoreTaskId 1".to_owned(), "RestoreTaskId 2".to_owned()];
    request.start_timestamp = Some(1007);
    request
}

fn disable_backup_log() -> DisableBackupLog {
    let mut request = DisableBackupLog::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.disable_mysql_physical_backup_binlog_only = Some(true);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn enable_backup_log() -> EnableBackupLog {
    let mut request = EnableBackupLog::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.enable_mysql_physical_backup_binlog = Some(true);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn get_db_list_from_agent() -> GetDBListFromAgent {
    let mut request = GetDBListFromAgent::default();
    request.backup_gateway_id = Some(1000);
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.source_endpoint_region = Some("SourceEndpointRegion &=+/€".to_owned());
    request.task_id = Some(1004);
    request
}

fn initialize_dbs_service_linked_role() -> InitializeDbsServiceLinkedRole {
    InitializeDbsServiceLinkedRole::default()
}

fn modify_backup_objects() -> ModifyBackupObjects {
    let mut request = ModifyBackupObjects::new(
        vec![{
            let mut object = BackupObject::default();
            object.db_name = Some("DBName &=+/€".to_owned());
            object.new_db_name = Some("NewDBName &=+/€".to_owned());
            object.new_schema_name = Some("NewSchemaName &=+/€".to_owned());
            object.schema_name = Some("SchemaName &=+/€".to_owned());
            object.table_excludes = vec![{
                let mut object = TableRule::default();
                object.table_name = Some("TableName &=+/€".to_owned());
                object
            }];
            object.table_includes = vec![{
                let mut object = TableRule::default();
                object.table_name = Some("TableName &=+/€".to_owned());
                object
            }];
            object
        }],
        "BackupPlanId &=+/€".to_owned(),
    );
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn modify_backup_plan_name() -> ModifyBackupPlanName {
    let mut request = ModifyBackupPlanName::new(
        "BackupPlanId &=+/€".to_owned(),
        "BackupPlanName &=+/€".to_owned(),
    );
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn modify_backup_set_download_rules() -> ModifyBackupSetDownloadRules {
    let mut request = ModifyBackupSetDownloadRules::new("BackupPlanId &=+/€".to_owned());
    request.backup_gateway_id = Some(1000);
    request.backup_set_download_dir = Some("BackupSetDownloadDir &=+/€".to_owned());
    request.backup_set_download_target_type = Some("BackupSetDownloadTargetType &=+/€".to_owned());
    request.backup_set_download_target_type_location =
        Some(BackupSetDownloadTargetTypeLocation::from("minio"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.full_data_format = Some(DataFormat::from("JSON"));
    request.increment_data_format = Some(DataFormat::from("JSON"));
    request.open_auto_download = Some(true);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn modify_backup_source_endpoint() -> ModifyBackupSourceEndpoint {
    let mut request = ModifyBackupSourceEndpoint::new(
        "BackupPlanId &=+/€".to_owned(),
        EndpointType::from("Other"),
    );
    request.backup_gateway_id = Some(1000);
    request.backup_objects = vec![{
        let mut object = BackupObject::default();
        object.db_name = Some("DBName &=+/€".to_owned());
        object.new_db_name = Some("NewDBName &=+/€".to_owned());
        object.new_schema_name = Some("NewSchemaName &=+/€".to_owned());
        object.schema_name = Some("SchemaName &=+/€".to_owned());
        object.table_excludes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object.table_includes = vec![{
            let mut object = TableRule::default();
            object.table_name = Some("TableName &=+/€".to_owned());
            object
        }];
        object
    }];
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.cross_aliyun_id = Some("CrossAliyunId &=+/€".to_owned());
    request.cross_role_name = Some("CrossRoleName &=+/€".to_owned());
    request.enable_source_endpoint_ssl = Some(true);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request.source_endpoint_database_name = Some("SourceEndpointDatabaseName &=+/€".to_owned());
    request.source_endpoint_ip = Some("SourceEndpointIP &=+/€".to_owned());
    request.source_endpoint_instance_id = Some("SourceEndpointInstanceID &=+/€".to_owned());
    request.source_endpoint_oracle_home = Some("SourceEndpointOracleHome &=+/€".to_owned());
    request.source_endpoint_oracle_sid = Some("SourceEndpointOracleSID &=+/€".to_owned());
    request.source_endpoint_password = Some("SourceEndpointPassword &=+/€".to_owned().into());
    request.source_endpoint_port = Some(1015);
    request.source_endpoint_region = Some("SourceEndpointRegion &=+/€".to_owned());
    request.source_endpoint_user_name = Some("SourceEndpointUserName &=+/€".to_owned());
    request.ssl_ca_pem = Some("SslCaPem &=+/€".to_owned());
    request
}

fn modify_backup_strategy() -> ModifyBackupStrategy {
    let mut request = ModifyBackupStrategy::new(
        vec![Weekday::from("Monday"), Weekday::from("Tuesday")],
        "BackupPlanId &=+/€".to_owned(),
    );
    request.backup_log_interval_seconds = Some(1000);
    request.backup_start_time = Some("BackupStartTime &=+/€".to_owned());
    request.backup_strategy_type = Some(ModifiedStrategyType::from("Manual"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn modify_storage_strategy() -> ModifyStorageStrategy {
    let mut request = ModifyStorageStrategy::new("BackupPlanId &=+/€".to_owned(), 1001, 1004, 1005);
    request.backup_storage_encrypt_method = Some("BackupStorageEncryptMethod &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.increment_backup_retention_period = Some(1006);
    request.increment_duplication_archive_period = Some(1007);
    request.increment_duplication_infrequent_access_period = Some(1008);
    request.log_backup_retention_period = Some(1009);
    request.log_duplication_archive_period = Some(1010);
    request.log_duplication_infrequent_access_period = Some(1011);
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn release_backup_plan() -> ReleaseBackupPlan {
    let mut request = ReleaseBackupPlan::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn renew_backup_plan() -> RenewBackupPlan {
    let mut request =
        RenewBackupPlan::new("BackupPlanId &=+/€".to_owned(), Period::from("Month"), 1004);
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn start_backup_plan() -> StartBackupPlan {
    let mut request = StartBackupPlan::new("BackupPlanId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn start_restore_task() -> StartRestoreTask {
    let mut request = StartRestoreTask::new("RestoreTaskId &=+/€".to_owned());
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn stop_backup_plan() -> StopBackupPlan {
    let mut request =
        StopBackupPlan::new("BackupPlanId &=+/€".to_owned(), StopMethod::from("PLAN"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}

fn upgrade_backup_plan() -> UpgradeBackupPlan {
    let mut request =
        UpgradeBackupPlan::new("BackupPlanId &=+/€".to_owned(), InstanceClass::from("xlarge"));
    request.client_token = Some("ClientToken &=+/€".to_owned());
    request.owner_id = Some("OwnerId &=+/€".to_owned());
    request
}
