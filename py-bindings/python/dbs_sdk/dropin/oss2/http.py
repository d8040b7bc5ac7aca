"""Headers, and sessions in name."""

from __future__ import annotations

from collections.abc import MutableMapping

from ._offer import NotOffered, refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    _Base = MutableMapping[str, Any]
else:
    _Base = MutableMapping


class CaseInsensitiveDict(_Base):
    """A dict whose names differ by more than case; it keeps the case of the one set last."""

    def __init__(
        self,
        data: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        self._items: dict[str, tuple[str, Any]] = {}
        self.update({} if data is None else data, **kwargs)

    def __setitem__(self, key: str, value: Any) -> None:
        self._items[key.lower()] = (key, value)

    def __getitem__(self, key: str) -> Any:
        return self._items[key.lower()][1]

    def __delitem__(self, key: str) -> None:
        del self._items[key.lower()]

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def lower_items(self) -> Iterator[tuple[str, Any]]:
        return ((lower, item[1]) for lower, item in self._items.items())

    # As of every dict that can change.
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (CaseInsensitiveDict, dict)):
            return NotImplemented
        return dict(self.lower_items()) == dict(CaseInsensitiveDict(other).lower_items())

    def copy(self) -> CaseInsensitiveDict:
        return CaseInsensitiveDict(self._items.values())

    def __repr__(self) -> str:
        return str(dict(self.items()))


class Session:
    """Taken wherever oss2 takes one. Each Bucket keeps its own connections."""

    def __init__(self, pool_size: int | None = None, adapter: Any = None) -> None:
        if adapter is not None:
            raise NotOffered(
                "oss2.Session(adapter=…) is not offered by dbs_sdk.dropin: use the arguments "
                "connect_timeout and proxies of Bucket, and REQUESTS_CA_BUNDLE"
            )

    def __getattr__(self, name: str) -> Any:
        raise refuse("oss2.Session", name)


def __getattr__(name: str) -> object:
    raise refuse("oss2.http", name)
