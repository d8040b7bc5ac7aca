"""The documented script as a module, under its own name: what it does is done by the native flow.

``python -m upload_and_register_backup_set --file_path …`` is the wheel's command, which has the
script's options.
"""

from __future__ import annotations

import os
import time

import dbs_sdk
from dbs_sdk.dropin import OpenApiClient, OpenApiUtilClient, open_api_models, oss2, util_models

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    _Path = str | os.PathLike[str]

__all__ = [
    "OssUploader",
    "create_oss_client",
    "date_to_unix_timestamp",
    "init_command_args",
    "upload_oss_file",
]


_STEPS = (
    "_fetch_oss_access_info",
    "configure_backup_set_info",
    "describe_bak_datasource_storage_access_info",
)
"""What the script's own flow calls."""


class OssUploader:
    """Uploads backups to OSS and registers them with DBS.

    Without a key (None, None) it is looked up as :class:`dbs_sdk.Client` says: ALIBABA_CLOUD_ACCESS_KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN first.

    upload_and_register_backup_set is the native flow as a whole and calls none of the other methods: a
    subclass with one of its own is refused there, by NotImplementedError.
    """

    def __init__(
        self,
        access_key_id: str | None,
        access_key_secret: str | None,
        endpoint: str,
        region_code: str,
        datasource_id: str,
    ) -> None:
        self.access_key_id = access_key_id
        self.access_key_secret = access_key_secret
        self.endpoint = endpoint
        self.region_code = region_code
        self.datasource_id = datasource_id
        config = open_api_models.Config(access_key_id, access_key_secret, endpoint=endpoint)
        self.client = OpenApiClient(config)

    def upload_and_register_backup_set(
        self, file_path: _Path, data_type: str, extra_meta: str
    ) -> dbs_sdk.RegisteredBackupSet:
        """Registers the backup set, uploads the file in parallel parts, and says it is complete.

        A second call with the same file takes up where one that was cut off had stopped.
        `data_type` is FullBackup or LogBackup. `extra_meta` is the JSON text that DBS keeps, as the
        script makes it: of a LogBackup ``dataBegin`` and ``dataEnd``, in epoch milliseconds; of a
        FullBackup also ``BINLOG_FILE``, ``version`` and ``consistentTime``, in epoch seconds. It is
        checked before anything is sent: a field that is missing, unknown or of another type, and an end
        before the beginning, are an InputError.

        Raises DbsError and its subclasses; TypeError for an extra_meta that is no text.
        """
        self._refuse_overrides()
        if not isinstance(extra_meta, str):
            kind = type(extra_meta).__name__
            raise TypeError(f"extra_meta is JSON text, not {kind}: give json.dumps(extra_meta)")
        print(f"{os.fspath(file_path)!r}: {data_type}, ExtraMeta {extra_meta}")
        done = dbs_sdk.register_backup_set(
            file_path,
            client=self._native_client(),
            region_code=self.region_code,
            datasource_id=self.datasource_id,
            data_type=data_type,
            extra_meta=extra_meta,
        )
        print(f"{done.backup_set_id}: {done.size} bytes in {done.parts} parts, UploadSuccess")
        return done

    def configure_backup_set_info(self, req_param: dict[str, Any]) -> dict[str, Any]:
        """Registers a backup set or changes its status, and gives the answer's ``Data``."""
        return self._data("ConfigureBackupSetInfo", req_param)

    def describe_bak_datasource_storage_access_info(
        self, req_param: dict[str, Any]
    ) -> dict[str, Any]:
        """Where to upload, and temporary keys for it: the answer's ``Data``, masked when printed."""
        return self._data("DescribeBakDataSourceStorageAccessInfo", req_param)

    def _native_client(self) -> dbs_sdk.Client:
        """With the key where no traceback shows it."""
        credentials = None
        if self.access_key_id and self.access_key_secret:
            credentials = dbs_sdk.Credentials(self.access_key_id, self.access_key_secret)
        return dbs_sdk.Client(endpoint=self.endpoint, credentials=credentials)

    def _refuse_overrides(self) -> None:
        for name in _STEPS:
            if name in vars(self) or getattr(type(self), name) is not getattr(OssUploader, name):
                raise NotImplementedError(
                    f"{type(self).__name__} has a {name} of its own, which the native flow does not "
                    "call: override upload_and_register_backup_set and call the steps there, or run "
                    "the documented script by python -m dbs_sdk.dropin"
                )

    def _fetch_oss_access_info(self, params: dict[str, Any]) -> dict[str, Any]:
        names = ("RegionId", "DataSourceId", "RegionCode", "BackupType", "BackupSetId")
        data = self.describe_bak_datasource_storage_access_info({n: params[n] for n in names})
        info: dict[str, Any] = data["OssAccessInfo"]
        return info

    def _data(self, action: str, parameters: dict[str, Any]) -> dict[str, Any]:
        params = open_api_models.Params(
            action=action,
            version="2021-01-01",
            protocol="HTTPS",
            pathname="/",
            method="POST",
            auth_type="AK",
            body_type="json",
            req_body_type="json",
            style="RPC",
        )
        request = open_api_models.OpenApiRequest(query=OpenApiUtilClient.query(parameters))
        answer = self.client.call_api(params, request, util_models.RuntimeOptions())
        data: dict[str, Any] = answer["body"]["Data"]
        return data


def date_to_unix_timestamp(date_str: str) -> int:
    """Epoch milliseconds of "yyyy-mm-dd hh:mm:ss" by this machine's clock."""
    return int(time.mktime(time.strptime(date_str, "%Y-%m-%d %H:%M:%S"))) * 1000


def create_oss_client(params: dict[str, Any]) -> oss2.Bucket:
    """The bucket of an ``OssAccessInfo``, with its temporary keys."""
    auth = oss2.StsAuth(params["AccessKeyId"], params["AccessKeySecret"], params["SecurityToken"])
    return oss2.Bucket(auth, params["OssEndpoint"], params["BucketName"])


def upload_oss_file(oss_client: oss2.Bucket, file_path: _Path, object_key: str) -> None:
    """Uploads a file in parallel parts, which a second call takes up if the first was cut off."""
    oss2.resumable_upload(oss_client, object_key, os.fspath(file_path))


def init_command_args() -> NoReturn:
    """The command line is the wheel's."""
    raise NotImplementedError(
        "the arguments are read by the command: run `upload-and-register-backup-set`, or call "
        "dbs_sdk.upload_and_register_backup_set.main"
    )
