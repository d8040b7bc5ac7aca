"""Numbers that callers give, refused by the name of the argument."""

from __future__ import annotations

from ._errors import InputError


def whole(name: str, value: object, least: int, most: int = (1 << 63) - 1) -> int | None:
    """A whole number, or None. Whatever counts as one is taken, but not a bool."""
    if value is None:
        return None
    if isinstance(value, bool) or not hasattr(type(value), "__index__"):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    number = int(value.__index__())  # type: ignore[attr-defined]
    if least <= number <= most:
        return number
    # Python refuses to write out what is longer still.
    shown = str(number) if number.bit_length() < 512 else "one of so many digits"
    raise InputError(f"{name} must be a whole number from {least} to {most}, not {shown}")


def seconds(name: str, value: object) -> float | None:
    """A time above 0 and below all eternity, or None. Not a bool, and not a text."""
    if value is None:
        return None
    if isinstance(value, (bool, str)) or not hasattr(type(value), "__float__"):
        raise TypeError(f"{name} must be a number of seconds, not {type(value).__name__}")
    try:
        number = float(value.__float__())  # type: ignore[attr-defined]
    except OverflowError:
        number = float("inf")
    # Not a number is neither above nor below.
    if 0 < number < float("inf"):
        return number
    raise InputError(f"{name} must be a number of seconds above 0, not {number}")
