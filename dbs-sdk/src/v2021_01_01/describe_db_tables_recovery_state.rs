//! `DescribeDBTablesRecoveryState`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells the state of the recovery of databases and tables. The service documents neither
/// parameters nor answer.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeDBTablesRecoveryState {
    /// `ClusterName`: the sharded cluster. New in 3.0.0 of the official package.
    pub cluster_name: Option<String>,
    /// `InstanceId`: the instance.
    pub instance_id: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
}

impl Action for DescribeDBTablesRecoveryState {
    const ACTION: &'static str = "DescribeDBTablesRecoveryState";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeDBTablesRecoveryState";
    type Response = DescribeDBTablesRecoveryStateResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("InstanceId", &self.instance_id);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeDBTablesRecoveryState`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDBTablesRecoveryStateResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: not documented; JSON is given as its text.
    pub data: Option<String>,
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

impl FromAnswer for DescribeDBTablesRecoveryStateResponse {
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
