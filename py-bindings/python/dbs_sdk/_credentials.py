"""An access key."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Credentials:
    """An access key, permanent or temporary. Frozen; repr and str mask its secrets.

    Pickled, it holds its secrets in clear, as whoever is to use it needs them: prefer to leave the key
    out of what a task carries, so that it is looked up where the task runs.
    """

    __slots__ = ("access_key_id", "access_key_secret", "security_token")

    access_key_id: str
    """Such as ``LTAI…`` or ``STS.…``."""
    access_key_secret: str
    """Its secret."""
    security_token: str | None
    """The token of a temporary key."""

    def __init__(
        self, access_key_id: str, access_key_secret: str, security_token: str | None = None
    ) -> None:
        if hasattr(self, "security_token"):
            raise AttributeError("Credentials are frozen: make others")
        given = {
            "access_key_id": access_key_id,
            "access_key_secret": access_key_secret,
            "security_token": security_token,
        }
        for name, value in given.items():
            if not (isinstance(value, str) or (value is None and name == "security_token")):
                # Not the value: it may be a secret.
                raise TypeError(f"{name} must be a str, not {type(value).__name__}")
        for name, value in given.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Credentials are frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"Credentials are frozen: {name} cannot be removed")

    def __repr__(self) -> str:
        token = ", security_token='***'" if self.security_token else ""
        return f"Credentials({self.access_key_id!r}, access_key_secret='***'{token})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Credentials):
            return NotImplemented
        return self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash(self._fields())

    def __reduce__(self) -> tuple[type[Credentials], tuple[str, str, str | None]]:
        return type(self), self._fields()

    def _fields(self) -> tuple[str, str, str | None]:
        return self.access_key_id, self.access_key_secret, self.security_token


def accepted(
    given: Credentials | Callable[[], Credentials] | None,
) -> Credentials | Callable[[], Credentials] | None:
    """What a client takes. A TypeError names no more than the type: the value may hold a secret."""
    if given is None or isinstance(given, Credentials):
        return given
    if not callable(given):
        raise TypeError(
            "credentials must be dbs_sdk.Credentials, a callable that gives them, or None, not "
            f"{type(given).__name__}"
        )
    import inspect

    if any(map(inspect.iscoroutinefunction, (given, type(given).__call__))):
        raise TypeError(
            "the callable of credentials must be a plain function, not an async one: it is called "
            "on a thread of its own, where it may wait"
        )
    return given


def shown(given: Credentials | Callable[[], Credentials] | None) -> str:
    """For the repr of whoever holds them. What a callable is made of may be a secret."""
    return repr(given) if given is None or type(given) is Credentials else "<callable>"
