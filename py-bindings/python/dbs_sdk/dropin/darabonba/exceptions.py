"""What clients of alibabacloud_tea_openapi 0.4 raise, for programs that catch it."""

from __future__ import annotations

from dbs_sdk.dropin.Tea.exceptions import RequiredArgumentException as TeaRequiredArgumentException
from dbs_sdk.dropin.Tea.exceptions import TeaException
from dbs_sdk.dropin.Tea.exceptions import UnretryableException as TeaUnretryableException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "DaraException",
    "RequiredArgumentException",
    "ResponseException",
    "RetryError",
    "UnretryableException",
    "ValidateException",
]


class DaraException(TeaException):
    """A call that failed."""

    def __init__(self, dic: dict[str, Any]) -> None:
        super().__init__(dic)
        self.detail = dic.get("detail")
        self.name = "DaraException"


class ResponseException(DaraException):
    """A call that the service answered with an error."""

    def __init__(
        self,
        code: str | None = None,
        message: str | None = None,
        status_code: int | None = None,
        retry_after: int | None = None,
        data: dict[str, Any] | None = None,
        access_denied_detail: dict[str, Any] | None = None,
        description: str | None = None,
        detail: str | None = None,
        stack: str | None = None,
    ) -> None:
        if data and status_code is not None:
            data["statusCode"] = status_code
        super().__init__(
            {
                "code": code,
                "message": message,
                "data": data,
                "description": description,
                "detail": detail,
                "accessDeniedDetail": access_denied_detail,
            }
        )
        self.name = "ResponseException"
        self.status_code = status_code
        self.retry_after = retry_after
        self.stack = stack


class ValidateException(Exception):
    """A field that a model does not allow."""


class RequiredArgumentException(TeaRequiredArgumentException):
    """A field that must be there and is not."""


class RetryError(Exception):
    """No answer came."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.data = None
        self.name = "RetryError"


class UnretryableException(TeaUnretryableException):
    """No answer came, for all tries. ``_context`` has ``exception`` and ``http_request``."""

    def __init__(self, _context: Any) -> None:
        super().__init__(_context.http_request, _context.exception)
        self.name = "UnretryableException"
