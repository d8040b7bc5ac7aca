//! `DescribeDownloadBackupSetStorageInfo`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Gives the links of a finished download task, or of a backup set.
///
/// For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describedownloadbackupsetstorageinfo>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeDownloadBackupSetStorageInfo {
    /// `Duration`: how long the links shall work, in seconds. From 300 to 86400. `7200` by
    /// default. Demanded although it has a default.
    pub duration: i32,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `BackupSetId`: the backup set. Must be given when there is no `TaskId`, `BackupSetId` and
    /// `InstanceName` together.
    pub backup_set_id: Option<String>,
    /// `ClusterName`: the sharded cluster. For MongoDB alone. New in 3.0.0 of the official
    /// package.
    pub cluster_name: Option<String>,
    /// `InstanceName`: the instance's id. Must be given when there is no `TaskId`, `BackupSetId`
    /// and `InstanceName` together.
    pub instance_name: Option<String>,
    /// `TaskId`: the task.
    pub task_id: Option<String>,
}

impl DescribeDownloadBackupSetStorageInfo {
    /// A request with the fields that the service demands.
    pub fn new(duration: i32, region_code: impl Into<String>) -> Self {
        Self {
            duration,
            region_code: region_code.into(),
            backup_set_id: None,
            cluster_name: None,
            instance_name: None,
            task_id: None,
        }
    }
}

impl Action for DescribeDownloadBackupSetStorageInfo {
    const ACTION: &'static str = "DescribeDownloadBackupSetStorageInfo";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeDownloadBackupSetStorageInfo";
    type Response = DescribeDownloadBackupSetStorageInfoResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("Duration", &self.duration);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeDownloadBackupSetStorageInfo`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDownloadBackupSetStorageInfoResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeDownloadBackupSetStorageInfoData>,
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

impl FromAnswer for DescribeDownloadBackupSetStorageInfoResponse {
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

/// `Data` of [`DescribeDownloadBackupSetStorageInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDownloadBackupSetStorageInfoData {
    /// `ExpirationTime`: when the links end, since 1970; whether in seconds or in milliseconds is
    /// not settled: the page's examples have the size of seconds, while other actions count
    /// milliseconds.
    pub expiration_time: Option<i64>,
    /// `PrivateUrl`: the link from inside the Alibaba Cloud network.
    pub private_url: Option<SecretString>,
    /// `PublicUrl`: the link from the internet.
    pub public_url: Option<SecretString>,
}

impl FromAnswer for DescribeDownloadBackupSetStorageInfoData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            expiration_time: fields.get("ExpirationTime"),
            private_url: fields.get("PrivateUrl"),
            public_url: fields.get("PublicUrl"),
        }
    }
}
