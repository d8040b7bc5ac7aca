//! `ModifyBackupPolicy`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupMethod;
use super::enums::BackupRetentionPolicyOnClusterDeletion;
use super::enums::BakType;
use super::enums::Category;
use super::enums::DumpAction;
use super::enums::FilterKey;
use super::enums::FilterType;
use super::enums::RetentionType;
use super::enums::StorageTier;
use super::objects::AdvanceDataPolicyChange;
use super::objects::AdvanceIncPolicyChange;
use super::objects::AdvanceLogPolicyChange;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Changes the backup policy of an instance.
///
/// For PolarDB for MySQL. Open to accounts that the service has admitted on request.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-modifybackuppolicy>;
/// in the official Python package since 2.1.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifyBackupPolicy {
    /// `AdvanceDataPolicies`: the policies of full backups.
    pub advance_data_policies: Vec<AdvanceDataPolicyChange>,
    /// `AdvanceIncPolicies`: the policies of incremental backups. New in 3.0.0 of the official
    /// package.
    pub advance_inc_policies: Vec<AdvanceIncPolicyChange>,
    /// `AdvanceLogPolicies`: the policies of log backups. New in 3.0.0 of the official package.
    pub advance_log_policies: Vec<AdvanceLogPolicyChange>,
    /// `BackupMethod`: how the backup is made. Published here: `Physical`, `Snapshot`. New in
    /// 3.0.0 of the official package.
    pub backup_method: Option<BackupMethod>,
    /// `BackupPriority`: from which node backups are taken. Published: `1`, `2`. New in 3.0.0 of
    /// the official package.
    pub backup_priority: Option<i32>,
    /// `BackupRetentionPolicyOnClusterDeletion`: which backups stay when the cluster is deleted.
    /// New in 3.0.0 of the official package.
    pub backup_retention_policy_on_cluster_deletion: Option<BackupRetentionPolicyOnClusterDeletion>,
    /// `Category`: whether backups are made by the second. New in 3.0.0 of the official package.
    pub category: Option<Category>,
    /// `EnableIncBackup`: whether incremental backups are made. New in 3.0.0 of the official
    /// package.
    pub enable_inc_backup: Option<bool>,
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `PreferredBackupWindowBegin`: the begin of the hours in which backups are made, `HH:mmZ`.
    pub preferred_backup_window_begin: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
}

impl Action for ModifyBackupPolicy {
    const ACTION: &'static str = "ModifyBackupPolicy";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyBackupPolicy";
    type Response = ModifyBackupPolicyResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.json("AdvanceDataPolicies", &self.advance_data_policies);
        parameters.json("AdvanceIncPolicies", &self.advance_inc_policies);
        parameters.json("AdvanceLogPolicies", &self.advance_log_policies);
        parameters.set("BackupMethod", &self.backup_method);
        parameters.set("BackupPriority", &self.backup_priority);
        parameters.set(
            "BackupRetentionPolicyOnClusterDeletion",
            &self.backup_retention_policy_on_cluster_deletion,
        );
        parameters.set("Category", &self.category);
        parameters.set("EnableIncBackup", &self.enable_inc_backup);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("PreferredBackupWindowBegin", &self.preferred_backup_window_begin);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    /// A policy with `CREATE` is made anew each time.
    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`ModifyBackupPolicy`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPolicyResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<ModifyBackupPolicyData>,
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

impl FromAnswer for ModifyBackupPolicyResponse {
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

/// `Data` of [`ModifyBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPolicyData {
    /// `AdvanceDataPolicies`: the policies of full backups.
    pub advance_data_policies: Vec<ModifyBackupPolicyAdvanceDataPolicy>,
    /// `AdvanceIncPolicies`: the policies of incremental backups.
    pub advance_inc_policies: Vec<ModifyBackupPolicyAdvanceIncPolicy>,
    /// `AdvanceLogPolicies`: the policies of log backups.
    pub advance_log_policies: Vec<ModifyBackupPolicyAdvanceLogPolicy>,
    /// `BackupMethod`: how the backup is made.
    pub backup_method: Option<String>,
    /// `BackupPriority`: from which node backups are taken.
    pub backup_priority: Option<i32>,
    /// `BackupRetentionPolicyOnClusterDeletion`: which backups stay when the cluster is deleted.
    pub backup_retention_policy_on_cluster_deletion: Option<String>,
    /// `Category`: whether backups are made by the second.
    pub category: Option<String>,
    /// `EnableIncBackup`: whether incremental backups are made.
    pub enable_inc_backup: Option<bool>,
    /// `PreferredBackupWindow`: the hours in which backups are made, `HH:mmZ-HH:mmZ`.
    pub preferred_backup_window: Option<String>,
    /// `PreferredBackupWindowBegin`: the begin of the hours in which backups are made, `HH:mmZ`.
    pub preferred_backup_window_begin: Option<String>,
}

impl FromAnswer for ModifyBackupPolicyData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            advance_data_policies: fields.list("AdvanceDataPolicies"),
            advance_inc_policies: fields.list("AdvanceIncPolicies"),
            advance_log_policies: fields.list("AdvanceLogPolicies"),
            backup_method: fields.get("BackupMethod"),
            backup_priority: fields.get("BackupPriority"),
            backup_retention_policy_on_cluster_deletion: fields
                .get("BackupRetentionPolicyOnClusterDeletion"),
            category: fields.get("Category"),
            enable_inc_backup: fields.get("EnableIncBackup"),
            preferred_backup_window: fields.get("PreferredBackupWindow"),
            preferred_backup_window_begin: fields.get("PreferredBackupWindowBegin"),
        }
    }
}

/// `Data.AdvanceDataPolicies` of [`ModifyBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPolicyAdvanceDataPolicy {
    /// `AutoCreated`: whether the service made the policy itself.
    pub auto_created: Option<bool>,
    /// `BakType`: the type of the backups that the policy is about.
    pub bak_type: Option<BakType>,
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `DumpAction`: whether backups are copied or moved.
    pub dump_action: Option<DumpAction>,
    /// `FilterKey`: what the schedule counts.
    pub filter_key: Option<FilterKey>,
    /// `FilterType`: whether a schedule or an event starts the policy.
    pub filter_type: Option<FilterType>,
    /// `FilterValue`: when the schedule is due.
    pub filter_value: Option<String>,
    /// `OnlyPreserveOneEachDay`: whether one backup a day is enough to keep.
    pub only_preserve_one_each_day: Option<bool>,
    /// `PolicyId`: the policy.
    pub policy_id: Option<String>,
    /// `RetentionType`: whether backups end.
    pub retention_type: Option<RetentionType>,
    /// `RetentionValue`: how long backups are kept, in days.
    pub retention_value: Option<String>,
    /// `SrcRegion`: the region that backups come from.
    pub src_region: Option<String>,
    /// `SrcType`: the storage that backups come from.
    pub src_type: Option<StorageTier>,
    /// `StorageClass`: the storage class.
    pub storage_class: Option<String>,
}

impl FromAnswer for ModifyBackupPolicyAdvanceDataPolicy {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            auto_created: fields.get("AutoCreated"),
            bak_type: fields.get("BakType"),
            dest_region: fields.get("DestRegion"),
            dest_type: fields.get("DestType"),
            dump_action: fields.get("DumpAction"),
            filter_key: fields.get("FilterKey"),
            filter_type: fields.get("FilterType"),
            filter_value: fields.get("FilterValue"),
            only_preserve_one_each_day: fields.get("OnlyPreserveOneEachDay"),
            policy_id: fields.get("PolicyId"),
            retention_type: fields.get("RetentionType"),
            retention_value: fields.get("RetentionValue"),
            src_region: fields.get("SrcRegion"),
            src_type: fields.get("SrcType"),
            storage_class: fields.get("StorageClass"),
        }
    }
}

/// `Data.AdvanceIncPolicies` of [`ModifyBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPolicyAdvanceIncPolicy {
    /// `AutoCreated`: whether the service made the policy itself.
    pub auto_created: Option<bool>,
    /// `BakType`: the type of the backups that the policy is about.
    pub bak_type: Option<BakType>,
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `DumpAction`: whether backups are copied or moved.
    pub dump_action: Option<DumpAction>,
    /// `FilterKey`: what the schedule counts.
    pub filter_key: Option<FilterKey>,
    /// `FilterType`: whether a schedule or an event starts the policy.
    pub filter_type: Option<FilterType>,
    /// `FilterValue`: when the schedule is due.
    pub filter_value: Option<String>,
    /// `OnlyPreserveOneEachDay`: whether one backup a day is enough to keep.
    pub only_preserve_one_each_day: Option<bool>,
    /// `PolicyId`: the policy.
    pub policy_id: Option<String>,
    /// `RetentionType`: whether backups end.
    pub retention_type: Option<RetentionType>,
    /// `RetentionValue`: how long backups are kept, in days.
    pub retention_value: Option<String>,
    /// `SrcRegion`: the region that backups come from.
    pub src_region: Option<String>,
    /// `SrcType`: the storage that backups come from.
    pub src_type: Option<StorageTier>,
}

impl FromAnswer for ModifyBackupPolicyAdvanceIncPolicy {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            auto_created: fields.get("AutoCreated"),
            bak_type: fields.get("BakType"),
            dest_region: fields.get("DestRegion"),
            dest_type: fields.get("DestType"),
            dump_action: fields.get("DumpAction"),
            filter_key: fields.get("FilterKey"),
            filter_type: fields.get("FilterType"),
            filter_value: fields.get("FilterValue"),
            only_preserve_one_each_day: fields.get("OnlyPreserveOneEachDay"),
            policy_id: fields.get("PolicyId"),
            retention_type: fields.get("RetentionType"),
            retention_value: fields.get("RetentionValue"),
            src_region: fields.get("SrcRegion"),
            src_type: fields.get("SrcType"),
        }
    }
}

/// `Data.AdvanceLogPolicies` of [`ModifyBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupPolicyAdvanceLogPolicy {
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `EnableLogBackup`: whether log backups are made.
    pub enable_log_backup: Option<i64>,
    /// `FilterKey`: what the schedule counts.
    pub filter_key: Option<FilterKey>,
    /// `FilterType`: whether a schedule or an event starts the policy.
    pub filter_type: Option<FilterType>,
    /// `FilterValue`: when the schedule is due.
    pub filter_value: Option<String>,
    /// `LogRetentionType`: whether log backups end.
    pub log_retention_type: Option<RetentionType>,
    /// `LogRetentionValue`: how long log backups are kept, in days. The unit is not documented for
    /// this field.
    pub log_retention_value: Option<String>,
    /// `PolicyId`: the policy.
    pub policy_id: Option<String>,
    /// `SrcRegion`: the region that backups come from.
    pub src_region: Option<String>,
    /// `SrcType`: the storage that backups come from.
    pub src_type: Option<StorageTier>,
}

impl FromAnswer for ModifyBackupPolicyAdvanceLogPolicy {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            dest_region: fields.get("DestRegion"),
            dest_type: fields.get("DestType"),
            enable_log_backup: fields.get("EnableLogBackup"),
            filter_key: fields.get("FilterKey"),
            filter_type: fields.get("FilterType"),
            filter_value: fields.get("FilterValue"),
            log_retention_type: fields.get("LogRetentionType"),
            log_retention_value: fields.get("LogRetentionValue"),
            policy_id: fields.get("PolicyId"),
            src_region: fields.get("SrcRegion"),
            src_type: fields.get("SrcType"),
        }
    }
}
