"""The parser of xtrabackup_info of the documented flow, in its words; the native parser reads."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

__all__ = ["ExtraMetaParser"]


class ExtraMetaParser:
    """Reads xtrabackup_info or mariadb_backup_info. Unlike the original it prints nothing of it."""

    def __init__(self, file_path: str | os.PathLike[str]) -> None:
        self.file_path = file_path

    def get_extra_meta(self) -> dict[str, str | None]:
        """``BINLOG_FILE``, ``SERVER_VERSION``, ``START_TIME`` and ``END_TIME``.

        Times are "yyyy-mm-dd hh:mm:ss" of the clock that wrote the file; what it does not say is
        None. Raises OSError if it cannot be read, and InputError if it has no binlog file.
        """
        from dbs_sdk._native import documented_extra_meta

        return documented_extra_meta(self.file_path)
