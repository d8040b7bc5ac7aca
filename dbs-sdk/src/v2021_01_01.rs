//! API version 2021-01-01: one struct an action, one file a struct.
//!
//! The facts are those of the official Python package alibabacloud-dbs20210101 3.0.0; these two
//! actions have no page of their own in the service's documentation, beyond the upload guide
//! (<https://help.aliyun.com/zh/dbs/>, "off-cloud backup management").

mod configure_backup_set_info;
mod describe_bak_data_source_storage_access_info;

pub use configure_backup_set_info::{
    ConfigureBackupSetInfo, ConfigureBackupSetInfoData, ConfigureBackupSetInfoResponse,
};
pub use describe_bak_data_source_storage_access_info::{
    DescribeBakDataSourceStorageAccessInfo, DescribeBakDataSourceStorageAccessInfoData,
    DescribeBakDataSourceStorageAccessInfoResponse, OssAccessInfo,
};

/// The API version of this module's actions.
const VERSION: &str = "2021-01-01";
