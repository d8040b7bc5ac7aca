//! `DescribeDownloadSupport`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Tells whether the backups of an instance can be downloaded as
/// [`CreateDownload`](super::CreateDownload) does.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeDownloadSupport {
    /// `InstanceName`: the instance's id.
    pub instance_name: String,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `ClusterName`: the sharded cluster. For MongoDB alone. New in 3.0.0 of the official
    /// package.
    pub cluster_name: Option<String>,
}

impl DescribeDownloadSupport {
    /// A request with the fields that the service demands.
    pub fn new(instance_name: impl Into<String>, region_code: impl Into<String>) -> Self {
        Self {
            instance_name: instance_name.into(),
            region_code: region_code.into(),
            cluster_name: None,
        }
    }
}

impl Action for DescribeDownloadSupport {
    const ACTION: &'static str = "DescribeDownloadSupport";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeDownloadSupport";
    type Response = DescribeDownloadSupportResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeDownloadSupport`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDownloadSupportResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: whether it can.
    pub data: Option<bool>,
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

impl FromAnswer for DescribeDownloadSupportResponse {
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
