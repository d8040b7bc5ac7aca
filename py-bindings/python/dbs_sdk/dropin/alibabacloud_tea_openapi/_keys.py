"""Where a client's key comes from."""

from __future__ import annotations

from dbs_sdk._credentials import Credentials

from ._raised import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .utils_models import Config


class Keys:
    """The key of a Config: its own, else its ``credential``'s, else what dbs_sdk.Client looks up."""

    def __init__(self, config: Config) -> None:
        self._own: Credentials | None = None
        self._credential: Any = None
        if config.access_key_id and config.access_key_secret:
            token = config.security_token or None
            self._own = Credentials(config.access_key_id, config.access_key_secret, token)
            config.type = "sts" if token else "access_key"
        elif config.credential is not None:
            self._credential = config.credential
        elif config.access_key_id or config.access_key_secret:
            raise Wrong(
                code="InvalidCredentials",
                message="half an access key: give access_key_id and access_key_secret, or neither",
            )

    def source(self) -> Credentials | Callable[[], Credentials] | None:
        """As dbs_sdk.Client takes it."""
        return self._ask if self._credential is not None else self._own

    def read(self) -> Credentials:
        """The key of this moment; empty if it is left to be looked up."""
        return self._ask() if self._credential is not None else self._own or Credentials("", "")

    def _ask(self) -> Credentials:
        key = self._credential.get_credential()
        if getattr(key, "type", None) in ("bearer", "id_token"):
            raise NotImplementedError(
                f"dbs_sdk.dropin does not offer credentials of type {key.type!r}: use one that "
                "gives an access key"
            )
        return Credentials(key.access_key_id, key.access_key_secret, key.security_token or None)
