"""What the classes of ``v2019_03_06`` and ``v2021_01_01`` are made of: actions, answers, words."""

from __future__ import annotations

from ._errors import InputError
from ._masked import Masked, _is_secret, _shown
from ._native import PageCount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, ClassVar, Generic, NoReturn, TypeVar

    from typing_extensions import Self

    _T = TypeVar("_T")
    _R = TypeVar("_R")
    _Item = TypeVar("_Item")
else:
    _R = _Item = None

    class Generic:
        """Takes types and forgets them: `typing` is longer in coming than all that is here."""

        def __class_getitem__(cls, _types):
            return cls


__all__ = ["I32", "Action", "Answer", "Object", "Paged", "Words", "integer", "text", "truth"]


class _Frozen:
    """What cannot be changed after it was made, and does not show its secrets."""

    _SECRETS: ClassVar[tuple[str, ...]] = ()

    def _fields(self) -> Iterable[tuple[str, object]]:
        raise NotImplementedError

    def __repr__(self) -> str:
        shown = [
            f"{name}={'***' if self._hides(name, value) else _shown(value, ())!r}"
            for name, value in self._fields()
            if value is not None and value not in ((), [])
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _hides(self, name: str, value: object) -> bool:
        return bool(value) and (name in self._SECRETS or _is_secret(name, value))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} cannot be changed, nor its {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} cannot be changed, nor its {name}")


class _Given(_Frozen):
    """What is made from keyword arguments."""

    _FIELDS: ClassVar[dict[str, tuple[str, Any]]]
    """By name: the name on the wire and the type, in a list if there may be several."""
    _NEEDED: ClassVar[tuple[str, ...]] = ()

    def _keep(self, **given: object) -> None:
        if vars(self):
            raise AttributeError(f"a {type(self).__name__} cannot be changed: make another")
        for name, value in given.items():
            kind = self._FIELDS[name][1]
            if value is None and name not in self._NEEDED:
                given[name] = () if isinstance(kind, list) else None
                continue
            try:
                given[name] = _checked(kind, value)
            except TypeError as error:
                raise TypeError(f"{type(self).__name__}: {name} must be {error}") from None
            except InputError as error:
                raise InputError(f"{type(self).__name__}: {name} must be {error}") from None
        vars(self).update(given)

    def _fields(self) -> Iterable[tuple[str, object]]:
        return vars(self).items()

    def _on_wire(self) -> Iterable[tuple[str, str, Any]]:
        """Name, name on the wire and value of what is given; an empty list is not."""
        for name, (wire_name, _) in self._FIELDS.items():
            value = getattr(self, name)
            if value is not None and value != ():
                yield name, wire_name, value

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __replace__(self, **changes: Any) -> Self:
        """What ``copy.replace`` of Python 3.13 calls."""
        return type(self)(**{**vars(self), **changes})


class Object(_Given):
    """An object that a parameter holds as JSON."""

    def _document(self) -> dict[str, object]:
        return {wire_name: _document(value) for _, wire_name, value in self._on_wire()}


class Action(_Given, Generic[_R]):
    """A request. ``Client.send`` takes it and gives its answer."""

    ACTION: ClassVar[str]
    """The action's name on the wire."""
    VERSION: ClassVar[str]
    """The API version that it belongs to."""
    RAM_ACTION: ClassVar[str]
    """The permission that a RAM policy must grant."""

    def query(self) -> dict[str, str]:
        """The parameters of the query by wire name, as they are sent; what is not given is left out."""
        return {
            wire_name: _text(value)
            for name, wire_name, value in self._on_wire()
            if name not in self._SECRETS
        }

    def form(self) -> dict[str, str]:
        """The parameters of the body likewise: secrets, which no log of addresses is to find."""
        return Masked(
            (wire_name, _text(value))
            for name, wire_name, value in self._on_wire()
            if name in self._SECRETS
        )

    def idempotent(self) -> bool:
        """Whether sending it twice has the effect of sending it once. Only then is it sent again after
        an answer was lost.
        """
        raise NotImplementedError

    @staticmethod
    def answer(wire: object) -> _R:
        """The answer, made from the dict that came."""
        raise NotImplementedError


class Paged(Action[_R], Generic[_R, _Item]):
    """An action whose answer is one page of a list. ``Client.pages`` reads them all."""

    FIRST_PAGE: ClassVar[int]
    """The number of the first page: 0 for some actions, 1 for others."""
    _PAGE: ClassVar[str]
    _SIZE: ClassVar[str]

    @staticmethod
    def items(response: _R) -> list[_Item]:
        """What a page holds."""
        raise NotImplementedError

    def _begin(self) -> PageCount:
        return PageCount(self.FIRST_PAGE, getattr(self, self._PAGE), getattr(self, self._SIZE))

    def _at(self, count: PageCount) -> Self:
        return self.__replace__(**{self._PAGE: count.page})

    def _follow(self, count: PageCount, response: _R) -> bool:
        """Takes a page into account and tells whether another one comes."""
        size = self._answered_size(response)
        return count.follow(len(self.items(response)), self._total(response), size)

    @staticmethod
    def _total(response: _R) -> int | None:
        """The items on all pages, as one answer tells."""
        raise NotImplementedError

    @staticmethod
    def _answered_size(response: _R) -> int | None:
        """The items of a full page, as one answer tells."""
        raise NotImplementedError


if not TYPE_CHECKING:
    # What else names them is text.
    del _R, _Item


class Answer(_Frozen):
    """What the service answered, or an object in it."""

    _wire: Masked
    _known: dict[str, Any]

    def __init__(self, wire: object) -> None:
        if vars(self):
            raise AttributeError(f"a {type(self).__name__} cannot be changed: make another")
        fields = wire if isinstance(wire, dict) else {}
        fields = fields if isinstance(fields, Masked) else Masked(fields)
        vars(self).update(_wire=fields, _known={})

    @property
    def wire(self) -> dict[str, Any]:
        """A copy of the whole as it came, by wire name: also of what has no attribute here. Its
        ``repr`` and ``str`` show ``***`` for secrets.
        """
        import copy

        return copy.deepcopy(self._wire)

    @classmethod
    def _read(cls, value: object) -> Self | None:
        return cls(value) if isinstance(value, dict) else None

    def _fields(self) -> Iterable[tuple[str, object]]:
        for name, value in vars(type(self)).items():
            if isinstance(value, property):
                yield name, getattr(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and (type(self), self._wire) == (type(other), other._wire)

    # It holds a dict.
    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[Answer], tuple[Masked]]:
        return type(self), (self._wire,)

    # A field is read once, when it is first asked for. A list is another one each time: what is done to
    # it is not done to the answer.

    def _one(self, name: str, read: Callable[[object], _T | None]) -> _T | None:
        return self._once(name, read)

    def _list(self, name: str, read: Callable[[object], _T | None]) -> list[_T]:
        return [*self._once(name, lambda value: _items(value, read))]

    def _wrapped(self, name: str, inner: str, read: Callable[[object], _T | None]) -> list[_T]:
        """A list inside an object that holds nothing else; a bare list is taken too."""
        return [
            *self._once(
                name,
                lambda value: _items(value.get(inner) if isinstance(value, dict) else value, read),
            )
        ]

    def _commas(self, name: str, read: Callable[[object], _T | None]) -> list[_T]:
        """A list in one text, with commas; a list is taken too."""

        def split(value: object) -> object:
            if not isinstance(value, str):
                return value
            return [word.strip() for word in value.split(",") if word.strip()]

        return [*self._once(name, lambda value: _items(split(value), read))]

    def _json(self, name: str, read: Callable[[object], _T | None]) -> _T | None:
        """An object, or JSON of one in a text."""
        return self._once(name, lambda value: read(_unpacked(value)))

    def _json_list(self, name: str, read: Callable[[object], _T | None]) -> list[_T]:
        """A list or its only item, or JSON of either in a text."""
        return [*self._once(name, lambda value: _items(_unpacked(value), read))]

    def _once(self, name: str, read: Callable[[object], _T]) -> _T:
        if name not in self._known:
            self._known[name] = read(self._wire.get(name))
        known: _T = self._known[name]
        return known


class Words:
    """An open list of words: a field may hold one that nobody published.

    They are plain texts. Case does not tell two of them apart, since the service spells some in
    several ways: what is given and what is answered get the published spelling.
    """

    _published: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        words = [word for name, word in vars(cls).items() if name.isupper()]
        cls._published = {word.lower(): word for word in words}

    @classmethod
    def _spelled(cls, word: str) -> str:
        return cls._published.get(word.lower(), word)

    @classmethod
    def _read(cls, value: object) -> str | None:
        word = text(value)
        return None if word is None else cls._spelled(word)


# Values of an answer: None if they cannot be read as such.


def text(value: object) -> str | None:
    """Numbers and booleans become their text, lists and objects their JSON."""
    if value is None or isinstance(value, str):
        return value
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def integer(value: object) -> int | None:
    """Numbers come as texts too, and whole ones with a point."""
    if isinstance(value, str):
        number = value.strip()
        # What Python alone takes for a number.
        if not number.isascii() or "_" in number:
            return None
        for read in (int, float):
            try:
                value = read(number)
                break
            except ValueError:
                pass
    if isinstance(value, float) and value.is_integer() and abs(value) <= 1 << 53:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) < 1 << 63 else None


def truth(value: object) -> bool | None:
    """``true`` and ``false`` come as words in any case and as 1 and 0 too."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else None
    if word in ("true", "false"):
        return word == "true"
    number = integer(value)
    return number == 1 if number in (0, 1) else None


def _items(value: object, read: Callable[[object], _T | None]) -> list[_T]:
    """What can be read of a list, or of its only item."""
    values = value if isinstance(value, list) else [value]
    return [item for item in map(read, values) if item is not None]


def _unpacked(value: object) -> object:
    """The value that a text may hold as JSON."""
    if not isinstance(value, str):
        return value
    import json

    try:
        return json.loads(value)
    except ValueError:
        return None


# Values of a request.


class I32(int):
    """Stands for an ``int`` of 32 bits; what ``int`` stands for has 64."""

    __slots__ = ()


def _checked(kind: Any, value: object) -> object:
    """The value as it is kept; a TypeError says what it should be."""
    if isinstance(kind, list):
        if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
            raise TypeError(f"a list, not {type(value).__name__}")
        return tuple(_checked(kind[0], item) for item in value)
    words = issubclass(kind, Words)
    expected = str if words else int if kind is I32 else kind
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is int):
        raise TypeError(f"{expected.__name__}, not {type(value).__name__}")
    if isinstance(value, int) and expected is int:
        beyond = 1 << (31 if kind is I32 else 63)
        if not -beyond <= value < beyond:
            raise InputError(f"an int from {-beyond} to {beyond - 1}")
    return kind._spelled(value) if words else value


def _text(value: object) -> str:
    """``true`` and ``false``, numbers in digits, texts with commas between them, objects as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple) and not isinstance(value[0], Object):
        return ",".join(map(_text, value))
    return str(value) if isinstance(value, int) else text(_document(value)) or ""


def _document(value: object) -> object:
    """What JSON has a form for."""
    if isinstance(value, tuple):
        return [_document(item) for item in value]
    return value._document() if isinstance(value, Object) else value
