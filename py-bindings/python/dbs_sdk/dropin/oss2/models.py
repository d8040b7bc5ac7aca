"""What calls give and take."""

from __future__ import annotations

from ._offer import refuse
from .headers import OSS_HASH_CRC64_ECMA, OSS_OBJECT_TYPE
from .http import CaseInsensitiveDict
from .utils import check_crc, http_to_unixtime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

OBJECT_ACL_DEFAULT = "default"
OBJECT_ACL_PRIVATE = "private"
OBJECT_ACL_PUBLIC_READ = "public-read"
OBJECT_ACL_PUBLIC_READ_WRITE = "public-read-write"

BUCKET_STORAGE_CLASS_STANDARD = "Standard"
BUCKET_STORAGE_CLASS_IA = "IA"
BUCKET_STORAGE_CLASS_ARCHIVE = "Archive"
BUCKET_STORAGE_CLASS_COLD_ARCHIVE = "ColdArchive"
BUCKET_STORAGE_CLASS_DEEP_COLD_ARCHIVE = "DeepColdArchive"

SERVER_SIDE_ENCRYPTION_AES256 = "AES256"
SERVER_SIDE_ENCRYPTION_KMS = "KMS"
SERVER_SIDE_ENCRYPTION_SM4 = "SM4"

_PIECE = 64 * 1024
"""What iterating over an object gives at once."""


class PartInfo:
    """A part: listed, or to be completed with."""

    def __init__(
        self,
        part_number: int,
        etag: str,
        size: int | None = None,
        last_modified: int | None = None,
        part_crc: int | None = None,
    ) -> None:
        self.part_number = part_number
        self.etag = etag
        self.size = size
        self.last_modified = last_modified
        self.part_crc = part_crc


class RequestResult:
    """An answer."""

    def __init__(self, resp: Any) -> None:
        self.resp = resp
        self.status: int = resp.status
        """Of HTTP."""
        self.headers: CaseInsensitiveDict = resp.headers
        self.request_id: str = resp.request_id
        """The id that the service's support asks for."""
        self.versionid: str | None = self._header("x-oss-version-id")
        self.delete_marker: bool | None = self._header("x-oss-delete-marker", bool)

    def _header(self, name: str, convert: Callable[[str], Any] = str) -> Any:
        value = self.headers.get(name)
        return None if value is None else convert(value)


class HeadObjectResult(RequestResult):
    """What the service says of an object."""

    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.object_type: str | None = self._header(OSS_OBJECT_TYPE)
        self.last_modified: int | None = self._header("last-modified", http_to_unixtime)
        self.content_type: str | None = self._header("content-type")
        self.content_length: int | None = self._header("content-length", int)
        self.etag: str | None = self._header("etag", _unquoted)
        self._server_crc: int | None = self._header(OSS_HASH_CRC64_ECMA, int)

    @property
    def server_crc(self) -> int | None:
        return self._server_crc


class GetObjectMetaResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.last_modified: int | None = self._header("last-modified", http_to_unixtime)
        self.content_length: int | None = self._header("content-length", int)
        self.etag: str | None = self._header("etag", _unquoted)


class GetObjectResult(HeadObjectResult):
    """An object that is being read. A whole one is compared by CRC-64 when its end is reached."""

    def __init__(
        self,
        resp: Any,
        progress_callback: Callable[[int, int | None], object] | None = None,
        crc_enabled: bool = False,
        crypto_provider: Any = None,
        discard: int = 0,
    ) -> None:
        if crypto_provider is not None or discard:
            raise refuse("oss2", "CryptoBucket")
        super().__init__(resp)
        self.content_range: str | None = self._header("Content-Range")
        self._progress_callback = progress_callback
        self._crc_enabled = crc_enabled
        self._offset = 0

    @property
    def stream(self) -> GetObjectResult:
        return self

    def read(self, amt: int | None = None) -> bytes:
        """Amt bytes, fewer at the end; all that are left without it."""
        size, begun_at = self.content_length, self._offset
        piece: bytes = self.resp.read(None if amt is None or amt < 0 else amt)
        self._offset += len(piece)
        if self._progress_callback is not None:
            if size is None:
                self._progress_callback(begun_at, None)
            elif piece:
                self._progress_callback(min(self._offset, size), size)
        if not piece or self._offset == size:
            self._check()
        return piece

    def _check(self) -> None:
        if self._crc_enabled and self.status == 200 and self._offset == self.content_length:
            check_crc("get object", self.client_crc, self.server_crc, self.request_id)

    def close(self) -> None:
        self.resp.close()

    def __iter__(self) -> Iterator[bytes]:
        while True:
            piece = self.read(_PIECE)
            if not piece:
                return
            yield piece

    def __enter__(self) -> GetObjectResult:
        return self

    def __exit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        self.close()

    @property
    def client_crc(self) -> int | None:
        """CRC-64 of the bytes that have come."""
        crc: int | None = self.resp.crc64 if self._crc_enabled else None
        return crc


class PutObjectResult(RequestResult):
    """Of an object or a part that was put, or of an upload that was completed."""

    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.etag: str | None = self._header("etag", _unquoted)
        self.crc: int | None = self._header(OSS_HASH_CRC64_ECMA, int)


class InitMultipartUploadResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.upload_id: Any = None


class ListPartsResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.is_truncated = False
        self.next_marker = ""
        self.parts: list[PartInfo] = []


class MultipartUploadInfo:
    """An upload that was begun, or a common prefix of some."""

    def __init__(self, key: str, upload_id: str | None, initiation_date: int | None) -> None:
        self.key = key
        self.upload_id = upload_id
        self.initiation_date = initiation_date

    def is_prefix(self) -> bool:
        return self.upload_id is None


class ListMultipartUploadsResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.is_truncated = False
        self.next_key_marker = ""
        self.next_upload_id_marker = ""
        self.upload_list: list[MultipartUploadInfo] = []
        self.prefix_list: list[str] = []


class SimplifiedObjectInfo:
    """An object that is listed, or a common prefix of some."""

    def __init__(
        self,
        key: str,
        last_modified: int | None,
        etag: str | None,
        type: str | None,
        size: int | None,
        storage_class: str | None,
        owner: Any = None,
        restore_info: str | None = None,
    ) -> None:
        self.key = key
        self.last_modified = last_modified
        self.etag = etag
        self.type = type
        self.size = size
        self.storage_class = storage_class
        self.owner = owner
        self.restore_info = restore_info

    def is_prefix(self) -> bool:
        return self.last_modified is None


class Owner:
    def __init__(self, display_name: str, owner_id: str) -> None:
        self.display_name = display_name
        self.id = owner_id


class ListObjectsResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.is_truncated = False
        self.next_marker = ""
        self.object_list: list[SimplifiedObjectInfo] = []
        self.prefix_list: list[str] = []


class ListObjectsV2Result(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.is_truncated = False
        self.next_continuation_token = ""
        self.object_list: list[SimplifiedObjectInfo] = []
        self.prefix_list: list[str] = []


class GetBucketLocationResult(RequestResult):
    def __init__(self, resp: Any) -> None:
        super().__init__(resp)
        self.location = ""


def _unquoted(etag: str) -> str:
    return etag.strip('"')


def __getattr__(name: str) -> object:
    raise refuse("oss2.models", name)
