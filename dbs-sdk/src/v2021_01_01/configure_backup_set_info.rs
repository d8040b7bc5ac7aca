//! `ConfigureBackupSetInfo`.

use serde::Deserialize;

use super::VERSION;
use crate::action::Action;
use crate::wire;

/// Registers a backup set that the user uploads, then marks its upload as done.
///
/// The first call has `upload_status` `WaitingUpload` and no `backup_set_id`; the second
/// `UploadSuccess` and the id that the first one gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfo {
    /// `BackupMethod`: `Physical` for a backup made by xtrabackup; no other value is documented.
    pub backup_method: String,
    /// `BackupMode`: `Automated`; no other value is documented for this action.
    pub backup_mode: String,
    /// `BackupSetName`: the name shown in the console; the upload guide sends the file's base name.
    pub backup_set_name: String,
    /// `BackupType`: `FullBackup` or `LogBackup`.
    pub backup_type: String,
    /// `DataSourceId`: the data source the backup belongs to, `ds-…`.
    pub data_source_id: String,
    /// `RegionCode`: the region of the data source, such as `cn-hangzhou`.
    pub region_code: String,
    /// `UploadStatus`: `WaitingUpload` or `UploadSuccess`.
    pub upload_status: String,
    /// `BackupSetId`: the backup set to change; absent when it is registered, `ee-…` later.
    pub backup_set_id: Option<String>,
    /// `CheckSum`: algorithm and format are not published.
    pub check_sum: Option<String>,
    /// `ClientToken`: two calls with the same token and parameters have the effect of one.
    pub client_token: Option<String>,
    /// `ExtraMeta`: a JSON text; [`ExtraMeta`](crate::ExtraMeta) makes it.
    pub extra_meta: Option<String>,
    /// `RegionId`: the upload guide sends the same value as in `RegionCode`.
    pub region_id: Option<String>,
}

impl ConfigureBackupSetInfo {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_method: impl Into<String>,
        backup_mode: impl Into<String>,
        backup_set_name: impl Into<String>,
        backup_type: impl Into<String>,
        data_source_id: impl Into<String>,
        region_code: impl Into<String>,
        upload_status: impl Into<String>,
    ) -> Self {
        Self {
            backup_method: backup_method.into(),
            backup_mode: backup_mode.into(),
            backup_set_name: backup_set_name.into(),
            backup_type: backup_type.into(),
            data_source_id: data_source_id.into(),
            region_code: region_code.into(),
            upload_status: upload_status.into(),
            backup_set_id: None,
            check_sum: None,
            client_token: None,
            extra_meta: None,
            region_id: None,
        }
    }
}

impl Action for ConfigureBackupSetInfo {
    const ACTION: &'static str = "ConfigureBackupSetInfo";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ConfigureBackupSetInfo";
    type Response = ConfigureBackupSetInfoResponse;

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let required = [
            ("BackupMethod", &self.backup_method),
            ("BackupMode", &self.backup_mode),
            ("BackupSetName", &self.backup_set_name),
            ("BackupType", &self.backup_type),
            ("DataSourceId", &self.data_source_id),
            ("RegionCode", &self.region_code),
            ("UploadStatus", &self.upload_status),
        ];
        let optional = [
            ("BackupSetId", &self.backup_set_id),
            ("CheckSum", &self.check_sum),
            ("ClientToken", &self.client_token),
            ("ExtraMeta", &self.extra_meta),
            ("RegionId", &self.region_id),
        ];
        let optional =
            optional.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        required.into_iter().chain(optional).map(|(name, value)| (name, value.clone())).collect()
    }

    /// A first call without a token makes a new backup set each time.
    fn is_idempotent(&self) -> bool {
        self.client_token.is_some() || self.backup_set_id.is_some()
    }
}

/// The answer to [`ConfigureBackupSetInfo`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfoResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`.
    pub data: Option<ConfigureBackupSetInfoData>,
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

/// `Data` of [`ConfigureBackupSetInfoResponse`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfoData {
    /// `BackupSetId`, `ee-…`.
    pub backup_set_id: Option<String>,
}
