"""Uploads to any bucket of OSS."""

from __future__ import annotations

from . import _native
from ._checked import seconds, whole
from ._credentials import accepted, shown
from ._errors import InputError
from ._job import finish

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping
    from typing import Any

    from ._credentials import Credentials
    from ._native import Job, UploadOutcome, _Source

    _Path = str | os.PathLike[str]


class Uploader:
    """Uploads files, buffers and streams to a bucket of OSS: in parts, in parallel, compared by CRC-64.

    For all threads and event loops of a process; they share its connections.

    **Where to**: endpoint is a host such as ``oss-cn-hangzhou.aliyuncs.com``, which means HTTPS, or a
    URL. Without it region finds it, with internal the one inside of Alibaba Cloud's network. Plain HTTP
    is for loopback, or with allow_http. region is also what requests are signed for; it need be given
    only where the endpoint's name does not hold it.

    **Who asks**: credentials as :class:`dbs_sdk.Client` takes them; a callable is asked again when the
    service refuses the key, and what was in flight is sent again.

    **How**: parallel parts at once (as many as the line is worth, 16 at most); part_size in bytes (100 KiB
    to 5 GiB; else it follows the length); memory is how many bytes of a stream may be held (512 MiB);
    rate_limit is bytes a second, all parts together. headers are those that the objects get, such as
    ``{"x-oss-storage-class": "IA"}``. require_verified makes it an error if OSS does not confirm the
    CRC-64 of the whole object; a value that differs always is one.

    **Going on**: with checkpoint_dir, how far an upload came is noted there, and after Ctrl-C, an error or
    a crash the same call for the same key sends what is missing. Without it, what was sent is aborted,
    for which a process that ends at once leaves no time: then it is billed until somebody aborts it.

    ca_file holds certificates (PEM) to trust beside the system's; proxy is a URL, or empty for none; else
    HTTPS_PROXY and its kin count. connect_timeout, stall_timeout (while bytes are sent) and
    answer_timeout are seconds; max_attempts counts the tries of each request, 10 otherwise.

    It can be copied and pickled: the copy is made of the same settings, and a key that was given
    travels with them in clear.

    Raises InputError for settings that make no sense.
    """

    __slots__ = ("_manner", "_native", "_settings")

    def __init__(
        self,
        bucket: str,
        *,
        endpoint: str | None = None,
        region: str | None = None,
        internal: bool = False,
        credentials: Credentials | Callable[[], Credentials] | None = None,
        parallel: int | None = None,
        part_size: int | None = None,
        memory: int | None = None,
        rate_limit: int | None = None,
        headers: Mapping[str, str] | None = None,
        require_verified: bool = False,
        checkpoint_dir: _Path | None = None,
        allow_http: bool = False,
        ca_file: _Path | None = None,
        proxy: str | None = None,
        connect_timeout: float | None = None,
        stall_timeout: float | None = None,
        answer_timeout: float | None = None,
        max_attempts: int | None = None,
    ) -> None:
        settings = dict(locals())
        del settings["self"]
        # The caller's own may change.
        settings["headers"] = dict(headers or {})
        settings["credentials"] = accepted(credentials)
        self._settings: dict[str, Any] = settings
        self._manner = {
            "headers": list(settings["headers"].items()),
            "parallel": whole("parallel", parallel, 1),
            "part_size": whole("part_size", part_size, 1),
            "memory": whole("memory", memory, 1),
            "rate_limit": whole("rate_limit", rate_limit, 1),
            "checkpoint_dir": checkpoint_dir,
            "require_verified": require_verified,
        }
        reach = {
            "region": region,
            "signature": "v4",
            "addressing": "auto",
            "allow_http": allow_http,
            "ca_file": ca_file,
            "proxy": proxy,
            "connect_timeout": seconds("connect_timeout", connect_timeout),
            "stall_timeout": seconds("stall_timeout", stall_timeout),
            "answer_timeout": seconds("answer_timeout", answer_timeout),
            "user_agent": None,
            "tries": whole("max_attempts", max_attempts, 1, (1 << 32) - 1),
            "traffic_limit": None,
        }
        place = _endpoint(endpoint, region, internal)
        self._native = _native.Bucket(place, bucket, credentials, reach)

    def upload(
        self,
        source: _Source,
        key: str,
        *,
        on_progress: Callable[[int, int | None], object] | None = None,
    ) -> UploadOutcome:
        """Uploads source as the object key, replacing what has that name.

        source is the path of a file, a buffer, or an object whose ``read(size)`` gives bytes until it
        gives none. An exception that ``read`` raises comes out as it is.

        on_progress(sent, size) is called on the calling thread, every 100 ms at most, in bytes; sent
        goes back when a part is sent again, and size is None of a stream. An exception that it
        raises, and Ctrl-C, end the upload within half a second; the exception's note (Python 3.11) says
        what stands on the service.

        Raises DbsError and its subclasses; their ``upload_id`` and ``remains`` say what stands.
        """
        return self._job(source, key, on_progress).wait()

    async def upload_async(
        self,
        source: _Source,
        key: str,
        *,
        on_progress: Callable[[int, int | None], object] | None = None,
    ) -> UploadOutcome:
        """As :meth:`upload`, for asyncio. on_progress is called on the event loop.

        ``read`` of source is called on a thread, as of a file.
        """
        return await finish(self._job(source, key, on_progress))

    def _job(
        self,
        source: _Source,
        key: str,
        on_progress: Callable[[int, int | None], object] | None,
    ) -> Job[UploadOutcome]:
        return self._native.upload(source, key, self._manner, on_progress=on_progress)

    def __repr__(self) -> str:
        told = [(name, self._settings[name]) for name in ("bucket", "endpoint", "region")]
        fields = [f"{name}={value!r}" for name, value in told if value is not None]
        keys = shown(self._settings["credentials"])
        return f"{type(self).__name__}({', '.join(fields)}, credentials={keys})"

    def __reduce__(self) -> tuple[Any, ...]:
        # With what a subclass keeps beside them.
        return _restored, (type(self), self._settings), getattr(self, "__dict__", None)


def _restored(kind: type[Uploader], settings: dict[str, Any]) -> Uploader:
    """A subclass may be made from other arguments."""
    made = kind.__new__(kind)
    Uploader.__init__(made, **settings)
    return made


def _endpoint(endpoint: str | None, region: str | None, internal: bool) -> str:
    if endpoint is not None:
        if internal:
            raise InputError("an endpoint is internal by its name: give it, or region and internal")
        return endpoint
    if region is None:
        raise InputError("give endpoint, or region")
    return f"oss-{region}{'-internal' if internal else ''}.aliyuncs.com"
