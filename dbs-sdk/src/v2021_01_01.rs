//! API version 2021-01-01: all of its 22 actions, one struct an action, one file a struct.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

mod change_resource_group;
mod configure_backup_set_info;
mod create_advanced_policy;
mod create_download;
mod delete_sandbox_instance;
mod describe_backup_data_list;
mod describe_backup_policy;
mod describe_bak_data_source_storage_access_info;
mod describe_cost_info_by_dbs_instance;
mod describe_db_tables_recovery_backup_set;
mod describe_db_tables_recovery_state;
mod describe_db_tables_recovery_time_range;
mod describe_download_backup_set_storage_info;
mod describe_download_support;
mod describe_download_task;
mod describe_sandbox_backup_sets;
mod describe_sandbox_instances;
mod describe_sandbox_recovery_time;
mod enums;
mod modify_backup_policy;
mod modify_db_tables_recovery_state;
mod objects;
mod retry_download_task;
mod support_db_table_recovery;

pub use change_resource_group::{ChangeResourceGroup, ChangeResourceGroupResponse};
pub use configure_backup_set_info::{
    ConfigureBackupSetInfo, ConfigureBackupSetInfoData, ConfigureBackupSetInfoResponse,
};
pub use create_advanced_policy::{CreateAdvancedPolicy, CreateAdvancedPolicyResponse};
pub use create_download::{CreateDownload, CreateDownloadData, CreateDownloadResponse};
pub use delete_sandbox_instance::{DeleteSandboxInstance, DeleteSandboxInstanceResponse};
pub use describe_backup_data_list::{
    BackupData, DescribeBackupDataList, DescribeBackupDataListData,
    DescribeBackupDataListPolarSnapshot, DescribeBackupDataListResponse,
};
pub use describe_backup_policy::{
    DescribeBackupPolicy, DescribeBackupPolicyAdvanceDataPolicy,
    DescribeBackupPolicyAdvanceIncPolicy, DescribeBackupPolicyAdvanceLogPolicy,
    DescribeBackupPolicyData, DescribeBackupPolicyResponse,
};
pub use describe_bak_data_source_storage_access_info::{
    DescribeBakDataSourceStorageAccessInfo, DescribeBakDataSourceStorageAccessInfoData,
    DescribeBakDataSourceStorageAccessInfoResponse, OssAccessInfo,
};
pub use describe_cost_info_by_dbs_instance::{
    CostModule, DescribeCostInfoByDbsInstance, DescribeCostInfoByDbsInstanceResponse,
};
pub use describe_db_tables_recovery_backup_set::{
    DescribeDBTablesRecoveryBackupSet, DescribeDBTablesRecoveryBackupSetResponse,
};
pub use describe_db_tables_recovery_state::{
    DescribeDBTablesRecoveryState, DescribeDBTablesRecoveryStateResponse,
};
pub use describe_db_tables_recovery_time_range::{
    DescribeDBTablesRecoveryTimeRange, DescribeDBTablesRecoveryTimeRangeResponse,
};
pub use describe_download_backup_set_storage_info::{
    DescribeDownloadBackupSetStorageInfo, DescribeDownloadBackupSetStorageInfoData,
    DescribeDownloadBackupSetStorageInfoResponse,
};
pub use describe_download_support::{DescribeDownloadSupport, DescribeDownloadSupportResponse};
pub use describe_download_task::{
    DescribeDownloadTask, DescribeDownloadTaskData, DescribeDownloadTaskResponse, DownloadTask,
};
pub use describe_sandbox_backup_sets::{
    DescribeSandboxBackupSets, DescribeSandboxBackupSetsData, DescribeSandboxBackupSetsResponse,
    SandboxBackupSet,
};
pub use describe_sandbox_instances::{
    DescribeSandboxInstances, DescribeSandboxInstancesData, DescribeSandboxInstancesResponse,
    SandboxInstance,
};
pub use describe_sandbox_recovery_time::{
    DescribeSandboxRecoveryTime, DescribeSandboxRecoveryTimeData,
    DescribeSandboxRecoveryTimeResponse,
};
pub use enums::{
    ActionType, BackupMethod, BackupMode, BackupRetentionPolicyOnClusterDeletion, BackupScale,
    BackupStatus, BackupType, BakType, Category, DownloadFormat, DownloadStatus, DownloadTarget,
    DownloadType, DumpAction, ExpectExpireType, FilterKey, FilterType, HighSpaceUsageProtection,
    RetentionType, SandboxBackupSetType, SandboxStatus, SortDirection, StorageTier,
};
pub use modify_backup_policy::{
    ModifyBackupPolicy, ModifyBackupPolicyAdvanceDataPolicy, ModifyBackupPolicyAdvanceIncPolicy,
    ModifyBackupPolicyAdvanceLogPolicy, ModifyBackupPolicyData, ModifyBackupPolicyResponse,
};
pub use modify_db_tables_recovery_state::{
    ModifyDBTablesRecoveryState, ModifyDBTablesRecoveryStateResponse,
};
pub use objects::{AdvanceDataPolicyChange, AdvanceIncPolicyChange, AdvanceLogPolicyChange};
pub use retry_download_task::{RetryDownloadTask, RetryDownloadTaskResponse};
pub use support_db_table_recovery::{SupportDBTableRecovery, SupportDBTableRecoveryResponse};

/// The API version of this module's actions.
const VERSION: &str = "2021-01-01";
