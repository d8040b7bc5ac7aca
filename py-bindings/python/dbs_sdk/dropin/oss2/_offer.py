"""What is said of the names of oss2 that are not offered."""

from __future__ import annotations

_INSTEAD = {
    "AuthV2": "AuthV4",
    "ProviderAuthV2": "ProviderAuthV4",
    "BucketIterator": "the official oss2",
    "CryptoBucket": "the official oss2, or encrypt before uploading",
    "EcsRamRoleCredentialsProvider": "dbs_sdk.Uploader, which finds the role's keys by itself",
    "Service": "the official oss2, or ossutil",
    "put_object_with_url": "sign_url() and any HTTP client",
    "put_object_with_url_from_file": "sign_url() and any HTTP client",
    "get_object_with_url": "sign_url() and any HTTP client",
    "get_object_with_url_to_file": "sign_url() and any HTTP client",
    "upload_part_copy": "upload_part()",
    "session": "the arguments connect_timeout and proxies of Bucket, and REQUESTS_CA_BUNDLE",
}


class NotOffered(NotImplementedError, AttributeError):
    """A name of oss2 that has no counterpart here."""


def refuse(where: str, name: str) -> AttributeError:
    """What to raise for a name that is missing."""
    if name.startswith("__"):
        return AttributeError(f"{where} has no attribute {name!r}")
    instead = _INSTEAD.get(name, "the official oss2 (run without the drop-in)")
    return NotOffered(f"{where}.{name} is not offered by dbs_sdk.dropin: use {instead}")
