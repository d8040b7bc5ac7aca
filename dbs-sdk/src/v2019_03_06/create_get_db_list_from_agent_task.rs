//! `CreateGetDBListFromAgentTask`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::DatabaseType;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Starts to list the databases that a backup gateway sees;
/// [`GetDBListFromAgent`](super::GetDBListFromAgent) gives the list.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-creategetdblistfromagenttask>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateGetDBListFromAgentTask {
    /// `BackupGatewayId`: the backup gateway. The page calls it required.
    pub backup_gateway_id: Option<i64>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `DatabaseType`: the type of the database.
    pub database_type: Option<DatabaseType>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `SourceEndpointIP`: the address of the database.
    pub source_endpoint_ip: Option<String>,
    /// `SourceEndpointPort`: the port of the database.
    pub source_endpoint_port: Option<i32>,
    /// `SourceEndpointRegion`: the region of the database.
    pub source_endpoint_region: Option<String>,
}

impl Action for CreateGetDBListFromAgentTask {
    const ACTION: &'static str = "CreateGetDBListFromAgentTask";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateGetDBListFromAgentTask";
    type Response = CreateGetDBListFromAgentTaskResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupGatewayId", &self.backup_gateway_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("DatabaseType", &self.database_type);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("SourceEndpointIP", &self.source_endpoint_ip);
        parameters.set("SourceEndpointPort", &self.source_endpoint_port);
        parameters.set("SourceEndpointRegion", &self.source_endpoint_region);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`CreateGetDBListFromAgentTask`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateGetDBListFromAgentTaskResponse {
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
    /// `TaskId`: the task.
    pub task_id: Option<i64>,
}

impl FromAnswer for CreateGetDBListFromAgentTaskResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            task_id: fields.get("TaskId"),
        }
    }
}
