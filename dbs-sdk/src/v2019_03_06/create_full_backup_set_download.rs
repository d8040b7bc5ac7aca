//! `CreateFullBackupSetDownload`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::DataFormat;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts the conversion of a full backup set for download.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createfullbackupsetdownload>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateFullBackupSetDownload {
    /// `BackupSetId`: the backup set.
    pub backup_set_id: String,
    /// `BackupSetDataFormat`: the format of the downloaded data. `CSV` by default.
    pub backup_set_data_format: Option<DataFormat>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl CreateFullBackupSetDownload {
    /// A request with the fields that the service demands.
    pub fn new(backup_set_id: impl Into<String>) -> Self {
        Self {
            backup_set_id: backup_set_id.into(),
            backup_set_data_format: None,
            client_token: None,
            owner_id: None,
        }
    }
}

impl Action for CreateFullBackupSetDownload {
    const ACTION: &'static str = "CreateFullBackupSetDownload";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateFullBackupSetDownload";
    type Response = CreateFullBackupSetDownloadResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupSetDataFormat", &self.backup_set_data_format);
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`CreateFullBackupSetDownload`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateFullBackupSetDownloadResponse {
    /// `BackupSetDownloadTaskId`: the download task.
    pub backup_set_download_task_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for CreateFullBackupSetDownloadResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_set_download_task_id: fields.get("BackupSetDownloadTaskId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
