"""Texts and bytes."""

from __future__ import annotations

from ._offer import refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["to_bytes", "to_string", "to_unicode"]

_OF_URLLIB = {"urlparse": "urlparse", "urlquote": "quote", "urlunquote": "unquote"}
"""Imported when they are asked for."""


def to_bytes(data: Any) -> Any:
    """A text as UTF-8; anything else as it is."""
    return data.encode("utf-8") if isinstance(data, str) else data


def to_string(data: Any) -> Any:
    """UTF-8 bytes as a text; anything else as it is."""
    return data.decode("utf-8") if isinstance(data, bytes) else data


def to_unicode(data: Any) -> Any:
    return to_string(data)


def __getattr__(name: str) -> Any:
    if name in _OF_URLLIB:
        from urllib import parse

        return getattr(parse, _OF_URLLIB[name])
    raise refuse("oss2.compat", name)
