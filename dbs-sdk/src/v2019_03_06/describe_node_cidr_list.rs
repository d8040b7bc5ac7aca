//! `DescribeNodeCidrList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Lists the addresses from which the service connects to databases.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describenodecidrlist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeNodeCidrList {
    /// `Region`: the region. Published: `cn-hangzhou`, `cn-shanghai`, `cn-qingdao`, `cn-beijing`,
    /// `cn-shenzhen`, `cn-hongkong`, `ap-southeast-1`, `cn-hangzhou-finance`,
    /// `cn-shanghai-finance`, `cn-shenzhen-finance`. The published list is shorter than that of
    /// the endpoints.
    pub region: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl DescribeNodeCidrList {
    /// A request with the fields that the service demands.
    pub fn new(region: impl Into<String>) -> Self {
        Self { region: region.into(), client_token: None, owner_id: None }
    }
}

impl Action for DescribeNodeCidrList {
    const ACTION: &'static str = "DescribeNodeCidrList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeNodeCidrList";
    type Response = DescribeNodeCidrListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("Region", &self.region);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeNodeCidrList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeNodeCidrListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `InternetIPs.InternetIP`: addresses in the internet.
    pub internet_ips: Vec<String>,
    /// `IntranetIPs.IntranetIP`: addresses inside the Alibaba Cloud network.
    pub intranet_ips: Vec<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeNodeCidrListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            internet_ips: fields.wrapped("InternetIPs", "InternetIP"),
            intranet_ips: fields.wrapped("IntranetIPs", "IntranetIP"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
