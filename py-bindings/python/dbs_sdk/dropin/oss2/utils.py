"""Small things that oss2 has and programs use."""

from __future__ import annotations

import os

from ._offer import refuse
from .exceptions import InconsistentError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

_OFFICE = "application/vnd.openxmlformats-officedocument."

_TYPES = {
    ".apk": "application/vnd.android.package-archive",
    ".dotx": f"{_OFFICE}wordprocessingml.template",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".js": "application/javascript",
    ".potx": f"{_OFFICE}presentationml.template",
    ".ppsx": f"{_OFFICE}presentationml.slideshow",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".sldx": f"{_OFFICE}presentationml.slide",
    ".xlam": "application/vnd.ms-excel.addin.macroEnabled.12",
    ".xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".xltx": f"{_OFFICE}spreadsheetml.template",
}
"""Registered types that mimetypes lacks on some machines, or has otherwise than oss2 sends them."""


def content_type_by_name(name: str) -> str | None:
    """The Content-Type that goes with a file's name; None if nobody knows."""
    import mimetypes

    ending = os.path.splitext(name)[1].lower()
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0]


def set_content_type(headers: MutableMapping[str, Any], name: str) -> MutableMapping[str, Any]:
    """Adds the Content-Type that goes with the name, unless there is one."""
    if "Content-Type" not in headers:
        content_type = content_type_by_name(name)
        if content_type:
            headers["Content-Type"] = content_type
    return headers


def content_md5(data: Any) -> str:
    """What the header Content-MD5 says of these bytes."""
    import base64
    import hashlib

    from .compat import to_bytes

    digest = hashlib.md5(to_bytes(data), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode()


def md5_string(data: Any) -> str:
    import hashlib

    from .compat import to_bytes

    return hashlib.md5(to_bytes(data), usedforsecurity=False).hexdigest()


def is_valid_bucket_name(name: str) -> bool:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    return 3 <= len(name) <= 63 and set(name) <= allowed and "-" not in (name[0], name[-1])


def is_valid_endpoint(endpoint: str | None) -> bool:
    """Whether it is a host with perhaps a scheme and a port."""
    import re

    form = r"([a-zA-Z]+://)?[\w.-]+(:\d+)?\n?"
    return endpoint is not None and re.fullmatch(form, endpoint) is not None


def check_crc(
    operation: str, client_crc: int | None, oss_crc: int | None, request_id: str | None
) -> None:
    """Raises InconsistentError if both are known and differ."""
    if client_crc is not None and oss_crc is not None and client_crc != oss_crc:
        raise InconsistentError(
            f"{operation}: the bytes here have CRC-64 {client_crc}, those at OSS {oss_crc}; "
            f"request id {request_id}",
            request_id or "",
        )


def calc_obj_crc_from_parts(parts: Any, init_crc: int = 0) -> int | None:
    """The CRC-64 of the object that the parts make; None if one does not tell its own and its size."""
    from dbs_sdk._native import joined_crc64

    if init_crc:
        raise refuse("oss2.utils.calc_obj_crc_from_parts", "init_crc")
    if not all(part.part_crc and part.size for part in parts):
        return None
    return joined_crc64([(part.part_crc, part.size) for part in parts])


class SizedFileAdapter:
    """So many bytes of a file, from where it stands."""

    def __init__(self, file_object: Any, size: int) -> None:
        self.file_object = file_object
        self.size = size
        self.offset = 0

    def read(self, amt: int | None = None) -> Any:
        if self.offset >= self.size:
            return ""
        left = self.size - self.offset
        wanted = left if amt is None or amt < 0 else min(amt, left)
        self.offset += wanted
        return self.file_object.read(wanted)

    @property
    def len(self) -> int:
        return self.size


def how_many(m: int, n: int) -> int:
    """Pieces of n that m makes, the last one smaller."""
    return -(-m // n)


def file_object_remaining_bytes(fileobj: Any) -> int:
    here = fileobj.tell()
    fileobj.seek(0, os.SEEK_END)
    end: int = fileobj.tell()
    fileobj.seek(here, os.SEEK_SET)
    return end - int(here)


def http_date(timeval: float | None = None) -> str:
    """Seconds since 1970, or now, as headers have them."""
    from email.utils import formatdate

    return formatdate(timeval, usegmt=True)


def http_to_unixtime(time_string: str) -> int:
    """Seconds since 1970 of a header's date."""
    return _seconds(time_string, "%a, %d %b %Y %H:%M:%S GMT", "HTTP date")


def iso8601_to_unixtime(time_string: str) -> int:
    """Seconds since 1970 of a date in a document: ``2026-11-22T12:00:00.000Z``."""
    return _seconds(time_string, "%Y-%m-%dT%H:%M:%S.000Z", "ISO8601")


def _seconds(text: str, form: str, name: str) -> int:
    from datetime import datetime, timezone

    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    if "%b" in form:
        # strptime would take the names of the locale's language.
        words = text.split(" ")
        if len(words) != 6 or words[2] not in months:
            raise ValueError(f"{text} is not in valid {name} format")
        text = " ".join([words[1], str(months.index(words[2]) + 1), *words[3:]])
        form = "%d %m %Y %H:%M:%S GMT"
    try:
        moment = datetime.strptime(text, form).replace(tzinfo=timezone.utc)
    except ValueError:
        raise ValueError(f"{text} is not in valid {name} format") from None
    return int(moment.timestamp())


def __getattr__(name: str) -> object:
    raise refuse("oss2.utils", name)
