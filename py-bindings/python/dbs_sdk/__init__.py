"""MySQL backups into Alibaba Cloud Database Backup (DBS).

``parse_log`` and ``parse_info`` read what xtrabackup or mariadb-backup said of a backup;
``register_backup_set`` uploads the backup to OSS and registers it with DBS.
"""

from ._errors import (
    DbsError,
    InputError,
    IntegrityError,
    NetworkError,
    RefusedError,
    ServiceError,
)
from ._native import (
    BackupFacts,
    RegisteredBackupSet,
    __version__,
    parse_info,
    parse_log,
    register_backup_set,
)

__all__ = [
    "BackupFacts",
    "DbsError",
    "InputError",
    "IntegrityError",
    "NetworkError",
    "RefusedError",
    "RegisteredBackupSet",
    "ServiceError",
    "__version__",
    "parse_info",
    "parse_log",
    "register_backup_set",
]

# They are named where their reader finds them: dbs_sdk.InputError, not dbs_sdk._errors.InputError.
for _error in (DbsError, InputError, IntegrityError, NetworkError, RefusedError, ServiceError):
    _error.__module__ = __name__
del _error
