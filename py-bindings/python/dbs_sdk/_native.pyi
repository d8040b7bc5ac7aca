"""The native half of `dbs_sdk`; import from there."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias, final

__all__ = [
    "BackupFacts",
    "RegisteredBackupSet",
    "__version__",
    "documented_extra_meta",
    "documented_slave_status",
    "parse_info",
    "parse_log",
    "register_backup_set",
]

__version__: Final[str]

_Path: TypeAlias = str | os.PathLike[str]

@final
class BackupFacts:
    """What a log or info file says of a backup that ran to its end."""

    @property
    def start(self) -> datetime:
        """When the tool connected to the server.

        Aware where the file carries a UTC offset, else naive: what the clock of the machine that
        made the backup showed.
        """

    @property
    def end(self) -> datetime:
        """When the tool was done."""

    @property
    def server_version(self) -> str:
        """Version of the server, as it names itself."""

    @property
    def binlog_file(self) -> str:
        """The server's own binary log at the moment the backup is consistent with."""

    @property
    def binlog_position(self) -> int:
        """Offset in that file, in bytes."""

    @property
    def gtid_set(self) -> str | None:
        """GTID set at that moment; None where the file names none, or cuts it off."""

    @property
    def gtid_set_cut(self) -> bool:
        """Whether the file names a GTID set and cuts it off, as logs since 8.0.28 do with long ones."""

    @property
    def consistent_time(self) -> datetime | None:
        """Moment the backup is consistent with, aware, if the file has a consistent_time."""

    def __eq__(self, value: object, /) -> bool: ...

@final
class RegisteredBackupSet:
    """A backup set that DBS holds and has been told is complete."""

    @property
    def backup_set_id(self) -> str:
        """Its id, such as ee-0123…."""

    @property
    def bucket(self) -> str:
        """The bucket."""

    @property
    def object_key(self) -> str:
        """The whole key of the object."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def parts(self) -> int:
        """Parts it was uploaded in."""

    @property
    def crc64(self) -> int:
        """CRC-64/XZ of the bytes as they were read here."""

    @property
    def verified(self) -> bool:
        """Whether OSS's own CRC-64 of the object equals it. False only if OSS gave none."""

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

def parse_log(source: _Path | bytes | bytearray) -> BackupFacts:
    """Reads what innobackupex, xtrabackup or mariadb-backup wrote to standard error.

    `source` is a path (str or os.PathLike) or the log itself (bytes or bytearray).
    Raises InputError if the file cannot be read, or if its last backup did not run to its end or
    lacks a fact; the message names the line to look at.
    """

def parse_info(source: _Path | bytes | bytearray) -> BackupFacts:
    """Reads xtrabackup_info or mariadb_backup_info.

    `source` is a path (str or os.PathLike) or the file's content (bytes or bytearray).
    Raises InputError as parse_log does.
    """

def register_backup_set(
    file_path: _Path,
    *,
    endpoint: str,
    region_code: str,
    datasource_id: str,
    data_type: str,
    access_key_id: str | None = None,
    access_key_secret: str | None = None,
    security_token: str | None = None,
    xtrabackup_log_path: _Path | None = None,
    xtrabackup_info_path: _Path | None = None,
    begin_time: str | None = None,
    end_time: str | None = None,
    time_zone: str | None = None,
    ca_file: _Path | None = None,
    on_progress: Callable[[int, int], object] | None = None,
) -> RegisteredBackupSet:
    """Uploads a backup to OSS and registers it with DBS.

    The file is looked at, the backup set registered as WaitingUpload, the file uploaded in parts in
    parallel and compared by CRC-64 where OSS tells one, and the backup set marked UploadSuccess.

    data_type FullBackup takes xtrabackup_log_path or xtrabackup_info_path; LogBackup takes
    begin_time and end_time, as "yyyy-mm-dd hh:mm:ss". time_zone is where the clock ran that showed
    these times: an IANA name or an offset; else this machine's.

    The key comes from the arguments, else from ALIBABA_CLOUD_ACCESS_KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.

    on_progress(sent, size) is called on the calling thread, at most every 100 ms, in bytes; sent
    goes back when a part is sent again. An exception that it raises, and Ctrl-C, end the upload
    within half a second: the backup set stays WaitingUpload, parts stay until the bucket's lifecycle
    rule removes them, and the exception's note (Python 3.11) names both.

    Raises DbsError and its subclasses.
    """

def documented_slave_status(path: _Path) -> tuple[dict[str, str | int], str | None]:
    """The documented log parser's dictionary, and why it is none to register by, if so."""

def documented_extra_meta(path: _Path) -> dict[str, str | None]:
    """The documented info parser's dictionary."""
