"""What is said of the names of oss2 that are not offered."""

from __future__ import annotations

import sys

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


class NotImported(ImportError, NotImplementedError):
    """The same in ``from oss2 import …``, which swallows every AttributeError with what it says."""


def refuse(where: str, name: str) -> Exception:
    """What a ``__getattr__`` is to raise for a name that is missing."""
    if name.startswith("__"):
        return AttributeError(f"{where} has no attribute {name!r}")
    instead = _INSTEAD.get(name, "the official oss2 (run without the drop-in)")
    text = f"{where}.{name} is not offered by dbs_sdk.dropin: use {instead}"
    return NotImported(text, name=name) if _imports() else NotOffered(text)


def _imports() -> bool:
    """Whether whoever asks a module for a name is at ``from … import``."""
    from opcode import opname

    asking = sys._getframe(2).f_back
    if asking is None or asking.f_lasti < 0:
        return False
    return opname[asking.f_code.co_code[asking.f_lasti]] == "IMPORT_FROM"
