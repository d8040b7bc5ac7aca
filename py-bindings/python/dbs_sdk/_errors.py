"""The exceptions. One tree: ``except DbsError`` catches whatever this package raises on its own."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "CredentialsError",
    "DbsError",
    "FileError",
    "InputError",
    "IntegrityError",
    "JournalError",
    "NetworkError",
    "RefusedError",
    "ServiceError",
]


class DbsError(Exception):
    """Something went wrong. Neither its text nor its attributes hold a secret."""

    code: str | None
    """The service's error code, such as ``Request.Forbidden``, if the service said one."""
    status: int | None
    """The HTTP status of the answer that refused; 200 with a business failure is seen."""
    request_id: str | None
    """The id that the service's support asks for."""
    stage: str | None
    """Of ``register_backup_set``: preflight, register, access, upload or confirm."""
    backup_set_id: str | None
    """The backup set that stands on the service, once its id is known."""
    retryable: bool
    """Whether the same call may succeed later without a change on this side."""
    upload_id: str | None = None
    """Of ``Uploader``: the multipart upload that stands in the bucket, or stood."""
    part_number: int | None = None
    """Of ``Uploader``: the part that failed."""
    remains: str | None = None
    """Of ``Uploader``: what stands in the bucket: nothing, upload, whole, object, unverified or unknown."""

    def __init__(
        self,
        message: str = "",
        code: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        stage: str | None = None,
        backup_set_id: str | None = None,
        retryable: bool = False,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.request_id = request_id
        self.stage = stage
        self.backup_set_id = backup_set_id
        self.retryable = retryable

    def __reduce__(self) -> tuple[Any, ...]:
        # The number of an OSError lies beside its attributes.
        number = getattr(self, "errno", None)
        numbered = {} if number is None else {"errno": number}
        return type(self), self.args, {**self.__dict__, **numbered}


class InputError(DbsError, ValueError):
    """An argument, a setting or a file is wrong. Nothing was registered, unless a file changed while it
    was uploaded: then backup_set_id says what stands."""


class FileError(InputError, OSError):
    """A file cannot be opened or read. errno is that of the system, if it said one."""

    errno: int | None


class CredentialsError(InputError):
    """There is no key, or whoever gives it failed; then that failure is the cause."""


class JournalError(DbsError, OSError):
    """The notes of a backup are damaged or cannot be written, or another process is at work on it."""


class RefusedError(DbsError):
    """The service said no and would say it again: key, permissions, parameters."""


class ServiceError(DbsError):
    """The service failed or was too busy for all tries, or its answer cannot be read."""


class NetworkError(DbsError, ConnectionError):
    """No connection, or it broke, for all tries."""


class IntegrityError(DbsError):
    """Bytes that arrived are not the bytes that were read."""
