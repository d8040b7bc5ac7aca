"""An answer of the service that can be printed: a dict that shows its secrets as ``***``."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    _Dict = dict[str, Any]
else:
    _Dict = dict

__all__ = ["Address", "Masked"]

_MASK = "***"

_SECRET_WORDS = (
    "secret",
    "token",
    "password",
    "passwd",
    "privatekey",
    "signature",
    "authorization",
    "credential",
)
"""In a name without case, hyphens and underscores. An AccessKeyId is the public half of a key."""

_OPEN_NAMES = ("clienttoken", "nexttoken")
"""One tells repeats of a request apart, the other turns pages."""

_SIGNED_LINK = r"(?i)(https?://[^\s?'\"<>]*\?)[^\s'\"<>]*(?:signature|token)=[^\s'\"<>]*"
"""A link whose query lets whoever has it read an object."""

_USER_IN_LINK = r"(://)[^\s'\"<>]*@"
"""As in the address of a proxy."""


class Address(str):
    """A URL whose ``repr`` shows no password: settings may be printed by a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        scheme, mark, place = str(self).rpartition("://")
        user, _, host = place.rpartition("@")
        return repr(f"{scheme}{mark}{_MASK}@{host}" if user else str(self))


class Masked(_Dict):
    """A dict whose ``repr`` and ``str`` show ``***`` for secrets.

    ``print``, f-strings, ``pprint`` and logs are clean of ``AccessKeySecret``, ``SecurityToken``,
    passwords, signatures and the queries of signed links, at any depth, also in lists and in texts
    that hold JSON. For programs it is true in every way: items, ``==``, ``json.dumps``, pickle and
    copies give what the service said.

    Dicts inside it are made ``Masked`` too when it is built: one taken out is as safe to print.
    """

    def __init__(
        self, given: Mapping[str, Any] | Iterable[tuple[str, Any]] = (), /, **more: Any
    ) -> None:
        items = dict(given, **more)
        super().__init__((name, _guarded(value)) for name, value in items.items())

    def __repr__(self) -> str:
        return repr(_shown(self, ()))

    def __rich_repr__(self) -> Iterable[Any]:
        # rich would walk the items of a dict by itself.
        yield _shown(self, ())

    def copy(self) -> Masked:
        return Masked(self)

    def __or__(self, other: Any) -> Any:
        return Masked({**self, **other}) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other: Any) -> Any:
        return Masked({**other, **self}) if isinstance(other, dict) else NotImplemented


def _guarded(value: Any) -> Any:
    if type(value) is dict:
        return Masked(value)
    if type(value) is list:
        return [_guarded(item) for item in value]
    return value


def _shown(value: Any, parents: tuple[int, ...]) -> Any:
    """A copy to look at. `parents` are the ids of what holds it: a circle would meet one again."""
    if id(value) in parents:
        return ...
    if isinstance(value, dict):
        parents += (id(value),)
        return {
            name: _MASK if _is_secret(name, inner) else _shown(inner, parents)
            for name, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        parents += (id(value),)
        shown = [_shown(item, parents) for item in value]
        return shown if isinstance(value, list) else tuple(shown)
    if isinstance(value, str):
        return _shown_text(value)
    return value


def _is_secret(name: object, value: object) -> bool:
    """Whether a value must not be seen; that there is none may be."""
    if not isinstance(name, str) or value is None or value == "" or isinstance(value, bool):
        return False
    plain = name.replace("-", "").replace("_", "").lower()
    return plain not in _OPEN_NAMES and any(word in plain for word in _SECRET_WORDS)


def _shown_text(text: str) -> str:
    if text.lstrip()[:1] in ("{", "["):
        import json

        try:
            inner = json.loads(text)
        except ValueError:
            pass
        else:
            shown = _shown(inner, ())
            # The text itself unless there is something to hide: it may have been spaced otherwise.
            return text if shown == inner else json.dumps(shown, ensure_ascii=False)
    if "://" in text:
        import re

        text = re.sub(_USER_IN_LINK, rf"\1{_MASK}@", text)
        return re.sub(_SIGNED_LINK, rf"\1{_MASK}", text)
    return _MASK if "PRIVATE KEY-----" in text else text
