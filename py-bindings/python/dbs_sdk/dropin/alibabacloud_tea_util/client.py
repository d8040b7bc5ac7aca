"""The small functions that samples of the service use, in the words of alibabacloud_tea_util."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["Client"]


class _Unoffered(type):
    """Answers for the rest of the original."""

    def __getattr__(cls, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        raise NotImplementedError(
            f"dbs_sdk.dropin's tea_util has no {name}: use Python's own json, time and urllib"
        )


class Client(metaclass=_Unoffered):
    """Functions on values; none of them knows the service."""

    @staticmethod
    def to_bytes(val: Any) -> bytes:
        return val if isinstance(val, bytes) else str(val).encode()

    @staticmethod
    def to_string(val: Any) -> str:
        return val.decode() if isinstance(val, bytes) else str(val)

    @staticmethod
    def parse_json(val: str) -> Any:
        import json

        try:
            return json.loads(val)
        except ValueError:
            raise RuntimeError("the text is no JSON") from None

    @staticmethod
    def to_jsonstring(val: Any) -> str:
        """The value as JSON, true in every way: an answer's keys and tokens are in it."""
        import json

        def known(value: Any) -> Any:
            if isinstance(value, bytes):
                return value.decode()
            if hasattr(value, "to_map"):
                return value.to_map()
            raise TypeError(f"{type(value).__name__} has no form in JSON")

        if isinstance(val, str):
            return val
        return json.dumps(val, default=known, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def default_string(real: str | None, default: str) -> str:
        return default if real is None else real

    @staticmethod
    def default_number(real: int | None, default: int) -> int:
        return default if real is None else real

    @staticmethod
    def empty(val: str | None) -> bool:
        return not val

    @staticmethod
    def equal_string(val1: str | None, val2: str | None) -> bool:
        return val1 == val2

    @staticmethod
    def equal_number(val1: int | None, val2: int | None) -> bool:
        return val1 == val2

    @staticmethod
    def is_unset(value: Any) -> bool:
        return value is None

    @staticmethod
    def assert_as_boolean(value: Any) -> Any:
        return _asserted(value, bool, "bool")

    @staticmethod
    def assert_as_string(value: Any) -> Any:
        return _asserted(value, str, "str")

    @staticmethod
    def assert_as_bytes(value: Any) -> Any:
        return _asserted(value, bytes, "bytes")

    @staticmethod
    def assert_as_number(value: Any) -> Any:
        return _asserted(value, (int, float), "number")

    @staticmethod
    def assert_as_integer(value: Any) -> Any:
        return _asserted(value, int, "int")

    @staticmethod
    def assert_as_map(value: Any) -> Any:
        return _asserted(value, dict, "dict")

    @staticmethod
    def assert_as_array(value: Any) -> Any:
        return _asserted(value, list, "list")

    @staticmethod
    def to_map(in_: Any) -> Any:
        return in_.to_map() if hasattr(in_, "to_map") else in_

    @staticmethod
    def validate_model(m: Any) -> None:
        if hasattr(m, "validate"):
            m.validate()

    @staticmethod
    def sleep(millisecond: int) -> None:
        import time

        time.sleep(millisecond / 1000)

    @staticmethod
    async def sleep_async(millisecond: int) -> None:
        import asyncio

        await asyncio.sleep(millisecond / 1000)


def _asserted(value: Any, kind: Any, name: str) -> Any:
    # Not the value: it may be a secret.
    if not isinstance(value, kind):
        raise ValueError(f"a {type(value).__name__} is not a {name}")
    return value
