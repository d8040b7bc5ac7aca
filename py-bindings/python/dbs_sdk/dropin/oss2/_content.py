"""What oss2 takes as data, for the native client."""

from __future__ import annotations

import os

from .compat import to_bytes
from .exceptions import ClientError
from .utils import SizedFileAdapter, file_object_remaining_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

IN_MEMORY = 8 * 1024 * 1024
"""What is read into memory before it is sent, so that it can be sent again."""


class Content:
    """The data of one request, in the form the native client takes."""

    def __init__(self, data: Any) -> None:
        self.native: Any = None
        self.size: int | None = None
        """As oss2 tells it to progress callbacks: None of what has no length."""
        self._seek: tuple[Any, int] | None = None
        self._adapter: SizedFileAdapter | None = None
        self._spool: Any = None
        data = to_bytes(data)
        try:
            self._take(data)
        except BaseException:
            self.close()
            raise

    def _take(self, data: Any) -> None:
        if isinstance(data, (bytes, bytearray, memoryview)):
            self.native, self.size = data, memoryview(data).nbytes
        elif isinstance(data, SizedFileAdapter):
            self._take_adapter(data)
        elif hasattr(data, "seek") and hasattr(data, "tell") and hasattr(data, "read"):
            self._take_file(data, file_object_remaining_bytes(data))
        elif hasattr(data, "read") and hasattr(data, "len"):
            self._take_reader(data, data.len)
        elif hasattr(data, "read"):
            self._take_stream(_pieces(data))
        elif hasattr(data, "__iter__") and not isinstance(data, (dict, set, frozenset)):
            self._take_stream(data)
        else:
            name = type(data).__name__
            if hasattr(data, "__iter__"):
                raise TypeError(f"{name} has no order of bytes: give bytes, a file or an iterator")
            raise ClientError(f"{name} is neither bytes nor a file, and cannot be iterated over")

    def sent(self) -> None:
        """Leaves a file where it would stand had it been read."""
        if self._seek is not None:
            file, end = self._seek
            file.seek(end)
        if self._adapter is not None:
            self._adapter.offset = self._adapter.size

    def md5(self) -> str:
        """As the ETag of an object tells it. Not of what can be read but once."""
        import hashlib

        digest = hashlib.md5(usedforsecurity=False)
        if isinstance(self.native, tuple):
            path, start, end = self.native
            with open(path, "rb") as file:
                file.seek(start)
                while start < end and (piece := file.read(min(end - start, 1024 * 1024))):
                    digest.update(piece)
                    start += len(piece)
        else:
            digest.update(self.native)
        return digest.hexdigest().upper()

    def __enter__(self) -> Content:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def progress(
        self, callback: Callable[[int, int | None], object] | None
    ) -> Callable[[int, int], object] | None:
        """The callback, told the length that oss2 would know."""
        if callback is None:
            return None
        size = self.size
        return lambda sent, _: callback(sent, size)

    def _take_adapter(self, adapter: SizedFileAdapter) -> None:
        left = adapter.size - adapter.offset
        self._take_file(adapter.file_object, left, through=adapter)
        if self._seek is not None:
            self._adapter = adapter

    def _take_file(self, file: Any, left: int, through: Any = None) -> None:
        self.size = left
        path = _path(file)
        if path is not None:
            here = file.tell()
            self.native = (path, here, here + left)
            self._seek = (file, here + left)
        else:
            self._take_reader(through or file, left)

    def _take_reader(self, reader: Any, size: int) -> None:
        self.size = size
        if size > IN_MEMORY:
            self.native = (reader, size)
            return
        pieces = []
        left = size
        while left > 0:
            piece = _bytes(reader.read(left) or b"")
            if not piece:
                raise ClientError(f"the data ended {left} bytes too early")
            pieces.append(piece)
            left -= len(piece)
        self.native = pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _take_stream(self, pieces: Iterable[Any]) -> None:
        """OSS wants to know the length first: what is large waits in a temporary file."""
        held: list[bytes] = []
        size = 0
        for given in pieces:
            piece = _bytes(given)
            size += len(piece)
            held.append(piece)
            if size > IN_MEMORY:
                if self._spool is None:
                    self._spool = _temporary()
                self._spool.writelines(held)
                held.clear()
        if self._spool is None:
            self.native = b"".join(held)
        else:
            self._spool.flush()
            self.native = (self._spool.name, 0, size)


def _temporary() -> Any:
    import tempfile

    return tempfile.NamedTemporaryFile(prefix="dbs-sdk-")


def _pieces(reader: Any) -> Iterator[Any]:
    while True:
        piece = reader.read(1024 * 1024)
        if not piece:
            return
        yield piece


def _bytes(piece: Any) -> bytes:
    """As they are now: whoever gave them may write the next ones into the same place."""
    if type(piece) is bytes:
        return piece
    if isinstance(piece, str):
        raise TypeError("the data gave str instead of bytes: open files in binary mode")
    return memoryview(piece).tobytes()


def _path(file: Any) -> str | None:
    """Where a file lies whose bytes are what it reads, if it is still the one there.

    Only of what `open` makes: a class of one's own, or what reads through something else, may give
    other bytes than the file has.
    """
    import io
    import stat

    raw = file.raw if type(file) is io.BufferedReader else file
    if type(raw) is not io.FileIO or "read" in vars(file) or "read" in vars(raw):
        return None
    if not raw.readable() or not isinstance(raw.name, str):
        return None
    try:
        opened, there = os.fstat(raw.fileno()), os.stat(raw.name)
    except OSError:
        return None
    same = os.path.samestat(opened, there) and stat.S_ISREG(opened.st_mode)
    return os.path.abspath(raw.name) if same else None
