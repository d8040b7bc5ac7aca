"""Pages, one after the other, as one."""

from __future__ import annotations

from . import defaults
from ._offer import refuse
from .exceptions import ServerError
from .http import CaseInsensitiveDict
from .models import MultipartUploadInfo, SimplifiedObjectInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .api import Bucket


class _Pages:
    """Asks for a page when the one before is used up."""

    def __init__(self, marker: Any, max_retries: int | None) -> None:
        self.is_truncated = True
        self.next_marker = marker
        self.max_retries = max(defaults.get(max_retries, defaults.request_retries), 1)
        self.entries: list[Any] = []

    def _fetch(self) -> tuple[bool, Any]:
        """Puts a page into entries; whether there are more, and where."""
        raise NotImplementedError

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        while not self.entries:
            if not self.is_truncated:
                raise StopIteration
            self.fetch_with_retry()
        return self.entries.pop(0)

    def next(self) -> Any:
        return self.__next__()

    def fetch_with_retry(self) -> None:
        for left in reversed(range(self.max_retries)):
            try:
                self.is_truncated, self.next_marker = self._fetch()
                return
            except ServerError as error:
                if error.status < 500 or not left:
                    raise


class PartIterator(_Pages):
    """The parts of an upload."""

    def __init__(
        self,
        bucket: Bucket,
        key: str,
        upload_id: str,
        marker: str = "0",
        max_parts: int = 1000,
        max_retries: int | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(marker, max_retries)
        self.bucket = bucket
        self.key = key
        self.upload_id = upload_id
        self.max_parts = max_parts
        self.headers = CaseInsensitiveDict(headers)

    def _fetch(self) -> tuple[bool, Any]:
        page = self.bucket.list_parts(
            self.key,
            self.upload_id,
            marker=self.next_marker,
            max_parts=self.max_parts,
            headers=self.headers,
        )
        self.entries = page.parts
        return page.is_truncated, page.next_marker


class MultipartUploadIterator(_Pages):
    """The uploads that were begun and neither completed nor aborted."""

    def __init__(
        self,
        bucket: Bucket,
        prefix: str = "",
        delimiter: str = "",
        key_marker: str = "",
        upload_id_marker: str = "",
        max_uploads: int = 1000,
        max_retries: int | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(key_marker, max_retries)
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.next_upload_id_marker = upload_id_marker
        self.max_uploads = max_uploads
        self.headers = CaseInsensitiveDict(headers)

    def _fetch(self) -> tuple[bool, Any]:
        page = self.bucket.list_multipart_uploads(
            prefix=self.prefix,
            delimiter=self.delimiter,
            key_marker=self.next_marker,
            upload_id_marker=self.next_upload_id_marker,
            max_uploads=self.max_uploads,
            headers=self.headers,
        )
        prefixes = [MultipartUploadInfo(prefix, None, None) for prefix in page.prefix_list]
        self.entries = sorted(page.upload_list + prefixes, key=lambda upload: upload.key)
        self.next_upload_id_marker = page.next_upload_id_marker
        return page.is_truncated, page.next_key_marker


class ObjectUploadIterator(_Pages):
    """The uploads of one object that were begun and neither completed nor aborted."""

    def __init__(
        self,
        bucket: Bucket,
        key: str,
        max_uploads: int = 1000,
        max_retries: int | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__("", max_retries)
        self.bucket = bucket
        self.key = key
        self.next_upload_id_marker = ""
        self.max_uploads = max_uploads
        self.headers = CaseInsensitiveDict(headers)

    def _fetch(self) -> tuple[bool, Any]:
        page = self.bucket.list_multipart_uploads(
            prefix=self.key,
            key_marker=self.next_marker,
            upload_id_marker=self.next_upload_id_marker,
            max_uploads=self.max_uploads,
            headers=self.headers,
        )
        self.entries = [upload for upload in page.upload_list if upload.key == self.key]
        self.next_upload_id_marker = page.next_upload_id_marker
        # Keys are listed in order: behind this one come longer ones alone.
        more = page.is_truncated and bool(self.entries) and page.next_key_marker <= self.key
        return more, page.next_key_marker


class ObjectIterator(_Pages):
    """The objects."""

    def __init__(
        self,
        bucket: Bucket,
        prefix: str = "",
        delimiter: str = "",
        marker: str = "",
        max_keys: int = 100,
        max_retries: int | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(marker, max_retries)
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.max_keys = max_keys
        self.headers = CaseInsensitiveDict(headers)

    def _fetch(self) -> tuple[bool, Any]:
        page = self.bucket.list_objects(
            prefix=self.prefix,
            delimiter=self.delimiter,
            marker=self.next_marker,
            max_keys=self.max_keys,
            headers=self.headers,
        )
        self.entries = _with_prefixes(page)
        return page.is_truncated, page.next_marker


class ObjectIteratorV2(_Pages):
    """The objects."""

    def __init__(
        self,
        bucket: Bucket,
        prefix: str = "",
        delimiter: str = "",
        continuation_token: str = "",
        start_after: str = "",
        fetch_owner: bool = False,
        encoding_type: str = "url",
        max_keys: int = 100,
        max_retries: int | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(continuation_token, max_retries)
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.start_after = start_after
        self.fetch_owner = fetch_owner
        self.encoding_type = encoding_type
        self.max_keys = max_keys
        self.headers = CaseInsensitiveDict(headers)

    def _fetch(self) -> tuple[bool, Any]:
        page = self.bucket.list_objects_v2(
            prefix=self.prefix,
            delimiter=self.delimiter,
            continuation_token=self.next_marker,
            start_after=self.start_after,
            fetch_owner=self.fetch_owner,
            encoding_type=self.encoding_type,
            max_keys=self.max_keys,
            headers=self.headers,
        )
        self.entries = _with_prefixes(page)
        return page.is_truncated, page.next_continuation_token


def _with_prefixes(page: Any) -> list[SimplifiedObjectInfo]:
    prefixes = [
        SimplifiedObjectInfo(prefix, None, None, None, None, None) for prefix in page.prefix_list
    ]
    return sorted(page.object_list + prefixes, key=lambda found: found.key)


def __getattr__(name: str) -> object:
    raise refuse("oss2.iterators", name)
