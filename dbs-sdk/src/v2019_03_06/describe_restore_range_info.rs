//! `DescribeRestoreRangeInfo`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::RangeType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Lists the times to which a plan's backups can be restored.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describerestorerangeinfo>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeRestoreRangeInfo {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `BeginTimestampForRestore`: the begin of the time to look at, in milliseconds since 1970.
    pub begin_timestamp_for_restore: i64,
    /// `EndTimestampForRestore`: the end of the time to look at, in milliseconds since 1970.
    pub end_timestamp_for_restore: i64,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `RecentlyRestore`: whether to give only the latest times.
    pub recently_restore: Option<bool>,
}

impl DescribeRestoreRangeInfo {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_plan_id: impl Into<String>,
        begin_timestamp_for_restore: i64,
        end_timestamp_for_restore: i64,
    ) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            begin_timestamp_for_restore,
            end_timestamp_for_restore,
            client_token: None,
            owner_id: None,
            recently_restore: None,
        }
    }
}

impl Action for DescribeRestoreRangeInfo {
    const ACTION: &'static str = "DescribeRestoreRangeInfo";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeRestoreRangeInfo";
    type Response = DescribeRestoreRangeInfoResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BeginTimestampForRestore", &self.begin_timestamp_for_restore);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("EndTimestampForRestore", &self.end_timestamp_for_restore);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("RecentlyRestore", &self.recently_restore);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeRestoreRangeInfo`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeRestoreRangeInfoResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.DBSRecoverRange`: the times.
    pub items: Vec<DBSRecoverRange>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeRestoreRangeInfoResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "DBSRecoverRange"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Items.DBSRecoverRange` of [`DescribeRestoreRangeInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DBSRecoverRange {
    /// `BackupSourceHost`: the host of the database.
    pub backup_source_host: Option<String>,
    /// `BackupSourceInstanceId`: the instance of the database.
    pub backup_source_instance_id: Option<String>,
    /// `BackupSourceInstanceType`: the type of that instance.
    pub backup_source_instance_type: Option<String>,
    /// `BackupSourcePort`: the port of the database.
    pub backup_source_port: Option<String>,
    /// `BeginTimestampForRestore`: the first time that can be restored, in milliseconds since
    /// 1970.
    pub begin_timestamp_for_restore: Option<i64>,
    /// `EndTimestampForRestore`: the last time that can be restored, in milliseconds since 1970.
    pub end_timestamp_for_restore: Option<i64>,
    /// `FullBackupList.FullBackupDetail`: the full backups that can be restored. Comes when
    /// `RangeType` is `point`.
    pub full_backup_list: Vec<FullBackupDetail>,
    /// `RangeType`: whether any time in the range can be restored.
    pub range_type: Option<RangeType>,
    /// `SourceEndpointInstanceID`: the instance of the database.
    pub source_endpoint_instance_id: Option<String>,
    /// `SourceEndpointInstanceType`: where the database is.
    pub source_endpoint_instance_type: Option<String>,
}

impl FromAnswer for DBSRecoverRange {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_source_host: fields.get("BackupSourceHost"),
            backup_source_instance_id: fields.get("BackupSourceInstanceId"),
            backup_source_instance_type: fields.get("BackupSourceInstanceType"),
            backup_source_port: fields.get("BackupSourcePort"),
            begin_timestamp_for_restore: fields.get("BeginTimestampForRestore"),
            end_timestamp_for_restore: fields.get("EndTimestampForRestore"),
            full_backup_list: fields.wrapped("FullBackupList", "FullBackupDetail"),
            range_type: fields.get("RangeType"),
            source_endpoint_instance_id: fields.get("SourceEndpointInstanceID"),
            source_endpoint_instance_type: fields.get("SourceEndpointInstanceType"),
        }
    }
}

/// `Items.DBSRecoverRange.FullBackupList.FullBackupDetail` of
/// [`DescribeRestoreRangeInfoResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct FullBackupDetail {
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `EndTime`: the end, in milliseconds since 1970.
    pub end_time: Option<i64>,
    /// `StartTime`: the begin, in milliseconds since 1970.
    pub start_time: Option<i64>,
}

impl FromAnswer for FullBackupDetail {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_set_id: fields.get("BackupSetId"),
            end_time: fields.get("EndTime"),
            start_time: fields.get("StartTime"),
        }
    }
}
