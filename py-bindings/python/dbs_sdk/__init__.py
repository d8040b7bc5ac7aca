"""MySQL backups into Alibaba Cloud Database Backup (DBS).

``parse_log``, ``parse_info`` and ``parse_binlog`` read what xtrabackup, mariadb-backup or the server said;
``register_backup_set`` uploads a backup to OSS and registers it with DBS; ``Client`` calls any action of
the DBS OpenAPI, each of which is a class in ``v2019_03_06`` or ``v2021_01_01``; ``Uploader`` brings
anything else into a bucket of OSS. What waits has a twin for asyncio, whose name ends in ``_async``.
"""

from ._client import Client
from ._credentials import Credentials
from ._errors import (
    CredentialsError,
    DbsError,
    FileError,
    InputError,
    IntegrityError,
    JournalError,
    NetworkError,
    RefusedError,
    ServiceError,
)
from ._native import (
    BackupFacts,
    BinlogFacts,
    RegisteredBackupSet,
    UploadOutcome,
    __version__,
)
from ._parse import (
    parse_binlog,
    parse_binlog_async,
    parse_info,
    parse_info_async,
    parse_log,
    parse_log_async,
)
from ._register import register_backup_set, register_backup_set_async
from ._uploader import Uploader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import v2019_03_06, v2021_01_01
else:
    # Hundreds of classes, for those who ask for them.
    def __getattr__(name):
        if name not in ("v2019_03_06", "v2021_01_01"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib

        return importlib.import_module(f".{name}", __name__)

    def __dir__():
        return sorted({*globals(), *__all__})


__all__ = [
    "BackupFacts",
    "BinlogFacts",
    "Client",
    "Credentials",
    "CredentialsError",
    "DbsError",
    "FileError",
    "InputError",
    "IntegrityError",
    "JournalError",
    "NetworkError",
    "RefusedError",
    "RegisteredBackupSet",
    "ServiceError",
    "UploadOutcome",
    "Uploader",
    "__version__",
    "parse_binlog",
    "parse_binlog_async",
    "parse_info",
    "parse_info_async",
    "parse_log",
    "parse_log_async",
    "register_backup_set",
    "register_backup_set_async",
    "v2019_03_06",
    "v2021_01_01",
]

# They are named where their reader finds them: dbs_sdk.InputError, not dbs_sdk._errors.InputError.
for _public in (
    Client,
    Credentials,
    CredentialsError,
    DbsError,
    FileError,
    InputError,
    IntegrityError,
    JournalError,
    NetworkError,
    RefusedError,
    ServiceError,
    Uploader,
    parse_binlog,
    parse_binlog_async,
    parse_info,
    parse_info_async,
    parse_log,
    parse_log_async,
    register_backup_set,
    register_backup_set_async,
):
    _public.__module__ = __name__
del _public
