"""The native half of `dbs_sdk`; import from there."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar, final, type_check_only

from typing_extensions import Buffer

from ._credentials import Credentials

__all__ = [
    "BackupFacts",
    "BinlogFacts",
    "Bucket",
    "Client",
    "Errand",
    "Errands",
    "Incoming",
    "Job",
    "PageCount",
    "Pump",
    "RegisteredBackupSet",
    "UploadOutcome",
    "__version__",
    "documented_extra_meta",
    "documented_slave_status",
    "joined_crc64",
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
    def __hash__(self) -> int: ...
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
    def __hash__(self) -> int: ...
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

@final
class PageCount:
    """How far a list that comes page by page has been read."""

    def __new__(cls, first_page: int, page: int | None, size: int | None) -> PageCount:
        """Begins at `page`, else at `first_page`; `size` items of a page are asked for."""

    @property
    def page(self) -> int:
        """The page to ask for."""

    def follow(self, items: int, total: int | None, size: int | None) -> bool:
        """Takes a page into account and tells whether another one comes."""

def parse_log(source: _Path | bytes | bytearray) -> Job[BackupFacts]:
    """The job that reads a log."""

def parse_info(source: _Path | bytes | bytearray) -> Job[BackupFacts]:
    """The job that reads an info file."""

def parse_binlog(path: _Path) -> Job[BinlogFacts]:
    """The job that reads a binary log."""

def documented_slave_status(path: _Path) -> tuple[dict[str, str | int], str | None]:
    """The documented log parser's dictionary, and why it is none to register by, if so."""

def documented_extra_meta(path: _Path) -> dict[str, str | None]:
    """The documented info parser's dictionary."""

def register_backup_set(
    client: Client, source: _Source, options: dict[str, Any]
) -> Job[RegisteredBackupSet]:
    """The job that registers a backup."""

@type_check_only
class Readable(Protocol):
    """What can be read from: open files in binary mode, pipes, sockets' files, one's own."""

    def read(self, size: int, /) -> Buffer: ...

_Source: TypeAlias = _Path | Buffer | Readable
_Pairs: TypeAlias = Sequence[tuple[str, str]]

@final
class UploadOutcome:
    """An object that was uploaded."""

    def __new__(
        cls,
        etag: str,
        crc64: int,
        size: int,
        parts: int,
        reused: int,
        upload_id: str,
        verified: bool,
        doubt: str | None = None,
        request_id: str | None = None,
    ) -> UploadOutcome: ...
    @property
    def etag(self) -> str:
        """The object's, without quotes."""

    @property
    def crc64(self) -> int:
        """CRC-64/XZ of the bytes that were read."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def parts(self) -> int:
        """How many parts there were."""

    @property
    def reused(self) -> int:
        """Bytes that an earlier run had sent and that were not sent again."""

    @property
    def upload_id(self) -> str:
        """The upload's id."""

    @property
    def verified(self) -> bool:
        """Whether OSS confirmed the CRC-64 of the whole object."""

    @property
    def doubt(self) -> str | None:
        """If it is not verified: why not, in a sentence."""

    @property
    def request_id(self) -> str | None:
        """The id of the request that completed the upload."""

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Bucket:
    """`dbs_sdk.Uploader` and the bucket of the drop-in oss2 hold one. Clones share connections."""

    def __new__(
        cls,
        endpoint: str,
        name: str,
        credentials: Credentials | Callable[[], Credentials] | None,
        settings: Mapping[str, Any],
    ) -> Bucket: ...
    def with_credentials(self, id: str, secret: str, token: str | None) -> Bucket:
        """The same bucket over the same connections, with other keys."""

    def send(
        self,
        operation: str,
        method: str,
        key: str | None,
        query: _Pairs,
        headers: _Pairs,
        *,
        content: Buffer | tuple[_Path, int, int] | tuple[Readable, int] | None = None,
        text: str | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Job[tuple[int, list[tuple[str, str]], bytes, int | None]]:
        """Sends a request; the job gives status, headers, body, and the CRC-64 of the content that was
        sent. `content` is a buffer, (path, start, end) or (object with read, size); `text` is a
        document.
        """

    def open(
        self, operation: str, method: str, key: str | None, query: _Pairs, headers: _Pairs
    ) -> Job[Incoming]:
        """Sends a request; the job gives the answer with its body unread."""

    def presign(
        self, method: str, key: str, query: _Pairs, headers: _Pairs, expires: int
    ) -> Job[str]:
        """A URL that does the request for so many seconds."""

    def upload(
        self,
        source: _Source,
        key: str,
        manner: Mapping[str, Any],
        *,
        on_progress: Callable[[int, int | None], object] | None = None,
    ) -> Job[UploadOutcome]:
        """Uploads a whole source, in parallel parts; the job gives an UploadOutcome."""

    def download(
        self,
        key: str,
        path: _Path,
        manner: Mapping[str, Any],
        *,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Job[tuple[int, str | None, int, int, bool]]:
        """Downloads a whole object into a file, in parallel ranges; the job gives size, ETag, CRC-64,
        reused bytes, and whether the service confirmed the CRC-64.
        """

@final
class Incoming:
    """An answer whose body is read piece by piece. Dropping it ends the reading."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> list[tuple[str, str]]: ...
    def read(self, size: int | None = None) -> Job[tuple[bytes, int]]:
        """`size` bytes, or fewer at the end; all that are left if it is None. The job gives them with
        the CRC-64 of all that have come from the service so far.
        """

    def close(self) -> Job[None]:
        """Ends the reading."""

def joined_crc64(pieces: Sequence[tuple[int, int]]) -> int:
    """The CRC-64/XZ of pieces one after the other, each given by its CRC-64 and its length in bytes."""

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
        """Begins. `ended` is called without arguments, on another thread, when it is over."""

    def result(self) -> _T:
        """The result, once it is over."""

    def cancel(self) -> None:
        """Drops the work; it is over soon after."""

    def tell(self) -> None:
        """Tells progress and what was logged, if there is news."""

    @property
    def listens(self) -> bool:
        """Whether there is anybody to tell progress."""

    def note(self, error: BaseException) -> None:
        """Notes on an exception that cut the work off what stands on the service."""

def upload_command(arguments: Sequence[str]) -> int:
    """`upload-and-register-backup-set`: its exit code.

    The first argument is the name it was called by.
    """

def meta_command(arguments: Sequence[str]) -> int:
    """`xtrabackup-meta`: its exit code. The first argument is the name it was called by."""

@final
class Errands:
    """The box."""

    def next(self) -> Errand | None:
        """Waits for the next one, without the GIL; None when there will be no more."""

    @staticmethod
    def close() -> None:
        """Ends it, and whoever waits for a job in another thread."""

@final
class Errand:
    """A function to call."""

    @property
    def function(self) -> Callable[[], Credentials]:
        """To be called without arguments."""

    @property
    def asks(self) -> bool:
        """Whether a key is waited for, as (id, secret, token); then it may take its time."""

    def done(self, access_key_id: str, access_key_secret: str, security_token: str | None) -> None:
        """Hands the key over."""

    def failed(self, error: BaseException) -> None:
        """Hands over what the function raised."""

@final
class Pump:
    """The other end, in the hands of the thread that reads."""

    def wanted(self) -> bool:
        """Waits until a piece is wanted, without the GIL; False when none will be."""

    def close(self) -> None:
        """Ends the reading."""

    @property
    def open(self) -> bool:
        """Whether the piece is still wanted."""

    def put(self, piece: object) -> None:
        """Hands a piece over; an empty one is the end."""

    def fail(self, error: BaseException) -> None:
        """Hands over what the object raised."""
