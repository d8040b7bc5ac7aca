//! `DescribeBackupPlanBilling`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::ChargeType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells how a plan is billed and what it has used.
///
/// Fails with `InvalidJobId` for an unknown BackupPlanId.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupplanbilling>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupPlanBilling {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `ShowStorageType`: whether to give the storage too.
    pub show_storage_type: Option<bool>,
}

impl DescribeBackupPlanBilling {
    /// A request with the fields that the service demands.
    pub fn new(backup_plan_id: impl Into<String>) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            client_token: None,
            owner_id: None,
            show_storage_type: None,
        }
    }
}

impl Action for DescribeBackupPlanBilling {
    const ACTION: &'static str = "DescribeBackupPlanBilling";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupPlanBilling";
    type Response = DescribeBackupPlanBillingResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("ShowStorageType", &self.show_storage_type);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeBackupPlanBilling`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPlanBillingResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Item`: the item.
    pub item: Option<DescribeBackupPlanBillingItem>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeBackupPlanBillingResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            item: fields.get("Item"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Item` of [`DescribeBackupPlanBillingResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupPlanBillingItem {
    /// `BuyChargeType`: how the plan is paid.
    pub buy_charge_type: Option<ChargeType>,
    /// `BuyCreateTimestamp`: when the plan was bought, in milliseconds since 1970.
    pub buy_create_timestamp: Option<i64>,
    /// `BuyExpiredTimestamp`: when the plan's term ends, in milliseconds since 1970. Comes when
    /// `BuyChargeType` is `PREPAY`.
    pub buy_expired_timestamp: Option<i64>,
    /// `BuySpec`: the plan's class.
    pub buy_spec: Option<String>,
    /// `ContStorageSize`: the size of stored incremental backups, in bytes.
    pub cont_storage_size: Option<i64>,
    /// `FullStorageSize`: the size of stored full backups, in bytes.
    pub full_storage_size: Option<i64>,
    /// `IsExpired`: whether the plan's term has ended. Comes when `BuyChargeType` is `PREPAY`.
    pub is_expired: Option<bool>,
    /// `IsFreeBytesUnlimited`: whether all bytes are free.
    pub is_free_bytes_unlimited: Option<bool>,
    /// `PaiedBytes`: the bytes that are paid for, in bytes.
    pub paied_bytes: Option<i64>,
    /// `QuotaEndTimestamp`: the end of the time that the free bytes are for, in milliseconds since
    /// 1970.
    pub quota_end_timestamp: Option<i64>,
    /// `QuotaStartTimestamp`: the begin of the time that the free bytes are for, in milliseconds
    /// since 1970.
    pub quota_start_timestamp: Option<i64>,
    /// `TotalFreeBytes`: how many bytes are free, in bytes. Comes when `BuyChargeType` is `PREPAY`
    /// and `IsFreeBytesUnlimited` is false.
    pub total_free_bytes: Option<i64>,
    /// `UsedFullBytes`: how many bytes full backups have used, in bytes.
    pub used_full_bytes: Option<i64>,
    /// `UsedIncrementBytes`: how many bytes incremental backups have used, in bytes.
    pub used_increment_bytes: Option<i64>,
}

impl FromAnswer for DescribeBackupPlanBillingItem {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            buy_charge_type: fields.get("BuyChargeType"),
            buy_create_timestamp: fields.get("BuyCreateTimestamp"),
            buy_expired_timestamp: fields.get("BuyExpiredTimestamp"),
            buy_spec: fields.get("BuySpec"),
            cont_storage_size: fields.get("ContStorageSize"),
            full_storage_size: fields.get("FullStorageSize"),
            is_expired: fields.get("IsExpired"),
            is_free_bytes_unlimited: fields.get("IsFreeBytesUnlimited"),
            paied_bytes: fields.get("PaiedBytes"),
            quota_end_timestamp: fields.get("QuotaEndTimestamp"),
            quota_start_timestamp: fields.get("QuotaStartTimestamp"),
            total_free_bytes: fields.get("TotalFreeBytes"),
            used_full_bytes: fields.get("UsedFullBytes"),
            used_increment_bytes: fields.get("UsedIncrementBytes"),
        }
    }
}
