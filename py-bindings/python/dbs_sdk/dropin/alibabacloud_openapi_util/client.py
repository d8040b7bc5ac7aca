"""Parameters as the wire has them: nested ones get names such as ``Filter.1.Key``."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["Client"]


class _Unoffered(type):
    """Answers for the rest of the original."""

    def __getattr__(cls, name: str) -> NoReturn:
        if name in _SIGNING:
            raise NotImplementedError(
                f"dbs_sdk.dropin's OpenApiUtilClient has no {name}: requests are signed where they "
                "are sent, use OpenApiClient.call_api or dbs_sdk.Client"
            )
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")


_SIGNING = (
    "convert",
    "get_authorization",
    "get_roasignature",
    "get_rpcsignature",
    "get_string_to_sign",
    "hash",
)


class Client(metaclass=_Unoffered):
    """Functions that prepare parameters."""

    @staticmethod
    def query(filter: Any) -> dict[str, str]:
        """Flattens dicts, lists and models; None is left out, all else becomes text."""
        flat: dict[str, str] = {}
        if filter:
            _flatten("", filter, flat)
        return flat

    @staticmethod
    def to_form(filter: Any) -> str:
        """The flattened parameters as the body of a form, in the order of their names."""
        from urllib.parse import urlencode

        return urlencode(sorted(Client.query(filter).items()))

    @staticmethod
    def parse_to_map(inp: Any) -> Any:
        """A deep copy in which models are dicts; None for what is no dict, list or model."""
        from copy import deepcopy

        return deepcopy(_plain(inp)) if _is_nested(inp) else None

    @staticmethod
    def array_to_string_with_specified_style(array: Any, prefix: str, style: str) -> str:
        """One text of a list: ``json``, ``repeatList``, or values with a separator between."""
        if array is None:
            return ""
        if style == "repeatList":
            from urllib.parse import quote_plus

            flat = sorted(Client.query({prefix: array}).items())
            return "&&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in flat)
        if style == "json":
            import json

            return json.dumps(_plain(array), ensure_ascii=False, separators=(",", ":"))
        separators = {"simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
        return separators[style].join(map(str, array)) if style in separators else ""

    @staticmethod
    def get_timestamp() -> str:
        """Now, as ``2026-11-23T02:00:00Z``."""
        from datetime import datetime, timezone

        return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    @staticmethod
    def get_encode_path(path: str) -> str:
        from urllib.parse import quote

        return quote(path, safe="/~")

    @staticmethod
    def get_encode_param(param: str) -> str:
        from urllib.parse import quote

        return quote(param, safe="~")

    @staticmethod
    def hex_encode(raw: bytes) -> str | None:
        return raw.hex() if raw else None


def _flatten(name: str, value: Any, flat: dict[str, str]) -> None:
    if value is None:
        return
    if hasattr(value, "to_map"):
        value = value.to_map()
    if isinstance(value, dict):
        for inner, item in value.items():
            _flatten(f"{name}.{inner}", item, flat)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value, 1):
            _flatten(f"{name}.{place}", item, flat)
    elif isinstance(value, bytes):
        flat[name.removeprefix(".")] = value.decode()
    elif not hasattr(value, "read") and not hasattr(value, "write"):
        flat[name.removeprefix(".")] = str(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list)) or hasattr(value, "to_map")


def _plain(value: Any) -> Any:
    if hasattr(value, "to_map"):
        return value.to_map()
    if isinstance(value, dict):
        return {name: _plain(item) if _is_nested(item) else item for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) if _is_nested(item) else item for item in value]
    return None
