//! `DescribeRegions`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Lists the regions of the service.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeregions>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeRegions {
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
}

impl Action for DescribeRegions {
    const ACTION: &'static str = "DescribeRegions";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeRegions";
    type Response = DescribeRegionsResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`DescribeRegions`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeRegionsResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Regions.RegionCode`: the regions.
    pub regions: Vec<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeRegionsResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            regions: fields.wrapped("Regions", "RegionCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
