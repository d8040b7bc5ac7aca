"""Where a bucket is, and how long it is waited for."""

from __future__ import annotations

from .exceptions import ClientError
from .utils import is_valid_endpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def normal(endpoint: str) -> str:
    """With its scheme, which is HTTPS where none is given, and without a path."""
    from urllib.parse import urlparse

    given = endpoint.strip()
    try:
        parsed = urlparse(given if "://" in given else f"https://{given}")
        port = "" if parsed.port is None else f":{parsed.port}"
    except ValueError:
        parsed, port = urlparse(""), ""
    if "@" in parsed.netloc:
        raise ClientError("the endpoint holds a user or a password, which OSS does not take")
    normal = f"{parsed.scheme}://{parsed.hostname}{port}"
    known = parsed.scheme in ("http", "https") and parsed.hostname
    if not known or not is_valid_endpoint(normal):
        # Not the text: it may hold a password all the same.
        raise ClientError("the endpoint is no host such as oss-cn-hangzhou.aliyuncs.com")
    return normal


def timeout(given: Any) -> Any:
    """Seconds, for the connection and the silence after it alike, or (connection, silence)."""
    times = given if isinstance(given, tuple) and len(given) == 2 else (given,)
    for time in times:
        is_number = isinstance(time, (int, float)) and not isinstance(time, bool)
        if time is not None and not (is_number and time > 0):
            raise ClientError(
                f"connect_timeout is a number of seconds above 0, or (connect, read), not {given!r}"
            )
    return given


def is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
