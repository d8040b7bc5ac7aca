"""The whole job: a backup uploaded to OSS and registered with DBS."""

from __future__ import annotations

from . import _native
from ._checked import whole
from ._client import Client
from ._credentials import Credentials
from ._errors import InputError
from ._job import finish

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from typing import Any

    from ._native import Job, RegisteredBackupSet, _Source

    _Path = str | os.PathLike[str]


def register_backup_set(
    source: _Source,
    *,
    region_code: str,
    datasource_id: str,
    data_type: str,
    client: Client | None = None,
    endpoint: str | None = None,
    access_key_id: str | None = None,
    access_key_secret: str | None = None,
    security_token: str | None = None,
    ca_file: _Path | None = None,
    name: str | None = None,
    xtrabackup_log_path: _Path | None = None,
    xtrabackup_info_path: _Path | None = None,
    begin_time: str | None = None,
    end_time: str | None = None,
    time_zone: str | None = None,
    extra_meta: str | None = None,
    preflight: str = "quick",
    strict: bool = False,
    pack_format: str = "tar.gz",
    compression_level: int | None = None,
    pack_threads: int | None = None,
    state_dir: _Path | None = None,
    resumable: bool = True,
    parallel: int | None = None,
    part_size: int | None = None,
    memory: int | None = None,
    rate_limit: int | None = None,
    internal: bool = False,
    require_verified: bool = True,
    on_progress: Callable[[int, int | None], object] | None = None,
) -> RegisteredBackupSet:
    """Uploads a backup to OSS and registers it with DBS.

    source is a file; or the directory of a full backup, which is packed while it is uploaded, as
    pack_format (tar.gz or tar), by pack_threads (else one for each processor), with compression_level 1
    to 9; or a buffer, or an object whose ``read(size)`` gives bytes until it gives none, on a thread of
    its own. These have a name only if they are open files; else it must be given. An exception that
    ``read`` raises comes out as it is.

    The source is looked at, the backup set registered as WaitingUpload, the bytes uploaded in parts in
    parallel and compared by CRC-64 with what OSS holds, and the backup set marked UploadSuccess.

    **Who asks**: client; or a client is made of endpoint (else the one of region_code), the key and
    ca_file. Without a key it is looked up as :class:`Client` says.

    **What DBS is told**: of a FullBackup, what xtrabackup_log_path or xtrabackup_info_path say, else the
    backup itself; of a LogBackup begin_time and end_time, as ``yyyy-mm-dd hh:mm:ss``, else what the
    binlog says. time_zone is where the clock ran that showed these times: an IANA name or an offset;
    else this machine's. extra_meta is the whole JSON text in their place, and nothing is looked at
    then. name is that of the backup set, in place of the source's.

    **What is looked at** before the first request: preflight is quick, full or off. What it finds is
    logged; an error ends it, and with strict a warning does too.

    **Going on**: how far it came is noted in state_dir (``$XDG_STATE_HOME/dbs-sdk``, else
    ``~/.local/state/dbs-sdk``), unless resumable is False: after Ctrl-C, an error, a crash or a power
    cut, the same call takes up the same backup set and the same upload, and sends what is missing.
    What is registered already is not sent again.

    **How it is sent**: parallel parts at once (as many as the line is worth, 16 at most); part_size and
    memory in bytes; rate_limit in bytes a second; internal through Alibaba Cloud's own network.
    require_verified False accepts an upload whose CRC-64 OSS does not tell.

    on_progress(sent, size) is called on the calling thread, every 100 ms at most, in bytes; sent goes
    back when a part is sent again, and size is None while nobody knows it. An exception that it
    raises, and Ctrl-C, end the upload within half a second; the exception's note (Python 3.11) says what
    stands on the service. When all is done, an exception of its last call goes to sys.unraisablehook.

    Raises DbsError and its subclasses.
    """
    return _job(**locals()).wait()


async def register_backup_set_async(
    source: _Source,
    *,
    region_code: str,
    datasource_id: str,
    data_type: str,
    client: Client | None = None,
    endpoint: str | None = None,
    access_key_id: str | None = None,
    access_key_secret: str | None = None,
    security_token: str | None = None,
    ca_file: _Path | None = None,
    name: str | None = None,
    xtrabackup_log_path: _Path | None = None,
    xtrabackup_info_path: _Path | None = None,
    begin_time: str | None = None,
    end_time: str | None = None,
    time_zone: str | None = None,
    extra_meta: str | None = None,
    preflight: str = "quick",
    strict: bool = False,
    pack_format: str = "tar.gz",
    compression_level: int | None = None,
    pack_threads: int | None = None,
    state_dir: _Path | None = None,
    resumable: bool = True,
    parallel: int | None = None,
    part_size: int | None = None,
    memory: int | None = None,
    rate_limit: int | None = None,
    internal: bool = False,
    require_verified: bool = True,
    on_progress: Callable[[int, int | None], object] | None = None,
) -> RegisteredBackupSet:
    """As register_backup_set, for asyncio.

    on_progress is called on the event loop. Cancelling the task ends the upload within half a second,
    in a state that the same call goes on from.
    """
    return await finish(_job(**locals()))


def _job(
    source: _Source,
    client: Client | None,
    endpoint: str | None,
    access_key_id: str | None,
    access_key_secret: str | None,
    security_token: str | None,
    ca_file: _Path | None,
    **options: Any,
) -> Job[RegisteredBackupSet]:
    key = (access_key_id, access_key_secret, security_token)
    if client is None:
        client = Client(
            endpoint=endpoint,
            region_id=options["region_code"],
            credentials=_credentials(*key),
            ca_file=ca_file,
        )
    elif (endpoint, ca_file, *key) != (None,) * 5:
        raise InputError("client has its endpoint, key and ca_file: give it, or them")
    _check(options)
    if options["name"] is None and hasattr(source, "read"):
        opened = getattr(source, "name", None)
        # Standard input calls itself `<stdin>`.
        if isinstance(opened, str) and not opened.startswith("<"):
            options["name"] = opened.rpartition("/")[2]
    return _native.register_backup_set(client._native, source, options)


_NEEDED = ("region_code", "datasource_id", "data_type")
_TEXTS = ("name", "begin_time", "end_time", "time_zone", "extra_meta", "preflight", "pack_format")
_PATHS = ("xtrabackup_log_path", "xtrabackup_info_path", "state_dir")
_NUMBERS = {
    "compression_level": (1, 9),
    "pack_threads": (1, 256),
    "parallel": (1, 1000),
    # What OSS takes.
    "part_size": (100 << 10, 5 << 30),
    "memory": (1, 1 << 48),
    "rate_limit": (1, 1 << 48),
}
"""From and to."""


def _check(options: dict[str, Any]) -> None:
    """Refuses what is of a wrong type or out of range, by its name."""
    import os

    for kinds, names in ((str, _NEEDED + _TEXTS), ((str, os.PathLike), _PATHS)):
        for name in names:
            value = options[name]
            if not (isinstance(value, kinds) or (value is None and name not in _NEEDED)):
                kind = "path" if name in _PATHS else "str"
                raise TypeError(f"{name} must be a {kind}, not {type(value).__name__}")
    for name, (least, most) in _NUMBERS.items():
        options[name] = whole(name, options[name], least, most)


def _credentials(
    access_key_id: str | None, access_key_secret: str | None, security_token: str | None
) -> Credentials | None:
    if access_key_id is None and access_key_secret is None and security_token is None:
        return None
    if access_key_id is None or access_key_secret is None:
        raise InputError(
            "half an access key: give access_key_id and access_key_secret together, with "
            "security_token if the key is temporary, or none of them"
        )
    return Credentials(access_key_id, access_key_secret, security_token)
