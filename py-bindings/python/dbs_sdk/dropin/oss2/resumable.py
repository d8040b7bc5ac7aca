"""Files, in parallel and resumable."""

from __future__ import annotations

import os

from . import _wire, defaults
from . import auth as auths
from ._offer import NotOffered, refuse
from ._wire import Response
from .compat import to_string, to_unicode
from .credentials import StaticCredentialsProvider
from .headers import OSS_REQUEST_ID, OSS_REQUEST_PAYER, OSS_TRAFFIC_LIMIT
from .http import CaseInsensitiveDict
from .models import PutObjectResult
from .utils import how_many, md5_string, set_content_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .api import Bucket

    _Progress = Callable[[int, int | None], object] | None

_SMALLEST_PART = 100 * 1024


def resumable_upload(
    bucket: Bucket,
    key: str,
    filename: str,
    store: ResumableStore | None = None,
    headers: Mapping[str, Any] | None = None,
    multipart_threshold: int | None = None,
    part_size: int | None = None,
    progress_callback: _Progress = None,
    num_threads: int | None = None,
    params: Mapping[str, Any] | None = None,
) -> PutObjectResult:
    """Uploads a file, in parts from multipart_threshold bytes on; after a failure the same call sends what
    is missing, as noted in the store's folder.

    Without num_threads, as many parts as the line is worth are sent at once.
    """
    filename = to_unicode(filename)
    size = os.path.getsize(filename)
    if size < defaults.get(multipart_threshold, defaults.multipart_threshold):
        with open(filename, "rb") as file:
            return bucket.put_object(
                key, file, headers=headers, progress_callback=progress_callback
            )
    if params and "sequential" in params:
        raise NotOffered(
            "the parameter sequential is not offered by resumable_upload, which sends parts at once: "
            "use init_multipart_upload, upload_part and complete_multipart_upload"
        )
    given = set_content_type(CaseInsensitiveDict(headers), to_string(key))
    traffic_limit = _traffic_limit(given)
    manner = {
        "headers": _wire.fields(given, None),
        "parallel": _parallel(num_threads, defaults.multipart_num_threads, 1),
        "part_size": max(
            determine_part_size(size, defaults.get(part_size, defaults.part_size)), _SMALLEST_PART
        ),
        "memory": None,
        "rate_limit": None,
        "checkpoint_dir": _folder(store or ResumableStore()),
        "require_verified": False,
    }
    job = _native(bucket, traffic_limit).upload(
        filename, to_string(key), manner, on_progress=_callback(progress_callback, size)
    )
    done = _wire.waited(job)
    told = CaseInsensitiveDict({"ETag": f'"{done.etag}"', OSS_REQUEST_ID: done.request_id or ""})
    if done.verified:
        told["x-oss-hash-crc64ecma"] = str(done.crc64)
    return PutObjectResult(Response(200, told, b""))


def resumable_download(
    bucket: Bucket,
    key: str,
    filename: str,
    multiget_threshold: int | None = None,
    part_size: int | None = None,
    progress_callback: _Progress = None,
    num_threads: int | None = None,
    store: ResumableDownloadStore | None = None,
    params: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
) -> None:
    """Downloads an object into a file, in ranges from multiget_threshold bytes on; after a failure the same
    call fetches what is missing. The file appears when it is whole and compared by CRC-64.
    """
    taken = (OSS_REQUEST_PAYER, OSS_TRAFFIC_LIMIT)
    given = CaseInsensitiveDict(
        {
            name: value
            for name, value in CaseInsensitiveDict(headers).items()
            if name.lower() in taken
        }
    )
    size = bucket.head_object(key, params=params, headers=given).content_length or 0
    if size < defaults.get(multiget_threshold, defaults.multiget_threshold):
        bucket.get_object_to_file(
            key, filename, progress_callback=progress_callback, params=params, headers=given
        )
        return
    if params or given:
        raise NotOffered(
            "params and headers are not offered by resumable_download of large objects: use "
            "get_object_to_file"
        )
    wanted = defaults.get(part_size, defaults.multiget_part_size)
    manner = {
        "parallel": _parallel(num_threads, defaults.multiget_num_threads, 4),
        "part_size": max(_part_size(size, wanted, defaults.max_part_count), _SMALLEST_PART),
        "checkpoint_dir": _folder(store or ResumableDownloadStore()),
    }
    job = _native(bucket, None).download(
        to_string(key),
        to_unicode(filename),
        manner,
        on_progress=_callback(progress_callback, size),
    )
    _wire.waited(job)


def determine_part_size(total_size: int, preferred_size: int | None = None) -> int:
    """The part size nearest to the preferred one with which so many bytes fit into 10,000 parts."""
    return _part_size(total_size, preferred_size or defaults.part_size, defaults.max_part_count)


def _part_size(total: int, preferred: int, most: int) -> int:
    if total < preferred:
        return total
    while preferred < defaults.min_part_size or how_many(total, preferred) > most:
        preferred *= 2
    return preferred


class _Store:
    """A folder of notes."""

    def __init__(self, root: str, dir: str) -> None:
        self.dir = os.path.join(root, dir)
        os.makedirs(self.dir, exist_ok=True)

    def __getattr__(self, name: str) -> Any:
        raise refuse(f"oss2.{type(self).__name__}", name)


class ResumableStore(_Store):
    """Where uploads are noted: root is the home folder, dir ``.py-oss-upload``."""

    def __init__(self, root: str | None = None, dir: str | None = None) -> None:
        super().__init__(root or os.path.expanduser("~"), dir or ".py-oss-upload")

    @staticmethod
    def make_store_key(bucket_name: str, key: str, filename: str) -> str:
        return _store_key(f"oss://{bucket_name}/{key}", filename)


class ResumableDownloadStore(_Store):
    """Where downloads are noted: root is the home folder, dir ``.py-oss-download``."""

    def __init__(self, root: str | None = None, dir: str | None = None) -> None:
        super().__init__(root or os.path.expanduser("~"), dir or ".py-oss-download")

    @staticmethod
    def make_store_key(
        bucket_name: str, key: str, filename: str, version_id: str | None = None
    ) -> str:
        version = "" if version_id is None else f"?versionid={version_id}"
        return _store_key(f"oss://{bucket_name}/{key}{version}", filename)


def make_upload_store(root: str | None = None, dir: str | None = None) -> ResumableStore:
    return ResumableStore(root=root, dir=dir)


def make_download_store(root: str | None = None, dir: str | None = None) -> ResumableDownloadStore:
    return ResumableDownloadStore(root=root, dir=dir)


def _store_key(place: str, filename: str) -> str:
    path = os.path.normpath(os.path.normcase(filename))
    return f"{md5_string(place)}--{md5_string(path)}"


def _folder(store: Any) -> str:
    if not isinstance(store, _Store):
        raise NotOffered(
            f"a store of type {type(store).__name__} is not offered: use ResumableStore(root=…), "
            "whose folder holds the notes"
        )
    return store.dir


def _parallel(given: int | None, default: int, untouched: int) -> int | None:
    """None finds out how many the line is worth."""
    if given is not None:
        return given
    return None if default == untouched else default


def _callback(progress_callback: _Progress, size: int) -> Any:
    if progress_callback is None:
        return None
    return lambda done, _: progress_callback(done, size)


def _traffic_limit(headers: Any) -> int | None:
    """Headers that concern more than the beginning of the upload."""
    if headers.pop(OSS_REQUEST_PAYER, None) is not None:
        raise NotOffered(
            f"the header {OSS_REQUEST_PAYER} is not offered by resumable_upload: use "
            "init_multipart_upload, upload_part and complete_multipart_upload, which send it"
        )
    limit = headers.pop(OSS_TRAFFIC_LIMIT, None)
    return None if limit is None else int(limit)


def _native(bucket: Bucket, traffic_limit: int | None) -> Any:
    """With a key that is asked for again while it lasts, unless it always is the same."""
    settings = bucket._settings(traffic_limit)
    auth = bucket.auth
    provider = getattr(auth, "credentials_provider", None) if _has_keys(auth) else None
    if provider is None or isinstance(provider, StaticCredentialsProvider):
        return bucket._wire.bucket(settings, bucket.bucket_name, auth)
    return _wire.native(settings, bucket.bucket_name, lambda: auths.key(auth))


def _has_keys(auth: Any) -> bool:
    return isinstance(auth, auths.AuthBase)


def __getattr__(name: str) -> object:
    raise refuse("oss2.resumable", name)
