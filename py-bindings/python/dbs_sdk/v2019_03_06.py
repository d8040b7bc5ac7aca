"""Version 2019-03-06 of the API: each of its 36 actions as a class, with a class for its answer.

``Client.send`` takes an action and gives its answer::

    from dbs_sdk import v2019_03_06 as dbs

    answer = client.send(dbs.ConfigureBackupPlan(...))

An action and what it holds cannot be changed after it was made. An answer reads its fields when they
are asked for: one that is absent, or is of an odd type, is ``None`` and takes nothing else with it;
``wire`` is the whole of it as the service sent it. What must not be seen is ``***`` in every ``repr``.

Written by ``dbs-sdk/codegen`` from the facts in ``dbs-sdk/api``.
"""

# What overrides is described where it is from; tables are for nobody to change; `check_pass` is a state.
# ruff: noqa: D102, RUF012, S105

from __future__ import annotations

from ._action import I32, Action, Answer, Object, Paged, Words, integer, text, truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "BackupGateway",
    "BackupGatewayStatus",
    "BackupMethod",
    "BackupObject",
    "BackupPlanDetail",
    "BackupPlanStatus",
    "BackupSetDownloadStatus",
    "BackupSetDownloadTargetTypeLocation",
    "BackupSetDownloadTaskDetail",
    "BackupSetDownloadWay",
    "BackupSetJobType",
    "BackupStatus",
    "BackupStorageType",
    "BackupStrategyType",
    "ChargeType",
    "CheckState",
    "CheckStatus",
    "ConfigureBackupPlan",
    "ConfigureBackupPlanResponse",
    "CreateAndStartBackupPlan",
    "CreateAndStartBackupPlanResponse",
    "CreateBackupPlan",
    "CreateBackupPlanResponse",
    "CreateFullBackupSetDownload",
    "CreateFullBackupSetDownloadResponse",
    "CreateGetDBListFromAgentTask",
    "CreateGetDBListFromAgentTaskResponse",
    "CreateIncrementBackupSetDownload",
    "CreateIncrementBackupSetDownloadResponse",
    "CreateRestoreTask",
    "CreateRestoreTaskResponse",
    "DBSRecoverRange",
    "DataFormat",
    "DatabaseType",
    "DescribeBackupGatewayList",
    "DescribeBackupGatewayListResponse",
    "DescribeBackupPlanBilling",
    "DescribeBackupPlanBillingItem",
    "DescribeBackupPlanBillingResponse",
    "DescribeBackupPlanList",
    "DescribeBackupPlanListResponse",
    "DescribeBackupSetDownloadTaskList",
    "DescribeBackupSetDownloadTaskListResponse",
    "DescribeDLAService",
    "DescribeDLAServiceResponse",
    "DescribeFullBackupList",
    "DescribeFullBackupListResponse",
    "DescribeIncrementBackupList",
    "DescribeIncrementBackupListResponse",
    "DescribeJobErrorCode",
    "DescribeJobErrorCodeItem",
    "DescribeJobErrorCodeResponse",
    "DescribeNodeCidrList",
    "DescribeNodeCidrListResponse",
    "DescribePreCheckProgressList",
    "DescribePreCheckProgressListResponse",
    "DescribeRegions",
    "DescribeRegionsResponse",
    "DescribeRestoreRangeInfo",
    "DescribeRestoreRangeInfoResponse",
    "DescribeRestoreTaskList",
    "DescribeRestoreTaskListResponse",
    "DisableBackupLog",
    "DisableBackupLogResponse",
    "DlaState",
    "EnableBackupLog",
    "EnableBackupLogResponse",
    "EndpointType",
    "FullBackupDetail",
    "FullBackupFile",
    "GetDBListFromAgent",
    "GetDBListFromAgentResponse",
    "IncrementBackupFile",
    "InitializeDbsServiceLinkedRole",
    "InitializeDbsServiceLinkedRoleResponse",
    "InstanceClass",
    "InstanceType",
    "Language",
    "ModifiedStrategyType",
    "ModifyBackupObjects",
    "ModifyBackupObjectsResponse",
    "ModifyBackupPlanName",
    "ModifyBackupPlanNameResponse",
    "ModifyBackupSetDownloadRules",
    "ModifyBackupSetDownloadRulesResponse",
    "ModifyBackupSourceEndpoint",
    "ModifyBackupSourceEndpointResponse",
    "ModifyBackupStrategy",
    "ModifyBackupStrategyResponse",
    "ModifyStorageStrategy",
    "ModifyStorageStrategyResponse",
    "Period",
    "PreCheckProgressDetail",
    "RangeType",
    "ReleaseBackupPlan",
    "ReleaseBackupPlanResponse",
    "RenewBackupPlan",
    "RenewBackupPlanResponse",
    "RestoreObject",
    "RestoreStatus",
    "RestoreTaskDetail",
    "StartBackupPlan",
    "StartBackupPlanResponse",
    "StartRestoreTask",
    "StartRestoreTaskResponse",
    "StopBackupPlan",
    "StopBackupPlanResponse",
    "StopMethod",
    "StorageMethod",
    "TableRule",
    "UpgradeBackupPlan",
    "UpgradeBackupPlanResponse",
    "Weekday",
]

VERSION = "2019-03-06"
"""The API version of this module's actions."""


class BackupGatewayStatus(Words):
    """The state of a backup gateway."""

    ONLINE = "ONLINE"
    OFFLINE = "OFFLINE"
    STOPPED = "STOPPED"
    UPGRADING = "UPGRADING"


class BackupMethod(Words):
    """How a backup is made."""

    LOGICAL = "logical"
    PHYSICAL = "physical"
    DUPLICATION = "duplication"


class BackupPlanStatus(Words):
    """The state of a plan.

    ``wait``: not configured. ``init``: not started, or the checks failed. ``stop``: failed.
    ``pause``: paused.
    """

    WAIT = "wait"
    """``wait``: not configured."""
    INIT = "init"
    """``init``: not started, or the checks failed."""
    RUNNING = "running"
    STOP = "stop"
    """``stop``: failed."""
    PAUSE = "pause"
    """``pause``: paused."""
    LOCKED = "locked"
    CHECK_PASS = "check_pass"


class BackupSetDownloadStatus(Words):
    """The state of a download task."""

    CHECKING = "checking"
    INIT = "init"
    CHECK_PASS = "check_pass"
    PAUSE = "pause"
    SCHEDULE = "schedule"
    RUNNING = "running"
    STOP = "stop"
    FINISH = "finish"


class BackupSetDownloadTargetTypeLocation(Words):
    """The kind of storage at the target of a download."""

    LOCAL = "local"
    NAS = "nas"
    FTP = "ftp"
    MINIO = "minio"


class BackupSetDownloadWay(Words):
    """Whether a person or a rule started a download."""

    MANUAL = "manual"
    AUTO = "auto"


class BackupSetJobType(Words):
    """The type of a backup job.

    ``cbs_backup_sub_full``: a logical full backup. ``cbs_backup_sub_cont``: a logical incremental
    backup.
    """

    FULL = "cbs_backup_sub_full"
    """``cbs_backup_sub_full``: a logical full backup."""
    INCREMENTAL = "cbs_backup_sub_cont"
    """``cbs_backup_sub_cont``: a logical incremental backup."""


class BackupStatus(Words):
    """The state of a backup.

    ``schedule``: about to begin.
    """

    SCHEDULE = "schedule"
    """``schedule``: about to begin."""
    RUNNING = "running"
    FINISH = "finish"
    INIT = "INIT"
    FILLING = "FILLING"
    COMPLETED = "COMPLETED"
    UNCOMPLETED = "UNCOMPLETED"


class BackupStorageType(Words):
    """Where backups are kept.

    ````: a bucket of the account. ``system``: the service's own storage.
    """

    OWN_BUCKET = ""
    """````: a bucket of the account."""
    SYSTEM = "system"
    """``system``: the service's own storage."""


class BackupStrategyType(Words):
    """Whether backups follow a schedule."""

    SIMPLE = "simple"
    MANUAL = "manual"


class ChargeType(Words):
    """How a plan is paid."""

    PREPAY = "PREPAY"
    POSTPAY = "POSTPAY"


class CheckState(Words):
    """The state of one check."""

    INIT = "init"
    WARNING = "warning"
    CATCHED = "catched"
    RUNNING = "running"
    FAILED = "failed"
    FINISH = "finish"


class CheckStatus(Words):
    """The state of all checks."""

    RUNNING = "running"
    FAILED = "failed"
    FINISH = "finish"


class DataFormat(Words):
    """The format of downloaded data."""

    NATIVE = "Native"
    SQL = "SQL"
    CSV = "CSV"
    JSON = "JSON"


class DatabaseType(Words):
    """The type of a database."""

    MY_SQL = "MySQL"
    MSSQL = "MSSQL"
    ORACLE = "Oracle"
    MARIA_DB = "MariaDB"
    POSTGRE_SQL = "PostgreSQL"
    DRDS = "DRDS"
    MONGO_DB = "MongoDB"
    REDIS = "Redis"


class DlaState(Words):
    """The state of a data lake service."""

    RUNNING = "Running"
    CLOSING = "Closing"
    CLOSED = "Closed"


class EndpointType(Words):
    """Where a database is.

    ``dg``: through a database gateway.
    """

    RDS = "RDS"
    ECS = "ECS"
    EXPRESS = "Express"
    AGENT = "Agent"
    DDS = "DDS"
    OTHER = "Other"
    GATEWAY = "dg"
    """``dg``: through a database gateway."""


class InstanceClass(Words):
    """The class of a plan."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    XLARGE = "xlarge"


class InstanceType(Words):
    """The type of a database's instance.

    ``dg``: through a database gateway.
    """

    RDS = "RDS"
    POLAR_DB = "PolarDB"
    DDS = "DDS"
    KVSTORE = "Kvstore"
    OTHER = "Other"
    GATEWAY = "dg"
    """``dg``: through a database gateway."""


class Language(Words):
    """The language of a text."""

    EN = "en"
    CN = "cn"


class ModifiedStrategyType(Words):
    """Whether backups follow a schedule, as ``ModifyBackupStrategy`` spells it."""

    SIMPLE = "simple"
    MANUAL = "Manual"


class Period(Words):
    """The unit of a term."""

    YEAR = "Year"
    MONTH = "Month"


class RangeType(Words):
    """Whether any time in a range can be restored.

    ``point``: only the full backups that are listed. ``range``: any time in it.
    """

    POINT = "point"
    """``point``: only the full backups that are listed."""
    RANGE = "range"
    """``range``: any time in it."""


class RestoreStatus(Words):
    """The state of a restore task."""

    INIT = "init"
    RUNNING = "running"
    STOP = "stop"
    PAUSE = "pause"
    CHECK_PASS = "check_pass"


class StopMethod(Words):
    """What of a plan is paused.

    ``ALL``: schedule, full, incremental and restore jobs. ``PLAN``: the schedule alone.
    """

    ALL = "ALL"
    """``ALL``: schedule, full, incremental and restore jobs."""
    PLAN = "PLAN"
    """``PLAN``: the schedule alone."""


class StorageMethod(Words):
    """A storage class."""

    STANDARD = "Standard"
    INFREQUENT_ACCESS = "IA"
    ARCHIVE = "Archive"
    UNKNOWN = "UNKNOWN"


class Weekday(Words):
    """A day of the week."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


class RestoreObject(Object):
    """A database to restore, and its name afterwards.

    Args:
        db_name: ``DBName``: the database.
        new_db_name: ``NewDBName``: the database's name after the restore.
    """

    _FIELDS = {
        "db_name": ("DBName", str),
        "new_db_name": ("NewDBName", str),
    }

    db_name: str | None
    new_db_name: str | None

    def __init__(
        self,
        *,
        db_name: str | None = None,
        new_db_name: str | None = None,
    ) -> None:
        self._keep(
            db_name=db_name,
            new_db_name=new_db_name,
        )


class TableRule(Object):
    """Tables of a database, by name or pattern.

    Args:
        table_name: ``TableName``: the table's name, or a pattern of ``.`` ``*`` ``?`` ``[abc]``
            ``[^abc]`` ``[a-z]``.
    """

    _FIELDS = {
        "table_name": ("TableName", str),
    }

    table_name: str | None

    def __init__(
        self,
        *,
        table_name: str | None = None,
    ) -> None:
        self._keep(
            table_name=table_name,
        )


class BackupObject(Object):
    """A database to back up, whole or in part.

    Args:
        db_name: ``DBName``: the database.
        new_db_name: ``NewDBName``: the database's name after the restore.
        new_schema_name: ``NewSchemaName``: the schema's name after the restore, for SQL Server.
        schema_name: ``SchemaName``: the schema, for SQL Server.
        table_excludes: ``TableExcludes``: the tables to leave out.
        table_includes: ``TableIncludes``: the tables to take.
    """

    _FIELDS = {
        "db_name": ("DBName", str),
        "new_db_name": ("NewDBName", str),
        "new_schema_name": ("NewSchemaName", str),
        "schema_name": ("SchemaName", str),
        "table_excludes": ("TableExcludes", [TableRule]),
        "table_includes": ("TableIncludes", [TableRule]),
    }

    db_name: str | None
    new_db_name: str | None
    new_schema_name: str | None
    schema_name: str | None
    table_excludes: tuple[TableRule, ...]
    table_includes: tuple[TableRule, ...]

    def __init__(
        self,
        *,
        db_name: str | None = None,
        new_db_name: str | None = None,
        new_schema_name: str | None = None,
        schema_name: str | None = None,
        table_excludes: Sequence[TableRule] = (),
        table_includes: Sequence[TableRule] = (),
    ) -> None:
        self._keep(
            db_name=db_name,
            new_db_name=new_db_name,
            new_schema_name=new_schema_name,
            schema_name=schema_name,
            table_excludes=table_excludes,
            table_includes=table_includes,
        )


class ConfigureBackupPlan(Action["ConfigureBackupPlanResponse"]):
    """Sets source, schedule and storage of a plan that was bought.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-configurebackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_plan_name: ``BackupPlanName``: the plan's name.
        source_endpoint_instance_type: ``SourceEndpointInstanceType``: where the database is.
            Published here: ``RDS``, ``ECS``, ``Express``, ``Agent``, ``DDS``, ``Other``. Pages and
            answers differ in case. A word of ``EndpointType``.
        auto_start_backup: ``AutoStartBackup``: whether the backup starts at once.
        backup_gateway_id: ``BackupGatewayId``: the backup gateway. Must be given when
            ``SourceEndpointInstanceType`` is ``Agent``.
        backup_log_interval_seconds: ``BackupLogIntervalSeconds``: the pause between two log
            backups, in seconds. For physical backup alone.
        backup_objects: ``BackupObjects``: what is backed up. A database without rules is taken
            whole; with rules, only what they name is taken.
        backup_period: ``BackupPeriod``: the days on which full backups are made. Answers may
            spell them in upper case. Words of ``Weekday``.
        backup_rate_limit: ``BackupRateLimit``: the limit of the network rate, in KB/s. At most
            10 GB. For physical backup of MySQL alone.
        backup_retention_period: ``BackupRetentionPeriod``: how long backups are kept, in days.
            From 0 to 1825. ``730`` by default.
        backup_speed_limit: ``BackupSpeedLimit``: the limit of the disk rate, in KB/s. For
            physical backup of MySQL alone.
        backup_start_time: ``BackupStartTime``: when full backups begin, ``HH:mm`` in UTC.
        backup_storage_encrypt_method: ``BackupStorageEncryptMethod``: how stored backups are
            encrypted. ``encrypted`` is the only value seen. New in 1.0.3 of the official package.
        backup_storage_type: ``BackupStorageType``: where backups are kept. A word of
            ``BackupStorageType``.
        backup_strategy_type: ``BackupStrategyType``: whether backups follow a schedule.
            ``simple`` by default. ``simple`` needs ``BackupPeriod`` and ``BackupStartTime``. A word
            of ``BackupStrategyType``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        cross_aliyun_id: ``CrossAliyunId``: the other account's id, where the database belongs
            to another account.
        cross_role_name: ``CrossRoleName``: the role in the other account.
        duplication_archive_period: ``DuplicationArchivePeriod``: the age at which backups move
            to the Archive storage class, in days. Less than ``BackupRetentionPeriod``. ``365`` by
            default.
        duplication_infrequent_access_period: ``DuplicationInfrequentAccessPeriod``: the age at
            which backups move to the Infrequent Access storage class, in days. Less than
            ``DuplicationArchivePeriod``. ``180`` by default.
        enable_backup_log: ``EnableBackupLog``: whether incremental (log) backups are made.
        enable_mysql_physical_backup_binlog: ``EnableMysqlPhysicalBackupBinlog``: whether
            binlogs are backed up beside physical backups. New in 1.0.3 of the official package.
        enable_source_endpoint_ssl: ``EnableSourceEndpointSsl``: whether to reach the database
            with TLS. New in 1.0.3 of the official package.
        oss_bucket_name: ``OSSBucketName``: the bucket that backups are kept in. By default
            generated by the service.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        resource_group_id: ``ResourceGroupId``: the resource group.
        source_endpoint_database_name: ``SourceEndpointDatabaseName``: the database's name. Must
            be given for PostgreSQL and MongoDB.
        source_endpoint_ip: ``SourceEndpointIP``: the address of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent`` or ``Other``.
        source_endpoint_instance_id: ``SourceEndpointInstanceID``: the instance of the database.
            Must be given when ``SourceEndpointInstanceType`` is ``RDS``, ``ECS``, ``DDS`` or
            ``Express``.
        source_endpoint_oracle_home: ``SourceEndpointOracleHome``: the home of the Oracle
            program. New in 1.0.3 of the official package.
        source_endpoint_oracle_sid: ``SourceEndpointOracleSID``: the Oracle system id. Must be
            given for Oracle.
        source_endpoint_password: ``SourceEndpointPassword``: the password of the database's
            user; sent in the body. Must be given except for Redis, and for SQL Server through a
            gateway.
        source_endpoint_port: ``SourceEndpointPort``: the port of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent``, ``Other`` or ``ECS``.
        source_endpoint_region: ``SourceEndpointRegion``: the region of the database. Must be
            given when ``SourceEndpointInstanceType`` is not ``Other``.
        source_endpoint_user_name: ``SourceEndpointUserName``: the user of the database. Must be
            given except for Redis, and for SQL Server through a gateway.
        ssl_ca_pem: ``SslCaPem``: the certificate authority of the database, a PEM text. New in
            1.0.3 of the official package.
    """

    ACTION = "ConfigureBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:ConfigureBackupPlan"
    _NEEDED = ("backup_plan_id", "backup_plan_name", "source_endpoint_instance_type")
    _SECRETS = ("source_endpoint_password",)
    _FIELDS = {
        "auto_start_backup": ("AutoStartBackup", bool),
        "backup_gateway_id": ("BackupGatewayId", int),
        "backup_log_interval_seconds": ("BackupLogIntervalSeconds", I32),
        "backup_objects": ("BackupObjects", [BackupObject]),
        "backup_period": ("BackupPeriod", [Weekday]),
        "backup_plan_id": ("BackupPlanId", str),
        "backup_plan_name": ("BackupPlanName", str),
        "backup_rate_limit": ("BackupRateLimit", int),
        "backup_retention_period": ("BackupRetentionPeriod", I32),
        "backup_speed_limit": ("BackupSpeedLimit", int),
        "backup_start_time": ("BackupStartTime", str),
        "backup_storage_encrypt_method": ("BackupStorageEncryptMethod", str),
        "backup_storage_type": ("BackupStorageType", BackupStorageType),
        "backup_strategy_type": ("BackupStrategyType", BackupStrategyType),
        "client_token": ("ClientToken", str),
        "cross_aliyun_id": ("CrossAliyunId", str),
        "cross_role_name": ("CrossRoleName", str),
        "duplication_archive_period": ("DuplicationArchivePeriod", I32),
        "duplication_infrequent_access_period": ("DuplicationInfrequentAccessPeriod", I32),
        "enable_backup_log": ("EnableBackupLog", bool),
        "enable_mysql_physical_backup_binlog": ("EnableMysqlPhysicalBackupBinlog", bool),
        "enable_source_endpoint_ssl": ("EnableSourceEndpointSsl", bool),
        "oss_bucket_name": ("OSSBucketName", str),
        "owner_id": ("OwnerId", str),
        "resource_group_id": ("ResourceGroupId", str),
        "source_endpoint_database_name": ("SourceEndpointDatabaseName", str),
        "source_endpoint_ip": ("SourceEndpointIP", str),
        "source_endpoint_instance_id": ("SourceEndpointInstanceID", str),
        "source_endpoint_instance_type": ("SourceEndpointInstanceType", EndpointType),
        "source_endpoint_oracle_home": ("SourceEndpointOracleHome", str),
        "source_endpoint_oracle_sid": ("SourceEndpointOracleSID", str),
        "source_endpoint_password": ("SourceEndpointPassword", str),
        "source_endpoint_port": ("SourceEndpointPort", I32),
        "source_endpoint_region": ("SourceEndpointRegion", str),
        "source_endpoint_user_name": ("SourceEndpointUserName", str),
        "ssl_ca_pem": ("SslCaPem", str),
    }

    backup_plan_id: str
    backup_plan_name: str
    source_endpoint_instance_type: str
    auto_start_backup: bool | None
    backup_gateway_id: int | None
    backup_log_interval_seconds: int | None
    backup_objects: tuple[BackupObject, ...]
    backup_period: tuple[str, ...]
    backup_rate_limit: int | None
    backup_retention_period: int | None
    backup_speed_limit: int | None
    backup_start_time: str | None
    backup_storage_encrypt_method: str | None
    backup_storage_type: str | None
    backup_strategy_type: str | None
    client_token: str | None
    cross_aliyun_id: str | None
    cross_role_name: str | None
    duplication_archive_period: int | None
    duplication_infrequent_access_period: int | None
    enable_backup_log: bool | None
    enable_mysql_physical_backup_binlog: bool | None
    enable_source_endpoint_ssl: bool | None
    oss_bucket_name: str | None
    owner_id: str | None
    resource_group_id: str | None
    source_endpoint_database_name: str | None
    source_endpoint_ip: str | None
    source_endpoint_instance_id: str | None
    source_endpoint_oracle_home: str | None
    source_endpoint_oracle_sid: str | None
    source_endpoint_password: str | None
    source_endpoint_port: int | None
    source_endpoint_region: str | None
    source_endpoint_user_name: str | None
    ssl_ca_pem: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_plan_name: str,
        source_endpoint_instance_type: str,
        auto_start_backup: bool | None = None,
        backup_gateway_id: int | None = None,
        backup_log_interval_seconds: int | None = None,
        backup_objects: Sequence[BackupObject] = (),
        backup_period: Sequence[str] = (),
        backup_rate_limit: int | None = None,
        backup_retention_period: int | None = None,
        backup_speed_limit: int | None = None,
        backup_start_time: str | None = None,
        backup_storage_encrypt_method: str | None = None,
        backup_storage_type: str | None = None,
        backup_strategy_type: str | None = None,
        client_token: str | None = None,
        cross_aliyun_id: str | None = None,
        cross_role_name: str | None = None,
        duplication_archive_period: int | None = None,
        duplication_infrequent_access_period: int | None = None,
        enable_backup_log: bool | None = None,
        enable_mysql_physical_backup_binlog: bool | None = None,
        enable_source_endpoint_ssl: bool | None = None,
        oss_bucket_name: str | None = None,
        owner_id: str | None = None,
        resource_group_id: str | None = None,
        source_endpoint_database_name: str | None = None,
        source_endpoint_ip: str | None = None,
        source_endpoint_instance_id: str | None = None,
        source_endpoint_oracle_home: str | None = None,
        source_endpoint_oracle_sid: str | None = None,
        source_endpoint_password: str | None = None,
        source_endpoint_port: int | None = None,
        source_endpoint_region: str | None = None,
        source_endpoint_user_name: str | None = None,
        ssl_ca_pem: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_plan_name=backup_plan_name,
            source_endpoint_instance_type=source_endpoint_instance_type,
            auto_start_backup=auto_start_backup,
            backup_gateway_id=backup_gateway_id,
            backup_log_interval_seconds=backup_log_interval_seconds,
            backup_objects=backup_objects,
            backup_period=backup_period,
            backup_rate_limit=backup_rate_limit,
            backup_retention_period=backup_retention_period,
            backup_speed_limit=backup_speed_limit,
            backup_start_time=backup_start_time,
            backup_storage_encrypt_method=backup_storage_encrypt_method,
            backup_storage_type=backup_storage_type,
            backup_strategy_type=backup_strategy_type,
            client_token=client_token,
            cross_aliyun_id=cross_aliyun_id,
            cross_role_name=cross_role_name,
            duplication_archive_period=duplication_archive_period,
            duplication_infrequent_access_period=duplication_infrequent_access_period,
            enable_backup_log=enable_backup_log,
            enable_mysql_physical_backup_binlog=enable_mysql_physical_backup_binlog,
            enable_source_endpoint_ssl=enable_source_endpoint_ssl,
            oss_bucket_name=oss_bucket_name,
            owner_id=owner_id,
            resource_group_id=resource_group_id,
            source_endpoint_database_name=source_endpoint_database_name,
            source_endpoint_ip=source_endpoint_ip,
            source_endpoint_instance_id=source_endpoint_instance_id,
            source_endpoint_oracle_home=source_endpoint_oracle_home,
            source_endpoint_oracle_sid=source_endpoint_oracle_sid,
            source_endpoint_password=source_endpoint_password,
            source_endpoint_port=source_endpoint_port,
            source_endpoint_region=source_endpoint_region,
            source_endpoint_user_name=source_endpoint_user_name,
            ssl_ca_pem=ssl_ca_pem,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> ConfigureBackupPlanResponse:
        return ConfigureBackupPlanResponse(wire)


class ConfigureBackupPlanResponse(Answer):
    """The answer to ``ConfigureBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class CreateAndStartBackupPlan(Action["CreateAndStartBackupPlanResponse"]):
    """Buys, configures and starts a plan in one call.

    It places an order, which costs money.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createandstartbackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_method: ``BackupMethod``: how the backup is made. Published here: ``logical``,
            ``physical``. A word of ``BackupMethod``.
        backup_plan_name: ``BackupPlanName``: the plan's name.
        database_type: ``DatabaseType``: the type of the database. A word of ``DatabaseType``.
        instance_class: ``InstanceClass``: the plan's class. The upload guide also names
            ``serverless`` and ``xmicro``, which the list of this field does not have. A word of
            ``InstanceClass``.
        source_endpoint_instance_type: ``SourceEndpointInstanceType``: where the database is. A
            word of ``EndpointType``.
        backup_gateway_id: ``BackupGatewayId``: the backup gateway. Must be given when
            ``SourceEndpointInstanceType`` is ``Agent``.
        backup_log_interval_seconds: ``BackupLogIntervalSeconds``: the pause between two log
            backups, in seconds. For physical backup alone.
        backup_objects: ``BackupObjects``: what is backed up. A database without rules is taken
            whole; with rules, only what they name is taken.
        backup_period: ``BackupPeriod``: the days on which full backups are made. Answers may
            spell them in upper case. Words of ``Weekday``.
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_rate_limit: ``BackupRateLimit``: the limit of the network rate, in KB/s. At most
            10 GB. For physical backup of MySQL alone.
        backup_retention_period: ``BackupRetentionPeriod``: how long backups are kept, in days.
            From 0 to 1825. ``730`` by default.
        backup_speed_limit: ``BackupSpeedLimit``: the limit of the disk rate, in KB/s. For
            physical backup of MySQL alone.
        backup_start_time: ``BackupStartTime``: when full backups begin, ``HH:mm`` in UTC.
        backup_storage_type: ``BackupStorageType``: where backups are kept. A word of
            ``BackupStorageType``.
        backup_strategy_type: ``BackupStrategyType``: whether backups follow a schedule.
            ``simple`` by default. ``simple`` needs ``BackupPeriod`` and ``BackupStartTime``. A word
            of ``BackupStrategyType``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        cross_aliyun_id: ``CrossAliyunId``: the other account's id, where the database belongs
            to another account.
        cross_role_name: ``CrossRoleName``: the role in the other account.
        database_region: ``DatabaseRegion``: the region of the database.
        duplication_archive_period: ``DuplicationArchivePeriod``: the age at which backups move
            to the Archive storage class, in days. Less than ``BackupRetentionPeriod``. ``365`` by
            default.
        duplication_infrequent_access_period: ``DuplicationInfrequentAccessPeriod``: the age at
            which backups move to the Infrequent Access storage class, in days. Less than
            ``DuplicationArchivePeriod``. ``180`` by default.
        enable_backup_log: ``EnableBackupLog``: whether incremental (log) backups are made.
        from_app: ``FromApp``: the program that asks. ``OpenApi`` by default. It need not be
            set.
        instance_type: ``InstanceType``: the type of the database's instance. A word of
            ``InstanceType``.
        oss_bucket_name: ``OSSBucketName``: the bucket that backups are kept in. By default
            generated by the service.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        pay_type: ``PayType``: how the plan is paid. ``prepay`` is the only value published.
            Answers spell it in upper case.
        period: ``Period``: the unit of the term. A word of ``Period``.
        region: ``Region``: the region.
        resource_group_id: ``ResourceGroupId``: the resource group.
        source_endpoint_database_name: ``SourceEndpointDatabaseName``: the database's name. Must
            be given for PostgreSQL and MongoDB.
        source_endpoint_ip: ``SourceEndpointIP``: the address of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent`` or ``Other``.
        source_endpoint_instance_id: ``SourceEndpointInstanceID``: the instance of the database.
            Must be given when ``SourceEndpointInstanceType`` is ``RDS``, ``ECS``, ``DDS`` or
            ``Express``.
        source_endpoint_oracle_sid: ``SourceEndpointOracleSID``: the Oracle system id. Must be
            given for Oracle.
        source_endpoint_password: ``SourceEndpointPassword``: the password of the database's
            user; sent in the body. Must be given except for Redis, and for SQL Server through a
            gateway.
        source_endpoint_port: ``SourceEndpointPort``: the port of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent``, ``Other`` or ``ECS``.
        source_endpoint_region: ``SourceEndpointRegion``: the region of the database. Must be
            given when ``SourceEndpointInstanceType`` is not ``Other``.
        source_endpoint_user_name: ``SourceEndpointUserName``: the user of the database. Must be
            given except for Redis, and for SQL Server through a gateway.
        storage_region: ``StorageRegion``: the region of the storage.
        storage_type: ``StorageType``: the type of the storage. Not in use.
        used_time: ``UsedTime``: the term, in the unit of ``Period``. From 1 to 5 years or from
            1 to 11 months.
    """

    ACTION = "CreateAndStartBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateAndStartBackupPlan"
    _NEEDED = (
        "backup_method",
        "backup_plan_name",
        "database_type",
        "instance_class",
        "source_endpoint_instance_type",
    )
    _SECRETS = ("source_endpoint_password",)
    _FIELDS = {
        "backup_gateway_id": ("BackupGatewayId", int),
        "backup_log_interval_seconds": ("BackupLogIntervalSeconds", I32),
        "backup_method": ("BackupMethod", BackupMethod),
        "backup_objects": ("BackupObjects", [BackupObject]),
        "backup_period": ("BackupPeriod", [Weekday]),
        "backup_plan_id": ("BackupPlanId", str),
        "backup_plan_name": ("BackupPlanName", str),
        "backup_rate_limit": ("BackupRateLimit", int),
        "backup_retention_period": ("BackupRetentionPeriod", I32),
        "backup_speed_limit": ("BackupSpeedLimit", int),
        "backup_start_time": ("BackupStartTime", str),
        "backup_storage_type": ("BackupStorageType", BackupStorageType),
        "backup_strategy_type": ("BackupStrategyType", BackupStrategyType),
        "client_token": ("ClientToken", str),
        "cross_aliyun_id": ("CrossAliyunId", str),
        "cross_role_name": ("CrossRoleName", str),
        "database_region": ("DatabaseRegion", str),
        "database_type": ("DatabaseType", DatabaseType),
        "duplication_archive_period": ("DuplicationArchivePeriod", I32),
        "duplication_infrequent_access_period": ("DuplicationInfrequentAccessPeriod", I32),
        "enable_backup_log": ("EnableBackupLog", bool),
        "from_app": ("FromApp", str),
        "instance_class": ("InstanceClass", InstanceClass),
        "instance_type": ("InstanceType", InstanceType),
        "oss_bucket_name": ("OSSBucketName", str),
        "owner_id": ("OwnerId", str),
        "pay_type": ("PayType", str),
        "period": ("Period", Period),
        "region": ("Region", str),
        "resource_group_id": ("ResourceGroupId", str),
        "source_endpoint_database_name": ("SourceEndpointDatabaseName", str),
        "source_endpoint_ip": ("SourceEndpointIP", str),
        "source_endpoint_instance_id": ("SourceEndpointInstanceID", str),
        "source_endpoint_instance_type": ("SourceEndpointInstanceType", EndpointType),
        "source_endpoint_oracle_sid": ("SourceEndpointOracleSID", str),
        "source_endpoint_password": ("SourceEndpointPassword", str),
        "source_endpoint_port": ("SourceEndpointPort", I32),
        "source_endpoint_region": ("SourceEndpointRegion", str),
        "source_endpoint_user_name": ("SourceEndpointUserName", str),
        "storage_region": ("StorageRegion", str),
        "storage_type": ("StorageType", str),
        "used_time": ("UsedTime", I32),
    }

    backup_method: str
    backup_plan_name: str
    database_type: str
    instance_class: str
    source_endpoint_instance_type: str
    backup_gateway_id: int | None
    backup_log_interval_seconds: int | None
    backup_objects: tuple[BackupObject, ...]
    backup_period: tuple[str, ...]
    backup_plan_id: str | None
    backup_rate_limit: int | None
    backup_retention_period: int | None
    backup_speed_limit: int | None
    backup_start_time: str | None
    backup_storage_type: str | None
    backup_strategy_type: str | None
    client_token: str | None
    cross_aliyun_id: str | None
    cross_role_name: str | None
    database_region: str | None
    duplication_archive_period: int | None
    duplication_infrequent_access_period: int | None
    enable_backup_log: bool | None
    from_app: str | None
    instance_type: str | None
    oss_bucket_name: str | None
    owner_id: str | None
    pay_type: str | None
    period: str | None
    region: str | None
    resource_group_id: str | None
    source_endpoint_database_name: str | None
    source_endpoint_ip: str | None
    source_endpoint_instance_id: str | None
    source_endpoint_oracle_sid: str | None
    source_endpoint_password: str | None
    source_endpoint_port: int | None
    source_endpoint_region: str | None
    source_endpoint_user_name: str | None
    storage_region: str | None
    storage_type: str | None
    used_time: int | None

    def __init__(
        self,
        *,
        backup_method: str,
        backup_plan_name: str,
        database_type: str,
        instance_class: str,
        source_endpoint_instance_type: str,
        backup_gateway_id: int | None = None,
        backup_log_interval_seconds: int | None = None,
        backup_objects: Sequence[BackupObject] = (),
        backup_period: Sequence[str] = (),
        backup_plan_id: str | None = None,
        backup_rate_limit: int | None = None,
        backup_retention_period: int | None = None,
        backup_speed_limit: int | None = None,
        backup_start_time: str | None = None,
        backup_storage_type: str | None = None,
        backup_strategy_type: str | None = None,
        client_token: str | None = None,
        cross_aliyun_id: str | None = None,
        cross_role_name: str | None = None,
        database_region: str | None = None,
        duplication_archive_period: int | None = None,
        duplication_infrequent_access_period: int | None = None,
        enable_backup_log: bool | None = None,
        from_app: str | None = None,
        instance_type: str | None = None,
        oss_bucket_name: str | None = None,
        owner_id: str | None = None,
        pay_type: str | None = None,
        period: str | None = None,
        region: str | None = None,
        resource_group_id: str | None = None,
        source_endpoint_database_name: str | None = None,
        source_endpoint_ip: str | None = None,
        source_endpoint_instance_id: str | None = None,
        source_endpoint_oracle_sid: str | None = None,
        source_endpoint_password: str | None = None,
        source_endpoint_port: int | None = None,
        source_endpoint_region: str | None = None,
        source_endpoint_user_name: str | None = None,
        storage_region: str | None = None,
        storage_type: str | None = None,
        used_time: int | None = None,
    ) -> None:
        self._keep(
            backup_method=backup_method,
            backup_plan_name=backup_plan_name,
            database_type=database_type,
            instance_class=instance_class,
            source_endpoint_instance_type=source_endpoint_instance_type,
            backup_gateway_id=backup_gateway_id,
            backup_log_interval_seconds=backup_log_interval_seconds,
            backup_objects=backup_objects,
            backup_period=backup_period,
            backup_plan_id=backup_plan_id,
            backup_rate_limit=backup_rate_limit,
            backup_retention_period=backup_retention_period,
            backup_speed_limit=backup_speed_limit,
            backup_start_time=backup_start_time,
            backup_storage_type=backup_storage_type,
            backup_strategy_type=backup_strategy_type,
            client_token=client_token,
            cross_aliyun_id=cross_aliyun_id,
            cross_role_name=cross_role_name,
            database_region=database_region,
            duplication_archive_period=duplication_archive_period,
            duplication_infrequent_access_period=duplication_infrequent_access_period,
            enable_backup_log=enable_backup_log,
            from_app=from_app,
            instance_type=instance_type,
            oss_bucket_name=oss_bucket_name,
            owner_id=owner_id,
            pay_type=pay_type,
            period=period,
            region=region,
            resource_group_id=resource_group_id,
            source_endpoint_database_name=source_endpoint_database_name,
            source_endpoint_ip=source_endpoint_ip,
            source_endpoint_instance_id=source_endpoint_instance_id,
            source_endpoint_oracle_sid=source_endpoint_oracle_sid,
            source_endpoint_password=source_endpoint_password,
            source_endpoint_port=source_endpoint_port,
            source_endpoint_region=source_endpoint_region,
            source_endpoint_user_name=source_endpoint_user_name,
            storage_region=storage_region,
            storage_type=storage_type,
            used_time=used_time,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateAndStartBackupPlanResponse:
        return CreateAndStartBackupPlanResponse(wire)


class CreateAndStartBackupPlanResponse(Answer):
    """The answer to ``CreateAndStartBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def create_backup_set(self) -> bool | None:
        """``CreateBackupSet``: whether a backup was started."""
        return self._one("CreateBackupSet", truth)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def order_id(self) -> str | None:
        """``OrderId``: the order."""
        return self._one("OrderId", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class CreateBackupPlan(Action["CreateBackupPlanResponse"]):
    """Buys a plan. ``ConfigureBackupPlan`` and ``StartBackupPlan`` come next.

    It places an order, which costs money.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createbackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_method: ``BackupMethod``: how the backup is made. Published here: ``logical``,
            ``physical``. A word of ``BackupMethod``.
        database_type: ``DatabaseType``: the type of the database. A word of ``DatabaseType``.
        instance_class: ``InstanceClass``: the plan's class. The upload guide also names
            ``serverless`` and ``xmicro``, which the list of this field does not have. A word of
            ``InstanceClass``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        database_region: ``DatabaseRegion``: the region of the database.
        from_app: ``FromApp``: the program that asks. ``OpenApi`` by default. It need not be
            set.
        instance_type: ``InstanceType``: the type of the database's instance. A word of
            ``InstanceType``.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        pay_type: ``PayType``: how the plan is paid. ``prepay`` is the only value published.
            Answers spell it in upper case.
        period: ``Period``: the unit of the term. A word of ``Period``.
        region: ``Region``: the region. The page calls it required; ``DescribeRegions`` lists
            the values.
        resource_group_id: ``ResourceGroupId``: the resource group.
        storage_region: ``StorageRegion``: the region of the storage.
        storage_type: ``StorageType``: the type of the storage. Not in use.
        used_time: ``UsedTime``: the term, in the unit of ``Period``. From 1 to 5 years or from
            1 to 11 months.
    """

    ACTION = "CreateBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateBackupPlan"
    _NEEDED = ("backup_method", "database_type", "instance_class")
    _FIELDS = {
        "backup_method": ("BackupMethod", BackupMethod),
        "client_token": ("ClientToken", str),
        "database_region": ("DatabaseRegion", str),
        "database_type": ("DatabaseType", DatabaseType),
        "from_app": ("FromApp", str),
        "instance_class": ("InstanceClass", InstanceClass),
        "instance_type": ("InstanceType", InstanceType),
        "owner_id": ("OwnerId", str),
        "pay_type": ("PayType", str),
        "period": ("Period", Period),
        "region": ("Region", str),
        "resource_group_id": ("ResourceGroupId", str),
        "storage_region": ("StorageRegion", str),
        "storage_type": ("StorageType", str),
        "used_time": ("UsedTime", I32),
    }

    backup_method: str
    database_type: str
    instance_class: str
    client_token: str | None
    database_region: str | None
    from_app: str | None
    instance_type: str | None
    owner_id: str | None
    pay_type: str | None
    period: str | None
    region: str | None
    resource_group_id: str | None
    storage_region: str | None
    storage_type: str | None
    used_time: int | None

    def __init__(
        self,
        *,
        backup_method: str,
        database_type: str,
        instance_class: str,
        client_token: str | None = None,
        database_region: str | None = None,
        from_app: str | None = None,
        instance_type: str | None = None,
        owner_id: str | None = None,
        pay_type: str | None = None,
        period: str | None = None,
        region: str | None = None,
        resource_group_id: str | None = None,
        storage_region: str | None = None,
        storage_type: str | None = None,
        used_time: int | None = None,
    ) -> None:
        self._keep(
            backup_method=backup_method,
            database_type=database_type,
            instance_class=instance_class,
            client_token=client_token,
            database_region=database_region,
            from_app=from_app,
            instance_type=instance_type,
            owner_id=owner_id,
            pay_type=pay_type,
            period=period,
            region=region,
            resource_group_id=resource_group_id,
            storage_region=storage_region,
            storage_type=storage_type,
            used_time=used_time,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateBackupPlanResponse:
        return CreateBackupPlanResponse(wire)


class CreateBackupPlanResponse(Answer):
    """The answer to ``CreateBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def order_id(self) -> str | None:
        """``OrderId``: the order."""
        return self._one("OrderId", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class CreateFullBackupSetDownload(Action["CreateFullBackupSetDownloadResponse"]):
    """Starts the conversion of a full backup set for download.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createfullbackupsetdownload;
    in the official Python package since 1.0.1.

    Args:
        backup_set_id: ``BackupSetId``: the backup set.
        backup_set_data_format: ``BackupSetDataFormat``: the format of the downloaded data.
            ``CSV`` by default. A word of ``DataFormat``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "CreateFullBackupSetDownload"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateFullBackupSetDownload"
    _NEEDED = ("backup_set_id",)
    _FIELDS = {
        "backup_set_data_format": ("BackupSetDataFormat", DataFormat),
        "backup_set_id": ("BackupSetId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_set_id: str
    backup_set_data_format: str | None
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_set_id: str,
        backup_set_data_format: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_set_id=backup_set_id,
            backup_set_data_format=backup_set_data_format,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateFullBackupSetDownloadResponse:
        return CreateFullBackupSetDownloadResponse(wire)


class CreateFullBackupSetDownloadResponse(Answer):
    """The answer to ``CreateFullBackupSetDownload``."""

    @property
    def backup_set_download_task_id(self) -> str | None:
        """``BackupSetDownloadTaskId``: the download task."""
        return self._one("BackupSetDownloadTaskId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class CreateGetDBListFromAgentTask(Action["CreateGetDBListFromAgentTaskResponse"]):
    """Starts to list the databases that a backup gateway sees; ``GetDBListFromAgent`` gives the
    list.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-creategetdblistfromagenttask;
    in the official Python package since 1.0.1.

    Args:
        backup_gateway_id: ``BackupGatewayId``: the backup gateway. The page calls it required.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        database_type: ``DatabaseType``: the type of the database. A word of ``DatabaseType``.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        source_endpoint_ip: ``SourceEndpointIP``: the address of the database.
        source_endpoint_port: ``SourceEndpointPort``: the port of the database.
        source_endpoint_region: ``SourceEndpointRegion``: the region of the database.
    """

    ACTION = "CreateGetDBListFromAgentTask"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateGetDBListFromAgentTask"
    _FIELDS = {
        "backup_gateway_id": ("BackupGatewayId", int),
        "client_token": ("ClientToken", str),
        "database_type": ("DatabaseType", DatabaseType),
        "owner_id": ("OwnerId", str),
        "source_endpoint_ip": ("SourceEndpointIP", str),
        "source_endpoint_port": ("SourceEndpointPort", I32),
        "source_endpoint_region": ("SourceEndpointRegion", str),
    }

    backup_gateway_id: int | None
    client_token: str | None
    database_type: str | None
    owner_id: str | None
    source_endpoint_ip: str | None
    source_endpoint_port: int | None
    source_endpoint_region: str | None

    def __init__(
        self,
        *,
        backup_gateway_id: int | None = None,
        client_token: str | None = None,
        database_type: str | None = None,
        owner_id: str | None = None,
        source_endpoint_ip: str | None = None,
        source_endpoint_port: int | None = None,
        source_endpoint_region: str | None = None,
    ) -> None:
        self._keep(
            backup_gateway_id=backup_gateway_id,
            client_token=client_token,
            database_type=database_type,
            owner_id=owner_id,
            source_endpoint_ip=source_endpoint_ip,
            source_endpoint_port=source_endpoint_port,
            source_endpoint_region=source_endpoint_region,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateGetDBListFromAgentTaskResponse:
        return CreateGetDBListFromAgentTaskResponse(wire)


class CreateGetDBListFromAgentTaskResponse(Answer):
    """The answer to ``CreateGetDBListFromAgentTask``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def task_id(self) -> int | None:
        """``TaskId``: the task."""
        return self._one("TaskId", integer)


class CreateIncrementBackupSetDownload(Action["CreateIncrementBackupSetDownloadResponse"]):
    """Starts the conversion of an incremental backup set for download.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createincrementbackupsetdownload;
    in the official Python package since 1.0.1.

    Args:
        backup_set_id: ``BackupSetId``: the backup set. It takes ``BackupSetJobId`` of
            ``DescribeIncrementBackupList``.
        backup_set_name: ``BackupSetName``: the backup set's name. It takes ``BackupSetId`` of
            ``DescribeIncrementBackupList``, a log file's name such as ``mysql-bin.000054``.
        backup_set_data_format: ``BackupSetDataFormat``: the format of the downloaded data.
            ``Native`` by default. A word of ``DataFormat``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "CreateIncrementBackupSetDownload"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateIncrementBackupSetDownload"
    _NEEDED = ("backup_set_id", "backup_set_name")
    _FIELDS = {
        "backup_set_data_format": ("BackupSetDataFormat", DataFormat),
        "backup_set_id": ("BackupSetId", str),
        "backup_set_name": ("BackupSetName", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_set_id: str
    backup_set_name: str
    backup_set_data_format: str | None
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_set_id: str,
        backup_set_name: str,
        backup_set_data_format: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_set_id=backup_set_id,
            backup_set_name=backup_set_name,
            backup_set_data_format=backup_set_data_format,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateIncrementBackupSetDownloadResponse:
        return CreateIncrementBackupSetDownloadResponse(wire)


class CreateIncrementBackupSetDownloadResponse(Answer):
    """The answer to ``CreateIncrementBackupSetDownload``."""

    @property
    def backup_set_download_task_id(self) -> str | None:
        """``BackupSetDownloadTaskId``: the download task."""
        return self._one("BackupSetDownloadTaskId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class CreateRestoreTask(Action["CreateRestoreTaskResponse"]):
    """Creates a restore task; ``StartRestoreTask`` starts it.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-createrestoretask;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        destination_endpoint_instance_type: ``DestinationEndpointInstanceType``: where the
            database is that is restored to. A word of ``EndpointType``.
        restore_task_name: ``RestoreTaskName``: the task's name.
        auto_open_database: ``AutoOpenDatabase``: whether the database is opened after the
            restore. New in 1.0.3 of the official package.
        auto_shutdown_database: ``AutoShutdownDatabase``: whether the database is shut down
            before the restore. New in 1.0.3 of the official package.
        backup_gateway_id: ``BackupGatewayId``: the backup gateway. Must be given when
            ``DestinationEndpointInstanceType`` is ``Agent``.
        backup_set_id: ``BackupSetId``: the backup set. Not together with ``RestoreTime``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        cross_aliyun_id: ``CrossAliyunId``: the other account's id, where the database belongs
            to another account.
        cross_role_name: ``CrossRoleName``: the role in the other account.
        dest_database_instance_class: ``DestDatabaseInstanceClass``: the class of the new
            instance. New in 1.0.3 of the official package.
        dest_database_instance_database_version: ``DestDatabaseInstanceDatabaseVersion``: the
            database version of the new instance. New in 1.0.3 of the official package.
        dest_database_instance_region: ``DestDatabaseInstanceRegion``: the region of the new
            instance. New in 1.0.3 of the official package.
        dest_database_instance_storage_size: ``DestDatabaseInstanceStorageSize``: the disk of
            the new instance, presumably in GB. New in 1.0.3 of the official package.
        dest_database_instance_type: ``DestDatabaseInstanceType``: the type of the new instance.
            ``rds`` is the only value seen. New in 1.0.3 of the official package.
        dest_database_instance_vswitch: ``DestDatabaseInstanceVSwitch``: the vSwitch of the new
            instance. New in 1.0.3 of the official package.
        dest_database_instance_vpc: ``DestDatabaseInstanceVpc``: the VPC of the new instance.
            New in 1.0.3 of the official package.
        destination_endpoint_database_name: ``DestinationEndpointDatabaseName``: the database to
            restore to. Must be given for PostgreSQL and MongoDB.
        destination_endpoint_ip: ``DestinationEndpointIP``: the address of the database. Must be
            given when ``DestinationEndpointInstanceType`` is ``Express``, ``Agent`` or ``Other``.
        destination_endpoint_instance_id: ``DestinationEndpointInstanceID``: the instance to
            restore to. Must be given when ``DestinationEndpointInstanceType`` is ``RDS``, ``ECS``,
            ``DDS`` or ``Express``.
        destination_endpoint_oracle_sid: ``DestinationEndpointOracleSID``: the Oracle system id.
            Must be given for Oracle.
        destination_endpoint_password: ``DestinationEndpointPassword``: the password of the
            database's user; sent in the body. Must be given except for Redis, and for SQL Server
            through a gateway.
        destination_endpoint_port: ``DestinationEndpointPort``: the port of the database. Must
            be given when ``DestinationEndpointInstanceType`` is ``Express``, ``Agent``, ``Other``
            or ``ECS``.
        destination_endpoint_region: ``DestinationEndpointRegion``: the region of the database.
            Must be given when ``DestinationEndpointInstanceType`` is ``RDS``, ``ECS``, ``DDS``,
            ``Express`` or ``Agent``.
        destination_endpoint_user_name: ``DestinationEndpointUserName``: the user of the
            database. Must be given except for Redis, and for SQL Server through a gateway.
        duplicate_conflict: ``DuplicateConflict``: what happens to objects of the same name.
            ``renamenew`` is the only value published.
        enable_destination_endpoint_ssl: ``EnableDestinationEndpointSsl``: whether to reach the
            database with TLS. New in 1.0.3 of the official package.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        restore_destination_mode: ``RestoreDestinationMode``: whether to restore to an instance
            that is there or to a new one. ``exist_instance`` is the only value seen. The value that
            means a new instance is not published. New in 1.0.3 of the official package.
        restore_dir: ``RestoreDir``: the folder to restore to. Must be given when a plan of
            MySQL restores through a gateway.
        restore_home: ``RestoreHome``: the home of the database program.
        restore_objects: ``RestoreObjects``: what is restored. Must be given when
            ``DestinationEndpointInstanceType`` is not ``Agent``. Single tables can be restored in
            the console alone.
        restore_time: ``RestoreTime``: the time to restore, in milliseconds since 1970. Not
            together with ``BackupSetId``.
        ssl_ca_pem: ``SslCaPem``: the certificate authority of the database, a PEM text. New in
            1.0.3 of the official package.
    """

    ACTION = "CreateRestoreTask"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateRestoreTask"
    _NEEDED = ("backup_plan_id", "destination_endpoint_instance_type", "restore_task_name")
    _SECRETS = ("destination_endpoint_password",)
    _FIELDS = {
        "auto_open_database": ("AutoOpenDatabase", str),
        "auto_shutdown_database": ("AutoShutdownDatabase", str),
        "backup_gateway_id": ("BackupGatewayId", int),
        "backup_plan_id": ("BackupPlanId", str),
        "backup_set_id": ("BackupSetId", str),
        "client_token": ("ClientToken", str),
        "cross_aliyun_id": ("CrossAliyunId", str),
        "cross_role_name": ("CrossRoleName", str),
        "dest_database_instance_class": ("DestDatabaseInstanceClass", str),
        "dest_database_instance_database_version": ("DestDatabaseInstanceDatabaseVersion", str),
        "dest_database_instance_region": ("DestDatabaseInstanceRegion", str),
        "dest_database_instance_storage_size": ("DestDatabaseInstanceStorageSize", I32),
        "dest_database_instance_type": ("DestDatabaseInstanceType", str),
        "dest_database_instance_vswitch": ("DestDatabaseInstanceVSwitch", str),
        "dest_database_instance_vpc": ("DestDatabaseInstanceVpc", str),
        "destination_endpoint_database_name": ("DestinationEndpointDatabaseName", str),
        "destination_endpoint_ip": ("DestinationEndpointIP", str),
        "destination_endpoint_instance_id": ("DestinationEndpointInstanceID", str),
        "destination_endpoint_instance_type": ("DestinationEndpointInstanceType", EndpointType),
        "destination_endpoint_oracle_sid": ("DestinationEndpointOracleSID", str),
        "destination_endpoint_password": ("DestinationEndpointPassword", str),
        "destination_endpoint_port": ("DestinationEndpointPort", I32),
        "destination_endpoint_region": ("DestinationEndpointRegion", str),
        "destination_endpoint_user_name": ("DestinationEndpointUserName", str),
        "duplicate_conflict": ("DuplicateConflict", str),
        "enable_destination_endpoint_ssl": ("EnableDestinationEndpointSsl", bool),
        "owner_id": ("OwnerId", str),
        "restore_destination_mode": ("RestoreDestinationMode", str),
        "restore_dir": ("RestoreDir", str),
        "restore_home": ("RestoreHome", str),
        "restore_objects": ("RestoreObjects", [RestoreObject]),
        "restore_task_name": ("RestoreTaskName", str),
        "restore_time": ("RestoreTime", int),
        "ssl_ca_pem": ("SslCaPem", str),
    }

    backup_plan_id: str
    destination_endpoint_instance_type: str
    restore_task_name: str
    auto_open_database: str | None
    auto_shutdown_database: str | None
    backup_gateway_id: int | None
    backup_set_id: str | None
    client_token: str | None
    cross_aliyun_id: str | None
    cross_role_name: str | None
    dest_database_instance_class: str | None
    dest_database_instance_database_version: str | None
    dest_database_instance_region: str | None
    dest_database_instance_storage_size: int | None
    dest_database_instance_type: str | None
    dest_database_instance_vswitch: str | None
    dest_database_instance_vpc: str | None
    destination_endpoint_database_name: str | None
    destination_endpoint_ip: str | None
    destination_endpoint_instance_id: str | None
    destination_endpoint_oracle_sid: str | None
    destination_endpoint_password: str | None
    destination_endpoint_port: int | None
    destination_endpoint_region: str | None
    destination_endpoint_user_name: str | None
    duplicate_conflict: str | None
    enable_destination_endpoint_ssl: bool | None
    owner_id: str | None
    restore_destination_mode: str | None
    restore_dir: str | None
    restore_home: str | None
    restore_objects: tuple[RestoreObject, ...]
    restore_time: int | None
    ssl_ca_pem: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        destination_endpoint_instance_type: str,
        restore_task_name: str,
        auto_open_database: str | None = None,
        auto_shutdown_database: str | None = None,
        backup_gateway_id: int | None = None,
        backup_set_id: str | None = None,
        client_token: str | None = None,
        cross_aliyun_id: str | None = None,
        cross_role_name: str | None = None,
        dest_database_instance_class: str | None = None,
        dest_database_instance_database_version: str | None = None,
        dest_database_instance_region: str | None = None,
        dest_database_instance_storage_size: int | None = None,
        dest_database_instance_type: str | None = None,
        dest_database_instance_vswitch: str | None = None,
        dest_database_instance_vpc: str | None = None,
        destination_endpoint_database_name: str | None = None,
        destination_endpoint_ip: str | None = None,
        destination_endpoint_instance_id: str | None = None,
        destination_endpoint_oracle_sid: str | None = None,
        destination_endpoint_password: str | None = None,
        destination_endpoint_port: int | None = None,
        destination_endpoint_region: str | None = None,
        destination_endpoint_user_name: str | None = None,
        duplicate_conflict: str | None = None,
        enable_destination_endpoint_ssl: bool | None = None,
        owner_id: str | None = None,
        restore_destination_mode: str | None = None,
        restore_dir: str | None = None,
        restore_home: str | None = None,
        restore_objects: Sequence[RestoreObject] = (),
        restore_time: int | None = None,
        ssl_ca_pem: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            destination_endpoint_instance_type=destination_endpoint_instance_type,
            restore_task_name=restore_task_name,
            auto_open_database=auto_open_database,
            auto_shutdown_database=auto_shutdown_database,
            backup_gateway_id=backup_gateway_id,
            backup_set_id=backup_set_id,
            client_token=client_token,
            cross_aliyun_id=cross_aliyun_id,
            cross_role_name=cross_role_name,
            dest_database_instance_class=dest_database_instance_class,
            dest_database_instance_database_version=dest_database_instance_database_version,
            dest_database_instance_region=dest_database_instance_region,
            dest_database_instance_storage_size=dest_database_instance_storage_size,
            dest_database_instance_type=dest_database_instance_type,
            dest_database_instance_vswitch=dest_database_instance_vswitch,
            dest_database_instance_vpc=dest_database_instance_vpc,
            destination_endpoint_database_name=destination_endpoint_database_name,
            destination_endpoint_ip=destination_endpoint_ip,
            destination_endpoint_instance_id=destination_endpoint_instance_id,
            destination_endpoint_oracle_sid=destination_endpoint_oracle_sid,
            destination_endpoint_password=destination_endpoint_password,
            destination_endpoint_port=destination_endpoint_port,
            destination_endpoint_region=destination_endpoint_region,
            destination_endpoint_user_name=destination_endpoint_user_name,
            duplicate_conflict=duplicate_conflict,
            enable_destination_endpoint_ssl=enable_destination_endpoint_ssl,
            owner_id=owner_id,
            restore_destination_mode=restore_destination_mode,
            restore_dir=restore_dir,
            restore_home=restore_home,
            restore_objects=restore_objects,
            restore_time=restore_time,
            ssl_ca_pem=ssl_ca_pem,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> CreateRestoreTaskResponse:
        return CreateRestoreTaskResponse(wire)


class CreateRestoreTaskResponse(Answer):
    """The answer to ``CreateRestoreTask``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def restore_task_id(self) -> str | None:
        """``RestoreTaskId``: the restore task."""
        return self._one("RestoreTaskId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribeBackupGatewayList(Paged["DescribeBackupGatewayListResponse", "BackupGateway"]):
    """Lists backup gateways.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupgatewaylist;
    in the official Python package since 1.0.1.

    Args:
        region: ``Region``: the region. Published: ``cn-hangzhou``, ``cn-shanghai``,
            ``cn-qingdao``, ``cn-beijing``, ``cn-shenzhen``, ``cn-hongkong``, ``ap-southeast-1``,
            ``cn-hangzhou-finance``, ``cn-shanghai-finance``, ``cn-shenzhen-finance``. The published
            list is shorter than that of the endpoints.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        identifier: ``Identifier``: only these gateways.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
    """

    ACTION = "DescribeBackupGatewayList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupGatewayList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _NEEDED = ("region",)
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "identifier": ("Identifier", [str]),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
        "region": ("Region", str),
    }

    region: str
    client_token: str | None
    identifier: tuple[str, ...]
    owner_id: str | None
    page_num: int | None
    page_size: int | None

    def __init__(
        self,
        *,
        region: str,
        client_token: str | None = None,
        identifier: Sequence[str] = (),
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
    ) -> None:
        self._keep(
            region=region,
            client_token=client_token,
            identifier=identifier,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupGatewayListResponse:
        return DescribeBackupGatewayListResponse(wire)

    @staticmethod
    def items(response: DescribeBackupGatewayListResponse) -> list[BackupGateway]:
        return response.items

    @staticmethod
    def _total(response: DescribeBackupGatewayListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeBackupGatewayListResponse) -> int | None:
        return response.page_size


class DescribeBackupGatewayListResponse(Answer):
    """The answer to ``DescribeBackupGatewayList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[BackupGateway]:
        """``Items.BackupGateway``: the page of the list."""
        return self._wrapped("Items", "BackupGateway", BackupGateway._read)

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class BackupGateway(Answer):
    """``Items.BackupGateway`` of ``DescribeBackupGatewayListResponse``."""

    @property
    def backup_gateway_create_time(self) -> int | None:
        """``BackupGatewayCreateTime``: when the gateway was made, in milliseconds since 1970."""
        return self._one("BackupGatewayCreateTime", integer)

    @property
    def backup_gateway_id(self) -> str | None:
        """``BackupGatewayId``: the backup gateway. A text here, a number elsewhere."""
        return self._one("BackupGatewayId", text)

    @property
    def backup_gateway_status(self) -> str | None:
        """``BackupGatewayStatus``: the state of the gateway. A word of ``BackupGatewayStatus``."""
        return self._one("BackupGatewayStatus", BackupGatewayStatus._read)

    @property
    def display_name(self) -> str | None:
        """``DisplayName``: the gateway's name."""
        return self._one("DisplayName", text)

    @property
    def identifier(self) -> str | None:
        """``Identifier``: the gateway's identifier."""
        return self._one("Identifier", text)

    @property
    def last_heartbeat_time(self) -> int | None:
        """``LastHeartbeatTime``: when the gateway was last heard of, in milliseconds since 1970."""
        return self._one("LastHeartbeatTime", integer)

    @property
    def region(self) -> str | None:
        """``Region``: the region."""
        return self._one("Region", text)

    @property
    def source_endpoint_hostname(self) -> str | None:
        """``SourceEndpointHostname``: the host name of the gateway."""
        return self._one("SourceEndpointHostname", text)

    @property
    def source_endpoint_internet_ip(self) -> str | None:
        """``SourceEndpointInternetIP``: the gateway's address in the internet."""
        return self._one("SourceEndpointInternetIP", text)

    @property
    def source_endpoint_intranet_ip(self) -> str | None:
        """``SourceEndpointIntranetIP``: the gateway's address inside its network."""
        return self._one("SourceEndpointIntranetIP", text)


class DescribeBackupPlanBilling(Action["DescribeBackupPlanBillingResponse"]):
    """Tells how a plan is billed and what it has used.

    Fails with ``InvalidJobId`` for an unknown BackupPlanId.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupplanbilling;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        show_storage_type: ``ShowStorageType``: whether to give the storage too.
    """

    ACTION = "DescribeBackupPlanBilling"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupPlanBilling"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "show_storage_type": ("ShowStorageType", bool),
    }

    backup_plan_id: str
    client_token: str | None
    owner_id: str | None
    show_storage_type: bool | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
        show_storage_type: bool | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
            show_storage_type=show_storage_type,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupPlanBillingResponse:
        return DescribeBackupPlanBillingResponse(wire)


class DescribeBackupPlanBillingResponse(Answer):
    """The answer to ``DescribeBackupPlanBilling``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def item(self) -> DescribeBackupPlanBillingItem | None:
        """``Item``: the item."""
        return self._one("Item", DescribeBackupPlanBillingItem._read)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribeBackupPlanBillingItem(Answer):
    """``Item`` of ``DescribeBackupPlanBillingResponse``."""

    @property
    def buy_charge_type(self) -> str | None:
        """``BuyChargeType``: how the plan is paid. A word of ``ChargeType``."""
        return self._one("BuyChargeType", ChargeType._read)

    @property
    def buy_create_timestamp(self) -> int | None:
        """``BuyCreateTimestamp``: when the plan was bought, in milliseconds since 1970."""
        return self._one("BuyCreateTimestamp", integer)

    @property
    def buy_expired_timestamp(self) -> int | None:
        """``BuyExpiredTimestamp``: when the plan's term ends, in milliseconds since 1970. Comes
        when ``BuyChargeType`` is ``PREPAY``.
        """
        return self._one("BuyExpiredTimestamp", integer)

    @property
    def buy_spec(self) -> str | None:
        """``BuySpec``: the plan's class."""
        return self._one("BuySpec", text)

    @property
    def cont_storage_size(self) -> int | None:
        """``ContStorageSize``: the size of stored incremental backups, in bytes."""
        return self._one("ContStorageSize", integer)

    @property
    def full_storage_size(self) -> int | None:
        """``FullStorageSize``: the size of stored full backups, in bytes."""
        return self._one("FullStorageSize", integer)

    @property
    def is_expired(self) -> bool | None:
        """``IsExpired``: whether the plan's term has ended. Comes when ``BuyChargeType`` is
        ``PREPAY``.
        """
        return self._one("IsExpired", truth)

    @property
    def is_free_bytes_unlimited(self) -> bool | None:
        """``IsFreeBytesUnlimited``: whether all bytes are free."""
        return self._one("IsFreeBytesUnlimited", truth)

    @property
    def paied_bytes(self) -> int | None:
        """``PaiedBytes``: the bytes that are paid for, in bytes."""
        return self._one("PaiedBytes", integer)

    @property
    def quota_end_timestamp(self) -> int | None:
        """``QuotaEndTimestamp``: the end of the time that the free bytes are for, in milliseconds
        since 1970.
        """
        return self._one("QuotaEndTimestamp", integer)

    @property
    def quota_start_timestamp(self) -> int | None:
        """``QuotaStartTimestamp``: the begin of the time that the free bytes are for, in
        milliseconds since 1970.
        """
        return self._one("QuotaStartTimestamp", integer)

    @property
    def total_free_bytes(self) -> int | None:
        """``TotalFreeBytes``: how many bytes are free, in bytes. Comes when ``BuyChargeType`` is
        ``PREPAY`` and ``IsFreeBytesUnlimited`` is false.
        """
        return self._one("TotalFreeBytes", integer)

    @property
    def used_full_bytes(self) -> int | None:
        """``UsedFullBytes``: how many bytes full backups have used, in bytes."""
        return self._one("UsedFullBytes", integer)

    @property
    def used_increment_bytes(self) -> int | None:
        """``UsedIncrementBytes``: how many bytes incremental backups have used, in bytes."""
        return self._one("UsedIncrementBytes", integer)


class DescribeBackupPlanList(Paged["DescribeBackupPlanListResponse", "BackupPlanDetail"]):
    """Lists plans. OSS must have been activated for the account.

    Fails with ``InvalidParameterValid`` for an unknown BackupPlanId.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupplanlist;
    in the official Python package since 1.0.1.

    Args:
        backup_method: ``BackupMethod``: how the backup is made. New in 1.0.3 of the official
            package. A word of ``BackupMethod``.
        backup_plan_id: ``BackupPlanId``: only these plans.
        backup_plan_name: ``BackupPlanName``: the plan's name.
        backup_plan_status: ``BackupPlanStatus``: only plans in this state. A word of
            ``BackupPlanStatus``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. From 1 to 100. ``30`` by default.
        region: ``Region``: the region.
        resource_group_id: ``ResourceGroupId``: the resource group.
        show_backup_strategy_info: ``ShowBackupStrategyInfo``: whether to give the schedule too.
            New in 1.0.3 of the official package.
        show_recover_time_range: ``ShowRecoverTimeRange``: whether to give the times that can be
            restored too. New in 1.0.3 of the official package.
        show_storage_strategy_info: ``ShowStorageStrategyInfo``: whether to give the storage
            classes too. New in 1.0.3 of the official package.
    """

    ACTION = "DescribeBackupPlanList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupPlanList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _FIELDS = {
        "backup_method": ("BackupMethod", BackupMethod),
        "backup_plan_id": ("BackupPlanId", [str]),
        "backup_plan_name": ("BackupPlanName", str),
        "backup_plan_status": ("BackupPlanStatus", BackupPlanStatus),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
        "region": ("Region", str),
        "resource_group_id": ("ResourceGroupId", str),
        "show_backup_strategy_info": ("ShowBackupStrategyInfo", bool),
        "show_recover_time_range": ("ShowRecoverTimeRange", bool),
        "show_storage_strategy_info": ("ShowStorageStrategyInfo", bool),
    }

    backup_method: str | None
    backup_plan_id: tuple[str, ...]
    backup_plan_name: str | None
    backup_plan_status: str | None
    client_token: str | None
    owner_id: str | None
    page_num: int | None
    page_size: int | None
    region: str | None
    resource_group_id: str | None
    show_backup_strategy_info: bool | None
    show_recover_time_range: bool | None
    show_storage_strategy_info: bool | None

    def __init__(
        self,
        *,
        backup_method: str | None = None,
        backup_plan_id: Sequence[str] = (),
        backup_plan_name: str | None = None,
        backup_plan_status: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
        region: str | None = None,
        resource_group_id: str | None = None,
        show_backup_strategy_info: bool | None = None,
        show_recover_time_range: bool | None = None,
        show_storage_strategy_info: bool | None = None,
    ) -> None:
        self._keep(
            backup_method=backup_method,
            backup_plan_id=backup_plan_id,
            backup_plan_name=backup_plan_name,
            backup_plan_status=backup_plan_status,
            client_token=client_token,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
            region=region,
            resource_group_id=resource_group_id,
            show_backup_strategy_info=show_backup_strategy_info,
            show_recover_time_range=show_recover_time_range,
            show_storage_strategy_info=show_storage_strategy_info,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupPlanListResponse:
        return DescribeBackupPlanListResponse(wire)

    @staticmethod
    def items(response: DescribeBackupPlanListResponse) -> list[BackupPlanDetail]:
        return response.items

    @staticmethod
    def _total(response: DescribeBackupPlanListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeBackupPlanListResponse) -> int | None:
        return response.page_size


class DescribeBackupPlanListResponse(Answer):
    """The answer to ``DescribeBackupPlanList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[BackupPlanDetail]:
        """``Items.BackupPlanDetail``: the page of the list."""
        return self._wrapped("Items", "BackupPlanDetail", BackupPlanDetail._read)

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class BackupPlanDetail(Answer):
    """``Items.BackupPlanDetail`` of ``DescribeBackupPlanListResponse``."""

    @property
    def backup_gateway_id(self) -> int | None:
        """``BackupGatewayId``: the backup gateway. 0 means that there is none."""
        return self._one("BackupGatewayId", integer)

    @property
    def backup_gateway_identifier(self) -> str | None:
        """``BackupGatewayIdentifier``: the gateway's identifier."""
        return self._one("BackupGatewayIdentifier", text)

    @property
    def backup_method(self) -> str | None:
        """``BackupMethod``: how the backup is made. A word of ``BackupMethod``."""
        return self._one("BackupMethod", BackupMethod._read)

    @property
    def backup_objects(self) -> str | None:
        """``BackupObjects``: what is backed up."""
        return self._one("BackupObjects", text)

    @property
    def backup_period(self) -> list[str]:
        """``BackupPeriod``: the days on which full backups are made. Case differs in practice.
        Words of ``Weekday``.
        """
        return self._commas("BackupPeriod", Weekday._read)

    @property
    def backup_plan_create_time(self) -> int | None:
        """``BackupPlanCreateTime``: when the plan was made, in milliseconds since 1970."""
        return self._one("BackupPlanCreateTime", integer)

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def backup_plan_name(self) -> str | None:
        """``BackupPlanName``: the plan's name."""
        return self._one("BackupPlanName", text)

    @property
    def backup_plan_region(self) -> str | None:
        """``BackupPlanRegion``: the region of the plan."""
        return self._one("BackupPlanRegion", text)

    @property
    def backup_plan_status(self) -> str | None:
        """``BackupPlanStatus``: the state of the plan. A word of ``BackupPlanStatus``."""
        return self._one("BackupPlanStatus", BackupPlanStatus._read)

    @property
    def backup_retention_period(self) -> int | None:
        """``BackupRetentionPeriod``: how long backups are kept, in days. From 0 to 1825."""
        return self._one("BackupRetentionPeriod", integer)

    @property
    def backup_set_download_dir(self) -> str | None:
        """``BackupSetDownloadDir``: the folder that data is downloaded to."""
        return self._one("BackupSetDownloadDir", text)

    @property
    def backup_set_download_full_data_format(self) -> str | None:
        """``BackupSetDownloadFullDataFormat``: the format of full backups on automatic download. A
        word of ``DataFormat``.
        """
        return self._one("BackupSetDownloadFullDataFormat", DataFormat._read)

    @property
    def backup_set_download_gateway_id(self) -> int | None:
        """``BackupSetDownloadGatewayId``: the backup gateway of automatic download."""
        return self._one("BackupSetDownloadGatewayId", integer)

    @property
    def backup_set_download_increment_data_format(self) -> str | None:
        """``BackupSetDownloadIncrementDataFormat``: the format of incremental backups on automatic
        download. A word of ``DataFormat``.
        """
        return self._one("BackupSetDownloadIncrementDataFormat", DataFormat._read)

    @property
    def backup_set_download_target_type(self) -> str | None:
        """``BackupSetDownloadTargetType``: what data is downloaded to. ``agent`` is the only value
        published.
        """
        return self._one("BackupSetDownloadTargetType", text)

    @property
    def backup_start_time(self) -> str | None:
        """``BackupStartTime``: when full backups begin, ``HH:mm``."""
        return self._one("BackupStartTime", text)

    @property
    def backup_storage_type(self) -> str | None:
        """``BackupStorageType``: where backups are kept. A word of ``BackupStorageType``."""
        return self._one("BackupStorageType", BackupStorageType._read)

    @property
    def begin_timestamp_for_restore(self) -> int | None:
        """``BeginTimestampForRestore``: the first time that can be restored, in milliseconds since
        1970.
        """
        return self._one("BeginTimestampForRestore", integer)

    @property
    def cross_aliyun_id(self) -> str | None:
        """``CrossAliyunId``: the other account's id, where the database belongs to another account."""
        return self._one("CrossAliyunId", text)

    @property
    def cross_role_name(self) -> str | None:
        """``CrossRoleName``: the role in the other account."""
        return self._one("CrossRoleName", text)

    @property
    def database_type(self) -> str | None:
        """``DatabaseType``: the type of the database."""
        return self._one("DatabaseType", text)

    @property
    def duplication_archive_period(self) -> int | None:
        """``DuplicationArchivePeriod``: the age at which backups move to the Archive storage class,
        in days.
        """
        return self._one("DuplicationArchivePeriod", integer)

    @property
    def duplication_infrequent_access_period(self) -> int | None:
        """``DuplicationInfrequentAccessPeriod``: the age at which backups move to the Infrequent
        Access storage class, in days.
        """
        return self._one("DuplicationInfrequentAccessPeriod", integer)

    @property
    def enable_backup_log(self) -> bool | None:
        """``EnableBackupLog``: whether incremental (log) backups are made."""
        return self._one("EnableBackupLog", truth)

    @property
    def enable_mysql_physical_backup_bin_log(self) -> bool | None:
        """``EnableMysqlPhysicalBackupBinLog``: whether binlogs are backed up beside physical
        backups.
        """
        return self._one("EnableMysqlPhysicalBackupBinLog", truth)

    @property
    def end_timestamp_for_restore(self) -> int | None:
        """``EndTimestampForRestore``: the last time that can be restored, in milliseconds since
        1970.
        """
        return self._one("EndTimestampForRestore", integer)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def increment_backup_retention_period(self) -> int | None:
        """``IncrementBackupRetentionPeriod``: how long incremental backups are kept, in days."""
        return self._one("IncrementBackupRetentionPeriod", integer)

    @property
    def increment_duplication_archive_period(self) -> int | None:
        """``IncrementDuplicationArchivePeriod``: the age at which incremental backups move to the
        Archive storage class, in days.
        """
        return self._one("IncrementDuplicationArchivePeriod", integer)

    @property
    def increment_duplication_infrequent_access_period(self) -> int | None:
        """``IncrementDuplicationInfrequentAccessPeriod``: the age at which incremental backups move
        to the Infrequent Access storage class, in days.
        """
        return self._one("IncrementDuplicationInfrequentAccessPeriod", integer)

    @property
    def instance_charge_type(self) -> str | None:
        """``InstanceChargeType``: how the plan is paid. A word of ``ChargeType``."""
        return self._one("InstanceChargeType", ChargeType._read)

    @property
    def instance_class(self) -> str | None:
        """``InstanceClass``: the plan's class. A word of ``InstanceClass``."""
        return self._one("InstanceClass", InstanceClass._read)

    @property
    def instance_expired_timestamp(self) -> int | None:
        """``InstanceExpiredTimestamp``: when the plan's term ends, in milliseconds since 1970."""
        return self._one("InstanceExpiredTimestamp", integer)

    @property
    def log_backup_retention_period(self) -> int | None:
        """``LogBackupRetentionPeriod``: how long log backups are kept, in days."""
        return self._one("LogBackupRetentionPeriod", integer)

    @property
    def log_duplication_archive_period(self) -> int | None:
        """``LogDuplicationArchivePeriod``: the age at which log backups move to the Archive storage
        class, in days.
        """
        return self._one("LogDuplicationArchivePeriod", integer)

    @property
    def log_duplication_infrequent_access_period(self) -> int | None:
        """``LogDuplicationInfrequentAccessPeriod``: the age at which log backups move to the
        Infrequent Access storage class, in days.
        """
        return self._one("LogDuplicationInfrequentAccessPeriod", integer)

    @property
    def oss_bucket_name(self) -> str | None:
        """``OSSBucketName``: the bucket that backups are kept in."""
        return self._one("OSSBucketName", text)

    @property
    def oss_bucket_region(self) -> str | None:
        """``OSSBucketRegion``: the region of that bucket."""
        return self._one("OSSBucketRegion", text)

    @property
    def open_backup_set_auto_download(self) -> bool | None:
        """``OpenBackupSetAutoDownload``: whether backup sets are downloaded by themselves."""
        return self._one("OpenBackupSetAutoDownload", truth)

    @property
    def resource_group_id(self) -> str | None:
        """``ResourceGroupId``: the resource group."""
        return self._one("ResourceGroupId", text)

    @property
    def source_endpoint_database_name(self) -> str | None:
        """``SourceEndpointDatabaseName``: the database's name."""
        return self._one("SourceEndpointDatabaseName", text)

    @property
    def source_endpoint_enable_ssl(self) -> str | None:
        """``SourceEndpointEnableSsl``: whether the database is reached with TLS."""
        return self._one("SourceEndpointEnableSsl", text)

    @property
    def source_endpoint_host(self) -> str | None:
        """``SourceEndpointHost``: the host of the database."""
        return self._one("SourceEndpointHost", text)

    @property
    def source_endpoint_instance_id(self) -> str | None:
        """``SourceEndpointInstanceID``: the instance of the database."""
        return self._one("SourceEndpointInstanceID", text)

    @property
    def source_endpoint_instance_type(self) -> str | None:
        """``SourceEndpointInstanceType``: where the database is. Published here: ``rds``, ``ecs``,
        ``express``, ``agent``, ``dds``, ``other``. A word of ``EndpointType``.
        """
        return self._one("SourceEndpointInstanceType", EndpointType._read)

    @property
    def source_endpoint_ip_port(self) -> str | None:
        """``SourceEndpointIpPort``: address and port of the database."""
        return self._one("SourceEndpointIpPort", text)

    @property
    def source_endpoint_oracle_sid(self) -> str | None:
        """``SourceEndpointOracleSID``: the Oracle system id."""
        return self._one("SourceEndpointOracleSID", text)

    @property
    def source_endpoint_port(self) -> str | None:
        """``SourceEndpointPort``: the port of the database."""
        return self._one("SourceEndpointPort", text)

    @property
    def source_endpoint_region(self) -> str | None:
        """``SourceEndpointRegion``: the region of the database."""
        return self._one("SourceEndpointRegion", text)

    @property
    def source_endpoint_user_name(self) -> str | None:
        """``SourceEndpointUserName``: the user of the database."""
        return self._one("SourceEndpointUserName", text)

    @property
    def storage_encrypt_method(self) -> str | None:
        """``StorageEncryptMethod``: how stored backups are encrypted. ``encrypted`` is the only
        value seen.
        """
        return self._one("StorageEncryptMethod", text)


class DescribeBackupSetDownloadTaskList(
    Paged["DescribeBackupSetDownloadTaskListResponse", "BackupSetDownloadTaskDetail"]
):
    """Lists download tasks.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupsetdownloadtasklist;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Must be given unless the other of the
            two ids is.
        backup_set_download_task_id: ``BackupSetDownloadTaskId``: the download task. Must be
            given unless the other of the two ids is.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
    """

    ACTION = "DescribeBackupSetDownloadTaskList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupSetDownloadTaskList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "backup_set_download_task_id": ("BackupSetDownloadTaskId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
    }

    backup_plan_id: str | None
    backup_set_download_task_id: str | None
    client_token: str | None
    owner_id: str | None
    page_num: int | None
    page_size: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str | None = None,
        backup_set_download_task_id: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_set_download_task_id=backup_set_download_task_id,
            client_token=client_token,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupSetDownloadTaskListResponse:
        return DescribeBackupSetDownloadTaskListResponse(wire)

    @staticmethod
    def items(
        response: DescribeBackupSetDownloadTaskListResponse,
    ) -> list[BackupSetDownloadTaskDetail]:
        return response.items

    @staticmethod
    def _total(response: DescribeBackupSetDownloadTaskListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeBackupSetDownloadTaskListResponse) -> int | None:
        return response.page_size


class DescribeBackupSetDownloadTaskListResponse(Answer):
    """The answer to ``DescribeBackupSetDownloadTaskList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[BackupSetDownloadTaskDetail]:
        """``Items.BackupSetDownloadTaskDetail``: the page of the list."""
        return self._wrapped(
            "Items", "BackupSetDownloadTaskDetail", BackupSetDownloadTaskDetail._read
        )

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class BackupSetDownloadTaskDetail(Answer):
    """``Items.BackupSetDownloadTaskDetail`` of ``DescribeBackupSetDownloadTaskListResponse``."""

    _SECRETS = ("backup_set_download_internet_url", "backup_set_download_intranet_url")

    @property
    def backup_gateway_id(self) -> int | None:
        """``BackupGatewayId``: the backup gateway. Comes when ``BackupSetDownloadWay`` is ``auto``."""
        return self._one("BackupGatewayId", integer)

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def backup_set_code(self) -> str | None:
        """``BackupSetCode``: the backup set's code."""
        return self._one("BackupSetCode", text)

    @property
    def backup_set_data_format(self) -> str | None:
        """``BackupSetDataFormat``: the format of the downloaded data. A word of ``DataFormat``."""
        return self._one("BackupSetDataFormat", DataFormat._read)

    @property
    def backup_set_data_size(self) -> int | None:
        """``BackupSetDataSize``: the size of the data, in bytes."""
        return self._one("BackupSetDataSize", integer)

    @property
    def backup_set_db_type(self) -> str | None:
        """``BackupSetDbType``: the type of the database."""
        return self._one("BackupSetDbType", text)

    @property
    def backup_set_download_create_time(self) -> int | None:
        """``BackupSetDownloadCreateTime``: when the task was made, in milliseconds since 1970."""
        return self._one("BackupSetDownloadCreateTime", integer)

    @property
    def backup_set_download_dir(self) -> str | None:
        """``BackupSetDownloadDir``: the folder that data is downloaded to. Comes when
        ``BackupSetDownloadWay`` is ``auto``.
        """
        return self._one("BackupSetDownloadDir", text)

    @property
    def backup_set_download_finish_time(self) -> int | None:
        """``BackupSetDownloadFinishTime``: when the task ended, in milliseconds since 1970."""
        return self._one("BackupSetDownloadFinishTime", integer)

    @property
    def backup_set_download_internet_url(self) -> str | None:
        """``BackupSetDownloadInternetUrl``: the link from the internet. Comes when
        ``BackupSetDownloadWay`` is ``manual`` and the conversion is done. The published example
        begins with ``//``, without a scheme.
        """
        return self._one("BackupSetDownloadInternetUrl", text)

    @property
    def backup_set_download_intranet_url(self) -> str | None:
        """``BackupSetDownloadIntranetUrl``: the link from inside the Alibaba Cloud network. Comes
        when ``BackupSetDownloadWay`` is ``manual`` and the conversion is done. The published
        example begins with ``//``, without a scheme.
        """
        return self._one("BackupSetDownloadIntranetUrl", text)

    @property
    def backup_set_download_status(self) -> str | None:
        """``BackupSetDownloadStatus``: the state of the task. A word of
        ``BackupSetDownloadStatus``.
        """
        return self._one("BackupSetDownloadStatus", BackupSetDownloadStatus._read)

    @property
    def backup_set_download_target_type(self) -> str | None:
        """``BackupSetDownloadTargetType``: what data is downloaded to. ``agent`` is the only value
        published. Comes when ``BackupSetDownloadWay`` is ``auto``.
        """
        return self._one("BackupSetDownloadTargetType", text)

    @property
    def backup_set_download_task_id(self) -> str | None:
        """``BackupSetDownloadTaskId``: the download task."""
        return self._one("BackupSetDownloadTaskId", text)

    @property
    def backup_set_download_task_name(self) -> str | None:
        """``BackupSetDownloadTaskName``: the task's name."""
        return self._one("BackupSetDownloadTaskName", text)

    @property
    def backup_set_download_way(self) -> str | None:
        """``BackupSetDownloadWay``: whether a person or a rule started the task. A word of
        ``BackupSetDownloadWay``.
        """
        return self._one("BackupSetDownloadWay", BackupSetDownloadWay._read)

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set."""
        return self._one("BackupSetId", text)

    @property
    def backup_set_job_type(self) -> str | None:
        """``BackupSetJobType``: the type of that job. A word of ``BackupSetJobType``."""
        return self._one("BackupSetJobType", BackupSetJobType._read)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)


class DescribeDLAService(Action["DescribeDLAServiceResponse"]):
    """Tells the state of a plan's data lake service.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describedlaservice;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "DescribeDLAService"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDLAService"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDLAServiceResponse:
        return DescribeDLAServiceResponse(wire)


class DescribeDLAServiceResponse(Answer):
    """The answer to ``DescribeDLAService``."""

    @property
    def auto_add(self) -> bool | None:
        """``AutoAdd``: whether new databases are taken in by themselves."""
        return self._one("AutoAdd", truth)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def have_job_failed(self) -> bool | None:
        """``HaveJobFailed``: whether a job has failed."""
        return self._one("HaveJobFailed", truth)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def state(self) -> str | None:
        """``State``: the state of the data lake service. A word of ``DlaState``."""
        return self._one("State", DlaState._read)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribeFullBackupList(Paged["DescribeFullBackupListResponse", "FullBackupFile"]):
    """Lists the full backups of a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describefullbackuplist;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_set_id: ``BackupSetId``: only this backup set.
        backup_set_status: ``BackupSetStatus``: the state of the backup sets to list. ``finish``
            is the only value seen. New in 1.0.3 of the official package.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        end_timestamp: ``EndTimestamp``: the end of the time to list, since 1970; whether in
            seconds or in milliseconds is not settled: the page's examples have the size of seconds,
            while other actions count milliseconds.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
        show_progress: ``ShowProgress``: whether to give the progress too. New in 1.0.3 of the
            official package.
        show_storage_type: ``ShowStorageType``: whether to give the storage too. ``true`` by
            default.
        start_timestamp: ``StartTimestamp``: the begin of the time to list, since 1970; whether
            in seconds or in milliseconds is not settled: the page's examples have the size of
            seconds, while other actions count milliseconds.
    """

    ACTION = "DescribeFullBackupList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeFullBackupList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "backup_set_id": ("BackupSetId", str),
        "backup_set_status": ("BackupSetStatus", str),
        "client_token": ("ClientToken", str),
        "end_timestamp": ("EndTimestamp", int),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
        "show_progress": ("ShowProgress", bool),
        "show_storage_type": ("ShowStorageType", bool),
        "start_timestamp": ("StartTimestamp", int),
    }

    backup_plan_id: str
    backup_set_id: str | None
    backup_set_status: str | None
    client_token: str | None
    end_timestamp: int | None
    owner_id: str | None
    page_num: int | None
    page_size: int | None
    show_progress: bool | None
    show_storage_type: bool | None
    start_timestamp: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_set_id: str | None = None,
        backup_set_status: str | None = None,
        client_token: str | None = None,
        end_timestamp: int | None = None,
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
        show_progress: bool | None = None,
        show_storage_type: bool | None = None,
        start_timestamp: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_set_id=backup_set_id,
            backup_set_status=backup_set_status,
            client_token=client_token,
            end_timestamp=end_timestamp,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
            show_progress=show_progress,
            show_storage_type=show_storage_type,
            start_timestamp=start_timestamp,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeFullBackupListResponse:
        return DescribeFullBackupListResponse(wire)

    @staticmethod
    def items(response: DescribeFullBackupListResponse) -> list[FullBackupFile]:
        return response.items

    @staticmethod
    def _total(response: DescribeFullBackupListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeFullBackupListResponse) -> int | None:
        return response.page_size


class DescribeFullBackupListResponse(Answer):
    """The answer to ``DescribeFullBackupList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[FullBackupFile]:
        """``Items.FullBackupFile``: the page of the list."""
        return self._wrapped("Items", "FullBackupFile", FullBackupFile._read)

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class FullBackupFile(Answer):
    """``Items.FullBackupFile`` of ``DescribeFullBackupListResponse``."""

    @property
    def backup_gateway_identifier(self) -> str | None:
        """``BackupGatewayIdentifier``: the gateway's identifier."""
        return self._one("BackupGatewayIdentifier", text)

    @property
    def backup_objects(self) -> str | None:
        """``BackupObjects``: what is backed up."""
        return self._one("BackupObjects", text)

    @property
    def backup_set_expired_time(self) -> int | None:
        """``BackupSetExpiredTime``: when the backup set is removed, in milliseconds since 1970."""
        return self._one("BackupSetExpiredTime", integer)

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set."""
        return self._one("BackupSetId", text)

    @property
    def backup_size(self) -> int | None:
        """``BackupSize``: the size of the backup, presumably in bytes."""
        return self._one("BackupSize", integer)

    @property
    def backup_status(self) -> str | None:
        """``BackupStatus``: the state of the backup. The published list is cut off; other values
        are to be expected. A word of ``BackupStatus``.
        """
        return self._one("BackupStatus", BackupStatus._read)

    @property
    def create_time(self) -> int | None:
        """``CreateTime``: when it was made, in milliseconds since 1970."""
        return self._one("CreateTime", integer)

    @property
    def cross_aliyun_id(self) -> str | None:
        """``CrossAliyunId``: the other account's id, where the database belongs to another account."""
        return self._one("CrossAliyunId", text)

    @property
    def cross_role_name(self) -> str | None:
        """``CrossRoleName``: the role in the other account."""
        return self._one("CrossRoleName", text)

    @property
    def end_time(self) -> int | None:
        """``EndTime``: the end, in milliseconds since 1970."""
        return self._one("EndTime", integer)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def finish_time(self) -> int | None:
        """``FinishTime``: when it ended, in milliseconds since 1970."""
        return self._one("FinishTime", integer)

    @property
    def logical_full_backup_progress(self) -> int | None:
        """``LogicalFullBackupProgress``: how far the data is backed up, in percent. From 0 to 100."""
        return self._one("LogicalFullBackupProgress", integer)

    @property
    def logical_structure_backup_progress(self) -> int | None:
        """``LogicalStructureBackupProgress``: how far the structure is backed up, in percent. From
        0 to 100.
        """
        return self._one("LogicalStructureBackupProgress", integer)

    @property
    def source_endpoint_enable_ssl(self) -> str | None:
        """``SourceEndpointEnableSsl``: whether the database is reached with TLS."""
        return self._one("SourceEndpointEnableSsl", text)

    @property
    def source_endpoint_host(self) -> str | None:
        """``SourceEndpointHost``: the host of the database."""
        return self._one("SourceEndpointHost", text)

    @property
    def source_endpoint_instance_id(self) -> str | None:
        """``SourceEndpointInstanceId``: the instance of the database."""
        return self._one("SourceEndpointInstanceId", text)

    @property
    def source_endpoint_instance_type(self) -> str | None:
        """``SourceEndpointInstanceType``: where the database is."""
        return self._one("SourceEndpointInstanceType", text)

    @property
    def source_endpoint_ip_port(self) -> str | None:
        """``SourceEndpointIpPort``: address and port of the database."""
        return self._one("SourceEndpointIpPort", text)

    @property
    def source_endpoint_port(self) -> str | None:
        """``SourceEndpointPort``: the port of the database."""
        return self._one("SourceEndpointPort", text)

    @property
    def source_endpoint_region(self) -> str | None:
        """``SourceEndpointRegion``: the region of the database."""
        return self._one("SourceEndpointRegion", text)

    @property
    def source_endpoint_user_name(self) -> str | None:
        """``SourceEndpointUserName``: the user of the database."""
        return self._one("SourceEndpointUserName", text)

    @property
    def start_time(self) -> int | None:
        """``StartTime``: the begin, in milliseconds since 1970."""
        return self._one("StartTime", integer)

    @property
    def storage_encrypt_method(self) -> str | None:
        """``StorageEncryptMethod``: how stored backups are encrypted."""
        return self._one("StorageEncryptMethod", text)

    @property
    def storage_method(self) -> str | None:
        """``StorageMethod``: the storage class. A word of ``StorageMethod``."""
        return self._one("StorageMethod", StorageMethod._read)


class DescribeIncrementBackupList(
    Paged["DescribeIncrementBackupListResponse", "IncrementBackupFile"]
):
    """Lists the incremental (log) backups of a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeincrementbackuplist;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        end_timestamp: ``EndTimestamp``: the end of the time to list, in milliseconds since
            1970.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
        show_storage_type: ``ShowStorageType``: whether to give the storage too. ``true`` by
            default.
        start_timestamp: ``StartTimestamp``: the begin of the time to list, in milliseconds
            since 1970.
    """

    ACTION = "DescribeIncrementBackupList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeIncrementBackupList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "end_timestamp": ("EndTimestamp", int),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
        "show_storage_type": ("ShowStorageType", bool),
        "start_timestamp": ("StartTimestamp", int),
    }

    backup_plan_id: str
    client_token: str | None
    end_timestamp: int | None
    owner_id: str | None
    page_num: int | None
    page_size: int | None
    show_storage_type: bool | None
    start_timestamp: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        end_timestamp: int | None = None,
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
        show_storage_type: bool | None = None,
        start_timestamp: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            end_timestamp=end_timestamp,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
            show_storage_type=show_storage_type,
            start_timestamp=start_timestamp,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeIncrementBackupListResponse:
        return DescribeIncrementBackupListResponse(wire)

    @staticmethod
    def items(response: DescribeIncrementBackupListResponse) -> list[IncrementBackupFile]:
        return response.items

    @staticmethod
    def _total(response: DescribeIncrementBackupListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeIncrementBackupListResponse) -> int | None:
        return response.page_size


class DescribeIncrementBackupListResponse(Answer):
    """The answer to ``DescribeIncrementBackupList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[IncrementBackupFile]:
        """``Items.IncrementBackupFile``: the page of the list."""
        return self._wrapped("Items", "IncrementBackupFile", IncrementBackupFile._read)

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class IncrementBackupFile(Answer):
    """``Items.IncrementBackupFile`` of ``DescribeIncrementBackupListResponse``."""

    @property
    def backup_set_expired_time(self) -> int | None:
        """``BackupSetExpiredTime``: when the backup set is removed, in milliseconds since 1970."""
        return self._one("BackupSetExpiredTime", integer)

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set. The log file's name, such as ``mysql-bin.000054``."""
        return self._one("BackupSetId", text)

    @property
    def backup_set_job_id(self) -> str | None:
        """``BackupSetJobId``: the job that made the backup set."""
        return self._one("BackupSetJobId", text)

    @property
    def backup_size(self) -> int | None:
        """``BackupSize``: the size of the backup."""
        return self._one("BackupSize", integer)

    @property
    def backup_status(self) -> str | None:
        """``BackupStatus``: the state of the backup. Published here: ``INIT``, ``FILLING``,
        ``COMPLETED``, ``UNCOMPLETED``. A word of ``BackupStatus``.
        """
        return self._one("BackupStatus", BackupStatus._read)

    @property
    def end_time(self) -> int | None:
        """``EndTime``: the end, in milliseconds since 1970."""
        return self._one("EndTime", integer)

    @property
    def source_endpoint_host(self) -> str | None:
        """``SourceEndpointHost``: the host of the database."""
        return self._one("SourceEndpointHost", text)

    @property
    def source_endpoint_instance_id(self) -> str | None:
        """``SourceEndpointInstanceId``: the instance of the database."""
        return self._one("SourceEndpointInstanceId", text)

    @property
    def source_endpoint_instance_type(self) -> str | None:
        """``SourceEndpointInstanceType``: where the database is."""
        return self._one("SourceEndpointInstanceType", text)

    @property
    def source_endpoint_ip_port(self) -> str | None:
        """``SourceEndpointIpPort``: address and port of the database."""
        return self._one("SourceEndpointIpPort", text)

    @property
    def source_endpoint_port(self) -> str | None:
        """``SourceEndpointPort``: the port of the database."""
        return self._one("SourceEndpointPort", text)

    @property
    def source_endpoint_region(self) -> str | None:
        """``SourceEndpointRegion``: the region of the database."""
        return self._one("SourceEndpointRegion", text)

    @property
    def start_time(self) -> int | None:
        """``StartTime``: the begin, in milliseconds since 1970."""
        return self._one("StartTime", integer)

    @property
    def storage_method(self) -> str | None:
        """``StorageMethod``: the storage class. A word of ``StorageMethod``."""
        return self._one("StorageMethod", StorageMethod._read)


class DescribeJobErrorCode(Action["DescribeJobErrorCodeResponse"]):
    """Tells why a job failed, in the service's standard terms.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describejoberrorcode;
    in the official Python package since 1.0.1.

    Args:
        task_id: ``TaskId``: a full backup job or restore job.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        language: ``Language``: the language of the text. ``en`` by default. A word of
            ``Language``.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "DescribeJobErrorCode"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeJobErrorCode"
    _NEEDED = ("task_id",)
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "language": ("Language", Language),
        "owner_id": ("OwnerId", str),
        "task_id": ("TaskId", str),
    }

    task_id: str
    client_token: str | None
    language: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        task_id: str,
        client_token: str | None = None,
        language: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            task_id=task_id,
            client_token=client_token,
            language=language,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeJobErrorCodeResponse:
        return DescribeJobErrorCodeResponse(wire)


class DescribeJobErrorCodeResponse(Answer):
    """The answer to ``DescribeJobErrorCode``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def item(self) -> DescribeJobErrorCodeItem | None:
        """``Item``: the item."""
        return self._one("Item", DescribeJobErrorCodeItem._read)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribeJobErrorCodeItem(Answer):
    """``Item`` of ``DescribeJobErrorCodeResponse``."""

    @property
    def error_code(self) -> str | None:
        """``ErrorCode``: the error code."""
        return self._one("ErrorCode", text)

    @property
    def error_message(self) -> str | None:
        """``ErrorMessage``: the error's text."""
        return self._one("ErrorMessage", text)

    @property
    def job_id(self) -> str | None:
        """``JobId``: the job."""
        return self._one("JobId", text)

    @property
    def job_state(self) -> str | None:
        """``JobState``: the state of the job."""
        return self._one("JobState", text)

    @property
    def job_type(self) -> str | None:
        """``JobType``: the type of the job."""
        return self._one("JobType", text)

    @property
    def language(self) -> str | None:
        """``Language``: the language of the text."""
        return self._one("Language", text)


class DescribeNodeCidrList(Action["DescribeNodeCidrListResponse"]):
    """Lists the addresses from which the service connects to databases.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describenodecidrlist;
    in the official Python package since 1.0.1.

    Args:
        region: ``Region``: the region. Published: ``cn-hangzhou``, ``cn-shanghai``,
            ``cn-qingdao``, ``cn-beijing``, ``cn-shenzhen``, ``cn-hongkong``, ``ap-southeast-1``,
            ``cn-hangzhou-finance``, ``cn-shanghai-finance``, ``cn-shenzhen-finance``. The published
            list is shorter than that of the endpoints.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "DescribeNodeCidrList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeNodeCidrList"
    _NEEDED = ("region",)
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "region": ("Region", str),
    }

    region: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        region: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            region=region,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeNodeCidrListResponse:
        return DescribeNodeCidrListResponse(wire)


class DescribeNodeCidrListResponse(Answer):
    """The answer to ``DescribeNodeCidrList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def internet_ips(self) -> list[str]:
        """``InternetIPs.InternetIP``: addresses in the internet."""
        return self._wrapped("InternetIPs", "InternetIP", text)

    @property
    def intranet_ips(self) -> list[str]:
        """``IntranetIPs.IntranetIP``: addresses inside the Alibaba Cloud network."""
        return self._wrapped("IntranetIPs", "IntranetIP", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribePreCheckProgressList(Action["DescribePreCheckProgressListResponse"]):
    """Tells how far the checks before a backup or restore have come.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeprecheckprogresslist;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Must be given unless the other of the
            two ids is.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        restore_task_id: ``RestoreTaskId``: the restore task. Must be given unless the other of
            the two ids is.
    """

    ACTION = "DescribePreCheckProgressList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribePreCheckProgressList"
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "restore_task_id": ("RestoreTaskId", str),
    }

    backup_plan_id: str | None
    client_token: str | None
    owner_id: str | None
    restore_task_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
        restore_task_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
            restore_task_id=restore_task_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribePreCheckProgressListResponse:
        return DescribePreCheckProgressListResponse(wire)


class DescribePreCheckProgressListResponse(Answer):
    """The answer to ``DescribePreCheckProgressList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[PreCheckProgressDetail]:
        """``Items.PreCheckProgressDetail``: the checks."""
        return self._wrapped("Items", "PreCheckProgressDetail", PreCheckProgressDetail._read)

    @property
    def progress(self) -> int | None:
        """``Progress``: how far it has come, in percent. From 0 to 100."""
        return self._one("Progress", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def status(self) -> str | None:
        """``Status``: the state of all checks. A word of ``CheckStatus``."""
        return self._one("Status", CheckStatus._read)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class PreCheckProgressDetail(Answer):
    """``Items.PreCheckProgressDetail`` of ``DescribePreCheckProgressListResponse``."""

    @property
    def boot_time(self) -> int | None:
        """``BootTime``: when the check began, in milliseconds since 1970."""
        return self._one("BootTime", integer)

    @property
    def err_msg(self) -> str | None:
        """``ErrMsg``: why the check failed."""
        return self._one("ErrMsg", text)

    @property
    def finish_time(self) -> int | None:
        """``FinishTime``: when it ended, in milliseconds since 1970."""
        return self._one("FinishTime", integer)

    @property
    def item(self) -> str | None:
        """``Item``: the check."""
        return self._one("Item", text)

    @property
    def job_id(self) -> str | None:
        """``JobId``: the job."""
        return self._one("JobId", text)

    @property
    def names(self) -> str | None:
        """``Names``: what the check is called."""
        return self._one("Names", text)

    @property
    def order_num(self) -> str | None:
        """``OrderNum``: the check's place in the order."""
        return self._one("OrderNum", text)

    @property
    def state(self) -> str | None:
        """``State``: the state. A word of ``CheckState``."""
        return self._one("State", CheckState._read)


class DescribeRegions(Action["DescribeRegionsResponse"]):
    """Lists the regions of the service.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describeregions;
    in the official Python package since 1.0.1.

    Args:
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "DescribeRegions"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeRegions"
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeRegionsResponse:
        return DescribeRegionsResponse(wire)


class DescribeRegionsResponse(Answer):
    """The answer to ``DescribeRegions``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def regions(self) -> list[str]:
        """``Regions.RegionCode``: the regions."""
        return self._wrapped("Regions", "RegionCode", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DescribeRestoreRangeInfo(Action["DescribeRestoreRangeInfoResponse"]):
    """Lists the times to which a plan's backups can be restored.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describerestorerangeinfo;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        begin_timestamp_for_restore: ``BeginTimestampForRestore``: the begin of the time to look
            at, in milliseconds since 1970.
        end_timestamp_for_restore: ``EndTimestampForRestore``: the end of the time to look at,
            in milliseconds since 1970.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        recently_restore: ``RecentlyRestore``: whether to give only the latest times.
    """

    ACTION = "DescribeRestoreRangeInfo"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeRestoreRangeInfo"
    _NEEDED = ("backup_plan_id", "begin_timestamp_for_restore", "end_timestamp_for_restore")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "begin_timestamp_for_restore": ("BeginTimestampForRestore", int),
        "client_token": ("ClientToken", str),
        "end_timestamp_for_restore": ("EndTimestampForRestore", int),
        "owner_id": ("OwnerId", str),
        "recently_restore": ("RecentlyRestore", bool),
    }

    backup_plan_id: str
    begin_timestamp_for_restore: int
    end_timestamp_for_restore: int
    client_token: str | None
    owner_id: str | None
    recently_restore: bool | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        begin_timestamp_for_restore: int,
        end_timestamp_for_restore: int,
        client_token: str | None = None,
        owner_id: str | None = None,
        recently_restore: bool | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            begin_timestamp_for_restore=begin_timestamp_for_restore,
            end_timestamp_for_restore=end_timestamp_for_restore,
            client_token=client_token,
            owner_id=owner_id,
            recently_restore=recently_restore,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeRestoreRangeInfoResponse:
        return DescribeRestoreRangeInfoResponse(wire)


class DescribeRestoreRangeInfoResponse(Answer):
    """The answer to ``DescribeRestoreRangeInfo``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[DBSRecoverRange]:
        """``Items.DBSRecoverRange``: the times."""
        return self._wrapped("Items", "DBSRecoverRange", DBSRecoverRange._read)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class DBSRecoverRange(Answer):
    """``Items.DBSRecoverRange`` of ``DescribeRestoreRangeInfoResponse``."""

    @property
    def backup_source_host(self) -> str | None:
        """``BackupSourceHost``: the host of the database."""
        return self._one("BackupSourceHost", text)

    @property
    def backup_source_instance_id(self) -> str | None:
        """``BackupSourceInstanceId``: the instance of the database."""
        return self._one("BackupSourceInstanceId", text)

    @property
    def backup_source_instance_type(self) -> str | None:
        """``BackupSourceInstanceType``: the type of that instance."""
        return self._one("BackupSourceInstanceType", text)

    @property
    def backup_source_port(self) -> str | None:
        """``BackupSourcePort``: the port of the database."""
        return self._one("BackupSourcePort", text)

    @property
    def begin_timestamp_for_restore(self) -> int | None:
        """``BeginTimestampForRestore``: the first time that can be restored, in milliseconds since
        1970.
        """
        return self._one("BeginTimestampForRestore", integer)

    @property
    def end_timestamp_for_restore(self) -> int | None:
        """``EndTimestampForRestore``: the last time that can be restored, in milliseconds since
        1970.
        """
        return self._one("EndTimestampForRestore", integer)

    @property
    def full_backup_list(self) -> list[FullBackupDetail]:
        """``FullBackupList.FullBackupDetail``: the full backups that can be restored. Comes when
        ``RangeType`` is ``point``.
        """
        return self._wrapped("FullBackupList", "FullBackupDetail", FullBackupDetail._read)

    @property
    def range_type(self) -> str | None:
        """``RangeType``: whether any time in the range can be restored. A word of ``RangeType``."""
        return self._one("RangeType", RangeType._read)

    @property
    def source_endpoint_instance_id(self) -> str | None:
        """``SourceEndpointInstanceID``: the instance of the database."""
        return self._one("SourceEndpointInstanceID", text)

    @property
    def source_endpoint_instance_type(self) -> str | None:
        """``SourceEndpointInstanceType``: where the database is."""
        return self._one("SourceEndpointInstanceType", text)


class FullBackupDetail(Answer):
    """``Items.DBSRecoverRange.FullBackupList.FullBackupDetail`` of
    ``DescribeRestoreRangeInfoResponse``.
    """

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set."""
        return self._one("BackupSetId", text)

    @property
    def end_time(self) -> int | None:
        """``EndTime``: the end, in milliseconds since 1970."""
        return self._one("EndTime", integer)

    @property
    def start_time(self) -> int | None:
        """``StartTime``: the begin, in milliseconds since 1970."""
        return self._one("StartTime", integer)


class DescribeRestoreTaskList(Paged["DescribeRestoreTaskListResponse", "RestoreTaskDetail"]):
    """Lists restore tasks.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describerestoretasklist;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Must be given unless the other of the
            two ids is; both together are an error.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        end_timestamp: ``EndTimestamp``: the end of the time to list, in milliseconds since
            1970.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        page_num: ``PageNum``: the page to give, from 0. At least 0. ``0`` by default.
        page_size: ``PageSize``: how many items a page has. From 1 to 100. ``30`` by default.
        restore_task_id: ``RestoreTaskId``: only these tasks. Must be given unless the other of
            the two ids is; both together are an error.
        start_timestamp: ``StartTimestamp``: the begin of the time to list, in milliseconds
            since 1970.
    """

    ACTION = "DescribeRestoreTaskList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeRestoreTaskList"
    FIRST_PAGE = 0
    _PAGE = "page_num"
    _SIZE = "page_size"
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "end_timestamp": ("EndTimestamp", int),
        "owner_id": ("OwnerId", str),
        "page_num": ("PageNum", I32),
        "page_size": ("PageSize", I32),
        "restore_task_id": ("RestoreTaskId", [str]),
        "start_timestamp": ("StartTimestamp", int),
    }

    backup_plan_id: str | None
    client_token: str | None
    end_timestamp: int | None
    owner_id: str | None
    page_num: int | None
    page_size: int | None
    restore_task_id: tuple[str, ...]
    start_timestamp: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str | None = None,
        client_token: str | None = None,
        end_timestamp: int | None = None,
        owner_id: str | None = None,
        page_num: int | None = None,
        page_size: int | None = None,
        restore_task_id: Sequence[str] = (),
        start_timestamp: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            end_timestamp=end_timestamp,
            owner_id=owner_id,
            page_num=page_num,
            page_size=page_size,
            restore_task_id=restore_task_id,
            start_timestamp=start_timestamp,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeRestoreTaskListResponse:
        return DescribeRestoreTaskListResponse(wire)

    @staticmethod
    def items(response: DescribeRestoreTaskListResponse) -> list[RestoreTaskDetail]:
        return response.items

    @staticmethod
    def _total(response: DescribeRestoreTaskListResponse) -> int | None:
        return response.total_elements

    @staticmethod
    def _answered_size(response: DescribeRestoreTaskListResponse) -> int | None:
        return response.page_size


class DescribeRestoreTaskListResponse(Answer):
    """The answer to ``DescribeRestoreTaskList``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def items(self) -> list[RestoreTaskDetail]:
        """``Items.RestoreTaskDetail``: the page of the list."""
        return self._wrapped("Items", "RestoreTaskDetail", RestoreTaskDetail._read)

    @property
    def page_num(self) -> int | None:
        """``PageNum``: the page that this is."""
        return self._one("PageNum", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class RestoreTaskDetail(Answer):
    """``Items.RestoreTaskDetail`` of ``DescribeRestoreTaskListResponse``."""

    @property
    def backup_gateway_id(self) -> int | None:
        """``BackupGatewayId``: the backup gateway."""
        return self._one("BackupGatewayId", integer)

    @property
    def backup_gateway_identifier(self) -> str | None:
        """``BackupGatewayIdentifier``: the gateway's identifier."""
        return self._one("BackupGatewayIdentifier", text)

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set."""
        return self._one("BackupSetId", text)

    @property
    def backup_source_oss_region(self) -> str | None:
        """``BackupSourceOssRegion``: the region of the bucket with the backup."""
        return self._one("BackupSourceOssRegion", text)

    @property
    def continuous_restore_progress(self) -> int | None:
        """``ContinuousRestoreProgress``: how far incremental data is restored, in percent. From 0
        to 100.
        """
        return self._one("ContinuousRestoreProgress", integer)

    @property
    def cross_aliyun_id(self) -> str | None:
        """``CrossAliyunId``: the other account's id, where the database belongs to another account."""
        return self._one("CrossAliyunId", text)

    @property
    def cross_role_name(self) -> str | None:
        """``CrossRoleName``: the role in the other account."""
        return self._one("CrossRoleName", text)

    @property
    def destination_endpoint_database_name(self) -> str | None:
        """``DestinationEndpointDatabaseName``: the database to restore to."""
        return self._one("DestinationEndpointDatabaseName", text)

    @property
    def destination_endpoint_enable_ssl(self) -> str | None:
        """``DestinationEndpointEnableSsl``: whether the database is reached with TLS."""
        return self._one("DestinationEndpointEnableSsl", text)

    @property
    def destination_endpoint_host(self) -> str | None:
        """``DestinationEndpointHost``: the host of the database."""
        return self._one("DestinationEndpointHost", text)

    @property
    def destination_endpoint_instance_id(self) -> str | None:
        """``DestinationEndpointInstanceID``: the instance to restore to."""
        return self._one("DestinationEndpointInstanceID", text)

    @property
    def destination_endpoint_instance_type(self) -> str | None:
        """``DestinationEndpointInstanceType``: where the database is that is restored to. Published
        here: ``RDS``, ``ECS``, ``Express``, ``Agent``, ``DDS``, ``Other``. Case may differ. A word
        of ``EndpointType``.
        """
        return self._one("DestinationEndpointInstanceType", EndpointType._read)

    @property
    def destination_endpoint_ip_port(self) -> str | None:
        """``DestinationEndpointIpPort``: address and port of the database."""
        return self._one("DestinationEndpointIpPort", text)

    @property
    def destination_endpoint_oracle_sid(self) -> str | None:
        """``DestinationEndpointOracleSID``: the Oracle system id."""
        return self._one("DestinationEndpointOracleSID", text)

    @property
    def destination_endpoint_port(self) -> str | None:
        """``DestinationEndpointPort``: the port of the database."""
        return self._one("DestinationEndpointPort", text)

    @property
    def destination_endpoint_region(self) -> str | None:
        """``DestinationEndpointRegion``: the region of the database."""
        return self._one("DestinationEndpointRegion", text)

    @property
    def destination_endpoint_user_name(self) -> str | None:
        """``DestinationEndpointUserName``: the user of the database."""
        return self._one("DestinationEndpointUserName", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def full_data_restore_progress(self) -> int | None:
        """``FullDataRestoreProgress``: how far full data is restored, in percent. From 0 to 100."""
        return self._one("FullDataRestoreProgress", integer)

    @property
    def full_stru_after_restore_progress(self) -> int | None:
        """``FullStruAfterRestoreProgress``: how far the structure is restored that comes after the
        data, in percent. From 0 to 100.
        """
        return self._one("FullStruAfterRestoreProgress", integer)

    @property
    def full_strufore_restore_progress(self) -> int | None:
        """``FullStruforeRestoreProgress``: how far the structure is restored that comes before the
        data, in percent. From 0 to 100.
        """
        return self._one("FullStruforeRestoreProgress", integer)

    @property
    def physical_backup_recover_progress(self) -> int | None:
        """``PhysicalBackupRecoverProgress``: how far the physical backup is recovered, in percent.
        From 0 to 100.
        """
        return self._one("PhysicalBackupRecoverProgress", integer)

    @property
    def physical_database_online_progress(self) -> int | None:
        """``PhysicalDatabaseOnlineProgress``: how far the database is on its way to being online,
        in percent. From 0 to 100.
        """
        return self._one("PhysicalDatabaseOnlineProgress", integer)

    @property
    def physical_full_and_increment_backup_recover_progress(self) -> int | None:
        """``PhysicalFullAndIncrementBackupRecoverProgress``: how far full and incremental physical
        backups are recovered, in percent. From 0 to 100.
        """
        return self._one("PhysicalFullAndIncrementBackupRecoverProgress", integer)

    @property
    def physical_full_backup_recover_progress(self) -> int | None:
        """``PhysicalFullBackupRecoverProgress``: how far the full physical backup is recovered, in
        percent. From 0 to 100.
        """
        return self._one("PhysicalFullBackupRecoverProgress", integer)

    @property
    def physical_increment_backup_recover_progress(self) -> int | None:
        """``PhysicalIncrementBackupRecoverProgress``: how far the incremental physical backup is
        recovered, in percent. From 0 to 100.
        """
        return self._one("PhysicalIncrementBackupRecoverProgress", integer)

    @property
    def restore_destination_mode(self) -> str | None:
        """``RestoreDestinationMode``: whether to restore to an instance that is there or to a new
        one. ``EXIST_INSTANCE`` is the only value seen.
        """
        return self._one("RestoreDestinationMode", text)

    @property
    def restore_dir(self) -> str | None:
        """``RestoreDir``: the folder to restore to."""
        return self._one("RestoreDir", text)

    @property
    def restore_objects(self) -> str | None:
        """``RestoreObjects``: what is restored."""
        return self._one("RestoreObjects", text)

    @property
    def restore_status(self) -> str | None:
        """``RestoreStatus``: the state of the task. A value for success is not in the published
        list; ``finish`` is what others use. A word of ``RestoreStatus``.
        """
        return self._one("RestoreStatus", RestoreStatus._read)

    @property
    def restore_task_create_time(self) -> int | None:
        """``RestoreTaskCreateTime``: when the task was made, in milliseconds since 1970."""
        return self._one("RestoreTaskCreateTime", integer)

    @property
    def restore_task_finish_time(self) -> int | None:
        """``RestoreTaskFinishTime``: when the task ended, in milliseconds since 1970."""
        return self._one("RestoreTaskFinishTime", integer)

    @property
    def restore_task_id(self) -> str | None:
        """``RestoreTaskId``: the restore task."""
        return self._one("RestoreTaskId", text)

    @property
    def restore_task_name(self) -> str | None:
        """``RestoreTaskName``: the task's name."""
        return self._one("RestoreTaskName", text)

    @property
    def restore_time(self) -> int | None:
        """``RestoreTime``: the time that is restored, in milliseconds since 1970."""
        return self._one("RestoreTime", integer)


class DisableBackupLog(Action["DisableBackupLogResponse"]):
    """Stops the incremental (log) backup of a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-disablebackuplog;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        disable_mysql_physical_backup_binlog_only: ``DisableMysqlPhysicalBackupBinlogOnly``:
            whether only the binlog backup beside physical backups stops. New in 1.0.3 of the
            official package.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "DisableBackupLog"
    VERSION = VERSION
    RAM_ACTION = "dbs:DisableBackupLog"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "disable_mysql_physical_backup_binlog_only": ("DisableMysqlPhysicalBackupBinlogOnly", bool),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    client_token: str | None
    disable_mysql_physical_backup_binlog_only: bool | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        disable_mysql_physical_backup_binlog_only: bool | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            disable_mysql_physical_backup_binlog_only=disable_mysql_physical_backup_binlog_only,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> DisableBackupLogResponse:
        return DisableBackupLogResponse(wire)


class DisableBackupLogResponse(Answer):
    """The answer to ``DisableBackupLog``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class EnableBackupLog(Action["EnableBackupLogResponse"]):
    """Starts the incremental (log) backup of a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-enablebackuplog;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        enable_mysql_physical_backup_binlog: ``EnableMysqlPhysicalBackupBinlog``: whether
            binlogs are backed up beside physical backups. New in 1.0.3 of the official package.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "EnableBackupLog"
    VERSION = VERSION
    RAM_ACTION = "dbs:EnableBackupLog"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "enable_mysql_physical_backup_binlog": ("EnableMysqlPhysicalBackupBinlog", bool),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    client_token: str | None
    enable_mysql_physical_backup_binlog: bool | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        enable_mysql_physical_backup_binlog: bool | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            enable_mysql_physical_backup_binlog=enable_mysql_physical_backup_binlog,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> EnableBackupLogResponse:
        return EnableBackupLogResponse(wire)


class EnableBackupLogResponse(Answer):
    """The answer to ``EnableBackupLog``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class GetDBListFromAgent(Action["GetDBListFromAgentResponse"]):
    """Gives the databases that ``CreateGetDBListFromAgentTask`` found.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-getdblistfromagent;
    in the official Python package since 1.0.1.

    Args:
        backup_gateway_id: ``BackupGatewayId``: the backup gateway.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        source_endpoint_region: ``SourceEndpointRegion``: the region of the database.
        task_id: ``TaskId``: the task. The one that ``CreateGetDBListFromAgentTask`` gave.
    """

    ACTION = "GetDBListFromAgent"
    VERSION = VERSION
    RAM_ACTION = "dbs:GetDBListFromAgent"
    _FIELDS = {
        "backup_gateway_id": ("BackupGatewayId", int),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "source_endpoint_region": ("SourceEndpointRegion", str),
        "task_id": ("TaskId", int),
    }

    backup_gateway_id: int | None
    client_token: str | None
    owner_id: str | None
    source_endpoint_region: str | None
    task_id: int | None

    def __init__(
        self,
        *,
        backup_gateway_id: int | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
        source_endpoint_region: str | None = None,
        task_id: int | None = None,
    ) -> None:
        self._keep(
            backup_gateway_id=backup_gateway_id,
            client_token=client_token,
            owner_id=owner_id,
            source_endpoint_region=source_endpoint_region,
            task_id=task_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> GetDBListFromAgentResponse:
        return GetDBListFromAgentResponse(wire)


class GetDBListFromAgentResponse(Answer):
    """The answer to ``GetDBListFromAgent``."""

    @property
    def db_list(self) -> list[str]:
        """``DbList.dbName``: the databases."""
        return self._wrapped("DbList", "dbName", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class InitializeDbsServiceLinkedRole(Action["InitializeDbsServiceLinkedRoleResponse"]):
    """Creates the role ``AliyunServiceRoleForDBS``, through which the service reaches the account's
    other resources.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-initializedbsservicelinkedrole;
    in the official Python package since 1.0.1.
    """

    ACTION = "InitializeDbsServiceLinkedRole"
    VERSION = VERSION
    RAM_ACTION = "dbs:InitializeDbsServiceLinkedRole"
    _FIELDS = {}

    def __init__(self) -> None:
        pass

    def idempotent(self) -> bool:
        """Where the role is there already, it fails with ``EntityAlreadyExists.Role``."""
        return False

    @staticmethod
    def answer(wire: object) -> InitializeDbsServiceLinkedRoleResponse:
        return InitializeDbsServiceLinkedRoleResponse(wire)


class InitializeDbsServiceLinkedRoleResponse(Answer):
    """The answer to ``InitializeDbsServiceLinkedRole``."""

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def error_code(self) -> str | None:
        """``ErrorCode``: the error code. Called so in this action alone;
        ``EntityAlreadyExists.Role`` means that the role is there.
        """
        return self._one("ErrorCode", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class ModifyBackupObjects(Action["ModifyBackupObjectsResponse"]):
    """Changes what a plan backs up.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupobjects;
    in the official Python package since 1.0.1.

    Args:
        backup_objects: ``BackupObjects``: what is backed up. A database without rules is taken
            whole; with rules, only what they name is taken.
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ModifyBackupObjects"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupObjects"
    _NEEDED = ("backup_objects", "backup_plan_id")
    _FIELDS = {
        "backup_objects": ("BackupObjects", [BackupObject]),
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_objects: tuple[BackupObject, ...]
    backup_plan_id: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_objects: Sequence[BackupObject],
        backup_plan_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_objects=backup_objects,
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyBackupObjectsResponse:
        return ModifyBackupObjectsResponse(wire)


class ModifyBackupObjectsResponse(Answer):
    """The answer to ``ModifyBackupObjects``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ModifyBackupPlanName(Action["ModifyBackupPlanNameResponse"]):
    """Renames a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupplanname;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_plan_name: ``BackupPlanName``: the plan's name.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ModifyBackupPlanName"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupPlanName"
    _NEEDED = ("backup_plan_id", "backup_plan_name")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "backup_plan_name": ("BackupPlanName", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    backup_plan_name: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_plan_name: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_plan_name=backup_plan_name,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyBackupPlanNameResponse:
        return ModifyBackupPlanNameResponse(wire)


class ModifyBackupPlanNameResponse(Answer):
    """The answer to ``ModifyBackupPlanName``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ModifyBackupSetDownloadRules(Action["ModifyBackupSetDownloadRulesResponse"]):
    """Sets the automatic download of a plan's backup sets; for plans in the service's own storage
    (``BackupStorageType`` ``system``).

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupsetdownloadrules;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_gateway_id: ``BackupGatewayId``: the backup gateway.
        backup_set_download_dir: ``BackupSetDownloadDir``: the folder that data is downloaded
            to.
        backup_set_download_target_type: ``BackupSetDownloadTargetType``: what data is
            downloaded to. ``agent`` is the only value published.
        backup_set_download_target_type_location: ``BackupSetDownloadTargetTypeLocation``: the
            kind of storage at the target. ``local`` by default. Must be given when
            ``OpenAutoDownload`` is true. A word of ``BackupSetDownloadTargetTypeLocation``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        full_data_format: ``FullDataFormat``: the format of full backups. ``CSV`` by default. A
            word of ``DataFormat``.
        increment_data_format: ``IncrementDataFormat``: the format of incremental backups.
            ``Native`` by default. A word of ``DataFormat``.
        open_auto_download: ``OpenAutoDownload``: whether backup sets are downloaded by
            themselves. ``false`` by default.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ModifyBackupSetDownloadRules"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupSetDownloadRules"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_gateway_id": ("BackupGatewayId", int),
        "backup_plan_id": ("BackupPlanId", str),
        "backup_set_download_dir": ("BackupSetDownloadDir", str),
        "backup_set_download_target_type": ("BackupSetDownloadTargetType", str),
        "backup_set_download_target_type_location": (
            "BackupSetDownloadTargetTypeLocation",
            BackupSetDownloadTargetTypeLocation,
        ),
        "client_token": ("ClientToken", str),
        "full_data_format": ("FullDataFormat", DataFormat),
        "increment_data_format": ("IncrementDataFormat", DataFormat),
        "open_auto_download": ("OpenAutoDownload", bool),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    backup_gateway_id: int | None
    backup_set_download_dir: str | None
    backup_set_download_target_type: str | None
    backup_set_download_target_type_location: str | None
    client_token: str | None
    full_data_format: str | None
    increment_data_format: str | None
    open_auto_download: bool | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_gateway_id: int | None = None,
        backup_set_download_dir: str | None = None,
        backup_set_download_target_type: str | None = None,
        backup_set_download_target_type_location: str | None = None,
        client_token: str | None = None,
        full_data_format: str | None = None,
        increment_data_format: str | None = None,
        open_auto_download: bool | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_gateway_id=backup_gateway_id,
            backup_set_download_dir=backup_set_download_dir,
            backup_set_download_target_type=backup_set_download_target_type,
            backup_set_download_target_type_location=backup_set_download_target_type_location,
            client_token=client_token,
            full_data_format=full_data_format,
            increment_data_format=increment_data_format,
            open_auto_download=open_auto_download,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyBackupSetDownloadRulesResponse:
        return ModifyBackupSetDownloadRulesResponse(wire)


class ModifyBackupSetDownloadRulesResponse(Answer):
    """The answer to ``ModifyBackupSetDownloadRules``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ModifyBackupSourceEndpoint(Action["ModifyBackupSourceEndpointResponse"]):
    """Changes the database that a plan backs up.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupsourceendpoint;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        source_endpoint_instance_type: ``SourceEndpointInstanceType``: where the database is.
            Published here: ``RDS``, ``ECS``, ``Express``, ``Agent``, ``DDS``, ``Other``. Pages and
            answers differ in case. A word of ``EndpointType``.
        backup_gateway_id: ``BackupGatewayId``: the backup gateway. Must be given when
            ``SourceEndpointInstanceType`` is ``Agent``.
        backup_objects: ``BackupObjects``: what is backed up. Must be given when
            ``SourceEndpointInstanceType`` is not ``Agent``. A database without rules is taken
            whole; with rules, only what they name is taken.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        cross_aliyun_id: ``CrossAliyunId``: the other account's id, where the database belongs
            to another account.
        cross_role_name: ``CrossRoleName``: the role in the other account.
        enable_source_endpoint_ssl: ``EnableSourceEndpointSsl``: whether to reach the database
            with TLS. New in 1.0.3 of the official package.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
        source_endpoint_database_name: ``SourceEndpointDatabaseName``: the database's name. Must
            be given for PostgreSQL and MongoDB, and for SQL Server through a gateway.
        source_endpoint_ip: ``SourceEndpointIP``: the address of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent`` or ``Other``.
        source_endpoint_instance_id: ``SourceEndpointInstanceID``: the instance of the database.
            Must be given when ``SourceEndpointInstanceType`` is ``RDS``, ``ECS``, ``DDS`` or
            ``Express``.
        source_endpoint_oracle_home: ``SourceEndpointOracleHome``: the home of the Oracle
            program. New in 1.0.3 of the official package.
        source_endpoint_oracle_sid: ``SourceEndpointOracleSID``: the Oracle system id. Must be
            given for Oracle.
        source_endpoint_password: ``SourceEndpointPassword``: the password of the database's
            user; sent in the body. Must be given except for Redis, and for SQL Server through a
            gateway.
        source_endpoint_port: ``SourceEndpointPort``: the port of the database. Must be given
            when ``SourceEndpointInstanceType`` is ``Express``, ``Agent``, ``Other`` or ``ECS``.
        source_endpoint_region: ``SourceEndpointRegion``: the region of the database. Must be
            given when ``SourceEndpointInstanceType`` is not ``Other``.
        source_endpoint_user_name: ``SourceEndpointUserName``: the user of the database. Must be
            given except for Redis, and for SQL Server through a gateway.
        ssl_ca_pem: ``SslCaPem``: the certificate authority of the database, a PEM text. New in
            1.0.3 of the official package.
    """

    ACTION = "ModifyBackupSourceEndpoint"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupSourceEndpoint"
    _NEEDED = ("backup_plan_id", "source_endpoint_instance_type")
    _SECRETS = ("source_endpoint_password",)
    _FIELDS = {
        "backup_gateway_id": ("BackupGatewayId", int),
        "backup_objects": ("BackupObjects", [BackupObject]),
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "cross_aliyun_id": ("CrossAliyunId", str),
        "cross_role_name": ("CrossRoleName", str),
        "enable_source_endpoint_ssl": ("EnableSourceEndpointSsl", bool),
        "owner_id": ("OwnerId", str),
        "source_endpoint_database_name": ("SourceEndpointDatabaseName", str),
        "source_endpoint_ip": ("SourceEndpointIP", str),
        "source_endpoint_instance_id": ("SourceEndpointInstanceID", str),
        "source_endpoint_instance_type": ("SourceEndpointInstanceType", EndpointType),
        "source_endpoint_oracle_home": ("SourceEndpointOracleHome", str),
        "source_endpoint_oracle_sid": ("SourceEndpointOracleSID", str),
        "source_endpoint_password": ("SourceEndpointPassword", str),
        "source_endpoint_port": ("SourceEndpointPort", I32),
        "source_endpoint_region": ("SourceEndpointRegion", str),
        "source_endpoint_user_name": ("SourceEndpointUserName", str),
        "ssl_ca_pem": ("SslCaPem", str),
    }

    backup_plan_id: str
    source_endpoint_instance_type: str
    backup_gateway_id: int | None
    backup_objects: tuple[BackupObject, ...]
    client_token: str | None
    cross_aliyun_id: str | None
    cross_role_name: str | None
    enable_source_endpoint_ssl: bool | None
    owner_id: str | None
    source_endpoint_database_name: str | None
    source_endpoint_ip: str | None
    source_endpoint_instance_id: str | None
    source_endpoint_oracle_home: str | None
    source_endpoint_oracle_sid: str | None
    source_endpoint_password: str | None
    source_endpoint_port: int | None
    source_endpoint_region: str | None
    source_endpoint_user_name: str | None
    ssl_ca_pem: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        source_endpoint_instance_type: str,
        backup_gateway_id: int | None = None,
        backup_objects: Sequence[BackupObject] = (),
        client_token: str | None = None,
        cross_aliyun_id: str | None = None,
        cross_role_name: str | None = None,
        enable_source_endpoint_ssl: bool | None = None,
        owner_id: str | None = None,
        source_endpoint_database_name: str | None = None,
        source_endpoint_ip: str | None = None,
        source_endpoint_instance_id: str | None = None,
        source_endpoint_oracle_home: str | None = None,
        source_endpoint_oracle_sid: str | None = None,
        source_endpoint_password: str | None = None,
        source_endpoint_port: int | None = None,
        source_endpoint_region: str | None = None,
        source_endpoint_user_name: str | None = None,
        ssl_ca_pem: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            source_endpoint_instance_type=source_endpoint_instance_type,
            backup_gateway_id=backup_gateway_id,
            backup_objects=backup_objects,
            client_token=client_token,
            cross_aliyun_id=cross_aliyun_id,
            cross_role_name=cross_role_name,
            enable_source_endpoint_ssl=enable_source_endpoint_ssl,
            owner_id=owner_id,
            source_endpoint_database_name=source_endpoint_database_name,
            source_endpoint_ip=source_endpoint_ip,
            source_endpoint_instance_id=source_endpoint_instance_id,
            source_endpoint_oracle_home=source_endpoint_oracle_home,
            source_endpoint_oracle_sid=source_endpoint_oracle_sid,
            source_endpoint_password=source_endpoint_password,
            source_endpoint_port=source_endpoint_port,
            source_endpoint_region=source_endpoint_region,
            source_endpoint_user_name=source_endpoint_user_name,
            ssl_ca_pem=ssl_ca_pem,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyBackupSourceEndpointResponse:
        return ModifyBackupSourceEndpointResponse(wire)


class ModifyBackupSourceEndpointResponse(Answer):
    """The answer to ``ModifyBackupSourceEndpoint``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ModifyBackupStrategy(Action["ModifyBackupStrategyResponse"]):
    """Changes the schedule of a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifybackupstrategy;
    in the official Python package since 1.0.1.

    Args:
        backup_period: ``BackupPeriod``: the days on which full backups are made. Answers may
            spell them in upper case. Words of ``Weekday``.
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_log_interval_seconds: ``BackupLogIntervalSeconds``: the pause between two log
            backups, in seconds. For physical backup alone.
        backup_start_time: ``BackupStartTime``: when full backups begin, ``HH:mm`` in UTC.
        backup_strategy_type: ``BackupStrategyType``: whether backups follow a schedule.
            ``simple`` by default. This action spells ``Manual`` with a capital. A word of
            ``ModifiedStrategyType``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ModifyBackupStrategy"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupStrategy"
    _NEEDED = ("backup_period", "backup_plan_id")
    _FIELDS = {
        "backup_log_interval_seconds": ("BackupLogIntervalSeconds", I32),
        "backup_period": ("BackupPeriod", [Weekday]),
        "backup_plan_id": ("BackupPlanId", str),
        "backup_start_time": ("BackupStartTime", str),
        "backup_strategy_type": ("BackupStrategyType", ModifiedStrategyType),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_period: tuple[str, ...]
    backup_plan_id: str
    backup_log_interval_seconds: int | None
    backup_start_time: str | None
    backup_strategy_type: str | None
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_period: Sequence[str],
        backup_plan_id: str,
        backup_log_interval_seconds: int | None = None,
        backup_start_time: str | None = None,
        backup_strategy_type: str | None = None,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_period=backup_period,
            backup_plan_id=backup_plan_id,
            backup_log_interval_seconds=backup_log_interval_seconds,
            backup_start_time=backup_start_time,
            backup_strategy_type=backup_strategy_type,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyBackupStrategyResponse:
        return ModifyBackupStrategyResponse(wire)


class ModifyBackupStrategyResponse(Answer):
    """The answer to ``ModifyBackupStrategy``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ModifyStorageStrategy(Action["ModifyStorageStrategyResponse"]):
    """Changes how long backups are kept, and in which storage classes.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-modifystoragestrategy;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        backup_retention_period: ``BackupRetentionPeriod``: how long backups are kept, in days.
            From 0 to 1825. ``730`` by default.
        duplication_archive_period: ``DuplicationArchivePeriod``: the age at which backups move
            to the Archive storage class, in days. Less than ``BackupRetentionPeriod``. ``365`` by
            default.
        duplication_infrequent_access_period: ``DuplicationInfrequentAccessPeriod``: the age at
            which backups move to the Infrequent Access storage class, in days. Less than
            ``DuplicationArchivePeriod``. ``180`` by default.
        backup_storage_encrypt_method: ``BackupStorageEncryptMethod``: how stored backups are
            encrypted. ``encrypted`` is the only value seen. New in 1.0.3 of the official package.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        increment_backup_retention_period: ``IncrementBackupRetentionPeriod``: how long
            incremental backups are kept, in days. Bounds are not published. New in 1.0.3 of the
            official package.
        increment_duplication_archive_period: ``IncrementDuplicationArchivePeriod``: the age at
            which incremental backups move to the Archive storage class, in days. Bounds are not
            published. New in 1.0.3 of the official package.
        increment_duplication_infrequent_access_period:
            ``IncrementDuplicationInfrequentAccessPeriod``: the age at which incremental backups
            move to the Infrequent Access storage class, in days. Bounds are not published. New in
            1.0.3 of the official package.
        log_backup_retention_period: ``LogBackupRetentionPeriod``: how long log backups are
            kept, in days. Bounds are not published. New in 1.0.3 of the official package.
        log_duplication_archive_period: ``LogDuplicationArchivePeriod``: the age at which log
            backups move to the Archive storage class, in days. Bounds are not published. New in
            1.0.3 of the official package.
        log_duplication_infrequent_access_period: ``LogDuplicationInfrequentAccessPeriod``: the
            age at which log backups move to the Infrequent Access storage class, in days. Bounds
            are not published. New in 1.0.3 of the official package.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ModifyStorageStrategy"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyStorageStrategy"
    _NEEDED = (
        "backup_plan_id",
        "backup_retention_period",
        "duplication_archive_period",
        "duplication_infrequent_access_period",
    )
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "backup_retention_period": ("BackupRetentionPeriod", I32),
        "backup_storage_encrypt_method": ("BackupStorageEncryptMethod", str),
        "client_token": ("ClientToken", str),
        "duplication_archive_period": ("DuplicationArchivePeriod", I32),
        "duplication_infrequent_access_period": ("DuplicationInfrequentAccessPeriod", I32),
        "increment_backup_retention_period": ("IncrementBackupRetentionPeriod", I32),
        "increment_duplication_archive_period": ("IncrementDuplicationArchivePeriod", I32),
        "increment_duplication_infrequent_access_period": (
            "IncrementDuplicationInfrequentAccessPeriod",
            I32,
        ),
        "log_backup_retention_period": ("LogBackupRetentionPeriod", I32),
        "log_duplication_archive_period": ("LogDuplicationArchivePeriod", I32),
        "log_duplication_infrequent_access_period": ("LogDuplicationInfrequentAccessPeriod", I32),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    backup_retention_period: int
    duplication_archive_period: int
    duplication_infrequent_access_period: int
    backup_storage_encrypt_method: str | None
    client_token: str | None
    increment_backup_retention_period: int | None
    increment_duplication_archive_period: int | None
    increment_duplication_infrequent_access_period: int | None
    log_backup_retention_period: int | None
    log_duplication_archive_period: int | None
    log_duplication_infrequent_access_period: int | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_retention_period: int,
        duplication_archive_period: int,
        duplication_infrequent_access_period: int,
        backup_storage_encrypt_method: str | None = None,
        client_token: str | None = None,
        increment_backup_retention_period: int | None = None,
        increment_duplication_archive_period: int | None = None,
        increment_duplication_infrequent_access_period: int | None = None,
        log_backup_retention_period: int | None = None,
        log_duplication_archive_period: int | None = None,
        log_duplication_infrequent_access_period: int | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_retention_period=backup_retention_period,
            duplication_archive_period=duplication_archive_period,
            duplication_infrequent_access_period=duplication_infrequent_access_period,
            backup_storage_encrypt_method=backup_storage_encrypt_method,
            client_token=client_token,
            increment_backup_retention_period=increment_backup_retention_period,
            increment_duplication_archive_period=increment_duplication_archive_period,
            increment_duplication_infrequent_access_period=increment_duplication_infrequent_access_period,
            log_backup_retention_period=log_backup_retention_period,
            log_duplication_archive_period=log_duplication_archive_period,
            log_duplication_infrequent_access_period=log_duplication_infrequent_access_period,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """Setting the same again changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> ModifyStorageStrategyResponse:
        return ModifyStorageStrategyResponse(wire)


class ModifyStorageStrategyResponse(Answer):
    """The answer to ``ModifyStorageStrategy``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def need_precheck(self) -> bool | None:
        """``NeedPrecheck``: whether the plan must be checked and started again. Then call
        ``StartBackupPlan``.
        """
        return self._one("NeedPrecheck", truth)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class ReleaseBackupPlan(Action["ReleaseBackupPlanResponse"]):
    """Releases a plan that is paid by use.

    Fails with ``InvalidJobId`` for an unknown BackupPlanId.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-releasebackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "ReleaseBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:ReleaseBackupPlan"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> ReleaseBackupPlanResponse:
        return ReleaseBackupPlanResponse(wire)


class ReleaseBackupPlanResponse(Answer):
    """The answer to ``ReleaseBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class RenewBackupPlan(Action["RenewBackupPlanResponse"]):
    """Extends the term of a plan that is paid in advance.

    It places an order, which costs money.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-renewbackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        period: ``Period``: the unit of the term. A word of ``Period``.
        used_time: ``UsedTime``: the term, in the unit of ``Period``. From 1 to 9 years or from
            1 to 11 months.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "RenewBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:RenewBackupPlan"
    _NEEDED = ("backup_plan_id", "period", "used_time")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "period": ("Period", Period),
        "used_time": ("UsedTime", I32),
    }

    backup_plan_id: str
    period: str
    used_time: int
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        period: str,
        used_time: int,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            period=period,
            used_time=used_time,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> RenewBackupPlanResponse:
        return RenewBackupPlanResponse(wire)


class RenewBackupPlanResponse(Answer):
    """The answer to ``RenewBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def order_id(self) -> str | None:
        """``OrderId``: the order."""
        return self._one("OrderId", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class StartBackupPlan(Action["StartBackupPlanResponse"]):
    """Checks a plan and starts it.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-startbackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "StartBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:StartBackupPlan"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> StartBackupPlanResponse:
        return StartBackupPlanResponse(wire)


class StartBackupPlanResponse(Answer):
    """The answer to ``StartBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def created_full_backupset_id(self) -> str | None:
        """``CreatedFullBackupsetId``: the full backup that was started."""
        return self._one("CreatedFullBackupsetId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class StartRestoreTask(Action["StartRestoreTaskResponse"]):
    """Starts a restore task.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-startrestoretask;
    in the official Python package since 1.0.1.

    Args:
        restore_task_id: ``RestoreTaskId``: the restore task.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "StartRestoreTask"
    VERSION = VERSION
    RAM_ACTION = "dbs:StartRestoreTask"
    _NEEDED = ("restore_task_id",)
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "restore_task_id": ("RestoreTaskId", str),
    }

    restore_task_id: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        restore_task_id: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            restore_task_id=restore_task_id,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> StartRestoreTaskResponse:
        return StartRestoreTaskResponse(wire)


class StartRestoreTaskResponse(Answer):
    """The answer to ``StartRestoreTask``."""

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def restore_task_id(self) -> str | None:
        """``RestoreTaskId``: the restore task."""
        return self._one("RestoreTaskId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class StopBackupPlan(Action["StopBackupPlanResponse"]):
    """Pauses a plan.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-stopbackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        stop_method: ``StopMethod``: what is paused. A word of ``StopMethod``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "StopBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:StopBackupPlan"
    _NEEDED = ("backup_plan_id", "stop_method")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "owner_id": ("OwnerId", str),
        "stop_method": ("StopMethod", StopMethod),
    }

    backup_plan_id: str
    stop_method: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        stop_method: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            stop_method=stop_method,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        """A plan that is paused stays so."""
        return True

    @staticmethod
    def answer(wire: object) -> StopBackupPlanResponse:
        return StopBackupPlanResponse(wire)


class StopBackupPlanResponse(Answer):
    """The answer to ``StopBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)


class UpgradeBackupPlan(Action["UpgradeBackupPlanResponse"]):
    """Moves a plan to a larger class.

    It places an order, which costs money.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-upgradebackupplan;
    in the official Python package since 1.0.1.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        instance_class: ``InstanceClass``: the plan's class. The upload guide also names
            ``serverless`` and ``xmicro``, which the list of this field does not have. A word of
            ``InstanceClass``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one. At most 64 characters.
        owner_id: ``OwnerId``: the account, in an older form. In the official package's model
            alone.
    """

    ACTION = "UpgradeBackupPlan"
    VERSION = VERSION
    RAM_ACTION = "dbs:UpgradeBackupPlan"
    _NEEDED = ("backup_plan_id", "instance_class")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "client_token": ("ClientToken", str),
        "instance_class": ("InstanceClass", InstanceClass),
        "owner_id": ("OwnerId", str),
    }

    backup_plan_id: str
    instance_class: str
    client_token: str | None
    owner_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        instance_class: str,
        client_token: str | None = None,
        owner_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            instance_class=instance_class,
            client_token=client_token,
            owner_id=owner_id,
        )

    def idempotent(self) -> bool:
        return self.client_token is not None

    @staticmethod
    def answer(wire: object) -> UpgradeBackupPlanResponse:
        return UpgradeBackupPlanResponse(wire)


class UpgradeBackupPlanResponse(Answer):
    """The answer to ``UpgradeBackupPlan``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def http_status_code(self) -> int | None:
        """``HttpStatusCode``: the HTTP status once more."""
        return self._one("HttpStatusCode", integer)

    @property
    def order_id(self) -> str | None:
        """``OrderId``: the order."""
        return self._one("OrderId", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out."""
        return self._one("Success", truth)
