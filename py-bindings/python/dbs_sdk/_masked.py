"""An answer of the service that can be printed: a dict that shows its secrets as ``***``."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
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

_HINTS = (*_SECRET_WORDS, "private_key", "private-key")
"""What a text has that may hold a secret by its name."""

_OPEN_NAMES = ("clienttoken", "nexttoken")
"""One tells repeats of a request apart, the other turns pages."""

_NAME = (
    r"(?i)([\w-]*(?:secret|token|password|passwd|private[_-]?key|signature|authorization|credential)"
    r"[\w-]*)"
)

_QUOTED = _NAME + r"(\\*[\"']\s*:\s*(\\*[\"']))(?!\3)(.+?)(?=\3)"
"""A name and its value as JSON has them, or a dict's text, also within another text."""

_ASSIGNED = _NAME + r"(=|>)()([^\s\"'&<>,;]+)"
"""A name and its value as forms and XML have them."""

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
    passwords, signatures and the queries of signed links: at any depth, in lists, in pairs of ``Key`` and
    ``Value``, and in texts and bytes that hold JSON, XML or ``name=value``. A secret in a text of any other
    form, or under a name that does not tell it, is shown.

    For programs it is true in every way: items, ``==``, ``json.dumps``, pickle and
    copies give what the service said.

    Dicts inside it are made ``Masked`` too when they are put in: one taken out is as safe to print.
    """

    def __init__(
        self, given: Mapping[str, Any] | Iterable[tuple[str, Any]] = (), /, **more: Any
    ) -> None:
        items = dict(given, **more)
        super().__init__((name, _guarded(value)) for name, value in items.items())

    def __repr__(self) -> str:
        _teach_pprint()
        return repr(_shown(self, ()))

    def __rich_repr__(self) -> Iterable[Any]:
        # rich would walk the items of a dict by itself.
        yield _shown(self, ())

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, _guarded(value))

    def setdefault(self, name: str, value: Any = None, /) -> Any:
        if name not in self:
            self[name] = value
        return self[name]

    def update(self, given: Any = (), /, **more: Any) -> None:
        super().update(Masked(given, **more))

    def __ior__(self, other: Any) -> Masked:  # type: ignore[override]
        self.update(other)
        return self

    def copy(self) -> Masked:
        return Masked(self)

    def __or__(self, other: Any) -> Any:
        return Masked({**self, **other}) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other: Any) -> Any:
        return Masked({**other, **self}) if isinstance(other, dict) else NotImplemented


def _teach_pprint() -> None:
    """Speaks to pprint of CPython 3.9, which walks the items of any dict after it has asked for the repr."""
    pprint = sys.modules.get("pprint") if sys.version_info < (3, 10) else None
    if pprint is not None:
        pprint.PrettyPrinter._dispatch.setdefault(Masked.__repr__, _pretty)


def _pretty(printer: Any, value: Masked, *place: Any) -> None:
    printer._format(_shown(value, ()), *place)


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
            for name, inner in _told(value).items()
        }
    if isinstance(value, (list, tuple)):
        parents += (id(value),)
        shown = [_shown(item, parents) for item in value]
        return shown if isinstance(value, list) else tuple(shown)
    if isinstance(value, str):
        return _shown_text(value)
    if isinstance(value, (bytes, bytearray)):
        text = value.decode("utf-8", "surrogateescape")
        shown_text = _shown_text(text)
        return value if shown_text == text else shown_text.encode("utf-8", "surrogateescape")
    return value


def _told(pair: Any) -> Any:
    """A dict; of a pair of ``Key`` and ``Value``, the value hidden if the key tells a secret."""
    for key, value in (("Key", "Value"), ("Name", "Value"), ("key", "value"), ("name", "value")):
        if value in pair and isinstance(pair.get(key), str) and _is_secret(pair[key], pair[value]):
            return {**pair, value: _MASK}
    return pair


def _is_secret(name: object, value: object) -> bool:
    """Whether a value must not be seen; that there is none may be."""
    if not isinstance(name, str) or value is None or value == "" or isinstance(value, bool):
        return False
    plain = name.replace("-", "").replace("_", "").lower()
    return plain not in _OPEN_NAMES and any(word in plain for word in _SECRET_WORDS)


def _shown_text(text: str) -> str:
    if text.lstrip()[:1] in ("{", "[", '"'):
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
        text = re.sub(_SIGNED_LINK, rf"\1{_MASK}", text)
    if "PRIVATE KEY-----" in text:
        return _MASK
    lower = text.lower()
    if ("=" in text or ":" in text or ">" in text) and any(word in lower for word in _HINTS):
        import re

        for form in (_QUOTED, _ASSIGNED):
            text = re.sub(form, _hidden, text)
    return text


def _hidden(found: re.Match[str]) -> str:
    name, mark, _, value = found.groups()
    return f"{name}{mark}{_MASK if _is_secret(name, value) else value}"
