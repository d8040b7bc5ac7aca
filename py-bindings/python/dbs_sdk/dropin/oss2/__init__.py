"""The part of oss2 2.19.1 that uploads and downloads, on the native client.

Names, signatures, results and exceptions are oss2's. What is mended: an endpoint without a scheme means
HTTPS; requests are signed V4 where the region is known; parts and objects are always compared by
CRC-64, and so is an object that is read to its end; what fails for a moment is tried again; texts of
credentials are masked. What is not offered raises NotImplementedError with the name to use.
"""

from __future__ import annotations

from . import (
    api,
    auth,
    compat,
    credentials,
    defaults,
    exceptions,
    headers,
    http,
    iterators,
    models,
    resumable,
    utils,
)
from ._log import set_file_logger, set_stream_logger
from ._offer import refuse
from .api import Bucket
from .auth import (
    AUTH_VERSION_1,
    AUTH_VERSION_2,
    AUTH_VERSION_4,
    AnonymousAuth,
    Auth,
    AuthV4,
    ProviderAuth,
    ProviderAuthV4,
    StsAuth,
    make_auth,
)
from .compat import to_bytes, to_string, to_unicode
from .credentials import CredentialsProvider, StaticCredentialsProvider
from .http import CaseInsensitiveDict, Session
from .iterators import (
    MultipartUploadIterator,
    ObjectIterator,
    ObjectIteratorV2,
    ObjectUploadIterator,
    PartIterator,
)
from .models import (
    BUCKET_STORAGE_CLASS_ARCHIVE,
    BUCKET_STORAGE_CLASS_COLD_ARCHIVE,
    BUCKET_STORAGE_CLASS_DEEP_COLD_ARCHIVE,
    BUCKET_STORAGE_CLASS_IA,
    BUCKET_STORAGE_CLASS_STANDARD,
    OBJECT_ACL_DEFAULT,
    OBJECT_ACL_PRIVATE,
    OBJECT_ACL_PUBLIC_READ,
    OBJECT_ACL_PUBLIC_READ_WRITE,
    SERVER_SIDE_ENCRYPTION_AES256,
    SERVER_SIDE_ENCRYPTION_KMS,
    SERVER_SIDE_ENCRYPTION_SM4,
)
from .resumable import (
    ResumableDownloadStore,
    ResumableStore,
    determine_part_size,
    make_download_store,
    make_upload_store,
    resumable_download,
    resumable_upload,
)
from .utils import (
    SizedFileAdapter,
    content_type_by_name,
    http_date,
    http_to_unixtime,
    is_valid_bucket_name,
    is_valid_endpoint,
    iso8601_to_unixtime,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from urllib.parse import quote as urlquote

__version__ = "2.19.1"

__all__ = [
    "AUTH_VERSION_1",
    "AUTH_VERSION_2",
    "AUTH_VERSION_4",
    "BUCKET_STORAGE_CLASS_ARCHIVE",
    "BUCKET_STORAGE_CLASS_COLD_ARCHIVE",
    "BUCKET_STORAGE_CLASS_DEEP_COLD_ARCHIVE",
    "BUCKET_STORAGE_CLASS_IA",
    "BUCKET_STORAGE_CLASS_STANDARD",
    "OBJECT_ACL_DEFAULT",
    "OBJECT_ACL_PRIVATE",
    "OBJECT_ACL_PUBLIC_READ",
    "OBJECT_ACL_PUBLIC_READ_WRITE",
    "SERVER_SIDE_ENCRYPTION_AES256",
    "SERVER_SIDE_ENCRYPTION_KMS",
    "SERVER_SIDE_ENCRYPTION_SM4",
    "AnonymousAuth",
    "Auth",
    "AuthV4",
    "Bucket",
    "CaseInsensitiveDict",
    "CredentialsProvider",
    "MultipartUploadIterator",
    "ObjectIterator",
    "ObjectIteratorV2",
    "ObjectUploadIterator",
    "PartIterator",
    "ProviderAuth",
    "ProviderAuthV4",
    "ResumableDownloadStore",
    "ResumableStore",
    "Session",
    "SizedFileAdapter",
    "StaticCredentialsProvider",
    "StsAuth",
    "api",
    "auth",
    "compat",
    "content_type_by_name",
    "credentials",
    "defaults",
    "determine_part_size",
    "exceptions",
    "headers",
    "http",
    "http_date",
    "http_to_unixtime",
    "is_valid_bucket_name",
    "is_valid_endpoint",
    "iso8601_to_unixtime",
    "iterators",
    "make_auth",
    "make_download_store",
    "make_upload_store",
    "models",
    "resumable",
    "resumable_download",
    "resumable_upload",
    "set_file_logger",
    "set_stream_logger",
    "to_bytes",
    "to_string",
    "to_unicode",
    "urlquote",
    "utils",
]


def __getattr__(name: str) -> object:
    if name == "logger":
        import logging

        return logging.getLogger("oss2")
    if name == "urlquote":
        return compat.__getattr__(name)
    raise refuse("oss2", name)
