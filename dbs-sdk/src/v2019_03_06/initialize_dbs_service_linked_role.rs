//! `InitializeDbsServiceLinkedRole`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Creates the role `AliyunServiceRoleForDBS`, through which the service reaches the account's
/// other resources.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-initializedbsservicelinkedrole>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InitializeDbsServiceLinkedRole {}

impl Action for InitializeDbsServiceLinkedRole {
    const ACTION: &'static str = "InitializeDbsServiceLinkedRole";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:InitializeDbsServiceLinkedRole";
    type Response = InitializeDbsServiceLinkedRoleResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
    }

    /// Where the role is there already, it fails with `EntityAlreadyExists.Role`.
    fn is_idempotent(&self) -> bool {
        false
    }
}

/// The answer to [`InitializeDbsServiceLinkedRole`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct InitializeDbsServiceLinkedRoleResponse {
    /// `Data`: not documented; JSON is given as its text.
    pub data: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `ErrorCode`: the error code. Called so in this action alone; `EntityAlreadyExists.Role`
    /// means that the role is there.
    pub error_code: Option<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out. The service sends it as a text.
    pub success: Option<bool>,
}

impl FromAnswer for InitializeDbsServiceLinkedRoleResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            data: fields.get("Data"),
            err_message: fields.get("ErrMessage"),
            error_code: fields.get("ErrorCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
