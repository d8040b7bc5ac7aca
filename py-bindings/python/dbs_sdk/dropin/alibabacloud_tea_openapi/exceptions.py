"""What the client raises: the classes of alibabacloud_tea_openapi 0.4.6, each a DbsError too."""

from __future__ import annotations

from dbs_sdk._errors import DbsError
from dbs_sdk.dropin.darabonba.exceptions import ResponseException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["AlibabaCloudException", "ClientException", "ServerException", "ThrottlingException"]


class AlibabaCloudException(ResponseException, DbsError):
    """A call that did not succeed. Neither its text nor its attributes hold a secret."""

    def __init__(
        self,
        *,
        status_code: int | None = None,
        code: str | None = None,
        message: str | None = None,
        detail: str | None = None,
        description: str | None = None,
        request_id: str | None = None,
        retry_after: int | None = None,
        data: dict[str, Any] | None = None,
        access_denied_detail: dict[str, Any] | None = None,
        stack: str | None = None,
    ) -> None:
        super().__init__(
            code=code,
            message=message,
            status_code=status_code,
            retry_after=retry_after,
            data=data,
            access_denied_detail=access_denied_detail,
            description=description,
            detail=detail,
            stack=stack,
        )
        self.request_id = request_id
        self.access_denied_detail = access_denied_detail
        # The rest of what a DbsError has.
        self.status = status_code
        self.stage = None
        self.backup_set_id = None
        self.retryable = False
        self.name = type(self)._NAME

    _NAME = "AlibabaCloudException"


class ClientException(AlibabaCloudException):
    """The service refused the call (HTTP 4xx), or a setting is wrong."""

    _NAME = "ClientException"


class ServerException(AlibabaCloudException):
    """The service failed (HTTP 5xx)."""

    _NAME = "ServerException"


class ThrottlingException(AlibabaCloudException):
    """The service was called too often."""

    _NAME = "ThrottlingException"
