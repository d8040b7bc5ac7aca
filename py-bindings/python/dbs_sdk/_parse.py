"""The parsers for asyncio: the same ones, on a thread of its own, since they let the GIL go."""

from __future__ import annotations

from ._native import BackupFacts, BinlogFacts, parse_binlog, parse_info, parse_log

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os


async def parse_log_async(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """As parse_log, for asyncio."""
    import asyncio

    return await asyncio.to_thread(parse_log, source)


async def parse_info_async(source: str | os.PathLike[str] | bytes | bytearray) -> BackupFacts:
    """As parse_info, for asyncio."""
    import asyncio

    return await asyncio.to_thread(parse_info, source)


async def parse_binlog_async(path: str | os.PathLike[str]) -> BinlogFacts:
    """As parse_binlog, for asyncio."""
    import asyncio

    return await asyncio.to_thread(parse_binlog, path)
