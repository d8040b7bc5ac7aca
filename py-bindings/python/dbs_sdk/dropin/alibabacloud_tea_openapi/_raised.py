"""From the errors of this package to those that callers of the official client catch.

Each is both: `except ClientException` and `except dbs_sdk.RefusedError` catch the same.
"""

from __future__ import annotations

from dbs_sdk._errors import (
    CredentialsError,
    DbsError,
    InputError,
    NetworkError,
    RefusedError,
    ServiceError,
)
from dbs_sdk._masked import Masked
from dbs_sdk.dropin.darabonba.exceptions import RetryError
from dbs_sdk.dropin.Tea.exceptions import UnretryableException

from .exceptions import (
    AlibabaCloudException,
    ClientException,
    ServerException,
    ThrottlingException,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


class Refused(ClientException, RefusedError):
    """The service said no."""


class Wrong(ClientException, InputError):
    """An argument or a setting is wrong."""


class Keyless(ClientException, CredentialsError):
    """There is no key to sign with."""


class Failed(ServerException, ServiceError):
    """The service failed, or its answer cannot be read."""


class Throttled(ThrottlingException, ClientException, ServiceError):
    """Too many calls. The official client knows it by a header alone, else as a ClientException."""


class Unanswered(UnretryableException, NetworkError):
    """No answer came."""

    def __init__(self, message: str = "") -> None:
        super().__init__(None, RetryError(message))
        self.name = "UnretryableException"
        self.status = None
        self.request_id = None
        self.stage = None
        self.backup_set_id = None
        self.retryable = True
        self.args = (message,)


def reraise(error: DbsError) -> NoReturn:
    """Raises the same error as the official client would."""
    if isinstance(error, AlibabaCloudException):
        raise error
    if isinstance(error.__cause__, NotImplementedError):
        # A key of a kind that is not offered.
        raise error.__cause__ from None
    raise _translated(error) from error.__cause__


def _translated(error: DbsError) -> Exception:
    text = str(error)
    if isinstance(error, NetworkError):
        unanswered = Unanswered(text)
        unanswered.retryable = error.retryable
        return unanswered
    kind: type[AlibabaCloudException]
    code = error.code
    if (code or "").startswith("Throttling") or error.status == 429:
        kind = Throttled
    elif isinstance(error, CredentialsError):
        kind, code = Keyless, "InvalidCredentials"
    elif isinstance(error, InputError):
        kind = Wrong
    elif isinstance(error, RefusedError):
        kind = Refused
    elif isinstance(error, ServiceError):
        kind = Failed
    else:
        return error
    data: dict[str, Any] | None = None
    if error.code is not None:
        data = Masked(Code=error.code, Message=text, RequestId=error.request_id)
    raised = kind(
        status_code=error.status,
        code=code,
        message=text,
        request_id=error.request_id,
        data=data,
    )
    raised.retryable = error.retryable
    return raised
