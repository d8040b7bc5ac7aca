//! `RetryDownloadTask`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts a failed download task again.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 3.0.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryDownloadTask {
    /// `ClusterName`: the sharded cluster. For MongoDB alone.
    pub cluster_name: Option<String>,
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
    /// `TaskId`: the task.
    pub task_id: Option<String>,
}

impl Action for RetryDownloadTask {
    const ACTION: &'static str = "RetryDownloadTask";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:RetryDownloadTask";
    type Response = RetryDownloadTaskResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`RetryDownloadTask`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RetryDownloadTaskResponse {
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

impl FromAnswer for RetryDownloadTaskResponse {
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
