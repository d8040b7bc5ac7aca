//! `ModifyBackupSourceEndpoint`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use super::enums::EndpointType;
use super::objects::BackupObject;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Changes the database that a plan backs up.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupsourceendpoint>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ModifyBackupSourceEndpoint {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `SourceEndpointInstanceType`: where the database is. Published here: `RDS`, `ECS`,
    /// `Express`, `Agent`, `DDS`, `Other`. Pages and answers differ in case.
    pub source_endpoint_instance_type: EndpointType,
    /// `BackupGatewayId`: the backup gateway. Must be given when `SourceEndpointInstanceType` is
    /// `Agent`.
    pub backup_gateway_id: Option<i64>,
    /// `BackupObjects`: what is backed up. Must be given when `SourceEndpointInstanceType` is not
    /// `Agent`. A database without rules is taken whole; with rules, only what they name is taken.
    pub backup_objects: Vec<BackupObject>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `CrossAliyunId`: the other account's id, where the database belongs to another account.
    pub cross_aliyun_id: Option<String>,
    /// `CrossRoleName`: the role in the other account.
    pub cross_role_name: Option<String>,
    /// `EnableSourceEndpointSsl`: whether to reach the database with TLS. New in 1.0.3 of the
    /// official package.
    pub enable_source_endpoint_ssl: Option<bool>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `SourceEndpointDatabaseName`: the database's name. Must be given for PostgreSQL and
    /// MongoDB, and for SQL Server through a gateway.
    pub source_endpoint_database_name: Option<String>,
    /// `SourceEndpointIP`: the address of the database. Must be given when
    /// `SourceEndpointInstanceType` is `Express`, `Agent` or `Other`.
    pub source_endpoint_ip: Option<String>,
    /// `SourceEndpointInstanceID`: the instance of the database. Must be given when
    /// `SourceEndpointInstanceType` is `RDS`, `ECS`, `DDS` or `Express`.
    pub source_endpoint_instance_id: Option<String>,
    /// `SourceEndpointOracleHome`: the home of the Oracle program. New in 1.0.3 of the official
    /// package.
    pub source_endpoint_oracle_home: Option<String>,
    /// `SourceEndpointOracleSID`: the Oracle system id. Must be given for Oracle.
    pub source_endpoint_oracle_sid: Option<String>,
    /// `SourceEndpointPassword`: the password of the database's user; sent in the body. Must be
    /// given except for Redis, and for SQL Server through a gateway.
    pub source_endpoint_password: Option<SecretString>,
    /// `SourceEndpointPort`: the port of the database. Must be given when
    /// `SourceEndpointInstanceType` is `Express`, `Agent`, `Other` or `ECS`.
    pub source_endpoint_port: Option<i32>,
    /// `SourceEndpointRegion`: the region of the database. Must be given when
    /// `SourceEndpointInstanceType` is not `Other`.
    pub source_endpoint_region: Option<String>,
    /// `SourceEndpointUserName`: the user of the database. Must be given except for Redis, and for
    /// SQL Server through a gateway.
    pub source_endpoint_user_name: Option<String>,
    /// `SslCaPem`: the certificate authority of the database, a PEM text. New in 1.0.3 of the
    /// official package.
    pub ssl_ca_pem: Option<String>,
}

impl ModifyBackupSourceEndpoint {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_plan_id: impl Into<String>,
        source_endpoint_instance_type: impl Into<EndpointType>,
    ) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            source_endpoint_instance_type: source_endpoint_instance_type.into(),
            backup_gateway_id: None,
            backup_objects: Vec::new(),
            client_token: None,
            cross_aliyun_id: None,
            cross_role_name: None,
            enable_source_endpoint_ssl: None,
            owner_id: None,
            source_endpoint_database_name: None,
            source_endpoint_ip: None,
            source_endpoint_instance_id: None,
            source_endpoint_oracle_home: None,
            source_endpoint_oracle_sid: None,
            source_endpoint_password: None,
            source_endpoint_port: None,
            source_endpoint_region: None,
            source_endpoint_user_name: None,
            ssl_ca_pem: None,
        }
    }
}

impl Action for ModifyBackupSourceEndpoint {
    const ACTION: &'static str = "ModifyBackupSourceEndpoint";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:ModifyBackupSourceEndpoint";
    type Response = ModifyBackupSourceEndpointResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupGatewayId", &self.backup_gateway_id);
        parameters.json("BackupObjects", &self.backup_objects);
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("CrossAliyunId", &self.cross_aliyun_id);
        parameters.set("CrossRoleName", &self.cross_role_name);
        parameters.set("EnableSourceEndpointSsl", &self.enable_source_endpoint_ssl);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("SourceEndpointDatabaseName", &self.source_endpoint_database_name);
        parameters.set("SourceEndpointIP", &self.source_endpoint_ip);
        parameters.set("SourceEndpointInstanceID", &self.source_endpoint_instance_id);
        parameters.set("SourceEndpointInstanceType", &self.source_endpoint_instance_type);
        parameters.set("SourceEndpointOracleHome", &self.source_endpoint_oracle_home);
        parameters.set("SourceEndpointOracleSID", &self.source_endpoint_oracle_sid);
        parameters.hide("SourceEndpointPassword", &self.source_endpoint_password);
        parameters.set("SourceEndpointPort", &self.source_endpoint_port);
        parameters.set("SourceEndpointRegion", &self.source_endpoint_region);
        parameters.set("SourceEndpointUserName", &self.source_endpoint_user_name);
        parameters.set("SslCaPem", &self.ssl_ca_pem);
        parameters
    }

    /// Setting the same again changes nothing.
    fn is_idempotent(&self) -> bool {
        true
    }
}

/// The answer to [`ModifyBackupSourceEndpoint`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ModifyBackupSourceEndpointResponse {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `NeedPrecheck`: whether the plan must be checked and started again. Then call
    /// `StartBackupPlan`.
    pub need_precheck: Option<bool>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for ModifyBackupSourceEndpointResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_plan_id: fields.get("BackupPlanId"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            need_precheck: fields.get("NeedPrecheck"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}
