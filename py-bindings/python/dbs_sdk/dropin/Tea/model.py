"""The base of models: what is turned to a dict of wire names and back."""

from __future__ import annotations

from .exceptions import RequiredArgumentException, ValidateException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["TeaModel"]


class TeaModel:
    """A model. Unlike the original's, its text masks secrets."""

    _map: dict[str, Any] | None = None

    def validate(self) -> None:
        """Raises if a field that must be there is not."""

    def to_map(self) -> dict[str, Any] | None:
        """The fields that are set, by their wire names."""
        return self._map

    def from_map(self, map: dict[str, Any] | None = None) -> Any:
        """Takes over the fields that `map` has, and gives itself."""

    @staticmethod
    def validate_required(prop: Any, prop_name: str) -> None:
        if prop is None:
            raise RequiredArgumentException(prop_name)

    @staticmethod
    def validate_max_length(prop: Any, prop_name: str, max_length: int) -> None:
        if len(prop) > max_length:
            raise ValidateException(f"{prop_name} is longer than {max_length}")

    @staticmethod
    def validate_min_length(prop: Any, prop_name: str, min_length: int) -> None:
        if len(prop) < min_length:
            raise ValidateException(f"{prop_name} is shorter than {min_length}")

    @staticmethod
    def validate_pattern(prop: Any, prop_name: str, pattern: str) -> None:
        import re

        if not re.search(pattern, str(prop), re.MULTILINE | re.IGNORECASE):
            raise ValidateException(f"{prop_name} does not match {pattern}")

    @staticmethod
    def validate_maximum(num: float, prop_name: str, maximum: float) -> None:
        if num > maximum:
            raise ValidateException(f"{prop_name} is more than {maximum}")

    @staticmethod
    def validate_minimum(num: float, prop_name: str, minimum: float) -> None:
        if num < minimum:
            raise ValidateException(f"{prop_name} is less than {minimum}")

    def __str__(self) -> str:
        from dbs_sdk._masked import Masked

        fields = self.to_map()
        return str(Masked(fields)) if fields else object.__repr__(self)

    __repr__ = __str__
