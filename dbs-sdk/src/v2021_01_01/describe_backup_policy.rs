//! `DescribeBackupPolicy`.
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
use super::enums::HighSpaceUsageProtection;
use super::enums::RetentionType;
use super::enums::StorageTier;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells the backup policy of an instance.
///
/// For PolarDB for MySQL. Open to accounts that the service has admitted on request.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describebackuppolicy>;
/// in the official Python package since 2.0.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupPolicy {
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
}

impl Action for DescribeBackupPolicy {
    const ACTION: &'static str = "DescribeBackupPolicy";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupPolicy";
    type Response = DescribeBackupPolicyResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeBackupPolicy`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPolicyResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeBackupPolicyData>,
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

impl FromAnswer for DescribeBackupPolicyResponse {
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

/// `Data` of [`DescribeBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPolicyData {
    /// `AdvanceDataPolicies`: the policies of full backups.
    pub advance_data_policies: Vec<DescribeBackupPolicyAdvanceDataPolicy>,
    /// `AdvanceIncPolicies`: the policies of incremental backups.
    pub advance_inc_policies: Vec<DescribeBackupPolicyAdvanceIncPolicy>,
    /// `AdvanceLogPolicies`: the policies of log backups.
    pub advance_log_policies: Vec<DescribeBackupPolicyAdvanceLogPolicy>,
    /// `BackupMethod`: how the backup is made. Published here: `Physical`, `Snapshot`.
    pub backup_method: Option<BackupMethod>,
    /// `BackupPriority`: from which node backups are taken. Published: `0`, `1`, `2`. 1 prefers a
    /// secondary node, 2 takes the primary alone; 0 for all but RDS SQL Server.
    pub backup_priority: Option<i32>,
    /// `BackupRetentionPeriod`: how long backups are kept, in days.
    pub backup_retention_period: Option<i32>,
    /// `BackupRetentionPolicyOnClusterDeletion`: which backups stay when the cluster is deleted.
    pub backup_retention_policy_on_cluster_deletion: Option<BackupRetentionPolicyOnClusterDeletion>,
    /// `Category`: whether backups are made by the second. For MySQL alone.
    pub category: Option<Category>,
    /// `EnableBackup`: whether backups are made. Published: `0`, `1`. 1 means yes.
    pub enable_backup: Option<i32>,
    /// `EnableIncBackup`: whether incremental backups are made. Published: `0`, `1`. 1 means yes.
    pub enable_inc_backup: Option<i32>,
    /// `EnableLogBackup`: whether log backups are made. Published: `0`, `1`. 1 means yes.
    pub enable_log_backup: Option<i32>,
    /// `HighFrequencyBakInterval`: the pause between two backups of the high frequency, in
    /// minutes.
    pub high_frequency_bak_interval: Option<i32>,
    /// `HighSpaceUsageProtection`: whether old logs are removed when the disk is nearly full.
    pub high_space_usage_protection: Option<HighSpaceUsageProtection>,
    /// `IncBackupInterval`: the pause between two incremental backups. -1 means that there are
    /// none.
    pub inc_backup_interval: Option<i32>,
    /// `LocalLogRetentionSpace`: the part of the disk that logs may take, presumably in percent.
    pub local_log_retention_space: Option<i32>,
    /// `LogBackupLocalRetentionNumber`: how many logs stay on the instance.
    pub log_backup_local_retention_number: Option<String>,
    /// `LogBackupRetention`: how long logs are kept, in days.
    pub log_backup_retention: Option<i32>,
    /// `PreferredBackupDate`: the days of the week on which backups are made, seven digits 0 or 1,
    /// Monday first.
    pub preferred_backup_date: Option<String>,
    /// `PreferredBackupWindow`: the hours in which backups are made, `HH:mmZ-HH:mmZ`.
    pub preferred_backup_window: Option<String>,
    /// `PreferredBackupWindowBegin`: the begin of the hours in which backups are made, `HH:mmZ`.
    pub preferred_backup_window_begin: Option<String>,
}

impl FromAnswer for DescribeBackupPolicyData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            advance_data_policies: fields.list("AdvanceDataPolicies"),
            advance_inc_policies: fields.list("AdvanceIncPolicies"),
            advance_log_policies: fields.list("AdvanceLogPolicies"),
            backup_method: fields.get("BackupMethod"),
            backup_priority: fields.get("BackupPriority"),
            backup_retention_period: fields.get("BackupRetentionPeriod"),
            backup_retention_policy_on_cluster_deletion: fields
                .get("BackupRetentionPolicyOnClusterDeletion"),
            category: fields.get("Category"),
            enable_backup: fields.get("EnableBackup"),
            enable_inc_backup: fields.get("EnableIncBackup"),
            enable_log_backup: fields.get("EnableLogBackup"),
            high_frequency_bak_interval: fields.get("HighFrequencyBakInterval"),
            high_space_usage_protection: fields.get("HighSpaceUsageProtection"),
            inc_backup_interval: fields.get("IncBackupInterval"),
            local_log_retention_space: fields.get("LocalLogRetentionSpace"),
            log_backup_local_retention_number: fields.get("LogBackupLocalRetentionNumber"),
            log_backup_retention: fields.get("LogBackupRetention"),
            preferred_backup_date: fields.get("PreferredBackupDate"),
            preferred_backup_window: fields.get("PreferredBackupWindow"),
            preferred_backup_window_begin: fields.get("PreferredBackupWindowBegin"),
        }
    }
}

/// `Data.AdvanceDataPolicies` of [`DescribeBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPolicyAdvanceDataPolicy {
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

impl FromAnswer for DescribeBackupPolicyAdvanceDataPolicy {
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
            policy_id: fields.get("PolicyId"),
            retention_type: fields.get("RetentionType"),
            retention_value: fields.get("RetentionValue"),
            src_region: fields.get("SrcRegion"),
            src_type: fields.get("SrcType"),
            storage_class: fields.get("StorageClass"),
        }
    }
}

/// `Data.AdvanceIncPolicies` of [`DescribeBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPolicyAdvanceIncPolicy {
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

impl FromAnswer for DescribeBackupPolicyAdvanceIncPolicy {
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
            policy_id: fields.get("PolicyId"),
            retention_type: fields.get("RetentionType"),
            retention_value: fields.get("RetentionValue"),
            src_region: fields.get("SrcRegion"),
            src_type: fields.get("SrcType"),
        }
    }
}

/// `Data.AdvanceLogPolicies` of [`DescribeBackupPolicyResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPolicyAdvanceLogPolicy {
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

impl FromAnswer for DescribeBackupPolicyAdvanceLogPolicy {
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
