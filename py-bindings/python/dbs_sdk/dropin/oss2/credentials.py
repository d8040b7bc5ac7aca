"""Who hands out keys."""

from __future__ import annotations

import os

from ._offer import refuse
from .exceptions import ClientError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Credentials:
    """A key. Its repr masks the secrets."""

    def __init__(
        self, access_key_id: str = "", access_key_secret: str = "", security_token: str = ""
    ) -> None:
        self.access_key_id = access_key_id
        self.access_key_secret = access_key_secret
        self.security_token = security_token

    def get_access_key_id(self) -> str:
        return self.access_key_id

    def get_access_key_secret(self) -> str:
        return self.access_key_secret

    def get_security_token(self) -> str:
        return self.security_token

    def __repr__(self) -> str:
        token = ", '***'" if self.security_token else ""
        return f"{type(self).__name__}({self.access_key_id!r}, '***'{token})"


class CredentialsProvider:
    """Asked for a key before each request."""

    def get_credentials(self) -> Any:
        return None


class StaticCredentialsProvider(CredentialsProvider):
    """Always the same key."""

    def __init__(
        self, access_key_id: str = "", access_key_secret: str = "", security_token: str = ""
    ) -> None:
        self.credentials = Credentials(access_key_id, access_key_secret, security_token)

    def get_credentials(self) -> Credentials:
        return self.credentials

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.credentials!r})"


class EnvironmentVariableCredentialsProvider(CredentialsProvider):
    """OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET and OSS_SESSION_TOKEN."""

    def get_credentials(self) -> Credentials:
        id = os.environ.get("OSS_ACCESS_KEY_ID")
        secret = os.environ.get("OSS_ACCESS_KEY_SECRET")
        if not id or not secret:
            missing = "OSS_ACCESS_KEY_SECRET" if id else "OSS_ACCESS_KEY_ID"
            raise ClientError(f"the environment has no {missing}")
        return Credentials(id, secret, os.environ.get("OSS_SESSION_TOKEN", ""))


def __getattr__(name: str) -> object:
    raise refuse("oss2.credentials", name)
