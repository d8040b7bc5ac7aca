"""The native half of `dbs_sdk`; import from there."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, Generic, TypeAlias, TypeVar, final

from ._credentials import Credentials

__all__ = [
    "BackupFacts",
    "BinlogFacts",
    "Client",
    "Job",
    "RegisteredBackupSet",
    "__version__",
    "documented_extra_meta",
    "documented_slave_status",
    "meta_command",
    "parse_binlog",
    "parse_info",
    "parse_log",
    "register_backup_set",
    "upload_command",
]

__version__: Final[str]

_Path: TypeAlias = str | os.PathLike[str]
_T = TypeVar("_T")

@final
class BackupFacts:
    """What a log or info file says of a backup that ran to its end."""

    def __new__(
        cls,
        start: datetime,
        end: datetime,
        server_version: str,
        binlog_file: str,
        binlog_position: int,
        gtid_set: str | None = None,
        gtid_set_cut: bool = False,
        consistent_time: datetime | None = None,
    ) -> BackupFacts: ...
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
    def __reduce__(self) -> tuple[type[BackupFacts], tuple[object, ...]]: ...

@final
class BinlogFacts:
    """What a binary log says of itself."""

    def __new__(
        cls,
        start: datetime,
        end: datetime,
        server_version: str,
        server_id: int,
        events: int,
        size: int,
        closed: bool,
    ) -> BinlogFacts: ...
    @property
    def start(self) -> datetime:
        """Time of the first event, aware, in UTC; to the second."""

    @property
    def end(self) -> datetime:
        """Time of the last event, likewise."""

    @property
    def server_version(self) -> str:
        """Version of the server that wrote it, as it names itself."""

    @property
    def server_id(self) -> int:
        """The server's id in its replication."""

    @property
    def events(self) -> int:
        """How many events it holds."""

    @property
    def size(self) -> int:
        """Bytes up to the end of its last event."""

    @property
    def closed(self) -> bool:
        """Whether the server closed it; one that it still writes, or that a crash cut off, is not."""

    def __eq__(self, value: object, /) -> bool: ...
    def __reduce__(self) -> tuple[type[BinlogFacts], tuple[object, ...]]: ...

@final
class RegisteredBackupSet:
    """A backup set that DBS holds and has been told is complete."""

    def __new__(
        cls,
        backup_set_id: str,
        bucket: str,
        object_key: str,
        size: int,
        parts: int,
        crc64: int,
        verified: bool,
    ) -> RegisteredBackupSet: ...
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
    def __reduce__(self) -> tuple[type[RegisteredBackupSet], tuple[object, ...]]: ...

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

def parse_binlog(path: _Path) -> BinlogFacts:
    """Reads a binary log of MySQL or MariaDB: the headers of all its events.

    Raises InputError if the file cannot be read, or is encrypted, a relay log or no binary log.
    """

def documented_slave_status(path: _Path) -> tuple[dict[str, str | int], str | None]:
    """The documented log parser's dictionary, and why it is none to register by, if so."""

def documented_extra_meta(path: _Path) -> dict[str, str | None]:
    """The documented info parser's dictionary."""

def register_backup_set(
    client: Client, source: _Path, options: dict[str, Any]
) -> Job[RegisteredBackupSet]:
    """The job that registers a backup."""

@final
class Client:
    """`dbs_sdk.Client` holds one; its settings are documented there."""

    def __new__(
        cls,
        *,
        endpoint: str | None,
        region_id: str | None,
        credentials: Credentials | Callable[[], Credentials] | None,
        vpc: bool,
        allow_http: bool,
        ca_file: _Path | None,
        proxy: str | None,
        connect_timeout: float | None,
        timeout: float | None,
        user_agent: str | None,
        signature_version: str | None,
        max_attempts: int | None,
    ) -> Client: ...
    @property
    def endpoint(self) -> str:
        """Where the API is."""

    def call(
        self, action: str, version: str, query: str, form: str, idempotent: bool
    ) -> Job[tuple[int, list[tuple[str, str]], str]]:
        """Sends an action by its name. `query` and `form` are JSON objects; the job gives status, headers
        and the JSON of the body.
        """

@final
class Job(Generic[_T]):
    """Work that has not begun, runs on threads of its own, or is over.

    Either `wait` or `start` begins it, once. Dropping it while it runs lets it run.
    """

    def wait(self) -> _T:
        """Works until it is over and gives the result, without the GIL.

        Every 100 ms Python's signal handlers run and progress is told, on this thread. An exception
        of either (Ctrl-C raises one) drops the work and is the error.
        """

    def start(self, ended: Callable[[], object]) -> None:
        """Begins. `ended` is called without arguments, on a thread of this module, when it is over."""

    def result(self) -> _T:
        """The result, once it is over."""

    def cancel(self) -> None:
        """Drops the work; it is over soon after."""

    def tell(self) -> None:
        """Tells progress, if there is news."""

    @property
    def listens(self) -> bool:
        """Whether there is anybody to tell."""

    def note(self, error: BaseException) -> None:
        """Notes on an exception that cut the work off what stands on the service."""

def upload_command(arguments: Sequence[str]) -> int:
    """`upload-and-register-backup-set`: its exit code.

    The first argument is the name it was called by.
    """

def meta_command(arguments: Sequence[str]) -> int:
    """`xtrabackup-meta`: its exit code. The first argument is the name it was called by."""
