//! `CreateDownload`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::DownloadFormat;
use super::enums::DownloadStatus;
use super::enums::DownloadTarget;
use super::enums::DownloadType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts the download of a backup set, or of a point in time, to a link or into a bucket of the
/// caller.
///
/// For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-createdownload>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateDownload {
    /// `InstanceName`: the instance's id.
    pub instance_name: String,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `AdminDatabase`: not documented. New in 3.0.0 of the official package.
    pub admin_database: Option<String>,
    /// `BakSetId`: the backup set. Must be given when `BakSetType` is `full`.
    pub bak_set_id: Option<String>,
    /// `BakSetSize`: the size of the backup set, in bytes.
    pub bak_set_size: Option<i64>,
    /// `BakSetType`: whether a backup set or a point in time is downloaded.
    pub bak_set_type: Option<DownloadType>,
    /// `ClusterName`: the sharded cluster. For MongoDB alone. New in 3.0.0 of the official
    /// package.
    pub cluster_name: Option<String>,
    /// `DownloadPointInTime`: the time to download, in milliseconds since 1970. Must be given when
    /// `BakSetType` is `pitr`.
    pub download_point_in_time: Option<i64>,
    /// `FormatType`: the format of the data. The page calls it required, the package does not.
    pub format_type: Option<DownloadFormat>,
    /// `IsCluster`: whether the instance is a cluster; values are not documented. New in 3.0.0 of
    /// the official package.
    pub is_cluster: Option<String>,
    /// `IsPhysical`: whether the backup is downloaded as it is. New in 3.0.0 of the official
    /// package.
    pub is_physical: Option<bool>,
    /// `PrimaryKeyTypeOnly`: not documented. New in 3.0.0 of the official package.
    pub primary_key_type_only: Option<String>,
    /// `TargetBucket`: the bucket to download to. Must be given when `TargetType` is `OSS`. The
    /// account must have granted the role `AliyunDBSDefaultRole`.
    pub target_bucket: Option<String>,
    /// `TargetOssRegion`: the region of that bucket. Must be given when `TargetType` is `OSS`.
    pub target_oss_region: Option<String>,
    /// `TargetPath`: the folder in that bucket. Must be given when `TargetType` is `OSS`.
    pub target_path: Option<String>,
    /// `TargetType`: what is downloaded to.
    pub target_type: Option<DownloadTarget>,
    /// `UseZstd`: not documented. New in 3.0.0 of the official package.
    pub use_zstd: Option<String>,
}

impl CreateDownload {
    /// A request with the fields that the service demands.
    pub fn new(instance_name: impl Into<String>, region_code: impl Into<String>) -> Self {
        Self {
            instance_name: instance_name.into(),
            region_code: region_code.into(),
            admin_database: None,
            bak_set_id: None,
            bak_set_size: None,
            bak_set_type: None,
            cluster_name: None,
            download_point_in_time: None,
            format_type: None,
            is_cluster: None,
            is_physical: None,
            primary_key_type_only: None,
            target_bucket: None,
            target_oss_region: None,
            target_path: None,
            target_type: None,
            use_zstd: None,
        }
    }
}

impl Action for CreateDownload {
    const ACTION: &'static str = "CreateDownload";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateDownload";
    type Response = CreateDownloadResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("AdminDatabase", &self.admin_database);
        parameters.set("BakSetId", &self.bak_set_id);
        parameters.set("BakSetSize", &self.bak_set_size);
        parameters.set("BakSetType", &self.bak_set_type);
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("DownloadPointInTime", &self.download_point_in_time);
        parameters.set("FormatType", &self.format_type);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("IsCluster", &self.is_cluster);
        parameters.set("IsPhysical", &self.is_physical);
        parameters.set("PrimaryKeyTypeOnly", &self.primary_key_type_only);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("TargetBucket", &self.target_bucket);
        parameters.set("TargetOssRegion", &self.target_oss_region);
        parameters.set("TargetPath", &self.target_path);
        parameters.set("TargetType", &self.target_type);
        parameters.set("UseZstd", &self.use_zstd);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`CreateDownload`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateDownloadResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<CreateDownloadData>,
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

impl FromAnswer for CreateDownloadResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            code: fields.get("Code"),
            data: fields.get("Data"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            message: fields.get("Message"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Data` of [`CreateDownloadResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateDownloadData {
    /// `BackupSetTime`: the time that the backup set stands for, in milliseconds since 1970.
    pub backup_set_time: Option<i64>,
    /// `BakSetId`: the backup set.
    pub bak_set_id: Option<String>,
    /// `DbList`: the databases.
    pub db_list: Option<String>,
    /// `DownloadStatus`: the state of the task. Published here: `initializing`, `queuing`,
    /// `running`, `failed`, `finished`, `expired`. Links end three days after the task is done.
    pub download_status: Option<DownloadStatus>,
    /// `ExportDataSize`: the size of what was written, in bytes.
    pub export_data_size: Option<i64>,
    /// `Format`: the format of the data.
    pub format: Option<String>,
    /// `GmtCreate`: when the task was made, in milliseconds since 1970.
    pub gmt_create: Option<i64>,
    /// `ImportDataSize`: the size of what was read, in bytes.
    pub import_data_size: Option<i64>,
    /// `Progress`: how far it has come, tables done and tables in all, as `3/10`; `0/0` at first.
    pub progress: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
    /// `TargetPath`: the folder in that bucket. Comes when `TargetType` is `OSS`.
    pub target_path: Option<String>,
    /// `TargetType`: what is downloaded to.
    pub target_type: Option<String>,
    /// `TaskId`: the task.
    pub task_id: Option<String>,
}

impl FromAnswer for CreateDownloadData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_set_time: fields.get("BackupSetTime"),
            bak_set_id: fields.get("BakSetId"),
            db_list: fields.get("DbList"),
            download_status: fields.get("DownloadStatus"),
            export_data_size: fields.get("ExportDataSize"),
            format: fields.get("Format"),
            gmt_create: fields.get("GmtCreate"),
            import_data_size: fields.get("ImportDataSize"),
            progress: fields.get("Progress"),
            region_code: fields.get("RegionCode"),
            target_path: fields.get("TargetPath"),
            target_type: fields.get("TargetType"),
            task_id: fields.get("TaskId"),
        }
    }
}
