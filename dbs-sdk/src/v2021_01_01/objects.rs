//! What version 2021-01-01 takes as JSON in one parameter.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use serde_json::Value;

use super::enums::{ActionType, FilterKey, FilterType, RetentionType, StorageTier};
use crate::parameters::{Object, ToJson};

/// A policy of full backups to make, change or remove.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdvanceDataPolicyChange {
    /// `ActionType`: what happens to the policy.
    pub action_type: Option<ActionType>,
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `FilterKey`: what the schedule counts. Must be given when `FilterType` is `crontab`.
    pub filter_key: Option<FilterKey>,
    /// `FilterType`: whether a schedule or an event starts the policy.
    pub filter_type: Option<FilterType>,
    /// `FilterValue`: when the schedule is due. A whole number for `backupInterval`, days with
    /// commas such as `1,2,3` for `dayOfWeek`.
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

impl ToJson for AdvanceDataPolicyChange {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("ActionType", &self.action_type);
        object.put("DestRegion", &self.dest_region);
        object.put("DestType", &self.dest_type);
        object.put("FilterKey", &self.filter_key);
        object.put("FilterType", &self.filter_type);
        object.put("FilterValue", &self.filter_value);
        object.put("OnlyPreserveOneEachDay", &self.only_preserve_one_each_day);
        object.put("PolicyId", &self.policy_id);
        object.put("RetentionType", &self.retention_type);
        object.put("RetentionValue", &self.retention_value);
        object.put("SrcRegion", &self.src_region);
        object.put("SrcType", &self.src_type);
        object.put("StorageClass", &self.storage_class);
        object.into_json()
    }
}

/// A policy of incremental backups to make, change or remove.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdvanceIncPolicyChange {
    /// `ActionType`: what happens to the policy.
    pub action_type: Option<ActionType>,
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `FilterKey`: what the schedule counts. Must be given when `FilterType` is `crontab`.
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

impl ToJson for AdvanceIncPolicyChange {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("ActionType", &self.action_type);
        object.put("DestRegion", &self.dest_region);
        object.put("DestType", &self.dest_type);
        object.put("FilterKey", &self.filter_key);
        object.put("FilterType", &self.filter_type);
        object.put("FilterValue", &self.filter_value);
        object.put("OnlyPreserveOneEachDay", &self.only_preserve_one_each_day);
        object.put("PolicyId", &self.policy_id);
        object.put("RetentionType", &self.retention_type);
        object.put("RetentionValue", &self.retention_value);
        object.put("SrcRegion", &self.src_region);
        object.put("SrcType", &self.src_type);
        object.into_json()
    }
}

/// A policy of log backups to make, change or remove.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdvanceLogPolicyChange {
    /// `ActionType`: what happens to the policy.
    pub action_type: Option<ActionType>,
    /// `DestRegion`: the region that backups go to.
    pub dest_region: Option<String>,
    /// `DestType`: the storage that backups go to.
    pub dest_type: Option<StorageTier>,
    /// `EnableLogBackup`: whether log backups are made.
    pub enable_log_backup: Option<i64>,
    /// `FilterKey`: what the schedule counts. Must be given when `FilterType` is `crontab`.
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

impl ToJson for AdvanceLogPolicyChange {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("ActionType", &self.action_type);
        object.put("DestRegion", &self.dest_region);
        object.put("DestType", &self.dest_type);
        object.put("EnableLogBackup", &self.enable_log_backup);
        object.put("FilterKey", &self.filter_key);
        object.put("FilterType", &self.filter_type);
        object.put("FilterValue", &self.filter_value);
        object.put("LogRetentionType", &self.log_retention_type);
        object.put("LogRetentionValue", &self.log_retention_value);
        object.put("PolicyId", &self.policy_id);
        object.put("SrcRegion", &self.src_region);
        object.put("SrcType", &self.src_type);
        object.into_json()
    }
}
