"""Who signs, and how: requests are V4 wherever the region is known, also of those who say V1."""

from __future__ import annotations

from dbs_sdk._credentials import Credentials

from ._offer import NotOffered, refuse
from .credentials import StaticCredentialsProvider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

AUTH_VERSION_1 = "v1"
AUTH_VERSION_2 = "v2"
AUTH_VERSION_4 = "v4"


class AuthBase:
    """Keys, by whoever hands them out."""

    def __init__(self, credentials_provider: Any) -> None:
        self.credentials_provider = credentials_provider

    def auth_version(self) -> str:
        return ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({vars(self).get('credentials_provider')!r})"

    def __getattr__(self, name: str) -> Any:
        raise refuse(f"oss2.{type(self).__name__}", name)


class ProviderAuth(AuthBase):
    """V1, unless the region is known."""

    def auth_version(self) -> str:
        return AUTH_VERSION_1


class ProviderAuthV4(AuthBase):
    """V4, which takes the region: Bucket's argument, or in the endpoint's name."""

    def auth_version(self) -> str:
        return AUTH_VERSION_4


class Auth(ProviderAuth):
    """One key."""

    def __init__(self, access_key_id: str, access_key_secret: str) -> None:
        super().__init__(_static(access_key_id, access_key_secret))


class AuthV4(ProviderAuthV4):
    """One key."""

    def __init__(self, access_key_id: str, access_key_secret: str) -> None:
        super().__init__(_static(access_key_id, access_key_secret))


class StsAuth(AuthBase):
    """A temporary key."""

    def __init__(
        self,
        access_key_id: str,
        access_key_secret: str,
        security_token: str,
        auth_version: str = AUTH_VERSION_1,
    ) -> None:
        _known(auth_version)
        super().__init__(
            StaticCredentialsProvider(access_key_id, access_key_secret, security_token)
        )
        self._version = AUTH_VERSION_4 if auth_version == AUTH_VERSION_4 else AUTH_VERSION_1

    def auth_version(self) -> str:
        return self._version


class AnonymousAuth:
    """Nobody: for buckets that anybody may read or write."""

    def auth_version(self) -> str:
        return ""

    def __getattr__(self, name: str) -> Any:
        raise refuse("oss2.AnonymousAuth", name)


def make_auth(
    access_key_id: str, access_key_secret: str, auth_version: str = AUTH_VERSION_1
) -> Auth | AuthV4:
    _known(auth_version)
    kind = AuthV4 if auth_version == AUTH_VERSION_4 else Auth
    return kind(access_key_id, access_key_secret)


def signature(auth: Any) -> str:
    """What the native bucket calls it."""
    if isinstance(auth, AnonymousAuth):
        return "unsigned"
    if not isinstance(auth, AuthBase):
        raise NotOffered(
            f"an auth of type {type(auth).__name__} is not offered by dbs_sdk.dropin: use Auth, "
            "AuthV4, StsAuth, AnonymousAuth, or ProviderAuth with a CredentialsProvider"
        )
    return "v4" if auth.auth_version() == AUTH_VERSION_4 else "auto"


def key(auth: Any) -> Credentials:
    """The key of now."""
    if isinstance(auth, AnonymousAuth):
        return Credentials("", "")
    given = auth.credentials_provider.get_credentials()
    return Credentials(
        given.get_access_key_id(),
        given.get_access_key_secret(),
        given.get_security_token() or None,
    )


def _static(access_key_id: str, access_key_secret: str) -> StaticCredentialsProvider:
    return StaticCredentialsProvider(access_key_id.strip(), access_key_secret.strip())


def _known(auth_version: str) -> None:
    if auth_version == AUTH_VERSION_2:
        raise refuse("oss2", "AuthV2")


def __getattr__(name: str) -> object:
    raise refuse("oss2.auth", name)
