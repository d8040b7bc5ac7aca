//! `ConfigureBackupSetInfo`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Registers a backup set that the user uploads, then marks its upload as done. The first call has
/// `upload_status` `WaitingUpload` and no `backup_set_id`; the second `UploadSuccess` and the id
/// that the first one gave.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 3.0.0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfo {
    /// `BackupMethod`: how the backup is made. `Physical` is the only value seen. For a backup
    /// made by xtrabackup.
    pub backup_method: String,
    /// `BackupMode`: whether a schedule or a person started the backup. `Automated` is the only
    /// value seen. Other values are not documented for this action.
    pub backup_mode: String,
    /// `BackupSetName`: the name that the console shows. The upload guide sends the file's base
    /// name.
    pub backup_set_name: String,
    /// `BackupType`: the type of the backup. Seen: `FullBackup`, `LogBackup`.
    pub backup_type: String,
    /// `DataSourceId`: the data source, `ds-…`.
    pub data_source_id: String,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `UploadStatus`: the state of the upload. Seen: `WaitingUpload`, `UploadSuccess`. No value
    /// for a failed upload is published.
    pub upload_status: String,
    /// `BackupSetId`: the backup set to change, `ee-…`. Absent while the backup set is registered.
    pub backup_set_id: Option<String>,
    /// `CheckSum`: a checksum of the backup. Algorithm and format are not published.
    pub check_sum: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one.
    pub client_token: Option<String>,
    /// `ExtraMeta`: a JSON text with the backup's times and position; `ExtraMeta` of this crate
    /// makes it.
    pub extra_meta: Option<String>,
    /// `RegionId`: the region; the upload guide sends the same value as in `RegionCode`.
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

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupMethod", &self.backup_method);
        parameters.set("BackupMode", &self.backup_mode);
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("BackupSetName", &self.backup_set_name);
        parameters.set("BackupType", &self.backup_type);
        parameters.set("CheckSum", &self.check_sum);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("DataSourceId", &self.data_source_id);
        parameters.set("ExtraMeta", &self.extra_meta);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("RegionId", &self.region_id);
        parameters.set("UploadStatus", &self.upload_status);
        parameters
    }

    /// A first call without a token makes a new backup set each time.
    fn is_idempotent(&self) -> bool {
        self.client_token.is_some() || self.backup_set_id.is_some()
    }
}

/// The answer to [`ConfigureBackupSetInfo`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfoResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<ConfigureBackupSetInfoData>,
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

impl FromAnswer for ConfigureBackupSetInfoResponse {
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

/// `Data` of [`ConfigureBackupSetInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ConfigureBackupSetInfoData {
    /// `BackupSetId`: the backup set, `ee-…`.
    pub backup_set_id: Option<String>,
}

impl FromAnswer for ConfigureBackupSetInfoData {
    fn from_answer(mut fields: Fields) -> Self {
        Self { backup_set_id: fields.get("BackupSetId") }
    }
}
