//! `DescribeBackupDataList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use super::enums::BackupMethod;
use super::enums::BackupMode;
use super::enums::BackupScale;
use super::enums::BackupStatus;
use super::enums::BackupType;
use super::enums::ExpectExpireType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists backup sets.
///
/// For PolarDB for MySQL. Open to accounts that the service has admitted on request.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describebackupdatalist>;
/// in the official Python package since 2.0.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupDataList {
    /// `BackupId`: the backup set.
    pub backup_id: Option<String>,
    /// `BackupMethod`: how the backup is made.
    pub backup_method: Option<BackupMethod>,
    /// `BackupMode`: whether a schedule or a person started the backup.
    pub backup_mode: Option<BackupMode>,
    /// `BackupScale`: whether the backup is of the instance or of tables.
    pub backup_scale: Option<BackupScale>,
    /// `BackupStatus`: the state of the backup.
    pub backup_status: Option<BackupStatus>,
    /// `BackupType`: the type of the backup.
    pub backup_type: Option<BackupType>,
    /// `DataSourceId`: the data source, `ds-…`. Reserved.
    pub data_source_id: Option<String>,
    /// `EndTime`: the end of the time to list, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub end_time: Option<String>,
    /// `InstanceIsDeleted`: whether to list the backups of deleted instances. `false` by default.
    pub instance_is_deleted: Option<bool>,
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `InstanceRegion`: the region of the instance.
    pub instance_region: Option<String>,
    /// `PageNumber`: the page to give, from 1. At least 1. `1` by default.
    pub page_number: Option<i32>,
    /// `PageSize`: how many items a page has. `20` by default.
    pub page_size: Option<i32>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
    /// `SceneType`: the scene. `LEVEL_1` is the only value published.
    pub scene_type: Option<String>,
    /// `StartTime`: the begin of the time to list, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub start_time: Option<String>,
}

impl Action for DescribeBackupDataList {
    const ACTION: &'static str = "DescribeBackupDataList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupDataList";
    type Response = DescribeBackupDataListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupId", &self.backup_id);
        parameters.set("BackupMethod", &self.backup_method);
        parameters.set("BackupMode", &self.backup_mode);
        parameters.set("BackupScale", &self.backup_scale);
        parameters.set("BackupStatus", &self.backup_status);
        parameters.set("BackupType", &self.backup_type);
        parameters.set("DataSourceId", &self.data_source_id);
        parameters.set("EndTime", &self.end_time);
        parameters.set("InstanceIsDeleted", &self.instance_is_deleted);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("InstanceRegion", &self.instance_region);
        parameters.set("PageNumber", &self.page_number);
        parameters.set("PageSize", &self.page_size);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("SceneType", &self.scene_type);
        parameters.set("StartTime", &self.start_time);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeBackupDataList {
    type Item = BackupData;
    const FIRST_PAGE: i32 = 1;

    fn page(&self) -> Option<i32> {
        self.page_number
    }
    fn set_page(&mut self, page: i32) {
        self.page_number = Some(page);
    }
    fn page_size(&self) -> Option<i32> {
        self.page_size
    }
    fn items(response: &Self::Response) -> &[Self::Item] {
        response.data.as_ref().map_or(&[], |data| &data.content)
    }
    fn total(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.total_elements
    }
    fn answered_size(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.page_size
    }
}

/// The answer to [`DescribeBackupDataList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupDataListResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeBackupDataListData>,
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

impl FromAnswer for DescribeBackupDataListResponse {
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

/// `Data` of [`DescribeBackupDataListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupDataListData {
    /// `Content`: the page of the list.
    pub content: Vec<BackupData>,
    /// `Extra`: more data, not documented.
    pub extra: Option<String>,
    /// `PageNumber`: the page that this is.
    pub page_number: Option<i64>,
    /// `PageSize`: how many items a page has.
    pub page_size: Option<i64>,
    /// `TotalElements`: how many items all pages have.
    pub total_elements: Option<i64>,
    /// `TotalPages`: how many pages there are.
    pub total_pages: Option<i64>,
}

impl FromAnswer for DescribeBackupDataListData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            content: fields.list("Content"),
            extra: fields.get("Extra"),
            page_number: fields.get("PageNumber"),
            page_size: fields.get("PageSize"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Data.Content` of [`DescribeBackupDataListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct BackupData {
    /// `BackupDownloadURL`: the link from the internet. Comes when `BackupMethod` is `Physical` or
    /// `Logical`.
    pub backup_download_url: Option<SecretString>,
    /// `BackupEndTime`: the end of the backup, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub backup_end_time: Option<String>,
    /// `BackupId`: the backup set.
    pub backup_id: Option<String>,
    /// `BackupIntranetDownloadURL`: the link from inside the Alibaba Cloud network. Comes when
    /// `BackupMethod` is `Physical` or `Logical`.
    pub backup_intranet_download_url: Option<SecretString>,
    /// `BackupLocation`: where the backup lies.
    pub backup_location: Option<String>,
    /// `BackupMethod`: how the backup is made.
    pub backup_method: Option<BackupMethod>,
    /// `BackupMode`: whether a schedule or a person started the backup.
    pub backup_mode: Option<BackupMode>,
    /// `BackupName`: the backup's name.
    pub backup_name: Option<String>,
    /// `BackupScale`: whether the backup is of the instance or of tables.
    pub backup_scale: Option<BackupScale>,
    /// `BackupSize`: the size of the backup, in bytes.
    pub backup_size: Option<i64>,
    /// `BackupStartTime`: the begin of the backup, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub backup_start_time: Option<String>,
    /// `BackupStatus`: the state of the backup.
    pub backup_status: Option<BackupStatus>,
    /// `BackupType`: the type of the backup.
    pub backup_type: Option<BackupType>,
    /// `Checksum`: a checksum of the backup.
    pub checksum: Option<String>,
    /// `ConsistentTime`: the time at which the backup is consistent, in seconds since 1970.
    pub consistent_time: Option<i64>,
    /// `Encryption`: how the backup is encrypted.
    pub encryption: Option<String>,
    /// `Engine`: the database engine.
    pub engine: Option<String>,
    /// `EngineVersion`: the version of the engine.
    pub engine_version: Option<String>,
    /// `ExpectExpireTime`: when the backup is removed, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub expect_expire_time: Option<String>,
    /// `ExpectExpireType`: whether and when the backup is removed.
    pub expect_expire_type: Option<ExpectExpireType>,
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `IsAvail`: whether the backup can be used. Published: `0`, `1`. 1 means that it can.
    pub is_avail: Option<i32>,
    /// `PolarSnapshot`: the copy of the snapshot in level-2 storage. Comes when level-2 backup of
    /// PolarDB is on.
    pub polar_snapshot: Option<DescribeBackupDataListPolarSnapshot>,
    /// `SupportDeletion`: whether the backup can be deleted. Published: `0`, `1`. 0 means that it
    /// can, 1 that it cannot.
    pub support_deletion: Option<i32>,
}

impl FromAnswer for BackupData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_download_url: fields.get("BackupDownloadURL"),
            backup_end_time: fields.get("BackupEndTime"),
            backup_id: fields.get("BackupId"),
            backup_intranet_download_url: fields.get("BackupIntranetDownloadURL"),
            backup_location: fields.get("BackupLocation"),
            backup_method: fields.get("BackupMethod"),
            backup_mode: fields.get("BackupMode"),
            backup_name: fields.get("BackupName"),
            backup_scale: fields.get("BackupScale"),
            backup_size: fields.get("BackupSize"),
            backup_start_time: fields.get("BackupStartTime"),
            backup_status: fields.get("BackupStatus"),
            backup_type: fields.get("BackupType"),
            checksum: fields.get("Checksum"),
            consistent_time: fields.get("ConsistentTime"),
            encryption: fields.get("Encryption"),
            engine: fields.get("Engine"),
            engine_version: fields.get("EngineVersion"),
            expect_expire_time: fields.get("ExpectExpireTime"),
            expect_expire_type: fields.get("ExpectExpireType"),
            instance_name: fields.get("InstanceName"),
            is_avail: fields.get("IsAvail"),
            polar_snapshot: fields.get("PolarSnapshot"),
            support_deletion: fields.get("SupportDeletion"),
        }
    }
}

/// `Data.Content.PolarSnapshot` of [`DescribeBackupDataListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupDataListPolarSnapshot {
    /// `DumpId`: the dump. The service declares a number and shows a text; both are taken.
    pub dump_id: Option<String>,
    /// `DumpSize`: the size of the dump, in bytes.
    pub dump_size: Option<i64>,
    /// `ExpectExpireTime`: when the backup is removed, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub expect_expire_time: Option<String>,
    /// `expectExpireType`: whether and when the dump is removed.
    pub expect_expire_type: Option<ExpectExpireType>,
}

impl FromAnswer for DescribeBackupDataListPolarSnapshot {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            dump_id: fields.get("DumpId"),
            dump_size: fields.get("DumpSize"),
            expect_expire_time: fields.get("ExpectExpireTime"),
            expect_expire_type: fields.get("expectExpireType"),
        }
    }
}
