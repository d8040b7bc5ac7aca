//! `ModifyBackupSetDownloadRules`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupSetDownloadTargetTypeLocation;
use super::enums::DataFormat;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Sets the automatic download of a plan's backup sets; for plans in the service's own storage
/// (`BackupStorageType` `system`).
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupsetdownloadrules>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifyBackupSetDownloadRules {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BackupGatewayId`: the backup gateway.
    pub backup_gateway_id: Option<i64>,
    /// `BackupSetDownloadDir`: the folder that data is downloaded to.
    pub backup_set_download_dir: Option<String>,
    /// `BackupSetDownloadTargetType`: what data is downloaded to. `agent` is the only value
    /// published.
    pub backup_set_download_target_type: Option<String>,
    /// `BackupSetDownloadTargetTypeLocation`: the kind of storage at the target. `local` by
    /// default. Must be given when `OpenAutoDownload` is true.
    pub backup_set_download_target_type_location: Option<BackupSetDownloadTargetTypeLocation>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `FullDataFormat`: the format of full backups. `CSV` by default.
    pub full_data_format: Option<DataFormat>,
    /// `IncrementDataFormat`: the format of incremental backups. `Native` by default.
    pub increment_data_format: Option<DataFormat>,
    /// `OpenAutoDownload`: whether backup sets are downloaded by themselves. `false` by default.
    pub open_auto_download: Option<bool>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl ModifyBackupSetDownloadRules {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            backup_gateway_id: None,
            backup_set_download_dir: None,
            backup_set_download_target_type: None,
            backup_set_download_target_type_location: None,
            client_token: None,
            full_data_format: None,
            increment_data_format: None,
            open_auto_download: None,
            owner_id: None,
        }
    }
}

impl Action for ModifyBackupSetDownloadRules {
    const ACTION: &'static str = "ModifyBackupSetDownloadRules";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyBackupSetDownloadRules";
    type Response = ModifyBackupSetDownloadRulesResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupGatewayId", &self.backup_gateway_id);
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupSetDownloadDir", &self.backup_set_download_dir);
        parameters.set("BackupSetDownloadTargetType", &self.backup_set_download_target_type);
        parameters.set(
            "BackupSetDownloadTargetTypeLocation",
            &self.backup_set_download_target_type_location,
        );
        parameters.set("ClientToken", &self.client_token);
        parameters.set("FullDataFormat", &self.full_data_format);
        parameters.set("IncrementDataFormat", &self.increment_data_format);
        parameters.set("OpenAutoDownload", &self.open_auto_download);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ModifyBackupSetDownloadRules`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupSetDownloadRulesResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
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

impl FromAnswer for ModifyBackupSetDownloadRulesResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
