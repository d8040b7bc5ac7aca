"""What the files of a backup say."""

from __future__ import annotations

from . import _native
from ._job import finish

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from ._native import BackupFacts, BinlogFacts


def parse_log(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """Reads what innobackupex, xtrabackup or mariadb-backup wrote to standard error.

    source is a path, or the log itself (bytes or bytearray).

    Raises FileError if the file cannot be read, and InputError if its last backup did not run to its
    end or lacks a fact; the message names the line to look at.
    """
    return _native.parse_log(source).wait()


async def parse_log_async(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """As parse_log, for asyncio."""
    return await finish(_native.parse_log(source))


def parse_info(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """Reads xtrabackup_info or mariadb_backup_info.

    source is a path, or the file's content (bytes or bytearray). Raises as parse_log does.
    """
    return _native.parse_info(source).wait()


async def parse_info_async(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """As parse_info, for asyncio."""
    return await finish(_native.parse_info(source))


def parse_binlog(path: str | os.PathLike[str]) -> BinlogFacts:
    """Reads a binary log of MySQL or MariaDB: the headers of all its events.

    Raises FileError if the file cannot be read, and InputError if it is encrypted, a relay log or no
    binary log.
    """
    return _native.parse_binlog(path).wait()


async def parse_binlog_async(path: str | os.PathLike[str]) -> BinlogFacts:
    """As parse_binlog, for asyncio."""
    return await finish(_native.parse_binlog(path))
