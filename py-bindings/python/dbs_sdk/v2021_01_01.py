"""Version 2021-01-01 of the API: each of its 22 actions as a class, with a class for its answer.

``Client.send`` takes an action and gives its answer::

    from dbs_sdk import v2021_01_01 as dbs

    answer = client.send(dbs.ChangeResourceGroup(...))

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
    "ActionType",
    "AdvanceDataPolicyChange",
    "AdvanceIncPolicyChange",
    "AdvanceLogPolicyChange",
    "BackupData",
    "BackupMethod",
    "BackupMode",
    "BackupRetentionPolicyOnClusterDeletion",
    "BackupScale",
    "BackupStatus",
    "BackupType",
    "BakType",
    "Category",
    "ChangeResourceGroup",
    "ChangeResourceGroupResponse",
    "ConfigureBackupSetInfo",
    "ConfigureBackupSetInfoData",
    "ConfigureBackupSetInfoResponse",
    "CostModule",
    "CreateAdvancedPolicy",
    "CreateAdvancedPolicyResponse",
    "CreateDownload",
    "CreateDownloadData",
    "CreateDownloadResponse",
    "DeleteSandboxInstance",
    "DeleteSandboxInstanceResponse",
    "DescribeBackupDataList",
    "DescribeBackupDataListData",
    "DescribeBackupDataListPolarSnapshot",
    "DescribeBackupDataListResponse",
    "DescribeBackupPolicy",
    "DescribeBackupPolicyAdvanceDataPolicy",
    "DescribeBackupPolicyAdvanceIncPolicy",
    "DescribeBackupPolicyAdvanceLogPolicy",
    "DescribeBackupPolicyData",
    "DescribeBackupPolicyResponse",
    "DescribeBakDataSourceStorageAccessInfo",
    "DescribeBakDataSourceStorageAccessInfoData",
    "DescribeBakDataSourceStorageAccessInfoResponse",
    "DescribeCostInfoByDbsInstance",
    "DescribeCostInfoByDbsInstanceResponse",
    "DescribeDBTablesRecoveryBackupSet",
    "DescribeDBTablesRecoveryBackupSetResponse",
    "DescribeDBTablesRecoveryState",
    "DescribeDBTablesRecoveryStateResponse",
    "DescribeDBTablesRecoveryTimeRange",
    "DescribeDBTablesRecoveryTimeRangeResponse",
    "DescribeDownloadBackupSetStorageInfo",
    "DescribeDownloadBackupSetStorageInfoData",
    "DescribeDownloadBackupSetStorageInfoResponse",
    "DescribeDownloadSupport",
    "DescribeDownloadSupportResponse",
    "DescribeDownloadTask",
    "DescribeDownloadTaskData",
    "DescribeDownloadTaskResponse",
    "DescribeSandboxBackupSets",
    "DescribeSandboxBackupSetsData",
    "DescribeSandboxBackupSetsResponse",
    "DescribeSandboxInstances",
    "DescribeSandboxInstancesData",
    "DescribeSandboxInstancesResponse",
    "DescribeSandboxRecoveryTime",
    "DescribeSandboxRecoveryTimeData",
    "DescribeSandboxRecoveryTimeResponse",
    "DownloadFormat",
    "DownloadStatus",
    "DownloadTarget",
    "DownloadTask",
    "DownloadType",
    "DumpAction",
    "ExpectExpireType",
    "FilterKey",
    "FilterType",
    "HighSpaceUsageProtection",
    "ModifyBackupPolicy",
    "ModifyBackupPolicyAdvanceDataPolicy",
    "ModifyBackupPolicyAdvanceIncPolicy",
    "ModifyBackupPolicyAdvanceLogPolicy",
    "ModifyBackupPolicyData",
    "ModifyBackupPolicyResponse",
    "ModifyDBTablesRecoveryState",
    "ModifyDBTablesRecoveryStateResponse",
    "OssAccessInfo",
    "RetentionType",
    "RetryDownloadTask",
    "RetryDownloadTaskResponse",
    "SandboxBackupSet",
    "SandboxBackupSetType",
    "SandboxInstance",
    "SandboxStatus",
    "SortDirection",
    "StorageTier",
    "SupportDBTableRecovery",
    "SupportDBTableRecoveryResponse",
]

VERSION = "2021-01-01"
"""The API version of this module's actions."""


class ActionType(Words):
    """What happens to a policy."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


class BackupMethod(Words):
    """How a backup is made."""

    PHYSICAL = "Physical"
    LOGICAL = "Logical"
    SNAPSHOT = "Snapshot"


class BackupMode(Words):
    """Whether a schedule or a person started a backup."""

    AUTOMATED = "Automated"
    MANUAL = "Manual"


class BackupRetentionPolicyOnClusterDeletion(Words):
    """Which backups stay when a cluster is deleted."""

    NONE = "NONE"
    LATEST = "LATEST"
    ALL = "ALL"


class BackupScale(Words):
    """Whether a backup is of an instance or of tables."""

    INSTANCE = "DBInstance"
    TABLE = "DBTable"


class BackupStatus(Words):
    """The state of a backup."""

    DONE = "OK"
    FAILED = "ERROR"


class BackupType(Words):
    """The type of a backup."""

    FULL_BACKUP = "FullBackup"
    INCREMENT_BACKUP = "IncrementBackup"


class BakType(Words):
    """The type of the backups that a policy is about.

    ``F``: full backups. ``L``: log backups.
    """

    FULL = "F"
    """``F``: full backups."""
    LOG = "L"
    """``L``: log backups."""


class Category(Words):
    """Whether backups are made by the second.

    ``Flash``: by the second.
    """

    FLASH = "Flash"
    """``Flash``: by the second."""
    STANDARD = "Standard"


class DownloadFormat(Words):
    """The format of downloaded data."""

    CSV = "CSV"
    SQL = "SQL"
    PARQUET = "Parquet"


class DownloadStatus(Words):
    """The state of a download task.

    ``queueing``: one spelling of ``queuing``. ``queuing``: one spelling of ``queueing``.
    """

    INITIALIZING = "Initializing"
    QUEUEING = "queueing"
    """``queueing``: one spelling of ``queuing``."""
    RUNNING = "running"
    FAILED = "failed"
    FINISHED = "finished"
    EXPIRED = "expired"
    QUEUING = "queuing"
    """``queuing``: one spelling of ``queueing``."""


class DownloadTarget(Words):
    """What is downloaded to."""

    OSS = "OSS"
    URL = "URL"


class DownloadType(Words):
    """Whether a backup set or a point in time is downloaded."""

    FULL = "full"
    POINT_IN_TIME = "pitr"


class DumpAction(Words):
    """Whether backups are copied or moved."""

    COPY = "copy"
    MOVE = "move"


class ExpectExpireType(Words):
    """Whether and when a backup is removed."""

    NEVER = "NEVER"
    EXPIRED = "EXPIRED"
    DELAY = "DELAY"


class FilterKey(Words):
    """What a schedule counts."""

    DAY_OF_WEEK = "dayOfWeek"
    DAY_OF_MONTH = "dayOfMonth"
    DAY_OF_YEAR = "dayOfYear"
    BACKUP_INTERVAL = "backupInterval"


class FilterType(Words):
    """Whether a schedule or an event starts a policy."""

    CRONTAB = "crontab"
    EVENT = "event"


class HighSpaceUsageProtection(Words):
    """Whether old logs are removed when a disk is nearly full."""

    ENABLE = "Enable"
    DISABLE = "Disable"


class RetentionType(Words):
    """Whether backups end."""

    NEVER = "never"
    DELAY = "delay"


class SandboxBackupSetType(Words):
    """Whether a backup set of a sandbox is full or incremental."""

    FULL = "Full"
    INC = "Inc"


class SandboxStatus(Words):
    """The state of a sandbox instance."""

    RUNNING = "running"
    CHECK_PASS = "check_pass"
    STOP = "stop"


class SortDirection(Words):
    """The direction of a sorting."""

    ASC = "asc"
    DESC = "desc"


class StorageTier(Words):
    """A storage that backups come from or go to."""

    DB = "db"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL2_CROSS = "level2Cross"


class AdvanceDataPolicyChange(Object):
    """A policy of full backups to make, change or remove.

    Args:
        action_type: ``ActionType``: what happens to the policy. A word of ``ActionType``.
        dest_region: ``DestRegion``: the region that backups go to.
        dest_type: ``DestType``: the storage that backups go to. A word of ``StorageTier``.
        filter_key: ``FilterKey``: what the schedule counts. Must be given when ``FilterType``
            is ``crontab``. A word of ``FilterKey``.
        filter_type: ``FilterType``: whether a schedule or an event starts the policy. A word of
            ``FilterType``.
        filter_value: ``FilterValue``: when the schedule is due. A whole number for
            ``backupInterval``, days with commas such as ``1,2,3`` for ``dayOfWeek``.
        only_preserve_one_each_day: ``OnlyPreserveOneEachDay``: whether one backup a day is
            enough to keep.
        policy_id: ``PolicyId``: the policy.
        retention_type: ``RetentionType``: whether backups end. A word of ``RetentionType``.
        retention_value: ``RetentionValue``: how long backups are kept, in days.
        src_region: ``SrcRegion``: the region that backups come from.
        src_type: ``SrcType``: the storage that backups come from. A word of ``StorageTier``.
        storage_class: ``StorageClass``: the storage class.
    """

    _FIELDS = {
        "action_type": ("ActionType", ActionType),
        "dest_region": ("DestRegion", str),
        "dest_type": ("DestType", StorageTier),
        "filter_key": ("FilterKey", FilterKey),
        "filter_type": ("FilterType", FilterType),
        "filter_value": ("FilterValue", str),
        "only_preserve_one_each_day": ("OnlyPreserveOneEachDay", bool),
        "policy_id": ("PolicyId", str),
        "retention_type": ("RetentionType", RetentionType),
        "retention_value": ("RetentionValue", str),
        "src_region": ("SrcRegion", str),
        "src_type": ("SrcType", StorageTier),
        "storage_class": ("StorageClass", str),
    }

    action_type: str | None
    dest_region: str | None
    dest_type: str | None
    filter_key: str | None
    filter_type: str | None
    filter_value: str | None
    only_preserve_one_each_day: bool | None
    policy_id: str | None
    retention_type: str | None
    retention_value: str | None
    src_region: str | None
    src_type: str | None
    storage_class: str | None

    def __init__(
        self,
        *,
        action_type: str | None = None,
        dest_region: str | None = None,
        dest_type: str | None = None,
        filter_key: str | None = None,
        filter_type: str | None = None,
        filter_value: str | None = None,
        only_preserve_one_each_day: bool | None = None,
        policy_id: str | None = None,
        retention_type: str | None = None,
        retention_value: str | None = None,
        src_region: str | None = None,
        src_type: str | None = None,
        storage_class: str | None = None,
    ) -> None:
        self._keep(
            action_type=action_type,
            dest_region=dest_region,
            dest_type=dest_type,
            filter_key=filter_key,
            filter_type=filter_type,
            filter_value=filter_value,
            only_preserve_one_each_day=only_preserve_one_each_day,
            policy_id=policy_id,
            retention_type=retention_type,
            retention_value=retention_value,
            src_region=src_region,
            src_type=src_type,
            storage_class=storage_class,
        )


class AdvanceIncPolicyChange(Object):
    """A policy of incremental backups to make, change or remove.

    Args:
        action_type: ``ActionType``: what happens to the policy. A word of ``ActionType``.
        dest_region: ``DestRegion``: the region that backups go to.
        dest_type: ``DestType``: the storage that backups go to. A word of ``StorageTier``.
        filter_key: ``FilterKey``: what the schedule counts. Must be given when ``FilterType``
            is ``crontab``. A word of ``FilterKey``.
        filter_type: ``FilterType``: whether a schedule or an event starts the policy. A word of
            ``FilterType``.
        filter_value: ``FilterValue``: when the schedule is due.
        only_preserve_one_each_day: ``OnlyPreserveOneEachDay``: whether one backup a day is
            enough to keep.
        policy_id: ``PolicyId``: the policy.
        retention_type: ``RetentionType``: whether backups end. A word of ``RetentionType``.
        retention_value: ``RetentionValue``: how long backups are kept, in days.
        src_region: ``SrcRegion``: the region that backups come from.
        src_type: ``SrcType``: the storage that backups come from. A word of ``StorageTier``.
    """

    _FIELDS = {
        "action_type": ("ActionType", ActionType),
        "dest_region": ("DestRegion", str),
        "dest_type": ("DestType", StorageTier),
        "filter_key": ("FilterKey", FilterKey),
        "filter_type": ("FilterType", FilterType),
        "filter_value": ("FilterValue", str),
        "only_preserve_one_each_day": ("OnlyPreserveOneEachDay", bool),
        "policy_id": ("PolicyId", str),
        "retention_type": ("RetentionType", RetentionType),
        "retention_value": ("RetentionValue", str),
        "src_region": ("SrcRegion", str),
        "src_type": ("SrcType", StorageTier),
    }

    action_type: str | None
    dest_region: str | None
    dest_type: str | None
    filter_key: str | None
    filter_type: str | None
    filter_value: str | None
    only_preserve_one_each_day: bool | None
    policy_id: str | None
    retention_type: str | None
    retention_value: str | None
    src_region: str | None
    src_type: str | None

    def __init__(
        self,
        *,
        action_type: str | None = None,
        dest_region: str | None = None,
        dest_type: str | None = None,
        filter_key: str | None = None,
        filter_type: str | None = None,
        filter_value: str | None = None,
        only_preserve_one_each_day: bool | None = None,
        policy_id: str | None = None,
        retention_type: str | None = None,
        retention_value: str | None = None,
        src_region: str | None = None,
        src_type: str | None = None,
    ) -> None:
        self._keep(
            action_type=action_type,
            dest_region=dest_region,
            dest_type=dest_type,
            filter_key=filter_key,
            filter_type=filter_type,
            filter_value=filter_value,
            only_preserve_one_each_day=only_preserve_one_each_day,
            policy_id=policy_id,
            retention_type=retention_type,
            retention_value=retention_value,
            src_region=src_region,
            src_type=src_type,
        )


class AdvanceLogPolicyChange(Object):
    """A policy of log backups to make, change or remove.

    Args:
        action_type: ``ActionType``: what happens to the policy. A word of ``ActionType``.
        dest_region: ``DestRegion``: the region that backups go to.
        dest_type: ``DestType``: the storage that backups go to. A word of ``StorageTier``.
        enable_log_backup: ``EnableLogBackup``: whether log backups are made.
        filter_key: ``FilterKey``: what the schedule counts. Must be given when ``FilterType``
            is ``crontab``. A word of ``FilterKey``.
        filter_type: ``FilterType``: whether a schedule or an event starts the policy. A word of
            ``FilterType``.
        filter_value: ``FilterValue``: when the schedule is due.
        log_retention_type: ``LogRetentionType``: whether log backups end. A word of
            ``RetentionType``.
        log_retention_value: ``LogRetentionValue``: how long log backups are kept, in days. The
            unit is not documented for this field.
        policy_id: ``PolicyId``: the policy.
        src_region: ``SrcRegion``: the region that backups come from.
        src_type: ``SrcType``: the storage that backups come from. A word of ``StorageTier``.
    """

    _FIELDS = {
        "action_type": ("ActionType", ActionType),
        "dest_region": ("DestRegion", str),
        "dest_type": ("DestType", StorageTier),
        "enable_log_backup": ("EnableLogBackup", int),
        "filter_key": ("FilterKey", FilterKey),
        "filter_type": ("FilterType", FilterType),
        "filter_value": ("FilterValue", str),
        "log_retention_type": ("LogRetentionType", RetentionType),
        "log_retention_value": ("LogRetentionValue", str),
        "policy_id": ("PolicyId", str),
        "src_region": ("SrcRegion", str),
        "src_type": ("SrcType", StorageTier),
    }

    action_type: str | None
    dest_region: str | None
    dest_type: str | None
    enable_log_backup: int | None
    filter_key: str | None
    filter_type: str | None
    filter_value: str | None
    log_retention_type: str | None
    log_retention_value: str | None
    policy_id: str | None
    src_region: str | None
    src_type: str | None

    def __init__(
        self,
        *,
        action_type: str | None = None,
        dest_region: str | None = None,
        dest_type: str | None = None,
        enable_log_backup: int | None = None,
        filter_key: str | None = None,
        filter_type: str | None = None,
        filter_value: str | None = None,
        log_retention_type: str | None = None,
        log_retention_value: str | None = None,
        policy_id: str | None = None,
        src_region: str | None = None,
        src_type: str | None = None,
    ) -> None:
        self._keep(
            action_type=action_type,
            dest_region=dest_region,
            dest_type=dest_type,
            enable_log_backup=enable_log_backup,
            filter_key=filter_key,
            filter_type=filter_type,
            filter_value=filter_value,
            log_retention_type=log_retention_type,
            log_retention_value=log_retention_value,
            policy_id=policy_id,
            src_region=src_region,
            src_type=src_type,
        )


class ChangeResourceGroup(Action["ChangeResourceGroupResponse"]):
    """Moves a backup plan into another resource group.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.2.

    Args:
        new_resource_group_id: ``NewResourceGroupId``: the resource group to move to.
        resource_id: ``ResourceId``: the resource to move.
        resource_type: ``ResourceType``: the type of the resource. ``backupplan`` is the only
            value published.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``. New in 2.0.0 of the
            official package.
    """

    ACTION = "ChangeResourceGroup"
    VERSION = VERSION
    RAM_ACTION = "dbs:ChangeResourceGroup"
    _NEEDED = ("new_resource_group_id", "resource_id", "resource_type")
    _FIELDS = {
        "client_token": ("ClientToken", str),
        "new_resource_group_id": ("NewResourceGroupId", str),
        "region_code": ("RegionCode", str),
        "resource_id": ("ResourceId", str),
        "resource_type": ("ResourceType", str),
    }

    new_resource_group_id: str
    resource_id: str
    resource_type: str
    client_token: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        new_resource_group_id: str,
        resource_id: str,
        resource_type: str,
        client_token: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            new_resource_group_id=new_resource_group_id,
            resource_id=resource_id,
            resource_type=resource_type,
            client_token=client_token,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        """The plan ends in the same group however often it is moved there."""
        return True

    @staticmethod
    def answer(wire: object) -> ChangeResourceGroupResponse:
        return ChangeResourceGroupResponse(wire)


class ChangeResourceGroupResponse(Answer):
    """The answer to ``ChangeResourceGroup``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> bool | None:
        """``Data``: whether the plan was moved."""
        return self._one("Data", truth)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class ConfigureBackupSetInfo(Action["ConfigureBackupSetInfoResponse"]):
    """Registers a backup set that the user uploads, then marks its upload as done. The first call
    has ``upload_status`` ``WaitingUpload`` and no ``backup_set_id``; the second ``UploadSuccess``
    and the id that the first one gave.

    Without a page of its own in the service's documentation; in the official Python package since
    3.0.0.

    Args:
        backup_method: ``BackupMethod``: how the backup is made. ``Physical`` is the only value
            seen. For a backup made by xtrabackup.
        backup_mode: ``BackupMode``: whether a schedule or a person started the backup.
            ``Automated`` is the only value seen. Other values are not documented for this action.
        backup_set_name: ``BackupSetName``: the name that the console shows. The upload guide
            sends the file's base name.
        backup_type: ``BackupType``: the type of the backup. Seen: ``FullBackup``,
            ``LogBackup``.
        data_source_id: ``DataSourceId``: the data source, ``ds-…``.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        upload_status: ``UploadStatus``: the state of the upload. Seen: ``WaitingUpload``,
            ``UploadSuccess``. No value for a failed upload is published.
        backup_set_id: ``BackupSetId``: the backup set to change, ``ee-…``. Absent while the
            backup set is registered.
        check_sum: ``CheckSum``: a checksum of the backup. Algorithm and format are not
            published.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one.
        extra_meta: ``ExtraMeta``: a JSON text with the backup's times and position;
            ``register_backup_set`` makes it by itself.
        region_id: ``RegionId``: the region; the upload guide sends the same value as in
            ``RegionCode``.
    """

    ACTION = "ConfigureBackupSetInfo"
    VERSION = VERSION
    RAM_ACTION = "dbs:ConfigureBackupSetInfo"
    _NEEDED = (
        "backup_method",
        "backup_mode",
        "backup_set_name",
        "backup_type",
        "data_source_id",
        "region_code",
        "upload_status",
    )
    _FIELDS = {
        "backup_method": ("BackupMethod", str),
        "backup_mode": ("BackupMode", str),
        "backup_set_id": ("BackupSetId", str),
        "backup_set_name": ("BackupSetName", str),
        "backup_type": ("BackupType", str),
        "check_sum": ("CheckSum", str),
        "client_token": ("ClientToken", str),
        "data_source_id": ("DataSourceId", str),
        "extra_meta": ("ExtraMeta", str),
        "region_code": ("RegionCode", str),
        "region_id": ("RegionId", str),
        "upload_status": ("UploadStatus", str),
    }

    backup_method: str
    backup_mode: str
    backup_set_name: str
    backup_type: str
    data_source_id: str
    region_code: str
    upload_status: str
    backup_set_id: str | None
    check_sum: str | None
    client_token: str | None
    extra_meta: str | None
    region_id: str | None

    def __init__(
        self,
        *,
        backup_method: str,
        backup_mode: str,
        backup_set_name: str,
        backup_type: str,
        data_source_id: str,
        region_code: str,
        upload_status: str,
        backup_set_id: str | None = None,
        check_sum: str | None = None,
        client_token: str | None = None,
        extra_meta: str | None = None,
        region_id: str | None = None,
    ) -> None:
        self._keep(
            backup_method=backup_method,
            backup_mode=backup_mode,
            backup_set_name=backup_set_name,
            backup_type=backup_type,
            data_source_id=data_source_id,
            region_code=region_code,
            upload_status=upload_status,
            backup_set_id=backup_set_id,
            check_sum=check_sum,
            client_token=client_token,
            extra_meta=extra_meta,
            region_id=region_id,
        )

    def idempotent(self) -> bool:
        """A first call without a token makes a new backup set each time."""
        return self.client_token is not None or self.backup_set_id is not None

    @staticmethod
    def answer(wire: object) -> ConfigureBackupSetInfoResponse:
        return ConfigureBackupSetInfoResponse(wire)


class ConfigureBackupSetInfoResponse(Answer):
    """The answer to ``ConfigureBackupSetInfo``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> ConfigureBackupSetInfoData | None:
        """``Data``: the answer's data."""
        return self._one("Data", ConfigureBackupSetInfoData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class ConfigureBackupSetInfoData(Answer):
    """``Data`` of ``ConfigureBackupSetInfoResponse``."""

    @property
    def backup_set_id(self) -> str | None:
        """``BackupSetId``: the backup set, ``ee-…``."""
        return self._one("BackupSetId", text)


class CreateAdvancedPolicy(Action["CreateAdvancedPolicyResponse"]):
    """Turns on the advanced backup policy of an instance.

    For PolarDB for MySQL. Open to accounts that the service has admitted on request.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-createadvancedpolicy;
    in the official Python package since 2.1.0.

    Args:
        instance_name: ``InstanceName``: the instance's id.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "CreateAdvancedPolicy"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateAdvancedPolicy"
    _FIELDS = {
        "instance_name": ("InstanceName", str),
        "region_code": ("RegionCode", str),
    }

    instance_name: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        instance_name: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            instance_name=instance_name,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return False

    @staticmethod
    def answer(wire: object) -> CreateAdvancedPolicyResponse:
        return CreateAdvancedPolicyResponse(wire)


class CreateAdvancedPolicyResponse(Answer):
    """The answer to ``CreateAdvancedPolicy``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> bool | None:
        """``Data``: whether the policy is in effect."""
        return self._one("Data", truth)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class CreateDownload(Action["CreateDownloadResponse"]):
    """Starts the download of a backup set, or of a point in time, to a link or into a bucket of the
    caller.

    For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-createdownload;
    in the official Python package since 1.0.1.

    Args:
        instance_name: ``InstanceName``: the instance's id.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        admin_database: ``AdminDatabase``: not documented. New in 3.0.0 of the official package.
        bak_set_id: ``BakSetId``: the backup set. Must be given when ``BakSetType`` is ``full``.
        bak_set_size: ``BakSetSize``: the size of the backup set, in bytes.
        bak_set_type: ``BakSetType``: whether a backup set or a point in time is downloaded. A
            word of ``DownloadType``.
        cluster_name: ``ClusterName``: the sharded cluster. For MongoDB alone. New in 3.0.0 of
            the official package.
        download_point_in_time: ``DownloadPointInTime``: the time to download, in milliseconds
            since 1970. Must be given when ``BakSetType`` is ``pitr``.
        format_type: ``FormatType``: the format of the data. The page calls it required, the
            package does not. A word of ``DownloadFormat``.
        is_cluster: ``IsCluster``: whether the instance is a cluster; values are not documented.
            New in 3.0.0 of the official package.
        is_physical: ``IsPhysical``: whether the backup is downloaded as it is. New in 3.0.0 of
            the official package.
        primary_key_type_only: ``PrimaryKeyTypeOnly``: not documented. New in 3.0.0 of the
            official package.
        target_bucket: ``TargetBucket``: the bucket to download to. Must be given when
            ``TargetType`` is ``OSS``. The account must have granted the role
            ``AliyunDBSDefaultRole``.
        target_oss_region: ``TargetOssRegion``: the region of that bucket. Must be given when
            ``TargetType`` is ``OSS``.
        target_path: ``TargetPath``: the folder in that bucket. Must be given when
            ``TargetType`` is ``OSS``.
        target_type: ``TargetType``: what is downloaded to. A word of ``DownloadTarget``.
        use_zstd: ``UseZstd``: not documented. New in 3.0.0 of the official package.
    """

    ACTION = "CreateDownload"
    VERSION = VERSION
    RAM_ACTION = "dbs:CreateDownload"
    _NEEDED = ("instance_name", "region_code")
    _FIELDS = {
        "admin_database": ("AdminDatabase", str),
        "bak_set_id": ("BakSetId", str),
        "bak_set_size": ("BakSetSize", int),
        "bak_set_type": ("BakSetType", DownloadType),
        "cluster_name": ("ClusterName", str),
        "download_point_in_time": ("DownloadPointInTime", int),
        "format_type": ("FormatType", DownloadFormat),
        "instance_name": ("InstanceName", str),
        "is_cluster": ("IsCluster", str),
        "is_physical": ("IsPhysical", bool),
        "primary_key_type_only": ("PrimaryKeyTypeOnly", str),
        "region_code": ("RegionCode", str),
        "target_bucket": ("TargetBucket", str),
        "target_oss_region": ("TargetOssRegion", str),
        "target_path": ("TargetPath", str),
        "target_type": ("TargetType", DownloadTarget),
        "use_zstd": ("UseZstd", str),
    }

    instance_name: str
    region_code: str
    admin_database: str | None
    bak_set_id: str | None
    bak_set_size: int | None
    bak_set_type: str | None
    cluster_name: str | None
    download_point_in_time: int | None
    format_type: str | None
    is_cluster: str | None
    is_physical: bool | None
    primary_key_type_only: str | None
    target_bucket: str | None
    target_oss_region: str | None
    target_path: str | None
    target_type: str | None
    use_zstd: str | None

    def __init__(
        self,
        *,
        instance_name: str,
        region_code: str,
        admin_database: str | None = None,
        bak_set_id: str | None = None,
        bak_set_size: int | None = None,
        bak_set_type: str | None = None,
        cluster_name: str | None = None,
        download_point_in_time: int | None = None,
        format_type: str | None = None,
        is_cluster: str | None = None,
        is_physical: bool | None = None,
        primary_key_type_only: str | None = None,
        target_bucket: str | None = None,
        target_oss_region: str | None = None,
        target_path: str | None = None,
        target_type: str | None = None,
        use_zstd: str | None = None,
    ) -> None:
        self._keep(
            instance_name=instance_name,
            region_code=region_code,
            admin_database=admin_database,
            bak_set_id=bak_set_id,
            bak_set_size=bak_set_size,
            bak_set_type=bak_set_type,
            cluster_name=cluster_name,
            download_point_in_time=download_point_in_time,
            format_type=format_type,
            is_cluster=is_cluster,
            is_physical=is_physical,
            primary_key_type_only=primary_key_type_only,
            target_bucket=target_bucket,
            target_oss_region=target_oss_region,
            target_path=target_path,
            target_type=target_type,
            use_zstd=use_zstd,
        )

    def idempotent(self) -> bool:
        return False

    @staticmethod
    def answer(wire: object) -> CreateDownloadResponse:
        return CreateDownloadResponse(wire)


class CreateDownloadResponse(Answer):
    """The answer to ``CreateDownload``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> CreateDownloadData | None:
        """``Data``: the answer's data."""
        return self._one("Data", CreateDownloadData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class CreateDownloadData(Answer):
    """``Data`` of ``CreateDownloadResponse``."""

    @property
    def backup_set_time(self) -> int | None:
        """``BackupSetTime``: the time that the backup set stands for, in milliseconds since 1970."""
        return self._one("BackupSetTime", integer)

    @property
    def bak_set_id(self) -> str | None:
        """``BakSetId``: the backup set."""
        return self._one("BakSetId", text)

    @property
    def db_list(self) -> str | None:
        """``DbList``: the databases."""
        return self._one("DbList", text)

    @property
    def download_status(self) -> str | None:
        """``DownloadStatus``: the state of the task. Published here: ``initializing``, ``queuing``,
        ``running``, ``failed``, ``finished``, ``expired``. Links end three days after the task is
        done. A word of ``DownloadStatus``.
        """
        return self._one("DownloadStatus", DownloadStatus._read)

    @property
    def export_data_size(self) -> int | None:
        """``ExportDataSize``: the size of what was written, in bytes."""
        return self._one("ExportDataSize", integer)

    @property
    def format(self) -> str | None:
        """``Format``: the format of the data."""
        return self._one("Format", text)

    @property
    def gmt_create(self) -> int | None:
        """``GmtCreate``: when the task was made, in milliseconds since 1970."""
        return self._one("GmtCreate", integer)

    @property
    def import_data_size(self) -> int | None:
        """``ImportDataSize``: the size of what was read, in bytes."""
        return self._one("ImportDataSize", integer)

    @property
    def progress(self) -> str | None:
        """``Progress``: how far it has come, tables done and tables in all, as ``3/10``; ``0/0`` at
        first.
        """
        return self._one("Progress", text)

    @property
    def region_code(self) -> str | None:
        """``RegionCode``: the region, such as ``cn-hangzhou``."""
        return self._one("RegionCode", text)

    @property
    def target_path(self) -> str | None:
        """``TargetPath``: the folder in that bucket. Comes when ``TargetType`` is ``OSS``."""
        return self._one("TargetPath", text)

    @property
    def target_type(self) -> str | None:
        """``TargetType``: what is downloaded to."""
        return self._one("TargetType", text)

    @property
    def task_id(self) -> str | None:
        """``TaskId``: the task."""
        return self._one("TaskId", text)


class DeleteSandboxInstance(Action["DeleteSandboxInstanceResponse"]):
    """Releases a sandbox instance. The plan must have the sandbox feature, which is turned on in
    the console; no action creates an instance any more.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.0.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Without the ``dbs`` that the ids of
            ``DescribeBackupPlanList`` begin with.
        instance_id: ``InstanceId``: the instance.
        zone_id: ``ZoneId``: the zone. New in 1.0.4 of the official package.
    """

    ACTION = "DeleteSandboxInstance"
    VERSION = VERSION
    RAM_ACTION = "dbs:DeleteSandboxInstance"
    _NEEDED = ("backup_plan_id", "instance_id")
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "instance_id": ("InstanceId", str),
        "zone_id": ("ZoneId", str),
    }

    backup_plan_id: str
    instance_id: str
    zone_id: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        instance_id: str,
        zone_id: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            instance_id=instance_id,
            zone_id=zone_id,
        )

    def idempotent(self) -> bool:
        return False

    @staticmethod
    def answer(wire: object) -> DeleteSandboxInstanceResponse:
        return DeleteSandboxInstanceResponse(wire)


class DeleteSandboxInstanceResponse(Answer):
    """The answer to ``DeleteSandboxInstance``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: a text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeBackupDataList(Paged["DescribeBackupDataListResponse", "BackupData"]):
    """Lists backup sets.

    For PolarDB for MySQL. Open to accounts that the service has admitted on request.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describebackupdatalist;
    in the official Python package since 2.0.0.

    Args:
        backup_id: ``BackupId``: the backup set.
        backup_method: ``BackupMethod``: how the backup is made. A word of ``BackupMethod``.
        backup_mode: ``BackupMode``: whether a schedule or a person started the backup. A word
            of ``BackupMode``.
        backup_scale: ``BackupScale``: whether the backup is of the instance or of tables. A
            word of ``BackupScale``.
        backup_status: ``BackupStatus``: the state of the backup. A word of ``BackupStatus``.
        backup_type: ``BackupType``: the type of the backup. A word of ``BackupType``.
        data_source_id: ``DataSourceId``: the data source, ``ds-…``. Reserved.
        end_time: ``EndTime``: the end of the time to list, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC.
        instance_is_deleted: ``InstanceIsDeleted``: whether to list the backups of deleted
            instances. ``false`` by default.
        instance_name: ``InstanceName``: the instance's id.
        instance_region: ``InstanceRegion``: the region of the instance.
        page_number: ``PageNumber``: the page to give, from 1. At least 1. ``1`` by default.
        page_size: ``PageSize``: how many items a page has. ``20`` by default.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        scene_type: ``SceneType``: the scene. ``LEVEL_1`` is the only value published.
        start_time: ``StartTime``: the begin of the time to list, ``yyyy-MM-ddTHH:mm:ssZ`` in
            UTC.
    """

    ACTION = "DescribeBackupDataList"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupDataList"
    FIRST_PAGE = 1
    _PAGE = "page_number"
    _SIZE = "page_size"
    _FIELDS = {
        "backup_id": ("BackupId", str),
        "backup_method": ("BackupMethod", BackupMethod),
        "backup_mode": ("BackupMode", BackupMode),
        "backup_scale": ("BackupScale", BackupScale),
        "backup_status": ("BackupStatus", BackupStatus),
        "backup_type": ("BackupType", BackupType),
        "data_source_id": ("DataSourceId", str),
        "end_time": ("EndTime", str),
        "instance_is_deleted": ("InstanceIsDeleted", bool),
        "instance_name": ("InstanceName", str),
        "instance_region": ("InstanceRegion", str),
        "page_number": ("PageNumber", I32),
        "page_size": ("PageSize", I32),
        "region_code": ("RegionCode", str),
        "scene_type": ("SceneType", str),
        "start_time": ("StartTime", str),
    }

    backup_id: str | None
    backup_method: str | None
    backup_mode: str | None
    backup_scale: str | None
    backup_status: str | None
    backup_type: str | None
    data_source_id: str | None
    end_time: str | None
    instance_is_deleted: bool | None
    instance_name: str | None
    instance_region: str | None
    page_number: int | None
    page_size: int | None
    region_code: str | None
    scene_type: str | None
    start_time: str | None

    def __init__(
        self,
        *,
        backup_id: str | None = None,
        backup_method: str | None = None,
        backup_mode: str | None = None,
        backup_scale: str | None = None,
        backup_status: str | None = None,
        backup_type: str | None = None,
        data_source_id: str | None = None,
        end_time: str | None = None,
        instance_is_deleted: bool | None = None,
        instance_name: str | None = None,
        instance_region: str | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        region_code: str | None = None,
        scene_type: str | None = None,
        start_time: str | None = None,
    ) -> None:
        self._keep(
            backup_id=backup_id,
            backup_method=backup_method,
            backup_mode=backup_mode,
            backup_scale=backup_scale,
            backup_status=backup_status,
            backup_type=backup_type,
            data_source_id=data_source_id,
            end_time=end_time,
            instance_is_deleted=instance_is_deleted,
            instance_name=instance_name,
            instance_region=instance_region,
            page_number=page_number,
            page_size=page_size,
            region_code=region_code,
            scene_type=scene_type,
            start_time=start_time,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupDataListResponse:
        return DescribeBackupDataListResponse(wire)

    @staticmethod
    def items(response: DescribeBackupDataListResponse) -> list[BackupData]:
        return response.data.content if response.data else []

    @staticmethod
    def _total(response: DescribeBackupDataListResponse) -> int | None:
        return response.data.total_elements if response.data else None

    @staticmethod
    def _answered_size(response: DescribeBackupDataListResponse) -> int | None:
        return response.data.page_size if response.data else None


class DescribeBackupDataListResponse(Answer):
    """The answer to ``DescribeBackupDataList``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeBackupDataListData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeBackupDataListData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeBackupDataListData(Answer):
    """``Data`` of ``DescribeBackupDataListResponse``."""

    @property
    def content(self) -> list[BackupData]:
        """``Content``: the page of the list."""
        return self._list("Content", BackupData._read)

    @property
    def extra(self) -> str | None:
        """``Extra``: more data, not documented."""
        return self._one("Extra", text)

    @property
    def page_number(self) -> int | None:
        """``PageNumber``: the page that this is."""
        return self._one("PageNumber", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class BackupData(Answer):
    """``Data.Content`` of ``DescribeBackupDataListResponse``."""

    _SECRETS = ("backup_download_url", "backup_intranet_download_url")

    @property
    def backup_download_url(self) -> str | None:
        """``BackupDownloadURL``: the link from the internet. Comes when ``BackupMethod`` is
        ``Physical`` or ``Logical``.
        """
        return self._one("BackupDownloadURL", text)

    @property
    def backup_end_time(self) -> str | None:
        """``BackupEndTime``: the end of the backup, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("BackupEndTime", text)

    @property
    def backup_id(self) -> str | None:
        """``BackupId``: the backup set."""
        return self._one("BackupId", text)

    @property
    def backup_intranet_download_url(self) -> str | None:
        """``BackupIntranetDownloadURL``: the link from inside the Alibaba Cloud network. Comes when
        ``BackupMethod`` is ``Physical`` or ``Logical``.
        """
        return self._one("BackupIntranetDownloadURL", text)

    @property
    def backup_location(self) -> str | None:
        """``BackupLocation``: where the backup lies."""
        return self._one("BackupLocation", text)

    @property
    def backup_method(self) -> str | None:
        """``BackupMethod``: how the backup is made. A word of ``BackupMethod``."""
        return self._one("BackupMethod", BackupMethod._read)

    @property
    def backup_mode(self) -> str | None:
        """``BackupMode``: whether a schedule or a person started the backup. A word of
        ``BackupMode``.
        """
        return self._one("BackupMode", BackupMode._read)

    @property
    def backup_name(self) -> str | None:
        """``BackupName``: the backup's name."""
        return self._one("BackupName", text)

    @property
    def backup_scale(self) -> str | None:
        """``BackupScale``: whether the backup is of the instance or of tables. A word of
        ``BackupScale``.
        """
        return self._one("BackupScale", BackupScale._read)

    @property
    def backup_size(self) -> int | None:
        """``BackupSize``: the size of the backup, in bytes."""
        return self._one("BackupSize", integer)

    @property
    def backup_start_time(self) -> str | None:
        """``BackupStartTime``: the begin of the backup, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("BackupStartTime", text)

    @property
    def backup_status(self) -> str | None:
        """``BackupStatus``: the state of the backup. A word of ``BackupStatus``."""
        return self._one("BackupStatus", BackupStatus._read)

    @property
    def backup_type(self) -> str | None:
        """``BackupType``: the type of the backup. A word of ``BackupType``."""
        return self._one("BackupType", BackupType._read)

    @property
    def checksum(self) -> str | None:
        """``Checksum``: a checksum of the backup."""
        return self._one("Checksum", text)

    @property
    def consistent_time(self) -> int | None:
        """``ConsistentTime``: the time at which the backup is consistent, in seconds since 1970."""
        return self._one("ConsistentTime", integer)

    @property
    def encryption(self) -> str | None:
        """``Encryption``: how the backup is encrypted."""
        return self._one("Encryption", text)

    @property
    def engine(self) -> str | None:
        """``Engine``: the database engine."""
        return self._one("Engine", text)

    @property
    def engine_version(self) -> str | None:
        """``EngineVersion``: the version of the engine."""
        return self._one("EngineVersion", text)

    @property
    def expect_expire_time(self) -> str | None:
        """``ExpectExpireTime``: when the backup is removed, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("ExpectExpireTime", text)

    @property
    def expect_expire_type(self) -> str | None:
        """``ExpectExpireType``: whether and when the backup is removed. A word of
        ``ExpectExpireType``.
        """
        return self._one("ExpectExpireType", ExpectExpireType._read)

    @property
    def instance_name(self) -> str | None:
        """``InstanceName``: the instance's id."""
        return self._one("InstanceName", text)

    @property
    def is_avail(self) -> int | None:
        """``IsAvail``: whether the backup can be used. Published: ``0``, ``1``. 1 means that it
        can.
        """
        return self._one("IsAvail", integer)

    @property
    def polar_snapshot(self) -> DescribeBackupDataListPolarSnapshot | None:
        """``PolarSnapshot``: the copy of the snapshot in level-2 storage. Comes when level-2 backup
        of PolarDB is on.
        """
        return self._one("PolarSnapshot", DescribeBackupDataListPolarSnapshot._read)

    @property
    def support_deletion(self) -> int | None:
        """``SupportDeletion``: whether the backup can be deleted. Published: ``0``, ``1``. 0 means
        that it can, 1 that it cannot.
        """
        return self._one("SupportDeletion", integer)


class DescribeBackupDataListPolarSnapshot(Answer):
    """``Data.Content.PolarSnapshot`` of ``DescribeBackupDataListResponse``."""

    @property
    def dump_id(self) -> str | None:
        """``DumpId``: the dump. The service declares a number and shows a text; both are taken."""
        return self._one("DumpId", text)

    @property
    def dump_size(self) -> int | None:
        """``DumpSize``: the size of the dump, in bytes."""
        return self._one("DumpSize", integer)

    @property
    def expect_expire_time(self) -> str | None:
        """``ExpectExpireTime``: when the backup is removed, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("ExpectExpireTime", text)

    @property
    def expect_expire_type(self) -> str | None:
        """``expectExpireType``: whether and when the dump is removed. A word of
        ``ExpectExpireType``.
        """
        return self._one("expectExpireType", ExpectExpireType._read)


class DescribeBackupPolicy(Action["DescribeBackupPolicyResponse"]):
    """Tells the backup policy of an instance.

    For PolarDB for MySQL. Open to accounts that the service has admitted on request.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describebackuppolicy;
    in the official Python package since 2.0.0.

    Args:
        instance_name: ``InstanceName``: the instance's id.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "DescribeBackupPolicy"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBackupPolicy"
    _FIELDS = {
        "instance_name": ("InstanceName", str),
        "region_code": ("RegionCode", str),
    }

    instance_name: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        instance_name: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            instance_name=instance_name,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBackupPolicyResponse:
        return DescribeBackupPolicyResponse(wire)


class DescribeBackupPolicyResponse(Answer):
    """The answer to ``DescribeBackupPolicy``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeBackupPolicyData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeBackupPolicyData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeBackupPolicyData(Answer):
    """``Data`` of ``DescribeBackupPolicyResponse``."""

    @property
    def advance_data_policies(self) -> list[DescribeBackupPolicyAdvanceDataPolicy]:
        """``AdvanceDataPolicies``: the policies of full backups."""
        return self._list("AdvanceDataPolicies", DescribeBackupPolicyAdvanceDataPolicy._read)

    @property
    def advance_inc_policies(self) -> list[DescribeBackupPolicyAdvanceIncPolicy]:
        """``AdvanceIncPolicies``: the policies of incremental backups."""
        return self._list("AdvanceIncPolicies", DescribeBackupPolicyAdvanceIncPolicy._read)

    @property
    def advance_log_policies(self) -> list[DescribeBackupPolicyAdvanceLogPolicy]:
        """``AdvanceLogPolicies``: the policies of log backups."""
        return self._list("AdvanceLogPolicies", DescribeBackupPolicyAdvanceLogPolicy._read)

    @property
    def backup_method(self) -> str | None:
        """``BackupMethod``: how the backup is made. Published here: ``Physical``, ``Snapshot``. A
        word of ``BackupMethod``.
        """
        return self._one("BackupMethod", BackupMethod._read)

    @property
    def backup_priority(self) -> int | None:
        """``BackupPriority``: from which node backups are taken. Published: ``0``, ``1``, ``2``. 1
        prefers a secondary node, 2 takes the primary alone; 0 for all but RDS SQL Server.
        """
        return self._one("BackupPriority", integer)

    @property
    def backup_retention_period(self) -> int | None:
        """``BackupRetentionPeriod``: how long backups are kept, in days."""
        return self._one("BackupRetentionPeriod", integer)

    @property
    def backup_retention_policy_on_cluster_deletion(self) -> str | None:
        """``BackupRetentionPolicyOnClusterDeletion``: which backups stay when the cluster is
        deleted. A word of ``BackupRetentionPolicyOnClusterDeletion``.
        """
        return self._one(
            "BackupRetentionPolicyOnClusterDeletion", BackupRetentionPolicyOnClusterDeletion._read
        )

    @property
    def category(self) -> str | None:
        """``Category``: whether backups are made by the second. For MySQL alone. A word of
        ``Category``.
        """
        return self._one("Category", Category._read)

    @property
    def enable_backup(self) -> int | None:
        """``EnableBackup``: whether backups are made. Published: ``0``, ``1``. 1 means yes."""
        return self._one("EnableBackup", integer)

    @property
    def enable_inc_backup(self) -> int | None:
        """``EnableIncBackup``: whether incremental backups are made. Published: ``0``, ``1``. 1
        means yes.
        """
        return self._one("EnableIncBackup", integer)

    @property
    def enable_log_backup(self) -> int | None:
        """``EnableLogBackup``: whether log backups are made. Published: ``0``, ``1``. 1 means yes."""
        return self._one("EnableLogBackup", integer)

    @property
    def high_frequency_bak_interval(self) -> int | None:
        """``HighFrequencyBakInterval``: the pause between two backups of the high frequency, in
        minutes.
        """
        return self._one("HighFrequencyBakInterval", integer)

    @property
    def high_space_usage_protection(self) -> str | None:
        """``HighSpaceUsageProtection``: whether old logs are removed when the disk is nearly full.
        A word of ``HighSpaceUsageProtection``.
        """
        return self._one("HighSpaceUsageProtection", HighSpaceUsageProtection._read)

    @property
    def inc_backup_interval(self) -> int | None:
        """``IncBackupInterval``: the pause between two incremental backups. -1 means that there are
        none.
        """
        return self._one("IncBackupInterval", integer)

    @property
    def local_log_retention_space(self) -> int | None:
        """``LocalLogRetentionSpace``: the part of the disk that logs may take, presumably in
        percent.
        """
        return self._one("LocalLogRetentionSpace", integer)

    @property
    def log_backup_local_retention_number(self) -> str | None:
        """``LogBackupLocalRetentionNumber``: how many logs stay on the instance."""
        return self._one("LogBackupLocalRetentionNumber", text)

    @property
    def log_backup_retention(self) -> int | None:
        """``LogBackupRetention``: how long logs are kept, in days."""
        return self._one("LogBackupRetention", integer)

    @property
    def preferred_backup_date(self) -> str | None:
        """``PreferredBackupDate``: the days of the week on which backups are made, seven digits 0
        or 1, Monday first.
        """
        return self._one("PreferredBackupDate", text)

    @property
    def preferred_backup_window(self) -> str | None:
        """``PreferredBackupWindow``: the hours in which backups are made, ``HH:mmZ-HH:mmZ``."""
        return self._one("PreferredBackupWindow", text)

    @property
    def preferred_backup_window_begin(self) -> str | None:
        """``PreferredBackupWindowBegin``: the begin of the hours in which backups are made,
        ``HH:mmZ``.
        """
        return self._one("PreferredBackupWindowBegin", text)


class DescribeBackupPolicyAdvanceDataPolicy(Answer):
    """``Data.AdvanceDataPolicies`` of ``DescribeBackupPolicyResponse``."""

    @property
    def auto_created(self) -> bool | None:
        """``AutoCreated``: whether the service made the policy itself."""
        return self._one("AutoCreated", truth)

    @property
    def bak_type(self) -> str | None:
        """``BakType``: the type of the backups that the policy is about. A word of ``BakType``."""
        return self._one("BakType", BakType._read)

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def dump_action(self) -> str | None:
        """``DumpAction``: whether backups are copied or moved. A word of ``DumpAction``."""
        return self._one("DumpAction", DumpAction._read)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def retention_type(self) -> str | None:
        """``RetentionType``: whether backups end. A word of ``RetentionType``."""
        return self._one("RetentionType", RetentionType._read)

    @property
    def retention_value(self) -> str | None:
        """``RetentionValue``: how long backups are kept, in days."""
        return self._one("RetentionValue", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)

    @property
    def storage_class(self) -> str | None:
        """``StorageClass``: the storage class."""
        return self._one("StorageClass", text)


class DescribeBackupPolicyAdvanceIncPolicy(Answer):
    """``Data.AdvanceIncPolicies`` of ``DescribeBackupPolicyResponse``."""

    @property
    def auto_created(self) -> bool | None:
        """``AutoCreated``: whether the service made the policy itself."""
        return self._one("AutoCreated", truth)

    @property
    def bak_type(self) -> str | None:
        """``BakType``: the type of the backups that the policy is about. A word of ``BakType``."""
        return self._one("BakType", BakType._read)

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def dump_action(self) -> str | None:
        """``DumpAction``: whether backups are copied or moved. A word of ``DumpAction``."""
        return self._one("DumpAction", DumpAction._read)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def retention_type(self) -> str | None:
        """``RetentionType``: whether backups end. A word of ``RetentionType``."""
        return self._one("RetentionType", RetentionType._read)

    @property
    def retention_value(self) -> str | None:
        """``RetentionValue``: how long backups are kept, in days."""
        return self._one("RetentionValue", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)


class DescribeBackupPolicyAdvanceLogPolicy(Answer):
    """``Data.AdvanceLogPolicies`` of ``DescribeBackupPolicyResponse``."""

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def enable_log_backup(self) -> int | None:
        """``EnableLogBackup``: whether log backups are made."""
        return self._one("EnableLogBackup", integer)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def log_retention_type(self) -> str | None:
        """``LogRetentionType``: whether log backups end. A word of ``RetentionType``."""
        return self._one("LogRetentionType", RetentionType._read)

    @property
    def log_retention_value(self) -> str | None:
        """``LogRetentionValue``: how long log backups are kept, in days. The unit is not documented
        for this field.
        """
        return self._one("LogRetentionValue", text)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)


class DescribeBakDataSourceStorageAccessInfo(
    Action["DescribeBakDataSourceStorageAccessInfoResponse"]
):
    """Asks for temporary OSS credentials, the bucket and the object key of a backup set's upload.

    Without a page of its own in the service's documentation; in the official Python package since
    3.0.0.

    Args:
        backup_set_id: ``BackupSetId``: the backup set.
        backup_type: ``BackupType``: the type of the backup. Seen: ``FullBackup``,
            ``LogBackup``.
        data_source_id: ``DataSourceId``: the data source, ``ds-…``.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        client_token: ``ClientToken``: any ASCII text that is used once; two calls with the same
            token and parameters have the effect of one.
        duration_seconds: ``DurationSeconds``: how long the credentials shall live, in seconds.
            Bounds and default are not published; 3600 is the published example.
        region_id: ``RegionId``: the region; the upload guide sends the same value as in
            ``RegionCode``.
        storage_type: ``StorageType``: the type of the storage. ``OSS`` is the only value seen.
    """

    ACTION = "DescribeBakDataSourceStorageAccessInfo"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeBakDataSourceStorageAccessInfo"
    _NEEDED = ("backup_set_id", "backup_type", "data_source_id", "region_code")
    _FIELDS = {
        "backup_set_id": ("BackupSetId", str),
        "backup_type": ("BackupType", str),
        "client_token": ("ClientToken", str),
        "data_source_id": ("DataSourceId", str),
        "duration_seconds": ("DurationSeconds", int),
        "region_code": ("RegionCode", str),
        "region_id": ("RegionId", str),
        "storage_type": ("StorageType", str),
    }

    backup_set_id: str
    backup_type: str
    data_source_id: str
    region_code: str
    client_token: str | None
    duration_seconds: int | None
    region_id: str | None
    storage_type: str | None

    def __init__(
        self,
        *,
        backup_set_id: str,
        backup_type: str,
        data_source_id: str,
        region_code: str,
        client_token: str | None = None,
        duration_seconds: int | None = None,
        region_id: str | None = None,
        storage_type: str | None = None,
    ) -> None:
        self._keep(
            backup_set_id=backup_set_id,
            backup_type=backup_type,
            data_source_id=data_source_id,
            region_code=region_code,
            client_token=client_token,
            duration_seconds=duration_seconds,
            region_id=region_id,
            storage_type=storage_type,
        )

    def idempotent(self) -> bool:
        """Each call gives credentials of its own and changes nothing."""
        return True

    @staticmethod
    def answer(wire: object) -> DescribeBakDataSourceStorageAccessInfoResponse:
        return DescribeBakDataSourceStorageAccessInfoResponse(wire)


class DescribeBakDataSourceStorageAccessInfoResponse(Answer):
    """The answer to ``DescribeBakDataSourceStorageAccessInfo``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeBakDataSourceStorageAccessInfoData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeBakDataSourceStorageAccessInfoData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeBakDataSourceStorageAccessInfoData(Answer):
    """``Data`` of ``DescribeBakDataSourceStorageAccessInfoResponse``."""

    @property
    def oss_access_info(self) -> OssAccessInfo | None:
        """``OssAccessInfo``: where to upload to, and the temporary credentials for it."""
        return self._one("OssAccessInfo", OssAccessInfo._read)

    @property
    def storage_type(self) -> str | None:
        """``StorageType``: the type of the storage. ``OSS`` is the only value seen."""
        return self._one("StorageType", text)


class OssAccessInfo(Answer):
    """``Data.OssAccessInfo`` of ``DescribeBakDataSourceStorageAccessInfoResponse``."""

    _SECRETS = ("access_key_id", "access_key_secret", "security_token")

    @property
    def access_key_id(self) -> str:
        """``AccessKeyId``: the id of the temporary key."""
        return self._one("AccessKeyId", text) or ""

    @property
    def access_key_secret(self) -> str:
        """``AccessKeySecret``: the secret of the temporary key."""
        return self._one("AccessKeySecret", text) or ""

    @property
    def bucket_name(self) -> str | None:
        """``BucketName``: the bucket."""
        return self._one("BucketName", text)

    @property
    def expired_time(self) -> str | None:
        """``ExpiredTime``: the end of the credentials' life, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("ExpiredTime", text)

    @property
    def object_key(self) -> str | None:
        """``ObjectKey``: the whole key of the object, chosen by the service."""
        return self._one("ObjectKey", text)

    @property
    def oss_endpoint(self) -> str | None:
        """``OssEndpoint``: the public endpoint. The published example has no scheme."""
        return self._one("OssEndpoint", text)

    @property
    def oss_internal_endpoint(self) -> str | None:
        """``OssInternalEndpoint``: the endpoint inside the Alibaba Cloud network."""
        return self._one("OssInternalEndpoint", text)

    @property
    def oss_region(self) -> str | None:
        """``OssRegion``: the region of the bucket, such as ``cn-hangzhou``."""
        return self._one("OssRegion", text)

    @property
    def security_token(self) -> str:
        """``SecurityToken``: the token of the temporary key."""
        return self._one("SecurityToken", text) or ""


class DescribeCostInfoByDbsInstance(Action["DescribeCostInfoByDbsInstanceResponse"]):
    """Tells what parts of a plan are billed.

    Without a page of its own in the service's documentation; in the official Python package since
    3.0.0.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "DescribeCostInfoByDbsInstance"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeCostInfoByDbsInstance"
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "region_code": ("RegionCode", str),
    }

    backup_plan_id: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        backup_plan_id: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeCostInfoByDbsInstanceResponse:
        return DescribeCostInfoByDbsInstanceResponse(wire)


class DescribeCostInfoByDbsInstanceResponse(Answer):
    """The answer to ``DescribeCostInfoByDbsInstance``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> list[CostModule]:
        """``Data``: the billed parts; the service sends them as JSON in a text, one or several."""
        return self._json_list("Data", CostModule._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class CostModule(Answer):
    """``Data`` of ``DescribeCostInfoByDbsInstanceResponse``."""

    @property
    def backup_plan_comment(self) -> str | None:
        """``backupPlanComment``: the plan's name."""
        return self._one("backupPlanComment", text)

    @property
    def commodity(self) -> str | None:
        """``commodity``: the commodity, such as ``cbs_post``."""
        return self._one("commodity", text)

    @property
    def product(self) -> str | None:
        """``product``: the product, such as ``cbs``."""
        return self._one("product", text)

    @property
    def module_code(self) -> str | None:
        """``moduleCode``: the part that is billed, such as ``BackupStorageSize``."""
        return self._one("moduleCode", text)

    @property
    def instance_name(self) -> str | None:
        """``instanceName``: the instance's name."""
        return self._one("instanceName", text)

    @property
    def backup_plan_id(self) -> str | None:
        """``backupPlanId``: the backup plan."""
        return self._one("backupPlanId", text)

    @property
    def module_name(self) -> str | None:
        """``moduleName``: the part's name."""
        return self._one("moduleName", text)


class DescribeDBTablesRecoveryBackupSet(Action["DescribeDBTablesRecoveryBackupSetResponse"]):
    """Tells the backup sets from which databases or tables can be recovered. The service documents
    neither parameters nor answer.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        cluster_name: ``ClusterName``: the sharded cluster. New in 3.0.0 of the official
            package.
        instance_id: ``InstanceId``: the instance.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "DescribeDBTablesRecoveryBackupSet"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDBTablesRecoveryBackupSet"
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_id": ("InstanceId", str),
        "region_code": ("RegionCode", str),
    }

    cluster_name: str | None
    instance_id: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        cluster_name: str | None = None,
        instance_id: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            cluster_name=cluster_name,
            instance_id=instance_id,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDBTablesRecoveryBackupSetResponse:
        return DescribeDBTablesRecoveryBackupSetResponse(wire)


class DescribeDBTablesRecoveryBackupSetResponse(Answer):
    """The answer to ``DescribeDBTablesRecoveryBackupSet``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDBTablesRecoveryState(Action["DescribeDBTablesRecoveryStateResponse"]):
    """Tells the state of the recovery of databases and tables. The service documents neither
    parameters nor answer.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        cluster_name: ``ClusterName``: the sharded cluster. New in 3.0.0 of the official
            package.
        instance_id: ``InstanceId``: the instance.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "DescribeDBTablesRecoveryState"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDBTablesRecoveryState"
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_id": ("InstanceId", str),
        "region_code": ("RegionCode", str),
    }

    cluster_name: str | None
    instance_id: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        cluster_name: str | None = None,
        instance_id: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            cluster_name=cluster_name,
            instance_id=instance_id,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDBTablesRecoveryStateResponse:
        return DescribeDBTablesRecoveryStateResponse(wire)


class DescribeDBTablesRecoveryStateResponse(Answer):
    """The answer to ``DescribeDBTablesRecoveryState``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDBTablesRecoveryTimeRange(Action["DescribeDBTablesRecoveryTimeRangeResponse"]):
    """Tells the times to which databases or tables can be recovered. The service documents neither
    parameters nor answer.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        cluster_name: ``ClusterName``: the sharded cluster. New in 3.0.0 of the official
            package.
        instance_id: ``InstanceId``: the instance.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "DescribeDBTablesRecoveryTimeRange"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDBTablesRecoveryTimeRange"
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_id": ("InstanceId", str),
        "region_code": ("RegionCode", str),
    }

    cluster_name: str | None
    instance_id: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        cluster_name: str | None = None,
        instance_id: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            cluster_name=cluster_name,
            instance_id=instance_id,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDBTablesRecoveryTimeRangeResponse:
        return DescribeDBTablesRecoveryTimeRangeResponse(wire)


class DescribeDBTablesRecoveryTimeRangeResponse(Answer):
    """The answer to ``DescribeDBTablesRecoveryTimeRange``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDownloadBackupSetStorageInfo(Action["DescribeDownloadBackupSetStorageInfoResponse"]):
    """Gives the links of a finished download task, or of a backup set.

    For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describedownloadbackupsetstorageinfo;
    in the official Python package since 1.0.1.

    Args:
        duration: ``Duration``: how long the links shall work, in seconds. From 300 to 86400.
            ``7200`` by default. Demanded although it has a default.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        backup_set_id: ``BackupSetId``: the backup set. Must be given when there is no
            ``TaskId``, ``BackupSetId`` and ``InstanceName`` together.
        cluster_name: ``ClusterName``: the sharded cluster. For MongoDB alone. New in 3.0.0 of
            the official package.
        instance_name: ``InstanceName``: the instance's id. Must be given when there is no
            ``TaskId``, ``BackupSetId`` and ``InstanceName`` together.
        task_id: ``TaskId``: the task.
    """

    ACTION = "DescribeDownloadBackupSetStorageInfo"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDownloadBackupSetStorageInfo"
    _NEEDED = ("duration", "region_code")
    _FIELDS = {
        "backup_set_id": ("BackupSetId", str),
        "cluster_name": ("ClusterName", str),
        "duration": ("Duration", I32),
        "instance_name": ("InstanceName", str),
        "region_code": ("RegionCode", str),
        "task_id": ("TaskId", str),
    }

    duration: int
    region_code: str
    backup_set_id: str | None
    cluster_name: str | None
    instance_name: str | None
    task_id: str | None

    def __init__(
        self,
        *,
        duration: int,
        region_code: str,
        backup_set_id: str | None = None,
        cluster_name: str | None = None,
        instance_name: str | None = None,
        task_id: str | None = None,
    ) -> None:
        self._keep(
            duration=duration,
            region_code=region_code,
            backup_set_id=backup_set_id,
            cluster_name=cluster_name,
            instance_name=instance_name,
            task_id=task_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDownloadBackupSetStorageInfoResponse:
        return DescribeDownloadBackupSetStorageInfoResponse(wire)


class DescribeDownloadBackupSetStorageInfoResponse(Answer):
    """The answer to ``DescribeDownloadBackupSetStorageInfo``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeDownloadBackupSetStorageInfoData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeDownloadBackupSetStorageInfoData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDownloadBackupSetStorageInfoData(Answer):
    """``Data`` of ``DescribeDownloadBackupSetStorageInfoResponse``."""

    _SECRETS = ("private_url", "public_url")

    @property
    def expiration_time(self) -> int | None:
        """``ExpirationTime``: when the links end, since 1970; whether in seconds or in milliseconds
        is not settled: the page's examples have the size of seconds, while other actions count
        milliseconds.
        """
        return self._one("ExpirationTime", integer)

    @property
    def private_url(self) -> str | None:
        """``PrivateUrl``: the link from inside the Alibaba Cloud network."""
        return self._one("PrivateUrl", text)

    @property
    def public_url(self) -> str | None:
        """``PublicUrl``: the link from the internet."""
        return self._one("PublicUrl", text)


class DescribeDownloadSupport(Action["DescribeDownloadSupportResponse"]):
    """Tells whether the backups of an instance can be downloaded as ``CreateDownload`` does.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        instance_name: ``InstanceName``: the instance's id.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        cluster_name: ``ClusterName``: the sharded cluster. For MongoDB alone. New in 3.0.0 of
            the official package.
    """

    ACTION = "DescribeDownloadSupport"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDownloadSupport"
    _NEEDED = ("instance_name", "region_code")
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_name": ("InstanceName", str),
        "region_code": ("RegionCode", str),
    }

    instance_name: str
    region_code: str
    cluster_name: str | None

    def __init__(
        self,
        *,
        instance_name: str,
        region_code: str,
        cluster_name: str | None = None,
    ) -> None:
        self._keep(
            instance_name=instance_name,
            region_code=region_code,
            cluster_name=cluster_name,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDownloadSupportResponse:
        return DescribeDownloadSupportResponse(wire)


class DescribeDownloadSupportResponse(Answer):
    """The answer to ``DescribeDownloadSupport``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> bool | None:
        """``Data``: whether it can."""
        return self._one("Data", truth)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDownloadTask(Paged["DescribeDownloadTaskResponse", "DownloadTask"]):
    """Lists the tasks that ``CreateDownload`` started.

    For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describedownloadtask;
    in the official Python package since 1.0.1.

    Args:
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        backup_set_id: ``BackupSetId``: the backup set.
        cluster_name: ``ClusterName``: the sharded cluster. For MongoDB alone. New in 3.0.0 of
            the official package.
        current_page: ``CurrentPage``: the page to give, from 1.
        datasource_id: ``DatasourceId``: the data source, spelt so in this action alone,
            ``ds-{InstanceId}_{regionId}``.
        end_time: ``EndTime``: the end of the time to list, in milliseconds since 1970.
        instance_name: ``InstanceName``: the instance's id. The page calls it required, the
            package does not.
        order_column: ``OrderColumn``: what the list is sorted by. ``gmt_create`` is the only
            value published. ``gmt_create`` by default.
        order_direct: ``OrderDirect``: the direction of the sorting. ``desc`` by default. A word
            of ``SortDirection``.
        page_size: ``PageSize``: how many items a page has.
        start_time: ``StartTime``: the begin of the time to list, in milliseconds since 1970.
        state: ``State``: only tasks in this state. Published here: ``Initializing``,
            ``queueing``, ``running``, ``failed``, ``finished``, ``expired``. A word of
            ``DownloadStatus``.
        task_type: ``TaskType``: whether a backup set or a point in time is downloaded. A word
            of ``DownloadType``.
    """

    ACTION = "DescribeDownloadTask"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeDownloadTask"
    FIRST_PAGE = 1
    _PAGE = "current_page"
    _SIZE = "page_size"
    _NEEDED = ("region_code",)
    _FIELDS = {
        "backup_set_id": ("BackupSetId", str),
        "cluster_name": ("ClusterName", str),
        "current_page": ("CurrentPage", I32),
        "datasource_id": ("DatasourceId", str),
        "end_time": ("EndTime", int),
        "instance_name": ("InstanceName", str),
        "order_column": ("OrderColumn", str),
        "order_direct": ("OrderDirect", SortDirection),
        "page_size": ("PageSize", I32),
        "region_code": ("RegionCode", str),
        "start_time": ("StartTime", int),
        "state": ("State", DownloadStatus),
        "task_type": ("TaskType", DownloadType),
    }

    region_code: str
    backup_set_id: str | None
    cluster_name: str | None
    current_page: int | None
    datasource_id: str | None
    end_time: int | None
    instance_name: str | None
    order_column: str | None
    order_direct: str | None
    page_size: int | None
    start_time: int | None
    state: str | None
    task_type: str | None

    def __init__(
        self,
        *,
        region_code: str,
        backup_set_id: str | None = None,
        cluster_name: str | None = None,
        current_page: int | None = None,
        datasource_id: str | None = None,
        end_time: int | None = None,
        instance_name: str | None = None,
        order_column: str | None = None,
        order_direct: str | None = None,
        page_size: int | None = None,
        start_time: int | None = None,
        state: str | None = None,
        task_type: str | None = None,
    ) -> None:
        self._keep(
            region_code=region_code,
            backup_set_id=backup_set_id,
            cluster_name=cluster_name,
            current_page=current_page,
            datasource_id=datasource_id,
            end_time=end_time,
            instance_name=instance_name,
            order_column=order_column,
            order_direct=order_direct,
            page_size=page_size,
            start_time=start_time,
            state=state,
            task_type=task_type,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeDownloadTaskResponse:
        return DescribeDownloadTaskResponse(wire)

    @staticmethod
    def items(response: DescribeDownloadTaskResponse) -> list[DownloadTask]:
        return response.data.content if response.data else []

    @staticmethod
    def _total(response: DescribeDownloadTaskResponse) -> int | None:
        return response.data.total_elements if response.data else None

    @staticmethod
    def _answered_size(response: DescribeDownloadTaskResponse) -> int | None:
        return response.data.page_size if response.data else None


class DescribeDownloadTaskResponse(Answer):
    """The answer to ``DescribeDownloadTask``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeDownloadTaskData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeDownloadTaskData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeDownloadTaskData(Answer):
    """``Data`` of ``DescribeDownloadTaskResponse``."""

    @property
    def content(self) -> list[DownloadTask]:
        """``Content.List``: the page of the list."""
        return self._wrapped("Content", "List", DownloadTask._read)

    @property
    def extra(self) -> str | None:
        """``Extra``: more data, not documented."""
        return self._one("Extra", text)

    @property
    def page_number(self) -> int | None:
        """``PageNumber``: the page that this is. At least 1. ``1`` by default."""
        return self._one("PageNumber", integer)

    @property
    def page_size(self) -> int | None:
        """``PageSize``: how many items a page has."""
        return self._one("PageSize", integer)

    @property
    def total_elements(self) -> int | None:
        """``TotalElements``: how many items all pages have."""
        return self._one("TotalElements", integer)

    @property
    def total_pages(self) -> int | None:
        """``TotalPages``: how many pages there are."""
        return self._one("TotalPages", integer)


class DownloadTask(Answer):
    """``Data.Content.List`` of ``DescribeDownloadTaskResponse``."""

    @property
    def backup_set_time(self) -> int | None:
        """``BackupSetTime``: the time that the backup set stands for, in milliseconds since 1970."""
        return self._one("BackupSetTime", integer)

    @property
    def bak_set_id(self) -> str | None:
        """``BakSetId``: the backup set."""
        return self._one("BakSetId", text)

    @property
    def db_list(self) -> str | None:
        """``DbList``: the databases."""
        return self._one("DbList", text)

    @property
    def download_status(self) -> str | None:
        """``DownloadStatus``: the state of the task. Pages spell the values in several ways. A word
        of ``DownloadStatus``.
        """
        return self._one("DownloadStatus", DownloadStatus._read)

    @property
    def export_data_size(self) -> int | None:
        """``ExportDataSize``: the size of what was written, in bytes."""
        return self._one("ExportDataSize", integer)

    @property
    def format(self) -> str | None:
        """``Format``: the format of the data. A word of ``DownloadFormat``."""
        return self._one("Format", DownloadFormat._read)

    @property
    def gmt_create(self) -> int | None:
        """``GmtCreate``: when the task was made, in milliseconds since 1970."""
        return self._one("GmtCreate", integer)

    @property
    def import_data_size(self) -> int | None:
        """``ImportDataSize``: the size of what was read, in bytes."""
        return self._one("ImportDataSize", integer)

    @property
    def progress(self) -> str | None:
        """``Progress``: how far it has come, tables done and tables in all, as ``3/10``; ``0/0`` at
        first.
        """
        return self._one("Progress", text)

    @property
    def region_code(self) -> str | None:
        """``RegionCode``: the region, such as ``cn-hangzhou``."""
        return self._one("RegionCode", text)

    @property
    def target_path(self) -> str | None:
        """``TargetPath``: the folder in that bucket."""
        return self._one("TargetPath", text)

    @property
    def target_type(self) -> str | None:
        """``TargetType``: what is downloaded to. A word of ``DownloadTarget``."""
        return self._one("TargetType", DownloadTarget._read)

    @property
    def task_id(self) -> str | None:
        """``TaskId``: the task."""
        return self._one("TaskId", text)


class DescribeSandboxBackupSets(Paged["DescribeSandboxBackupSetsResponse", "SandboxBackupSet"]):
    """Lists the snapshots that a sandbox can start from. The plan must have the sandbox feature,
    which is turned on in the console.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.0.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Without the ``dbs`` that the ids of
            ``DescribeBackupPlanList`` begin with.
        backup_set_id: ``BackupSetId``: the backup set.
        page_number: ``PageNumber``: the page to give, from 1. At least 1. ``1`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
    """

    ACTION = "DescribeSandboxBackupSets"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeSandboxBackupSets"
    FIRST_PAGE = 1
    _PAGE = "page_number"
    _SIZE = "page_size"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "backup_set_id": ("BackupSetId", str),
        "page_number": ("PageNumber", I32),
        "page_size": ("PageSize", I32),
    }

    backup_plan_id: str
    backup_set_id: str | None
    page_number: int | None
    page_size: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        backup_set_id: str | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            backup_set_id=backup_set_id,
            page_number=page_number,
            page_size=page_size,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeSandboxBackupSetsResponse:
        return DescribeSandboxBackupSetsResponse(wire)

    @staticmethod
    def items(response: DescribeSandboxBackupSetsResponse) -> list[SandboxBackupSet]:
        return response.data.content if response.data else []

    @staticmethod
    def _total(response: DescribeSandboxBackupSetsResponse) -> int | None:
        return response.data.total_elements if response.data else None

    @staticmethod
    def _answered_size(response: DescribeSandboxBackupSetsResponse) -> int | None:
        return response.data.size if response.data else None


class DescribeSandboxBackupSetsResponse(Answer):
    """The answer to ``DescribeSandboxBackupSets``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeSandboxBackupSetsData | None:
        """``Data``: the page; taken as an object and as JSON in a text."""
        return self._json("Data", DescribeSandboxBackupSetsData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeSandboxBackupSetsData(Answer):
    """``Data`` of ``DescribeSandboxBackupSetsResponse``."""

    @property
    def content(self) -> list[SandboxBackupSet]:
        """``content``: the page of the list."""
        return self._list("content", SandboxBackupSet._read)

    @property
    def number(self) -> int | None:
        """``number``: the page that this is."""
        return self._one("number", integer)

    @property
    def size(self) -> int | None:
        """``size``: how many items a page has."""
        return self._one("size", integer)

    @property
    def total_elements(self) -> int | None:
        """``totalElements``: how many items all pages have."""
        return self._one("totalElements", integer)


class SandboxBackupSet(Answer):
    """``Data.content`` of ``DescribeSandboxBackupSetsResponse``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``backupPlanId``: the backup plan."""
        return self._one("backupPlanId", text)

    @property
    def backup_set_id(self) -> str | None:
        """``backupSetId``: the backup set."""
        return self._one("backupSetId", text)

    @property
    def backup_set_time(self) -> str | None:
        """``backupSetTime``: the time that the backup set stands for, ``yyyy-MM-ddTHH:mm:ssZ`` in
        UTC.
        """
        return self._one("backupSetTime", text)

    @property
    def backup_set_type(self) -> str | None:
        """``backupSetType``: whether the backup set is full or incremental. A word of
        ``SandboxBackupSetType``.
        """
        return self._one("backupSetType", SandboxBackupSetType._read)


class DescribeSandboxInstances(Paged["DescribeSandboxInstancesResponse", "SandboxInstance"]):
    """Lists sandbox instances. The plan must have the sandbox feature, which is turned on in the
    console.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.0.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Without the ``dbs`` that the ids of
            ``DescribeBackupPlanList`` begin with.
        instance_id: ``InstanceId``: the instance.
        page_number: ``PageNumber``: the page to give, from 1. At least 1. ``1`` by default.
        page_size: ``PageSize``: how many items a page has. Published: ``30``, ``50``, ``100``.
            ``30`` by default.
    """

    ACTION = "DescribeSandboxInstances"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeSandboxInstances"
    FIRST_PAGE = 1
    _PAGE = "page_number"
    _SIZE = "page_size"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
        "instance_id": ("InstanceId", str),
        "page_number": ("PageNumber", I32),
        "page_size": ("PageSize", I32),
    }

    backup_plan_id: str
    instance_id: str | None
    page_number: int | None
    page_size: int | None

    def __init__(
        self,
        *,
        backup_plan_id: str,
        instance_id: str | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
            instance_id=instance_id,
            page_number=page_number,
            page_size=page_size,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeSandboxInstancesResponse:
        return DescribeSandboxInstancesResponse(wire)

    @staticmethod
    def items(response: DescribeSandboxInstancesResponse) -> list[SandboxInstance]:
        return response.data.content if response.data else []

    @staticmethod
    def _total(response: DescribeSandboxInstancesResponse) -> int | None:
        return response.data.total_elements if response.data else None

    @staticmethod
    def _answered_size(response: DescribeSandboxInstancesResponse) -> int | None:
        return response.data.size if response.data else None


class DescribeSandboxInstancesResponse(Answer):
    """The answer to ``DescribeSandboxInstances``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeSandboxInstancesData | None:
        """``Data``: the page; taken as an object and as JSON in a text."""
        return self._json("Data", DescribeSandboxInstancesData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeSandboxInstancesData(Answer):
    """``Data`` of ``DescribeSandboxInstancesResponse``."""

    @property
    def content(self) -> list[SandboxInstance]:
        """``content``: the page of the list."""
        return self._list("content", SandboxInstance._read)

    @property
    def number(self) -> int | None:
        """``number``: the page that this is."""
        return self._one("number", integer)

    @property
    def size(self) -> int | None:
        """``size``: how many items a page has."""
        return self._one("size", integer)

    @property
    def total_elements(self) -> int | None:
        """``totalElements``: how many items all pages have."""
        return self._one("totalElements", integer)


class SandboxInstance(Answer):
    """``Data.content`` of ``DescribeSandboxInstancesResponse``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``backupPlanId``: the backup plan."""
        return self._one("backupPlanId", text)

    @property
    def backup_set_id(self) -> str | None:
        """``backupSetId``: the backup set."""
        return self._one("backupSetId", text)

    @property
    def connection_string(self) -> str | None:
        """``connectionString``: where the sandbox listens, ``ip:port``, or what to mount when it is
        a file system.
        """
        return self._one("connectionString", text)

    @property
    def create_time(self) -> str | None:
        """``createTime``: when the sandbox was made, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("createTime", text)

    @property
    def instance_id(self) -> str | None:
        """``instanceId``: the sandbox instance."""
        return self._one("instanceId", text)

    @property
    def restore_seconds(self) -> int | None:
        """``restoreSeconds``: how long the restore took, in seconds."""
        return self._one("restoreSeconds", integer)

    @property
    def restore_time(self) -> str | None:
        """``restoreTime``: the time that was restored, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("restoreTime", text)

    @property
    def sandbox_specification(self) -> str | None:
        """``sandboxSpecification``: the size of the sandbox, such as ``MYSQL_1C_1M_SD``."""
        return self._one("sandboxSpecification", text)

    @property
    def status(self) -> str | None:
        """``status``: the state of the sandbox. A word of ``SandboxStatus``."""
        return self._one("status", SandboxStatus._read)

    @property
    def vpc_id(self) -> str | None:
        """``vpcId``: the VPC of the sandbox."""
        return self._one("vpcId", text)

    @property
    def vpc_switch_id(self) -> str | None:
        """``vpcSwitchId``: the vSwitch of the sandbox."""
        return self._one("vpcSwitchId", text)


class DescribeSandboxRecoveryTime(Action["DescribeSandboxRecoveryTimeResponse"]):
    """Tells the times to which a sandbox can be restored. The plan must have the sandbox feature,
    which is turned on in the console.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.0.

    Args:
        backup_plan_id: ``BackupPlanId``: the backup plan. Without the ``dbs`` that the ids of
            ``DescribeBackupPlanList`` begin with.
    """

    ACTION = "DescribeSandboxRecoveryTime"
    VERSION = VERSION
    RAM_ACTION = "dbs:DescribeSandboxRecoveryTime"
    _NEEDED = ("backup_plan_id",)
    _FIELDS = {
        "backup_plan_id": ("BackupPlanId", str),
    }

    backup_plan_id: str

    def __init__(
        self,
        *,
        backup_plan_id: str,
    ) -> None:
        self._keep(
            backup_plan_id=backup_plan_id,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> DescribeSandboxRecoveryTimeResponse:
        return DescribeSandboxRecoveryTimeResponse(wire)


class DescribeSandboxRecoveryTimeResponse(Answer):
    """The answer to ``DescribeSandboxRecoveryTime``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> DescribeSandboxRecoveryTimeData | None:
        """``Data``: the answer's data."""
        return self._one("Data", DescribeSandboxRecoveryTimeData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class DescribeSandboxRecoveryTimeData(Answer):
    """``Data`` of ``DescribeSandboxRecoveryTimeResponse``."""

    @property
    def backup_plan_id(self) -> str | None:
        """``BackupPlanId``: the backup plan."""
        return self._one("BackupPlanId", text)

    @property
    def recovery_begin_time(self) -> str | None:
        """``RecoveryBeginTime``: the first time, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("RecoveryBeginTime", text)

    @property
    def recovery_end_time(self) -> str | None:
        """``RecoveryEndTime``: the last time, ``yyyy-MM-ddTHH:mm:ssZ`` in UTC."""
        return self._one("RecoveryEndTime", text)


class ModifyBackupPolicy(Action["ModifyBackupPolicyResponse"]):
    """Changes the backup policy of an instance.

    For PolarDB for MySQL. Open to accounts that the service has admitted on request.

    Documented at
    https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-modifybackuppolicy;
    in the official Python package since 2.1.0.

    Args:
        advance_data_policies: ``AdvanceDataPolicies``: the policies of full backups.
        advance_inc_policies: ``AdvanceIncPolicies``: the policies of incremental backups. New
            in 3.0.0 of the official package.
        advance_log_policies: ``AdvanceLogPolicies``: the policies of log backups. New in 3.0.0
            of the official package.
        backup_method: ``BackupMethod``: how the backup is made. Published here: ``Physical``,
            ``Snapshot``. New in 3.0.0 of the official package. A word of ``BackupMethod``.
        backup_priority: ``BackupPriority``: from which node backups are taken. Published:
            ``1``, ``2``. New in 3.0.0 of the official package.
        backup_retention_policy_on_cluster_deletion: ``BackupRetentionPolicyOnClusterDeletion``:
            which backups stay when the cluster is deleted. New in 3.0.0 of the official package. A
            word of ``BackupRetentionPolicyOnClusterDeletion``.
        category: ``Category``: whether backups are made by the second. New in 3.0.0 of the
            official package. A word of ``Category``.
        enable_inc_backup: ``EnableIncBackup``: whether incremental backups are made. New in
            3.0.0 of the official package.
        instance_name: ``InstanceName``: the instance's id.
        preferred_backup_window_begin: ``PreferredBackupWindowBegin``: the begin of the hours in
            which backups are made, ``HH:mmZ``.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "ModifyBackupPolicy"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyBackupPolicy"
    _FIELDS = {
        "advance_data_policies": ("AdvanceDataPolicies", [AdvanceDataPolicyChange]),
        "advance_inc_policies": ("AdvanceIncPolicies", [AdvanceIncPolicyChange]),
        "advance_log_policies": ("AdvanceLogPolicies", [AdvanceLogPolicyChange]),
        "backup_method": ("BackupMethod", BackupMethod),
        "backup_priority": ("BackupPriority", I32),
        "backup_retention_policy_on_cluster_deletion": (
            "BackupRetentionPolicyOnClusterDeletion",
            BackupRetentionPolicyOnClusterDeletion,
        ),
        "category": ("Category", Category),
        "enable_inc_backup": ("EnableIncBackup", bool),
        "instance_name": ("InstanceName", str),
        "preferred_backup_window_begin": ("PreferredBackupWindowBegin", str),
        "region_code": ("RegionCode", str),
    }

    advance_data_policies: tuple[AdvanceDataPolicyChange, ...]
    advance_inc_policies: tuple[AdvanceIncPolicyChange, ...]
    advance_log_policies: tuple[AdvanceLogPolicyChange, ...]
    backup_method: str | None
    backup_priority: int | None
    backup_retention_policy_on_cluster_deletion: str | None
    category: str | None
    enable_inc_backup: bool | None
    instance_name: str | None
    preferred_backup_window_begin: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        advance_data_policies: Sequence[AdvanceDataPolicyChange] = (),
        advance_inc_policies: Sequence[AdvanceIncPolicyChange] = (),
        advance_log_policies: Sequence[AdvanceLogPolicyChange] = (),
        backup_method: str | None = None,
        backup_priority: int | None = None,
        backup_retention_policy_on_cluster_deletion: str | None = None,
        category: str | None = None,
        enable_inc_backup: bool | None = None,
        instance_name: str | None = None,
        preferred_backup_window_begin: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            advance_data_policies=advance_data_policies,
            advance_inc_policies=advance_inc_policies,
            advance_log_policies=advance_log_policies,
            backup_method=backup_method,
            backup_priority=backup_priority,
            backup_retention_policy_on_cluster_deletion=backup_retention_policy_on_cluster_deletion,
            category=category,
            enable_inc_backup=enable_inc_backup,
            instance_name=instance_name,
            preferred_backup_window_begin=preferred_backup_window_begin,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        """A policy with ``CREATE`` is made anew each time."""
        return False

    @staticmethod
    def answer(wire: object) -> ModifyBackupPolicyResponse:
        return ModifyBackupPolicyResponse(wire)


class ModifyBackupPolicyResponse(Answer):
    """The answer to ``ModifyBackupPolicy``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> ModifyBackupPolicyData | None:
        """``Data``: the answer's data."""
        return self._one("Data", ModifyBackupPolicyData._read)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class ModifyBackupPolicyData(Answer):
    """``Data`` of ``ModifyBackupPolicyResponse``."""

    @property
    def advance_data_policies(self) -> list[ModifyBackupPolicyAdvanceDataPolicy]:
        """``AdvanceDataPolicies``: the policies of full backups."""
        return self._list("AdvanceDataPolicies", ModifyBackupPolicyAdvanceDataPolicy._read)

    @property
    def advance_inc_policies(self) -> list[ModifyBackupPolicyAdvanceIncPolicy]:
        """``AdvanceIncPolicies``: the policies of incremental backups."""
        return self._list("AdvanceIncPolicies", ModifyBackupPolicyAdvanceIncPolicy._read)

    @property
    def advance_log_policies(self) -> list[ModifyBackupPolicyAdvanceLogPolicy]:
        """``AdvanceLogPolicies``: the policies of log backups."""
        return self._list("AdvanceLogPolicies", ModifyBackupPolicyAdvanceLogPolicy._read)

    @property
    def backup_method(self) -> str | None:
        """``BackupMethod``: how the backup is made."""
        return self._one("BackupMethod", text)

    @property
    def backup_priority(self) -> int | None:
        """``BackupPriority``: from which node backups are taken."""
        return self._one("BackupPriority", integer)

    @property
    def backup_retention_policy_on_cluster_deletion(self) -> str | None:
        """``BackupRetentionPolicyOnClusterDeletion``: which backups stay when the cluster is
        deleted.
        """
        return self._one("BackupRetentionPolicyOnClusterDeletion", text)

    @property
    def category(self) -> str | None:
        """``Category``: whether backups are made by the second."""
        return self._one("Category", text)

    @property
    def enable_inc_backup(self) -> bool | None:
        """``EnableIncBackup``: whether incremental backups are made."""
        return self._one("EnableIncBackup", truth)

    @property
    def preferred_backup_window(self) -> str | None:
        """``PreferredBackupWindow``: the hours in which backups are made, ``HH:mmZ-HH:mmZ``."""
        return self._one("PreferredBackupWindow", text)

    @property
    def preferred_backup_window_begin(self) -> str | None:
        """``PreferredBackupWindowBegin``: the begin of the hours in which backups are made,
        ``HH:mmZ``.
        """
        return self._one("PreferredBackupWindowBegin", text)


class ModifyBackupPolicyAdvanceDataPolicy(Answer):
    """``Data.AdvanceDataPolicies`` of ``ModifyBackupPolicyResponse``."""

    @property
    def auto_created(self) -> bool | None:
        """``AutoCreated``: whether the service made the policy itself."""
        return self._one("AutoCreated", truth)

    @property
    def bak_type(self) -> str | None:
        """``BakType``: the type of the backups that the policy is about. A word of ``BakType``."""
        return self._one("BakType", BakType._read)

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def dump_action(self) -> str | None:
        """``DumpAction``: whether backups are copied or moved. A word of ``DumpAction``."""
        return self._one("DumpAction", DumpAction._read)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def only_preserve_one_each_day(self) -> bool | None:
        """``OnlyPreserveOneEachDay``: whether one backup a day is enough to keep."""
        return self._one("OnlyPreserveOneEachDay", truth)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def retention_type(self) -> str | None:
        """``RetentionType``: whether backups end. A word of ``RetentionType``."""
        return self._one("RetentionType", RetentionType._read)

    @property
    def retention_value(self) -> str | None:
        """``RetentionValue``: how long backups are kept, in days."""
        return self._one("RetentionValue", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)

    @property
    def storage_class(self) -> str | None:
        """``StorageClass``: the storage class."""
        return self._one("StorageClass", text)


class ModifyBackupPolicyAdvanceIncPolicy(Answer):
    """``Data.AdvanceIncPolicies`` of ``ModifyBackupPolicyResponse``."""

    @property
    def auto_created(self) -> bool | None:
        """``AutoCreated``: whether the service made the policy itself."""
        return self._one("AutoCreated", truth)

    @property
    def bak_type(self) -> str | None:
        """``BakType``: the type of the backups that the policy is about. A word of ``BakType``."""
        return self._one("BakType", BakType._read)

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def dump_action(self) -> str | None:
        """``DumpAction``: whether backups are copied or moved. A word of ``DumpAction``."""
        return self._one("DumpAction", DumpAction._read)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def only_preserve_one_each_day(self) -> bool | None:
        """``OnlyPreserveOneEachDay``: whether one backup a day is enough to keep."""
        return self._one("OnlyPreserveOneEachDay", truth)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def retention_type(self) -> str | None:
        """``RetentionType``: whether backups end. A word of ``RetentionType``."""
        return self._one("RetentionType", RetentionType._read)

    @property
    def retention_value(self) -> str | None:
        """``RetentionValue``: how long backups are kept, in days."""
        return self._one("RetentionValue", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)


class ModifyBackupPolicyAdvanceLogPolicy(Answer):
    """``Data.AdvanceLogPolicies`` of ``ModifyBackupPolicyResponse``."""

    @property
    def dest_region(self) -> str | None:
        """``DestRegion``: the region that backups go to."""
        return self._one("DestRegion", text)

    @property
    def dest_type(self) -> str | None:
        """``DestType``: the storage that backups go to. A word of ``StorageTier``."""
        return self._one("DestType", StorageTier._read)

    @property
    def enable_log_backup(self) -> int | None:
        """``EnableLogBackup``: whether log backups are made."""
        return self._one("EnableLogBackup", integer)

    @property
    def filter_key(self) -> str | None:
        """``FilterKey``: what the schedule counts. A word of ``FilterKey``."""
        return self._one("FilterKey", FilterKey._read)

    @property
    def filter_type(self) -> str | None:
        """``FilterType``: whether a schedule or an event starts the policy. A word of
        ``FilterType``.
        """
        return self._one("FilterType", FilterType._read)

    @property
    def filter_value(self) -> str | None:
        """``FilterValue``: when the schedule is due."""
        return self._one("FilterValue", text)

    @property
    def log_retention_type(self) -> str | None:
        """``LogRetentionType``: whether log backups end. A word of ``RetentionType``."""
        return self._one("LogRetentionType", RetentionType._read)

    @property
    def log_retention_value(self) -> str | None:
        """``LogRetentionValue``: how long log backups are kept, in days. The unit is not documented
        for this field.
        """
        return self._one("LogRetentionValue", text)

    @property
    def policy_id(self) -> str | None:
        """``PolicyId``: the policy."""
        return self._one("PolicyId", text)

    @property
    def src_region(self) -> str | None:
        """``SrcRegion``: the region that backups come from."""
        return self._one("SrcRegion", text)

    @property
    def src_type(self) -> str | None:
        """``SrcType``: the storage that backups come from. A word of ``StorageTier``."""
        return self._one("SrcType", StorageTier._read)


class ModifyDBTablesRecoveryState(Action["ModifyDBTablesRecoveryStateResponse"]):
    """Turns the recovery of databases and tables on or off. The service documents neither
    parameters nor answer.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        category: ``Category``: not documented.
        cluster_name: ``ClusterName``: the sharded cluster. New in 3.0.0 of the official
            package.
        instance_id: ``InstanceId``: the instance.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        retention: ``Retention``: not documented.
    """

    ACTION = "ModifyDBTablesRecoveryState"
    VERSION = VERSION
    RAM_ACTION = "dbs:ModifyDBTablesRecoveryState"
    _FIELDS = {
        "category": ("Category", str),
        "cluster_name": ("ClusterName", str),
        "instance_id": ("InstanceId", str),
        "region_code": ("RegionCode", str),
        "retention": ("Retention", str),
    }

    category: str | None
    cluster_name: str | None
    instance_id: str | None
    region_code: str | None
    retention: str | None

    def __init__(
        self,
        *,
        category: str | None = None,
        cluster_name: str | None = None,
        instance_id: str | None = None,
        region_code: str | None = None,
        retention: str | None = None,
    ) -> None:
        self._keep(
            category=category,
            cluster_name=cluster_name,
            instance_id=instance_id,
            region_code=region_code,
            retention=retention,
        )

    def idempotent(self) -> bool:
        return False

    @staticmethod
    def answer(wire: object) -> ModifyDBTablesRecoveryStateResponse:
        return ModifyDBTablesRecoveryStateResponse(wire)


class ModifyDBTablesRecoveryStateResponse(Answer):
    """The answer to ``ModifyDBTablesRecoveryState``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class RetryDownloadTask(Action["RetryDownloadTaskResponse"]):
    """Starts a failed download task again.

    Without a page of its own in the service's documentation; in the official Python package since
    3.0.0.

    Args:
        cluster_name: ``ClusterName``: the sharded cluster. For MongoDB alone.
        instance_name: ``InstanceName``: the instance's id.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
        task_id: ``TaskId``: the task.
    """

    ACTION = "RetryDownloadTask"
    VERSION = VERSION
    RAM_ACTION = "dbs:RetryDownloadTask"
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_name": ("InstanceName", str),
        "region_code": ("RegionCode", str),
        "task_id": ("TaskId", str),
    }

    cluster_name: str | None
    instance_name: str | None
    region_code: str | None
    task_id: str | None

    def __init__(
        self,
        *,
        cluster_name: str | None = None,
        instance_name: str | None = None,
        region_code: str | None = None,
        task_id: str | None = None,
    ) -> None:
        self._keep(
            cluster_name=cluster_name,
            instance_name=instance_name,
            region_code=region_code,
            task_id=task_id,
        )

    def idempotent(self) -> bool:
        return False

    @staticmethod
    def answer(wire: object) -> RetryDownloadTaskResponse:
        return RetryDownloadTaskResponse(wire)


class RetryDownloadTaskResponse(Answer):
    """The answer to ``RetryDownloadTask``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)


class SupportDBTableRecovery(Action["SupportDBTableRecoveryResponse"]):
    """Tells whether an instance can recover single databases and tables. The service documents
    neither parameters nor answer.

    Without a page of its own in the service's documentation; in the official Python package since
    1.0.1.

    Args:
        cluster_name: ``ClusterName``: the sharded cluster. New in 3.0.0 of the official
            package.
        instance_id: ``InstanceId``: the instance.
        region_code: ``RegionCode``: the region, such as ``cn-hangzhou``.
    """

    ACTION = "SupportDBTableRecovery"
    VERSION = VERSION
    RAM_ACTION = "dbs:SupportDBTableRecovery"
    _FIELDS = {
        "cluster_name": ("ClusterName", str),
        "instance_id": ("InstanceId", str),
        "region_code": ("RegionCode", str),
    }

    cluster_name: str | None
    instance_id: str | None
    region_code: str | None

    def __init__(
        self,
        *,
        cluster_name: str | None = None,
        instance_id: str | None = None,
        region_code: str | None = None,
    ) -> None:
        self._keep(
            cluster_name=cluster_name,
            instance_id=instance_id,
            region_code=region_code,
        )

    def idempotent(self) -> bool:
        return True

    @staticmethod
    def answer(wire: object) -> SupportDBTableRecoveryResponse:
        return SupportDBTableRecoveryResponse(wire)


class SupportDBTableRecoveryResponse(Answer):
    """The answer to ``SupportDBTableRecovery``."""

    @property
    def code(self) -> str | None:
        """``Code``: ``Success``, or an error code."""
        return self._one("Code", text)

    @property
    def data(self) -> str | None:
        """``Data``: not documented; JSON is given as its text."""
        return self._one("Data", text)

    @property
    def err_code(self) -> str | None:
        """``ErrCode``: the business error code. Some answers carry ``Success`` here."""
        return self._one("ErrCode", text)

    @property
    def err_message(self) -> str | None:
        """``ErrMessage``: the error's text."""
        return self._one("ErrMessage", text)

    @property
    def message(self) -> str | None:
        """``Message``: the answer's text."""
        return self._one("Message", text)

    @property
    def request_id(self) -> str | None:
        """``RequestId``: the request's id, which the service's support asks for."""
        return self._one("RequestId", text)

    @property
    def success(self) -> bool | None:
        """``Success``: whether the call was carried out. The service sends it as a text."""
        return self._one("Success", truth)
