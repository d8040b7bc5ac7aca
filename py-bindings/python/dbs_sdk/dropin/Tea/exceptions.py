"""What the official clients raise, for programs that catch it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "RequiredArgumentException",
    "RetryError",
    "TeaException",
    "UnretryableException",
    "ValidateException",
]


class TeaException(Exception):
    """A call that failed."""

    code: str | None
    message: str | None
    data: Any
    description: str | None
    accessDeniedDetail: Any
    statusCode: int
    """Only where there was an answer."""

    def __init__(self, dic: dict[str, Any]) -> None:
        for name in ("code", "message", "data", "description", "accessDeniedDetail"):
            setattr(self, name, dic.get(name))
        if isinstance(self.data, dict) and self.data.get("statusCode") is not None:
            self.statusCode = self.data["statusCode"]

    def __str__(self) -> str:
        from dbs_sdk._masked import Masked

        data = Masked(self.data) if isinstance(self.data, dict) else self.data
        return f"Error: {self.code} {self.message} Response: {data}"


class ValidateException(Exception):
    """A field that a model does not allow."""


class RequiredArgumentException(ValidateException):
    """A field that must be there and is not."""

    def __init__(self, arg: str) -> None:
        self.arg = arg

    def __str__(self) -> str:
        return f'"{self.arg}" is required.'


class RetryError(Exception):
    """No answer came."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.data = None


class UnretryableException(TeaException):
    """No answer came, for all tries."""

    def __init__(self, request: Any, ex: Exception) -> None:
        super().__init__({"message": repr(ex)})
        self.last_request = request
        self.inner_exception = ex

    def __str__(self) -> str:
        return str(self.inner_exception)
