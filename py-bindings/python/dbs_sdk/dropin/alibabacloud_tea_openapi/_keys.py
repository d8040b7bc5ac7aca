"""Where a client's key comes from."""

from __future__ import annotations

from ._raised import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .utils_models import Config

    _Key = tuple[str, str, str | None]


class Keys:
    """The key of a Config: its own, else its ``credential``'s, else that of the environment."""

    def __init__(self, config: Config) -> None:
        self._own: _Key | None = None
        self._credential: Any = None
        if config.access_key_id and config.access_key_secret:
            token = config.security_token or None
            self._own = (config.access_key_id, config.access_key_secret, token)
            config.type = "sts" if token else "access_key"
        elif config.credential is not None:
            self._credential = config.credential
        elif config.access_key_id or config.access_key_secret:
            raise Wrong(
                code="InvalidCredentials",
                message="half an access key: give access_key_id and access_key_secret, or neither",
            )

    def source(self) -> _Key | Callable[[], _Key] | None:
        """As the native client takes it, which knows the environment itself."""
        return self._ask if self._credential is not None else self._own

    def read(self) -> _Key:
        """The key of this moment; empty if it is left to the environment."""
        return self._ask() if self._credential is not None else self._own or ("", "", None)

    def _ask(self) -> _Key:
        key = self._credential.get_credential()
        if getattr(key, "type", None) in ("bearer", "id_token"):
            raise NotImplementedError(
                f"dbs_sdk.dropin does not offer credentials of type {key.type!r}: use one that "
                "gives an access key"
            )
        return (key.access_key_id, key.access_key_secret, key.security_token or None)
