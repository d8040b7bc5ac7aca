"""The log parser of the documented flow, in its words; the native parser reads the log."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

__all__ = ["analyze_slave_status", "parse_date_part"]


def analyze_slave_status(logpath: str | os.PathLike[str]) -> dict[str, Any]:
    """What a log of xtrabackup, innobackupex or mariadb-backup says of its last backup.

    ``START_TIME`` and ``END_TIME`` as "yyyy-mm-dd hh:mm:ss" of the clock that wrote the log,
    ``SERVER_VERSION``, ``BINLOG_FILE``, ``BINLOG_POS`` and ``CONSISTENT_TIME`` (epoch seconds). A key
    is there if the log has the fact. A backup that did not run to its end has no ``END_TIME``, and a
    warning says what is wrong.

    Raises OSError if the log cannot be read, and InputError if what looks like the beginning of the
    last backup may be text of a query.
    """
    from dbs_sdk._native import documented_slave_status

    status, doubt = documented_slave_status(logpath)
    if doubt is not None:
        import warnings

        warnings.warn(f"{logpath}: {doubt}", stacklevel=2)
    return status


def parse_date_part(date_part: str, time_part: str) -> str:
    """``"240925", "17:46:58"`` as "2024-09-25 17:46:58", in the century of today."""
    from datetime import datetime

    century = datetime.now().year // 100
    return str(datetime.strptime(f"{century}{date_part} {time_part}", "%Y%m%d %H:%M:%S"))
