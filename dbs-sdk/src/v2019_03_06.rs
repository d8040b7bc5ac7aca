//! API version 2019-03-06: all of its 36 actions, one struct an action, one file a struct.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

mod configure_backup_plan;
mod create_and_start_backup_plan;
mod create_backup_plan;
mod create_full_backup_set_download;
mod create_get_db_list_from_agent_task;
mod create_increment_backup_set_download;
mod create_restore_task;
mod describe_backup_gateway_list;
mod describe_backup_plan_billing;
mod describe_backup_plan_list;
mod describe_backup_set_download_task_list;
mod describe_dla_service;
mod describe_full_backup_list;
mod describe_increment_backup_list;
mod describe_job_error_code;
mod describe_node_cidr_list;
mod describe_pre_check_progress_list;
mod describe_regions;
mod describe_restore_range_info;
mod describe_restore_task_list;
mod disable_backup_log;
mod enable_backup_log;
mod enums;
mod get_db_list_from_agent;
mod initialize_dbs_service_linked_role;
mod modify_backup_objects;
mod modify_backup_plan_name;
mod modify_backup_set_download_rules;
mod modify_backup_source_endpoint;
mod modify_backup_strategy;
mod modify_storage_strategy;
mod objects;
mod release_backup_plan;
mod renew_backup_plan;
mod start_backup_plan;
mod start_restore_task;
mod stop_backup_plan;
mod upgrade_backup_plan;

pub use configure_backup_plan::{ConfigureBackupPlan, ConfigureBackupPlanResponse};
pub use create_and_start_backup_plan::{
    CreateAndStartBackupPlan, CreateAndStartBackupPlanResponse,
};
pub use create_backup_plan::{CreateBackupPlan, CreateBackupPlanResponse};
pub use create_full_backup_set_download::{
    CreateFullBackupSetDownload, CreateFullBackupSetDownloadResponse,
};
pub use create_get_db_list_from_agent_task::{
    CreateGetDBListFromAgentTask, CreateGetDBListFromAgentTaskResponse,
};
pub use create_increment_backup_set_download::{
    CreateIncrementBackupSetDownload, CreateIncrementBackupSetDownloadResponse,
};
pub use create_restore_task::{CreateRestoreTask, CreateRestoreTaskResponse};
pub use describe_backup_gateway_list::{
    BackupGateway, DescribeBackupGatewayList, DescribeBackupGatewayListResponse,
};
pub use describe_backup_plan_billing::{
    DescribeBackupPlanBilling, DescribeBackupPlanBillingItem, DescribeBackupPlanBillingResponse,
};
pub use describe_backup_plan_list::{
    BackupPlanDetail, DescribeBackupPlanList, DescribeBackupPlanListResponse,
};
pub use describe_backup_set_download_task_list::{
    BackupSetDownloadTaskDetail, DescribeBackupSetDownloadTaskList,
    DescribeBackupSetDownloadTaskListResponse,
};
pub use describe_dla_service::{DescribeDLAService, DescribeDLAServiceResponse};
pub use describe_full_backup_list::{
    DescribeFullBackupList, DescribeFullBackupListResponse, FullBackupFile,
};
pub use describe_increment_backup_list::{
    DescribeIncrementBackupList, DescribeIncrementBackupListResponse, IncrementBackupFile,
};
pub use describe_job_error_code::{
    DescribeJobErrorCode, DescribeJobErrorCodeItem, DescribeJobErrorCodeResponse,
};
pub use describe_node_cidr_list::{DescribeNodeCidrList, DescribeNodeCidrListResponse};
pub use describe_pre_check_progress_list::{
    DescribePreCheckProgressList, DescribePreCheckProgressListResponse, PreCheckProgressDetail,
};
pub use describe_regions::{DescribeRegions, DescribeRegionsResponse};
pub use describe_restore_range_info::{
    DBSRecoverRange, DescribeRestoreRangeInfo, DescribeRestoreRangeInfoResponse, FullBackupDetail,
};
pub use describe_restore_task_list::{
    DescribeRestoreTaskList, DescribeRestoreTaskListResponse, RestoreTaskDetail,
};
pub use disable_backup_log::{DisableBackupLog, DisableBackupLogResponse};
pub use enable_backup_log::{EnableBackupLog, EnableBackupLogResponse};
pub use enums::{
    BackupGatewayStatus, BackupMethod, BackupPlanStatus, BackupSetDownloadStatus,
    BackupSetDownloadTargetTypeLocation, BackupSetDownloadWay, BackupSetJobType, BackupStatus,
    BackupStorageType, BackupStrategyType, ChargeType, CheckState, CheckStatus, DataFormat,
    DatabaseType, DlaState, EndpointType, InstanceClass, InstanceType, Language,
    ModifiedStrategyType, Period, RangeType, RestoreStatus, StopMethod, StorageMethod, Weekday,
};
pub use get_db_list_from_agent::{GetDBListFromAgent, GetDBListFromAgentResponse};
pub use initialize_dbs_service_linked_role::{
    InitializeDbsServiceLinkedRole, InitializeDbsServiceLinkedRoleResponse,
};
pub use modify_backup_objects::{ModifyBackupObjects, ModifyBackupObjectsResponse};
pub use modify_backup_plan_name::{ModifyBackupPlanName, ModifyBackupPlanNameResponse};
pub use modify_backup_set_download_rules::{
    ModifyBackupSetDownloadRules, ModifyBackupSetDownloadRulesResponse,
};
pub use modify_backup_source_endpoint::{
    ModifyBackupSourceEndpoint, ModifyBackupSourceEndpointResponse,
};
pub use modify_backup_strategy::{ModifyBackupStrategy, ModifyBackupStrategyResponse};
pub use modify_storage_strategy::{ModifyStorageStrategy, ModifyStorageStrategyResponse};
pub use objects::{BackupObject, RestoreObject, TableRule};
pub use release_backup_plan::{ReleaseBackupPlan, ReleaseBackupPlanResponse};
pub use renew_backup_plan::{RenewBackupPlan, RenewBackupPlanResponse};
pub use start_backup_plan::{StartBackupPlan, StartBackupPlanResponse};
pub use start_restore_task::{StartRestoreTask, StartRestoreTaskResponse};
pub use stop_backup_plan::{StopBackupPlan, StopBackupPlanResponse};
pub use upgrade_backup_plan::{UpgradeBackupPlan, UpgradeBackupPlanResponse};

/// The API version of this module's actions.
const VERSION: &str = "2019-03-06";
