//! `ChangeResourceGroup`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Moves a backup plan into another resource group.
///
/// Without a page of its own in the service's documentation; in the official Python package since
/// 1.0.2.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeResourceGroup {
    /// `NewResourceGroupId`: the resource group to move to.
    pub new_resource_group_id: String,
    /// `ResourceId`: the resource to move.
    pub resource_id: String,
    /// `ResourceType`: the type of the resource. `backupplan` is the only value published.
    pub resource_type: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one.
    pub client_token: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`. New in 2.0.0 of the official package.
    pub region_code: Option<String>,
}

impl ChangeResourceGroup {
    /// A request with the fields that the service demands.
    pub fn new(
        new_resource_group_id: impl Into<String>,
        resource_id: impl Into<String>,
        resource_type: impl Into<String>,
    ) -> Self {
        Self {
            new_resource_group_id: new_resource_group_id.into(),
            resource_id: resource_id.into(),
            resource_type: resource_type.into(),
            client_token: None,
            region_code: None,
        }
    }
}

impl Action for ChangeResourceGroup {
    const ACTION: &'static str = "ChangeResourceGroup";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ChangeResourceGroup";
    type Response = ChangeResourceGroupResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("NewResourceGroupId", &self.new_resource_group_id);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("ResourceId", &self.resource_id);
        parameters.set("ResourceType", &self.resource_type);
        parameters
    }

    /// The plan ends in the same group however often it is moved there.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ChangeResourceGroup`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ChangeResourceGroupResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: whether the plan was moved.
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

impl FromAnswer for ChangeResourceGroupResponse {
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
