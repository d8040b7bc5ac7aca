//! `CreateAdvancedPolicy`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Turns on the advanced backup policy of an instance.
///
/// For PolarDB for MySQL. Open to accounts that the service has admitted on request.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-createadvancedpolicy>;
/// in the official Python package since 2.1.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateAdvancedPolicy {
    /// `InstanceName`: the instance's id.
    pub instance_name: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
}

impl Action for CreateAdvancedPolicy {
    const ACTION: &'static str = "CreateAdvancedPolicy";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateAdvancedPolicy";
    type Response = CreateAdvancedPolicyResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("RegionCode", &self.region_code);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`CreateAdvancedPolicy`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateAdvancedPolicyResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: whether the policy is in effect.
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

impl FromAnswer for CreateAdvancedPolicyResponse {
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
