"""Names of headers."""

from __future__ import annotations

from ._offer import refuse

IF_MATCH = "If-Match"
IF_UNMODIFIED_SINCE = "If-Unmodified-Since"
OSS_CANNED_ACL = "x-oss-acl"
OSS_HASH_CRC64_ECMA = "x-oss-hash-crc64ecma"
OSS_NEXT_APPEND_POSITION = "x-oss-next-append-position"
OSS_OBJECT_ACL = "x-oss-object-acl"
OSS_OBJECT_TAGGING = "x-oss-tagging"
OSS_OBJECT_TYPE = "x-oss-object-type"
OSS_REQUEST_ID = "x-oss-request-id"
OSS_REQUEST_PAYER = "x-oss-request-payer"
OSS_SECURITY_TOKEN = "x-oss-security-token"  # noqa: S105 (a name)
OSS_SERVER_SIDE_DATA_ENCRYPTION = "x-oss-server-side-data-encryption"
OSS_SERVER_SIDE_ENCRYPTION = "x-oss-server-side-encryption"
OSS_SERVER_SIDE_ENCRYPTION_KEY_ID = "x-oss-server-side-encryption-key-id"
OSS_TRAFFIC_LIMIT = "x-oss-traffic-limit"
OSS_USER_METADATA_PREFIX = "x-oss-meta-"


class RequestHeader(dict):  # type: ignore[type-arg]
    """Headers, with a word for encryption."""

    def set_server_side_encryption(
        self, algorithm: str | None = None, cmk_id: str | None = None
    ) -> None:
        self.pop(OSS_SERVER_SIDE_ENCRYPTION, None)
        self.pop(OSS_SERVER_SIDE_ENCRYPTION_KEY_ID, None)
        if algorithm in ("AES256", "KMS"):
            self[OSS_SERVER_SIDE_ENCRYPTION] = algorithm
        if algorithm == "KMS" and cmk_id is not None:
            self[OSS_SERVER_SIDE_ENCRYPTION_KEY_ID] = cmk_id


def __getattr__(name: str) -> object:
    raise refuse("oss2.headers", name)
