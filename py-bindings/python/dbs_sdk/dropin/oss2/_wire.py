"""From a Bucket's settings to the native bucket, and from its answers to oss2's."""

from __future__ import annotations

import os
import threading

from dbs_sdk import _native
from dbs_sdk._errors import CredentialsError, DbsError
from dbs_sdk._masked import Address
from dbs_sdk.dropin._hosts import is_named

from . import auth as auths
from ._offer import NotOffered
from .exceptions import ClientError, translated
from .headers import OSS_REQUEST_ID
from .http import CaseInsensitiveDict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from dbs_sdk._native import Incoming, Job

    from ._content import Content

_AHEAD = 512 * 1024
"""What is fetched at once where less is asked for."""


class Response:
    """An answer that has come whole."""

    def __init__(self, status: int, headers: CaseInsensitiveDict, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.request_id: str = headers.get(OSS_REQUEST_ID, "")
        self._body = body

    def read(self, amt: int | None = None) -> bytes:
        piece, self._body = self._body[:amt], self._body[len(self._body[:amt]) :]
        return piece


class Stream:
    """An answer whose body is still to come."""

    def __init__(self, incoming: Incoming) -> None:
        self.status = incoming.status
        self.headers = CaseInsensitiveDict(incoming.headers)
        self.request_id: str = self.headers.get(OSS_REQUEST_ID, "")
        self.crc64 = 0
        self._incoming = incoming
        self._held = memoryview(b"")

    def read(self, amt: int | None = None) -> bytes:
        if amt is None or amt > len(self._held):
            wanted = None if amt is None else max(amt - len(self._held), _AHEAD)
            piece, self.crc64 = waited(self._incoming.read(wanted))
            self._held = memoryview(bytes(self._held) + piece if self._held else piece)
        taken = bytes(self._held[:amt])
        self._held = self._held[len(taken) :]
        return taken

    def close(self) -> None:
        self._held = memoryview(b"")
        waited(self._incoming.close())


class Wire:
    """The native buckets of one Bucket. They are made when the first request is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[Any, Any] = {}
        self._signed: tuple[Any, Any] | None = None

    def bucket(self, settings: Mapping[str, Any], name: str, auth: Any) -> _native.Bucket:
        """Signed with the key that holds now."""
        key = auths.key(auth)  # Masked where a traceback shows it.
        place = (name, *settings.items(), os.environ.get("SSL_CERT_FILE"))
        with self._lock:
            if self._signed is not None and self._signed[0] == (place, key):
                signed: _native.Bucket = self._signed[1]
                return signed
            made = self._made.get(place)
            if made is None:
                made = self._made[place] = native(settings, name, key)
            signed = made.with_credentials(
                key.access_key_id, key.access_key_secret, key.security_token
            )
            self._signed = ((place, key), signed)
            return signed


def native(settings: Mapping[str, Any], name: str, credentials: Any) -> _native.Bucket:
    settings = dict(settings)
    try:
        return _native.Bucket(settings.pop("endpoint"), name, credentials, settings)
    except DbsError as error:
        raise translated(error) from error


def waited(job: Job[Any], method: str = "") -> Any:
    try:
        return job.wait()
    except CredentialsError as error:
        if error.__cause__ is not None:
            # Of whoever hands out the keys.
            raise error.__cause__ from None
        raise translated(error, method) from error
    except DbsError as error:
        raise translated(error, method) from error


def sent(
    bucket: _native.Bucket,
    operation: str,
    method: str,
    key: str | None,
    params: Mapping[str, Any] | None,
    headers: Mapping[str, Any] | None,
    content: Content | None = None,
    text: str | None = None,
    progress_callback: Any = None,
) -> Response:
    size = None if content is None else length(content)
    on_progress = None if content is None else content.progress(progress_callback)
    job = bucket.send(
        operation,
        method,
        key,
        query(params),
        fields(headers, size),
        content=None if content is None else content.native,
        text=text,
        on_progress=on_progress,
    )
    status, told, body, _ = waited(job, method)
    if content is not None:
        content.sent()
    return Response(status, CaseInsensitiveDict(told), body)


def opened(
    bucket: _native.Bucket,
    operation: str,
    method: str,
    key: str | None,
    params: Mapping[str, Any] | None,
    headers: Mapping[str, Any] | None,
) -> Stream:
    job = bucket.open(operation, method, key, query(params), fields(headers, None))
    return Stream(waited(job, method))


def query(params: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in (params or {}).items() if value is not None]


def fields(headers: Mapping[str, Any] | None, size: int | None) -> list[tuple[str, str]]:
    """Headers to send. None leaves one out, as it does for oss2."""
    given = []
    for name, value in CaseInsensitiveDict(headers).lower_items():
        value = value.decode("latin-1") if isinstance(value, bytes) else value
        if value is None or name == "date":
            # Signing sets it.
            continue
        value = str(value)
        if name == "accept-encoding":
            if value not in ("", "identity"):
                raise NotOffered(
                    "the header Accept-Encoding is not offered: bytes come as they are"
                )
            continue
        if name == "content-length":
            if value != str(size or 0):
                raise ClientError(f"Content-Length is {value}, but there are {size or 0} bytes")
            continue
        given.append((name, value))
    return given


def length(content: Content) -> int:
    """Bytes that are sent."""
    given = content.native
    if isinstance(given, tuple):
        return int(given[2] - given[1] if len(given) == 3 else given[1])
    return memoryview(given).nbytes


def ca_file() -> str | None:
    """The certificates that the environment names for requests, and so for oss2."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or None


def proxy(endpoint: str, bucket_host: str, proxies: Mapping[str, str] | None) -> str | None:
    """The one for this bucket, as requests would find it: an empty text is none at all, None leaves it
    to the environment."""
    scheme = endpoint.partition("://")[0]
    given = proxies or {}
    for name in (f"{scheme}://{bucket_host}", scheme, f"all://{bucket_host}", "all"):
        url = given.get(name)
        if url is not None:
            return Address(url if "://" in url or not url else f"http://{url}")
    passed_over = given.get("no_proxy")
    return "" if passed_over and is_named(bucket_host, passed_over) else None


def user_agent(app_name: str) -> str:
    agent = f"dbs-sdk/{_native.__version__} (oss2)"
    return f"{agent} {app_name}" if app_name else agent
