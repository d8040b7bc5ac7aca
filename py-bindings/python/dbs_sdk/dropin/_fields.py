"""Models of settings: dataclasses that turn to dicts of wire names and back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

__all__ = ["Fields"]


class Fields:
    """Mixed into a dataclass. Only its text masks secrets; ``to_map`` gives what programs need."""

    _WIRE: ClassVar[dict[str, str]] = {}
    """Wire names that are not simply the attribute's in camel case."""
    _MODELS: ClassVar[dict[str, type]] = {}
    """Attributes that are models themselves."""
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def to_map(self) -> dict[str, Any]:
        from dbs_sdk._masked import Masked

        return Masked(
            (self._wire_name(name), value.to_map() if name in self._MODELS else value)
            for name, value in self._given()
        )

    def from_map(self, m: dict[str, Any] | None = None) -> Any:
        given = m or {}
        for name in self.__dataclass_fields__:
            value = given.get(self._wire_name(name))
            if value is not None:
                model = self._MODELS.get(name)
                setattr(self, name, model().from_map(value) if model else value)
        return self

    def validate(self) -> None:
        for name in self._MODELS:
            model = getattr(self, name)
            if model:
                model.validate()

    def _given(self) -> Iterator[tuple[str, Any]]:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if value is not None:
                yield name, value

    def _wire_name(self, name: str) -> str:
        first, *others = name.split("_")
        return self._WIRE.get(name) or first + "".join(word.capitalize() for word in others)

    def __repr__(self) -> str:
        from dbs_sdk._masked import Masked

        return f"{type(self).__name__}({Masked(self._given())})"

    def __str__(self) -> str:
        return str(self.to_map() or repr(self))
