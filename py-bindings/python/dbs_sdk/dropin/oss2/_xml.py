"""The documents of the calls."""

from __future__ import annotations

from .exceptions import RequestError
from .models import (
    ListMultipartUploadsResult,
    ListObjectsResult,
    ListObjectsV2Result,
    ListPartsResult,
    MultipartUploadInfo,
    Owner,
    PartInfo,
    SimplifiedObjectInfo,
)
from .utils import iso8601_to_unixtime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any
    from xml.etree.ElementTree import Element


def root(document: bytes) -> Element:
    from xml.etree import ElementTree as ET

    try:
        # From the service that holds the data. Expat bounds what entities may grow to.
        return ET.fromstring(document)  # noqa: S314
    except ET.ParseError:
        raise RequestError("the answer is no document: is the endpoint really OSS?") from None


def text(node: Element, name: str) -> str:
    found = node.find(name)
    if found is None:
        raise RequestError(f"the answer has no {name}: is the endpoint really OSS?")
    return found.text or ""


def part_list(parts: Iterable[Any]) -> str:
    """What completes an upload."""
    from xml.sax.saxutils import escape

    items = "".join(
        f"<Part><PartNumber>{int(part.part_number)}</PartNumber>"
        f'<ETag>"{escape(part.etag.strip(chr(34)))}"</ETag></Part>'
        for part in parts
    )
    return f"<CompleteMultipartUpload>{items}</CompleteMultipartUpload>"


def parts(result: ListPartsResult, document: bytes) -> None:
    node = root(document)
    result.is_truncated = text(node, "IsTruncated") == "true"
    result.next_marker = text(node, "NextPartNumberMarker")
    for part in node.findall("Part"):
        crc64 = part.findtext("HashCrc64ecma")
        result.parts.append(
            PartInfo(
                int(text(part, "PartNumber")),
                text(part, "ETag").strip('"'),
                size=int(text(part, "Size")),
                last_modified=iso8601_to_unixtime(text(part, "LastModified")),
                part_crc=int(crc64) if crc64 else None,
            )
        )


def uploads(result: ListMultipartUploadsResult, document: bytes) -> None:
    node = root(document)
    result.is_truncated = text(node, "IsTruncated") == "true"
    result.next_key_marker = _key(node, node, "NextKeyMarker")
    result.next_upload_id_marker = text(node, "NextUploadIdMarker")
    for upload in node.findall("Upload"):
        initiated = iso8601_to_unixtime(text(upload, "Initiated"))
        key, upload_id = _key(node, upload, "Key"), text(upload, "UploadId")
        result.upload_list.append(MultipartUploadInfo(key, upload_id, initiated))
    result.prefix_list += _prefixes(node)


def objects(result: ListObjectsResult | ListObjectsV2Result, document: bytes) -> None:
    node = root(document)
    result.is_truncated = text(node, "IsTruncated") == "true"
    if isinstance(result, ListObjectsResult):
        if result.is_truncated:
            result.next_marker = _key(node, node, "NextMarker")
    elif result.is_truncated:
        result.next_continuation_token = _key(node, node, "NextContinuationToken")
    for found in node.findall("Contents"):
        owner = found.find("Owner")
        result.object_list.append(
            SimplifiedObjectInfo(
                _key(node, found, "Key"),
                iso8601_to_unixtime(text(found, "LastModified")),
                text(found, "ETag").strip('"'),
                text(found, "Type"),
                int(text(found, "Size")),
                text(found, "StorageClass"),
                Owner(text(owner, "DisplayName"), text(owner, "ID")) if owner is not None else None,
                found.findtext("RestoreInfo"),
            )
        )
    result.prefix_list += _prefixes(node)


def _prefixes(node: Element) -> list[str]:
    return [_key(node, prefix, "Prefix") for prefix in node.findall("CommonPrefixes")]


def _key(document: Element, node: Element, name: str) -> str:
    """Keys hold characters that XML has not."""
    from urllib.parse import unquote

    found = text(node, name)
    return unquote(found) if document.findtext("EncodingType") == "url" else found
