//! `DescribeBakDataSourceStorageAccessInfo`.

use secrecy::SecretString;
use serde::Deserialize;

use super::VERSION;
use crate::action::Action;
use crate::wire;

/// Asks for temporary OSS credentials, the bucket and the object key of a backup set's upload.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfo {
    /// `BackupSetId`: the registered backup set, `ee-…`.
    pub backup_set_id: String,
    /// `BackupType`: `FullBackup` or `LogBackup`.
    pub backup_type: String,
    /// `DataSourceId`: the data source the backup belongs to, `ds-…`.
    pub data_source_id: String,
    /// `RegionCode`: the region of the data source, such as `cn-hangzhou`.
    pub region_code: String,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `DurationSeconds`: how long the credentials shall live, in seconds; bounds and default are
    /// not published, 3600 is the published example.
    pub duration_seconds: Option<i64>,
    /// `RegionId`: the upload guide sends the same value as in `RegionCode`.
    pub region_id: Option<String>,
    /// `StorageType`: `OSS` is the only value seen.
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

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let required = [
            ("BackupSetId", &self.backup_set_id),
            ("BackupType", &self.backup_type),
            ("DataSourceId", &self.data_source_id),
            ("RegionCode", &self.region_code),
        ];
        let duration_seconds = self.duration_seconds.map(|seconds| seconds.to_string());
        let optional = [
            ("ClientToken", &self.client_token),
            ("DurationSeconds", &duration_seconds),
            ("RegionId", &self.region_id),
            ("StorageType", &self.storage_type),
        ];
        let optional =
            optional.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        required.into_iter().chain(optional).map(|(name, value)| (name, value.clone())).collect()
    }

    /// Each call gives credentials of its own and changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeBakDataSourceStorageAccessInfo`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfoResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`.
    pub data: Option<DescribeBakDataSourceStorageAccessInfoData>,
    /// `ErrCode`: the business error code; some answers carry `Success` here.
    pub err_code: Option<String>,
    /// `ErrMessage`.
    pub err_message: Option<String>,
    /// `Message`.
    pub message: Option<String>,
    /// `RequestId`.
    pub request_id: Option<String>,
    /// `Success`, which the service sends as text.
    #[serde(deserialize_with = "wire::truth")]
    pub success: Option<bool>,
}

/// `Data` of [`DescribeBakDataSourceStorageAccessInfoResponse`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct DescribeBakDataSourceStorageAccessInfoData {
    /// `OssAccessInfo`.
    pub oss_access_info: Option<OssAccessInfo>,
    /// `StorageType`: `OSS` is the only value seen.
    pub storage_type: Option<String>,
}

/// `OssAccessInfo`: where to upload to, and the temporary credentials for it. `Debug` masks them.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OssAccessInfo {
    /// `AccessKeyId` of the temporary credentials.
    #[serde(default = "wire::no_secret")]
    pub access_key_id: SecretString,
    /// `AccessKeySecret` of the temporary credentials.
    #[serde(default = "wire::no_secret")]
    pub access_key_secret: SecretString,
    /// `BucketName`.
    pub bucket_name: Option<String>,
    /// `ExpiredTime`: the end of the credentials' life, `yyyy-MM-ddTHH:mm:ssZ`.
    pub expired_time: Option<String>,
    /// `ObjectKey`: the whole key of the object, chosen by the service.
    pub object_key: Option<String>,
    /// `OssEndpoint`: the public endpoint; the published example has no scheme.
    pub oss_endpoint: Option<String>,
    /// `OssInternalEndpoint`: the endpoint inside the Alibaba Cloud network.
    pub oss_internal_endpoint: Option<String>,
    /// `OssRegion`, such as `cn-hangzhou`.
    pub oss_region: Option<String>,
    /// `SecurityToken` of the temporary credentials.
    #[serde(default = "wire::no_secret")]
    pub security_token: SecretString,
}
