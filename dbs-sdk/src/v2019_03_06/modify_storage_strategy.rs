//! `ModifyStorageStrategy`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Changes how long backups are kept, and in which storage classes.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifystoragestrategy>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifyStorageStrategy {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BackupRetentionPeriod`: how long backups are kept, in days. From 0 to 1825. `730` by
    /// default.
    pub backup_retention_period: i32,
    /// `DuplicationArchivePeriod`: the age at which backups move to the Archive storage class, in
    /// days. Less than `BackupRetentionPeriod`. `365` by default.
    pub duplication_archive_period: i32,
    /// `DuplicationInfrequentAccessPeriod`: the age at which backups move to the Infrequent Access
    /// storage class, in days. Less than `DuplicationArchivePeriod`. `180` by default.
    pub duplication_infrequent_access_period: i32,
    /// `BackupStorageEncryptMethod`: how stored backups are encrypted. `encrypted` is the only
    /// value seen. New in 1.0.3 of the official package.
    pub backup_storage_encrypt_method: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `IncrementBackupRetentionPeriod`: how long incremental backups are kept, in days. Bounds
    /// are not published. New in 1.0.3 of the official package.
    pub increment_backup_retention_period: Option<i32>,
    /// `IncrementDuplicationArchivePeriod`: the age at which incremental backups move to the
    /// Archive storage class, in days. Bounds are not published. New in 1.0.3 of the official
    /// package.
    pub increment_duplication_archive_period: Option<i32>,
    /// `IncrementDuplicationInfrequentAccessPeriod`: the age at which incremental backups move to
    /// the Infrequent Access storage class, in days. Bounds are not published. New in 1.0.3 of the
    /// official package.
    pub increment_duplication_infrequent_access_period: Option<i32>,
    /// `LogBackupRetentionPeriod`: how long log backups are kept, in days. Bounds are not
    /// published. New in 1.0.3 of the official package.
    pub log_backup_retention_period: Option<i32>,
    /// `LogDuplicationArchivePeriod`: the age at which log backups move to the Archive storage
    /// class, in days. Bounds are not published. New in 1.0.3 of the official package.
    pub log_duplication_archive_period: Option<i32>,
    /// `LogDuplicationInfrequentAccessPeriod`: the age at which log backups move to the Infrequent
    /// Access storage class, in days. Bounds are not published. New in 1.0.3 of the official
    /// package.
    pub log_duplication_infrequent_access_period: Option<i32>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl ModifyStorageStrategy {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_plan_id: impl Into<String>,
        backup_retention_period: i32,
        duplication_archive_period: i32,
        duplication_infrequent_access_period: i32,
    ) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            backup_retention_period,
            duplication_archive_period,
            duplication_infrequent_access_period,
            backup_storage_encrypt_method: None,
            client_token: None,
            increment_backup_retention_period: None,
            increment_duplication_archive_period: None,
            increment_duplication_infrequent_access_period: None,
            log_backup_retention_period: None,
            log_duplication_archive_period: None,
            log_duplication_infrequent_access_period: None,
            owner_id: None,
        }
    }
}

impl Action for ModifyStorageStrategy {
    const ACTION: &'static str = "ModifyStorageStrategy";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyStorageStrategy";
    type Response = ModifyStorageStrategyResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupRetentionPeriod", &self.backup_retention_period);
        parameters.set("BackupStorageEncryptMethod", &self.backup_storage_encrypt_method);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("DuplicationArchivePeriod", &self.duplication_archive_period);
        parameters
            .set("DuplicationInfrequentAccessPeriod", &self.duplication_infrequent_access_period);
        parameters.set("IncrementBackupRetentionPeriod", &self.increment_backup_retention_period);
        parameters
            .set("IncrementDuplicationArchivePeriod", &self.increment_duplication_archive_period);
        parameters.set(
            "IncrementDuplicationInfrequentAccessPeriod",
            &self.increment_duplication_infrequent_access_period,
        );
        parameters.set("LogBackupRetentionPeriod", &self.log_backup_retention_period);
        parameters.set("LogDuplicationArchivePeriod", &self.log_duplication_archive_period);
        parameters.set(
            "LogDuplicationInfrequentAccessPeriod",
            &self.log_duplication_infrequent_access_period,
        );
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ModifyStorageStrategy`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyStorageStrategyResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `NeedPrecheck`: whether the plan must be checked and started again. Then call
    /// `StartBackupPlan`.
    pub need_precheck: Option<bool>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for ModifyStorageStrategyResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            need_precheck: fields.get("NeedPrecheck"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
