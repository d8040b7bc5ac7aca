//! `DescribeBakDataSourceStorageAccessInfo`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Asks for temporary OSS credentials, the bucket and the object key of a backup set's upload.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 3.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfo {
    /// `BackupSetId`: the backup set.
    pub backup_set_id: String,
    /// `BackupType`: the type of the backup. Seen: `FullBackup`, `LogBackup`.
    pub backup_type: String,
    /// `DataSourceId`: the data source, `ds-…`.
    pub data_source_id: String,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one.
    pub client_token: Option<String>,
    /// `DurationSeconds`: how long the credentials shall live, in seconds. Bounds and default are
    /// not published; 3600 is the published example.
    pub duration_seconds: Option<i64>,
    /// `RegionId`: the region; the upload guide sends the same value as in `RegionCode`.
    pub region_id: Option<String>,
    /// `StorageType`: the type of the storage. `OSS` is the only value seen.
    pub storage_type: Option<String>,
}

impl DescribeBakDataSourceStorageAccessInfo {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_set_id: impl Into<String>,
        backup_type: impl Into<String>,
        data_source_id: impl Into<String>,
        region_code: impl Into<String>,
    ) -> Self {
        Self {
            backup_set_id: backup_set_id.into(),
            backup_type: backup_type.into(),
            data_source_id: data_source_id.into(),
            region_code: region_code.into(),
            client_token: None,
            duration_seconds: None,
            region_id: None,
            storage_type: None,
        }
    }
}

impl Action for DescribeBakDataSourceStorageAccessInfo {
    const ACTION: &'static str = "DescribeBakDataSourceStorageAccessInfo";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBakDataSourceStorageAccessInfo";
    type Response = DescribeBakDataSourceStorageAccessInfoResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("BackupType", &self.backup_type);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("DataSourceId", &self.data_source_id);
        parameters.set("DurationSeconds", &self.duration_seconds);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("RegionId", &self.region_id);
        parameters.set("StorageType", &self.storage_type);
        parameters
    }

    /// Each call gives credentials of its own and changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeBakDataSourceStorageAccessInfo`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfoResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeBakDataSourceStorageAccessInfoData>,
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

impl FromAnswer for DescribeBakDataSourceStorageAccessInfoResponse {
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

/// `Data` of [`DescribeBakDataSourceStorageAccessInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfoData {
    /// `OssAccessInfo`: where to upload to, and the temporary credentials for it.
    pub oss_access_info: Option<OssAccessInfo>,
    /// `StorageType`: the type of the storage. `OSS` is the only value seen.
    pub storage_type: Option<String>,
}

impl FromAnswer for DescribeBakDataSourceStorageAccessInfoData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            oss_access_info: fields.get("OssAccessInfo"),
            storage_type: fields.get("StorageType"),
        }
    }
}

/// `Data.OssAccessInfo` of [`DescribeBakDataSourceStorageAccessInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct OssAccessInfo {
    /// `AccessKeyId`: the id of the temporary key.
    pub access_key_id: SecretString,
    /// `AccessKeySecret`: the secret of the temporary key.
    pub access_key_secret: SecretString,
    /// `BucketName`: the bucket.
    pub bucket_name: Option<String>,
    /// `ExpiredTime`: the end of the credentials' life, `yyyy-MM-ddTHH:mm:ssZ` in UTC.
    pub expired_time: Option<String>,
    /// `ObjectKey`: the whole key of the object, chosen by the service.
    pub object_key: Option<String>,
    /// `OssEndpoint`: the public endpoint. The published example has no scheme.
    pub oss_endpoint: Option<String>,
    /// `OssInternalEndpoint`: the endpoint inside the Alibaba Cloud network.
    pub oss_internal_endpoint: Option<String>,
    /// `OssRegion`: the region of the bucket, such as `cn-hangzhou`.
    pub oss_region: Option<String>,
    /// `SecurityToken`: the token of the temporary key.
    pub security_token: SecretString,
}

impl FromAnswer for OssAccessInfo {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            access_key_id: fields.secret("AccessKeyId"),
            access_key_secret: fields.secret("AccessKeySecret"),
            bucket_name: fields.get("BucketName"),
            expired_time: fields.get("ExpiredTime"),
            object_key: fields.get("ObjectKey"),
            oss_endpoint: fields.get("OssEndpoint"),
            oss_internal_endpoint: fields.get("OssInternalEndpoint"),
            oss_region: fields.get("OssRegion"),
            security_token: fields.secret("SecurityToken"),
        }
    }
}
