//! `GetDBListFromAgent`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Gives the databases that [`CreateGetDBListFromAgentTask`](super::CreateGetDBListFromAgentTask)
/// found.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-getdblistfromagent>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetDBListFromAgent {
    /// `BackupGatewayId`: the backup gateway.
    pub backup_gateway_id: Option<i64>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `SourceEndpointRegion`: the region of the database.
    pub source_endpoint_region: Option<String>,
    /// `TaskId`: the task. The one that `CreateGetDBListFromAgentTask` gave.
    pub task_id: Option<i64>,
}

impl Action for GetDBListFromAgent {
    const ACTION: &'static str = "GetDBListFromAgent";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:GetDBListFromAgent";
    type Response = GetDBListFromAgentResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupGatewayId", &self.backup_gateway_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("SourceEndpointRegion", &self.source_endpoint_region);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`GetDBListFromAgent`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct GetDBListFromAgentResponse {
    /// `DbList.dbName`: the databases.
    pub db_list: Vec<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for GetDBListFromAgentResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            db_list: fields.wrapped("DbList", "dbName"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
