//! `CreateRestoreTask`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use super::enums::EndpointType;
use super::objects::RestoreObject;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::parameters::Parameters;

/// Creates a restore task; [`StartRestoreTask`](super::StartRestoreTask) starts it.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createrestoretask>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CreateRestoreTask {
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: String,
    /// `DestinationEndpointInstanceType`: where the database is that is restored to.
    pub destination_endpoint_instance_type: EndpointType,
    /// `RestoreTaskName`: the task's name.
    pub restore_task_name: String,
    /// `AutoOpenDatabase`: whether the database is opened after the restore. New in 1.0.3 of the
    /// official package.
    pub auto_open_database: Option<String>,
    /// `AutoShutdownDatabase`: whether the database is shut down before the restore. New in 1.0.3
    /// of the official package.
    pub auto_shutdown_database: Option<String>,
    /// `BackupGatewayId`: the backup gateway. Must be given when `DestinationEndpointInstanceType`
    /// is `Agent`.
    pub backup_gateway_id: Option<i64>,
    /// `BackupSetId`: the backup set. Not together with `RestoreTime`.
    pub backup_set_id: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `CrossAliyunId`: the other account's id, where the database belongs to another account.
    pub cross_aliyun_id: Option<String>,
    /// `CrossRoleName`: the role in the other account.
    pub cross_role_name: Option<String>,
    /// `DestDatabaseInstanceClass`: the class of the new instance. New in 1.0.3 of the official
    /// package.
    pub dest_database_instance_class: Option<String>,
    /// `DestDatabaseInstanceDatabaseVersion`: the database version of the new instance. New in
    /// 1.0.3 of the official package.
    pub dest_database_instance_database_version: Option<String>,
    /// `DestDatabaseInstanceRegion`: the region of the new instance. New in 1.0.3 of the official
    /// package.
    pub dest_database_instance_region: Option<String>,
    /// `DestDatabaseInstanceStorageSize`: the disk of the new instance, presumably in GB. New in
    /// 1.0.3 of the official package.
    pub dest_database_instance_storage_size: Option<i32>,
    /// `DestDatabaseInstanceType`: the type of the new instance. `rds` is the only value seen. New
    /// in 1.0.3 of the official package.
    pub dest_database_instance_type: Option<String>,
    /// `DestDatabaseInstanceVSwitch`: the vSwitch of the new instance. New in 1.0.3 of the
    /// official package.
    pub dest_database_instance_vswitch: Option<String>,
    /// `DestDatabaseInstanceVpc`: the VPC of the new instance. New in 1.0.3 of the official
    /// package.
    pub dest_database_instance_vpc: Option<String>,
    /// `DestinationEndpointDatabaseName`: the database to restore to. Must be given for PostgreSQL
    /// and MongoDB.
    pub destination_endpoint_database_name: Option<String>,
    /// `DestinationEndpointIP`: the address of the database. Must be given when
    /// `DestinationEndpointInstanceType` is `Express`, `Agent` or `Other`.
    pub destination_endpoint_ip: Option<String>,
    /// `DestinationEndpointInstanceID`: the instance to restore to. Must be given when
    /// `DestinationEndpointInstanceType` is `RDS`, `ECS`, `DDS` or `Express`.
    pub destination_endpoint_instance_id: Option<String>,
    /// `DestinationEndpointOracleSID`: the Oracle system id. Must be given for Oracle.
    pub destination_endpoint_oracle_sid: Option<String>,
    /// `DestinationEndpointPassword`: the password of the database's user; sent in the body. Must
    /// be given except for Redis, and for SQL Server through a gateway.
    pub destination_endpoint_password: Option<SecretString>,
    /// `DestinationEndpointPort`: the port of the database. Must be given when
    /// `DestinationEndpointInstanceType` is `Express`, `Agent`, `Other` or `ECS`.
    pub destination_endpoint_port: Option<i32>,
    /// `DestinationEndpointRegion`: the region of the database. Must be given when
    /// `DestinationEndpointInstanceType` is `RDS`, `ECS`, `DDS`, `Express` or `Agent`.
    pub destination_endpoint_region: Option<String>,
    /// `DestinationEndpointUserName`: the user of the database. Must be given except for Redis,
    /// and for SQL Server through a gateway.
    pub destination_endpoint_user_name: Option<String>,
    /// `DuplicateConflict`: what happens to objects of the same name. `renamenew` is the only
    /// value published.
    pub duplicate_conflict: Option<String>,
    /// `EnableDestinationEndpointSsl`: whether to reach the database with TLS. New in 1.0.3 of the
    /// official package.
    pub enable_destination_endpoint_ssl: Option<bool>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `RestoreDestinationMode`: whether to restore to an instance that is there or to a new one.
    /// `exist_instance` is the only value seen. The value that means a new instance is not
    /// published. New in 1.0.3 of the official package.
    pub restore_destination_mode: Option<String>,
    /// `RestoreDir`: the folder to restore to. Must be given when a plan of MySQL restores through
    /// a gateway.
    pub restore_dir: Option<String>,
    /// `RestoreHome`: the home of the database program.
    pub restore_home: Option<String>,
    /// `RestoreObjects`: what is restored. Must be given when `DestinationEndpointInstanceType` is
    /// not `Agent`. Single tables can be restored in the console alone.
    pub restore_objects: Vec<RestoreObject>,
    /// `RestoreTime`: the time to restore, in milliseconds since 1970. Not together with
    /// `BackupSetId`.
    pub restore_time: Option<i64>,
    /// `SslCaPem`: the certificate authority of the database, a PEM text. New in 1.0.3 of the
    /// official package.
    pub ssl_ca_pem: Option<String>,
}

impl CreateRestoreTask {
    /// A request with the fields that the service demands.
    pub fn new(
        backup_plan_id: impl Into<String>,
        destination_endpoint_instance_type: impl Into<EndpointType>,
        restore_task_name: impl Into<String>,
    ) -> Self {
        Self {
            backup_plan_id: backup_plan_id.into(),
            destination_endpoint_instance_type: destination_endpoint_instance_type.into(),
            restore_task_name: restore_task_name.into(),
            auto_open_database: None,
            auto_shutdown_database: None,
            backup_gateway_id: None,
            backup_set_id: None,
            client_token: None,
            cross_aliyun_id: None,
            cross_role_name: None,
            dest_database_instance_class: None,
            dest_database_instance_database_version: None,
            dest_database_instance_region: None,
            dest_database_instance_storage_size: None,
            dest_database_instance_type: None,
            dest_database_instance_vswitch: None,
            dest_database_instance_vpc: None,
            destination_endpoint_database_name: None,
            destination_endpoint_ip: None,
            destination_endpoint_instance_id: None,
            destination_endpoint_oracle_sid: None,
            destination_endpoint_password: None,
            destination_endpoint_port: None,
            destination_endpoint_region: None,
            destination_endpoint_user_name: None,
            duplicate_conflict: None,
            enable_destination_endpoint_ssl: None,
            owner_id: None,
            restore_destination_mode: None,
            restore_dir: None,
            restore_home: None,
            restore_objects: Vec::new(),
            restore_time: None,
            ssl_ca_pem: None,
        }
    }
}

impl Action for CreateRestoreTask {
    const ACTION: &'static str = "CreateRestoreTask";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:CreateRestoreTask";
    type Response = CreateRestoreTaskResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("AutoOpenDatabase", &self.auto_open_database);
        parameters.set("AutoShutdownDatabase", &self.auto_shutdown_database);
        parameters.set("BackupGatewayId", &self.backup_gateway_id);
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("CrossAliyunId", &self.cross_aliyun_id);
        parameters.set("CrossRoleName", &self.cross_role_name);
        parameters.set("DestDatabaseInstanceClass", &self.dest_database_instance_class);
        parameters.set(
            "DestDatabaseInstanceDatabaseVersion",
            &self.dest_database_instance_database_version,
        );
        parameters.set("DestDatabaseInstanceRegion", &self.dest_database_instance_region);
        parameters
            .set("DestDatabaseInstanceStorageSize", &self.dest_database_instance_storage_size);
        parameters.set("DestDatabaseInstanceType", &self.dest_database_instance_type);
        parameters.set("DestDatabaseInstanceVSwitch", &self.dest_database_instance_vswitch);
        parameters.set("DestDatabaseInstanceVpc", &self.dest_database_instance_vpc);
        parameters.set("DestinationEndpointDatabaseName", &self.destination_endpoint_database_name);
        parameters.set("DestinationEndpointIP", &self.destination_endpoint_ip);
        parameters.set("DestinationEndpointInstanceID", &self.destination_endpoint_instance_id);
        parameters.set("DestinationEndpointInstanceType", &self.destination_endpoint_instance_type);
        parameters.set("DestinationEndpointOracleSID", &self.destination_endpoint_oracle_sid);
        parameters.hide("DestinationEndpointPassword", &self.destination_endpoint_password);
        parameters.set("DestinationEndpointPort", &self.destination_endpoint_port);
        parameters.set("DestinationEndpointRegion", &self.destination_endpoint_region);
        parameters.set("DestinationEndpointUserName", &self.destination_endpoint_user_name);
        parameters.set("DuplicateConflict", &self.duplicate_conflict);
        parameters.set("EnableDestinationEndpointSsl", &self.enable_destination_endpoint_ssl);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("RestoreDestinationMode", &self.restore_destination_mode);
        parameters.set("RestoreDir", &self.restore_dir);
        parameters.set("RestoreHome", &self.restore_home);
        parameters.json("RestoreObjects", &self.restore_objects);
        parameters.set("RestoreTaskName", &self.restore_task_name);
        parameters.set("RestoreTime", &self.restore_time);
        parameters.set("SslCaPem", &self.ssl_ca_pem);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        self.client_token.is_some()
    }
}

/// The answer to [`CreateRestoreTask`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CreateRestoreTaskResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `RestoreTaskId`: the restore task.
    pub restore_task_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
}

impl FromAnswer for CreateRestoreTaskResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            request_id: fields.get("RequestId"),
            restore_task_id: fields.get("RestoreTaskId"),
            success: fields.get("Success"),
        }
    }
}
