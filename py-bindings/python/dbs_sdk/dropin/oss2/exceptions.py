"""What goes wrong, as oss2 names it. One tree, which is also dbs_sdk's: ``except dbs_sdk.DbsError``."""

from __future__ import annotations

from dbs_sdk._errors import DbsError, IntegrityError, NetworkError, ServiceError

from ._offer import refuse
from .headers import OSS_NEXT_APPEND_POSITION, OSS_REQUEST_ID
from .http import CaseInsensitiveDict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

OSS_CLIENT_ERROR_STATUS = -1
OSS_REQUEST_ERROR_STATUS = -2
OSS_INCONSISTENT_ERROR_STATUS = -3
OSS_FORMAT_ERROR_STATUS = -4
OSS_SELECT_CLIENT_ERROR_STATUS = -5


class OssError(DbsError):
    """Something went wrong. Its text and its attributes hold no secret."""

    status: int
    """Of HTTP; below zero if the service did not answer with one."""
    code: str
    """The service's, such as ``NoSuchKey``; empty if it gave none."""
    request_id: str
    """The id that the service's support asks for."""
    headers: Mapping[str, Any]
    """Of the answer."""
    body: Any
    """Of the answer, without what it repeats of the signature; or what is wrong."""
    details: Mapping[str, str]
    """What the body says, by name."""
    message: str
    """The service's, for people."""
    ec: str
    """Its finer code."""
    may_have_taken_effect: bool = False
    """Whether the service may have carried the request out all the same."""

    def __init__(
        self, status: int, headers: Mapping[str, Any], body: Any, details: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.args = (status, headers, body, details)
        self.status = status
        self.headers = headers
        self.body = body
        self.details = details
        self.request_id = headers.get(OSS_REQUEST_ID, "")
        self.code = details.get("Code", "")
        self.message = details.get("Message", "")
        self.ec = details.get("EC", "")

    def __str__(self) -> str:
        return self._text(self.details)

    def _text(self, details: Any) -> str:
        return str({"status": self.status, OSS_REQUEST_ID: self.request_id, "details": details})


class _Own(OssError):
    """Of this side; its text is its body."""

    def __str__(self) -> str:
        return self._text(self.body)


class ClientError(_Own):
    """An argument, a setting or a file is wrong."""

    def __init__(self, message: str) -> None:
        super().__init__(OSS_CLIENT_ERROR_STATUS, {}, f"ClientError: {message}", {})
        self.args = (message,)


class RequestError(_Own):
    """No whole answer came, for all tries."""

    def __init__(self, e: Any) -> None:
        super().__init__(OSS_REQUEST_ERROR_STATUS, {}, f"RequestError: {e}", {})
        self.args = (e,)
        self.exception = e
        self.retryable = True


class InconsistentError(_Own):
    """Bytes that arrived are not the bytes that were read."""

    def __init__(self, message: str, request_id: str = "") -> None:
        headers = {OSS_REQUEST_ID: request_id}
        body = f"InconsistentError: {message}"
        super().__init__(OSS_INCONSISTENT_ERROR_STATUS, headers, body, {})
        self.args = (message, request_id)


class OpenApiFormatError(_Own):
    """A text is not what it should be."""

    def __init__(self, message: str) -> None:
        super().__init__(OSS_FORMAT_ERROR_STATUS, {}, message, {})
        self.args = (message,)


class ServerError(OssError):
    """The service refused or failed."""


class NotFound(ServerError):
    status = 404
    code = ""


class MalformedXml(ServerError):
    status = 400
    code = "MalformedXML"


class InvalidRequest(ServerError):
    status = 400
    code = "InvalidRequest"


class OperationNotSupported(ServerError):
    status = 400
    code = "OperationNotSupported"


class RestoreAlreadyInProgress(ServerError):
    status = 409
    code = "RestoreAlreadyInProgress"


class InvalidArgument(ServerError):
    status = 400
    code = "InvalidArgument"

    def __init__(
        self, status: int, headers: Mapping[str, Any], body: Any, details: Mapping[str, str]
    ) -> None:
        super().__init__(status, headers, body, details)
        self.name = details.get("ArgumentName")
        self.value = details.get("ArgumentValue")


class InvalidDigest(ServerError):
    status = 400
    code = "InvalidDigest"


class InvalidObjectName(ServerError):
    status = 400
    code = "InvalidObjectName"


class NotImplemented(ServerError):
    status = 400
    code = "NotImplemented"


class InvalidEncryptionRequest(ServerError):
    status = 400
    code = "InvalidEncryptionRequest"


class NoSuchBucket(NotFound):
    status = 404
    code = "NoSuchBucket"


class NoSuchKey(NotFound):
    status = 404
    code = "NoSuchKey"


class NoSuchUpload(NotFound):
    status = 404
    code = "NoSuchUpload"


class NoSuchServerSideEncryptionRule(NotFound):
    status = 404
    code = "NoSuchServerSideEncryptionRule"


class Conflict(ServerError):
    status = 409
    code = ""


class BucketNotEmpty(Conflict):
    status = 409
    code = "BucketNotEmpty"


class PositionNotEqualToLength(Conflict):
    status = 409
    code = "PositionNotEqualToLength"

    def __init__(
        self, status: int, headers: Mapping[str, Any], body: Any, details: Mapping[str, str]
    ) -> None:
        super().__init__(status, headers, body, details)
        self.next_position = int(headers[OSS_NEXT_APPEND_POSITION])


class ObjectNotAppendable(Conflict):
    status = 409
    code = "ObjectNotAppendable"


class PreconditionFailed(ServerError):
    status = 412
    code = "PreconditionFailed"


class NotModified(ServerError):
    status = 304
    code = ""


class AccessDenied(ServerError):
    status = 403
    code = "AccessDenied"


class InvalidEncryptionAlgorithmError(ServerError):
    status = 400
    code = "InvalidEncryptionAlgorithmError"


class SignatureDoesNotMatch(ServerError):
    status = 403
    code = "SignatureDoesNotMatch"


class ObjectAlreadyExists(ServerError):
    status = 400
    code = "ObjectAlreadyExists"


class PartNotSequential(ServerError):
    status = 400
    code = "PartNotSequential"


class NoSuchWORMConfiguration(ServerError):
    status = 404
    code = "NoSuchWORMConfiguration"


class WORMConfigurationLocked(ServerError):
    status = 403
    code = "WORMConfigurationLocked"


class InvalidWORMConfiguration(ServerError):
    status = 400
    code = "InvalidWORMConfiguration"


_CLASSES = {
    (kind.status, kind.code): kind
    for kind in globals().values()
    if isinstance(kind, type) and issubclass(kind, ServerError) and kind is not ServerError
}


def of_answer(
    status: int, headers: Mapping[str, Any], body: Any, details: Mapping[str, str]
) -> ServerError:
    """The class that the status and the code have."""
    kind = _CLASSES.get((status, details.get("Code", "")), ServerError)
    error = kind(status, headers, body, details)
    error.retryable = status >= 500 and status != 501
    return error


def translated(error: DbsError, method: str = "") -> OssError:
    """What oss2 would raise in the place of an error of the native client."""
    raised = _translated(error, method)
    raised.may_have_taken_effect = getattr(error, "may_have_taken_effect", False)
    return raised


def _translated(error: DbsError, method: str) -> OssError:
    if error.status is not None:
        headers, details = getattr(error, "oss", None) or ([], [])
        said = dict(details)
        body = b"" if method == "HEAD" else _document(said)
        return of_answer(error.status, CaseInsensitiveDict(headers), body, said)
    if isinstance(error, IntegrityError):
        return InconsistentError(str(error), error.request_id or "")
    if isinstance(error, (NetworkError, ServiceError)):
        return RequestError(error)
    return ClientError(str(error))


def _document(details: Mapping[str, str]) -> bytes:
    """The answer's, as far as it may be told."""
    from xml.sax.saxutils import escape

    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in details.items())
    return f"<Error>{inner}</Error>".encode() if inner else b""


def __getattr__(name: str) -> object:
    raise refuse("oss2.exceptions", name)
