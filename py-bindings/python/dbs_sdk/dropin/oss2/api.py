"""A bucket."""

from __future__ import annotations

from . import _wire, _xml, defaults, exceptions
from . import auth as auths
from ._content import Content
from ._offer import NotOffered, refuse
from ._parts import SentParts
from ._place import is_address, normal, timeout
from ._wire import Response
from .compat import to_string, to_unicode
from .exceptions import ClientError
from .http import CaseInsensitiveDict
from .models import (
    GetBucketLocationResult,
    GetObjectMetaResult,
    GetObjectResult,
    HeadObjectResult,
    InitMultipartUploadResult,
    ListMultipartUploadsResult,
    ListObjectsResult,
    ListObjectsV2Result,
    ListPartsResult,
    PutObjectResult,
    RequestResult,
)
from .utils import (
    calc_obj_crc_from_parts,
    check_crc,
    is_valid_bucket_name,
    set_content_type,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from .http import Session

    _Headers = Mapping[str, Any] | None
    _Progress = Callable[[int, int | None], object] | None

_TRIES = 8
"""Of each request: 13 s of pauses on the average, and never more than 26."""


class Bucket:
    """The calls about one bucket and its objects. For all threads; one pool of connections."""

    PROCESS = "x-oss-process"
    SEQUENTIAL = "sequential"
    OBJECTMETA = "objectMeta"
    LOCATION = "location"

    def __init__(
        self,
        auth: Any,
        endpoint: str,
        bucket_name: str,
        is_cname: bool = False,
        session: Session | None = None,
        connect_timeout: Any = None,
        app_name: str = "",
        enable_crc: bool = True,
        proxies: Mapping[str, str] | None = None,
        region: str | None = None,
        cloudbox_id: str | None = None,
        is_path_style: bool = False,
        is_verify_object_strict: bool = True,
    ) -> None:
        if cloudbox_id is not None:
            raise NotOffered("cloudbox_id is not offered by dbs_sdk.dropin: use the official oss2")
        auths.signature(auth)
        self.auth = auth
        self.endpoint = normal(endpoint)
        self.session = session
        self.timeout = timeout(defaults.get(connect_timeout, defaults.connect_timeout))
        self.app_name = app_name
        self.enable_crc = enable_crc
        self.proxies = proxies
        self.region = region
        self.product = "oss"
        self.cloudbox_id = None
        self.is_verify_object_strict = is_verify_object_strict
        self.bucket_name = bucket_name.strip()
        if not is_valid_bucket_name(self.bucket_name):
            raise ClientError(
                f"{self.bucket_name!r} is no bucket name: 3 to 63 lower-case letters, digits and "
                "inner hyphens"
            )
        self._is_cname = is_cname
        self._is_path_style = is_path_style
        self._wire = _wire.Wire()
        self._sent = SentParts()

    def init_multipart_upload(
        self, key: str, headers: _Headers = None, params: Mapping[str, Any] | None = None
    ) -> InitMultipartUploadResult:
        """Begins an upload."""
        headers = set_content_type(CaseInsensitiveDict(headers), key)
        params = {**(params or {}), "uploads": ""}
        resp = self._do("InitiateMultipartUpload", "POST", _key(key), params, headers)
        result = InitMultipartUploadResult(resp)
        result.upload_id = _xml.text(_xml.root(resp.read()), "UploadId")
        return result

    def upload_part(
        self,
        key: str,
        upload_id: str,
        part_number: int,
        data: Any,
        progress_callback: _Progress = None,
        headers: _Headers = None,
    ) -> PutObjectResult:
        """Sends a part. Its CRC-64 is compared with the service's, also without enable_crc."""
        params = {"uploadId": upload_id, "partNumber": str(part_number)}
        with Content(data) as content:
            resp = self._do(
                "UploadPart",
                "PUT",
                _key(key),
                params,
                headers,
                content,
                progress_callback=progress_callback,
            )
        result = PutObjectResult(resp)
        self._sent.add(upload_id, part_number, result.etag, _wire.length(content), result.crc)
        return result

    def complete_multipart_upload(
        self, key: str, upload_id: str, parts: Iterable[Any] | None, headers: _Headers = None
    ) -> PutObjectResult:
        """Joins the parts into the object, whose CRC-64 is compared where that of all parts is known:
        of those that this Bucket sent, and of those that tell it."""
        text = known = None
        if parts is not None:
            parts = sorted(parts, key=lambda part: part.part_number)
            text = _xml.part_list(parts)
            known = calc_obj_crc_from_parts(self._sent.known(upload_id, parts))
        try:
            resp = self._do(
                "CompleteMultipartUpload",
                "POST",
                _key(key),
                {"uploadId": upload_id},
                {"Content-Type": "application/xml", **CaseInsensitiveDict(headers)}
                if text is not None
                else headers,
                text=text,
            )
        except exceptions.NoSuchUpload as error:
            # How the service answers the repetition of a completion whose answer was lost.
            if not error.may_have_taken_effect:
                raise
            head = self._left(key, error)
            if known is None:
                raise _doubt("the upload may have been completed", error) from error
            if head.server_crc != known:
                raise
            resp = Response(200, head.headers, b"")
        result = PutObjectResult(resp)
        self._sent.forget(upload_id)
        check_crc("multipart upload", known, result.crc, result.request_id)
        return result

    def abort_multipart_upload(
        self, key: str, upload_id: str, headers: _Headers = None
    ) -> RequestResult:
        """Drops an upload and its parts."""
        params = {"uploadId": upload_id}
        try:
            resp = self._do("AbortMultipartUpload", "DELETE", _key(key), params, headers)
        except exceptions.NoSuchUpload as error:
            if not error.may_have_taken_effect:
                raise
            resp = Response(204, CaseInsensitiveDict(error.headers), b"")
        self._sent.forget(upload_id)
        return RequestResult(resp)

    def list_parts(
        self,
        key: str,
        upload_id: str,
        marker: Any = "",
        max_parts: int = 1000,
        headers: _Headers = None,
    ) -> ListPartsResult:
        """A page of the parts that the service has."""
        params = {"uploadId": upload_id, "part-number-marker": marker, "max-parts": max_parts}
        resp = self._do("ListParts", "GET", _key(key), _said(params), headers)
        result = ListPartsResult(resp)
        _xml.parts(result, resp.read())
        return result

    def list_multipart_uploads(
        self,
        prefix: str = "",
        delimiter: str = "",
        key_marker: str = "",
        upload_id_marker: str = "",
        max_uploads: int = 1000,
        headers: _Headers = None,
    ) -> ListMultipartUploadsResult:
        """A page of the uploads that were begun and neither completed nor aborted."""
        params = {
            "prefix": prefix,
            "delimiter": delimiter,
            "key-marker": key_marker,
            "upload-id-marker": upload_id_marker,
            "max-uploads": max_uploads,
            "encoding-type": "url",
        }
        params = {"uploads": "", **_said(params)}
        resp = self._do("ListMultipartUploads", "GET", None, params, headers)
        result = ListMultipartUploadsResult(resp)
        _xml.uploads(result, resp.read())
        return result

    def put_object(
        self,
        key: str,
        data: Any,
        headers: _Headers = None,
        progress_callback: _Progress = None,
    ) -> PutObjectResult:
        """Writes an object in one request."""
        headers = set_content_type(CaseInsensitiveDict(headers), key)
        with Content(data) as content:
            try:
                resp = self._do(
                    "PutObject",
                    "PUT",
                    _key(key),
                    None,
                    headers,
                    content,
                    progress_callback=progress_callback,
                )
            except exceptions.ServerError as error:
                # How the service answers the repetition where nothing may be overwritten.
                if error.code != "FileAlreadyExists" or not error.may_have_taken_effect:
                    raise
                head = self._left(key, error)
                if head.content_length != _wire.length(content):
                    raise
                if head.etag != content.md5():
                    # Of what the service encrypts by a key of its own, the ETag is another one.
                    raise _doubt("the object may have been written", error) from error
                content.sent()
                resp = Response(200, head.headers, b"")
        return PutObjectResult(resp)

    def put_object_from_file(
        self,
        key: str,
        filename: str,
        headers: _Headers = None,
        progress_callback: _Progress = None,
    ) -> PutObjectResult:
        """Writes an object in one request."""
        headers = set_content_type(CaseInsensitiveDict(headers), filename)
        with open(to_unicode(filename), "rb") as file:
            return self.put_object(key, file, headers=headers, progress_callback=progress_callback)

    def head_object(
        self, key: str, headers: _Headers = None, params: Mapping[str, Any] | None = None
    ) -> HeadObjectResult:
        """What the service says of an object."""
        return HeadObjectResult(self._do("HeadObject", "HEAD", _key(key), params, headers))

    def get_object_meta(
        self, key: str, params: Mapping[str, Any] | None = None, headers: _Headers = None
    ) -> GetObjectMetaResult:
        """The least that the service says of an object."""
        params = {Bucket.OBJECTMETA: "", **(params or {})}
        return GetObjectMetaResult(self._do("GetObjectMeta", "HEAD", _key(key), params, headers))

    def object_exists(self, key: str, headers: _Headers = None) -> bool:
        """Whether there is such an object."""
        try:
            self.get_object_meta(key, headers=headers)
        except exceptions.NoSuchBucket:
            raise
        except exceptions.NotFound:
            return False
        return True

    def get_object(
        self,
        key: str,
        byte_range: tuple[int | None, int | None] | None = None,
        headers: _Headers = None,
        progress_callback: _Progress = None,
        process: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> GetObjectResult:
        """An object, or a range of it, to be read."""
        headers = CaseInsensitiveDict(headers)
        if byte_range is not None and tuple(byte_range) != (None, None):
            first, last = ("" if end is None else end for end in byte_range)
            headers["range"] = f"bytes={first}-{last}"
        params = dict(params or {})
        if process:
            params[Bucket.PROCESS] = process
        stream = _wire.opened(self._native(), "GetObject", "GET", _key(key), params, headers)
        return GetObjectResult(stream, progress_callback, self.enable_crc)

    def get_object_to_file(
        self,
        key: str,
        filename: str,
        byte_range: tuple[int | None, int | None] | None = None,
        headers: _Headers = None,
        progress_callback: _Progress = None,
        process: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> GetObjectResult:
        """Reads an object, or a range of it, into a file."""
        with open(to_unicode(filename), "wb") as file:
            result = self.get_object(
                key,
                byte_range=byte_range,
                headers=headers,
                progress_callback=progress_callback,
                process=process,
                params=params,
            )
            size = 0
            with result:
                while True:
                    piece = result.read(1024 * 1024)
                    if not piece:
                        break
                    file.write(piece)
                    size += len(piece)
            if result.content_length not in (None, size):
                raise exceptions.InconsistentError(
                    f"{size} bytes came of {result.content_length}", result.request_id
                )
            return result

    def delete_object(
        self, key: str, params: Mapping[str, Any] | None = None, headers: _Headers = None
    ) -> RequestResult:
        """Removes an object; no error if there is none."""
        return RequestResult(self._do("DeleteObject", "DELETE", _key(key), params, headers))

    def copy_object(
        self,
        source_bucket_name: str,
        source_key: str,
        target_key: str,
        headers: _Headers = None,
        params: Mapping[str, Any] | None = None,
    ) -> PutObjectResult:
        """Copies an object inside of the service."""
        from urllib.parse import quote

        headers = CaseInsensitiveDict(headers)
        source = f"/{source_bucket_name}/{quote(source_key, '')}"
        if params and "versionId" in params:
            source += f"?versionId={params['versionId']}"
        headers["x-oss-copy-source"] = source
        return PutObjectResult(self._do("CopyObject", "PUT", _key(target_key), None, headers))

    def list_objects(
        self,
        prefix: str = "",
        delimiter: str = "",
        marker: str = "",
        max_keys: int = 100,
        headers: _Headers = None,
    ) -> ListObjectsResult:
        """A page of the objects."""
        params = {
            "prefix": prefix,
            "delimiter": delimiter,
            "marker": marker,
            "max-keys": max_keys,
            "encoding-type": "url",
        }
        resp = self._do("ListObjects", "GET", None, _said(params), headers)
        result = ListObjectsResult(resp)
        _xml.objects(result, resp.read())
        return result

    def list_objects_v2(
        self,
        prefix: str = "",
        delimiter: str = "",
        continuation_token: str = "",
        start_after: str = "",
        fetch_owner: bool = False,
        encoding_type: str = "url",
        max_keys: int = 100,
        headers: _Headers = None,
    ) -> ListObjectsV2Result:
        """A page of the objects."""
        params = {
            "list-type": "2",
            "prefix": prefix,
            "delimiter": delimiter,
            "continuation-token": continuation_token,
            "start-after": start_after,
            "fetch-owner": str(fetch_owner).lower(),
            "max-keys": max_keys,
            "encoding-type": encoding_type,
        }
        resp = self._do("ListObjectsV2", "GET", None, _said(params), headers)
        result = ListObjectsV2Result(resp)
        _xml.objects(result, resp.read())
        return result

    def get_bucket_location(self) -> GetBucketLocationResult:
        """Where the bucket is, such as ``oss-cn-hangzhou``."""
        resp = self._do("GetBucketLocation", "GET", None, {Bucket.LOCATION: ""})
        result = GetBucketLocationResult(resp)
        result.location = _xml.root(resp.read()).text or ""
        return result

    def sign_url(
        self,
        method: str,
        key: str,
        expires: int,
        headers: _Headers = None,
        params: Mapping[str, Any] | None = None,
        slash_safe: bool = False,
        additional_headers: Iterable[str] | None = None,
    ) -> str:
        """A URL that does this for whoever has it, for so many seconds."""
        if key is None or not key.strip():
            raise ClientError("the key is empty")
        if additional_headers:
            raise NotOffered("additional_headers is not offered: x-oss- headers are always signed")
        strict = self.is_verify_object_strict and self.auth.auth_version() == "v1"
        if strict and to_string(key).startswith("?"):
            raise ClientError("the key begins with a question mark")
        native, key = self._native(), _key(key)
        given = (_wire.query(params), _wire.fields(headers, None))
        url: str = _wire.waited(native.presign(method, key, *given, int(expires)))
        if slash_safe:
            return url
        from urllib.parse import quote

        place, mark, query = url.partition("?")
        path = quote(key, "/")
        return place[: -len(path)] + path.replace("/", "%2F") + mark + query

    def _do(
        self,
        operation: str,
        method: str,
        key: str | None,
        params: Mapping[str, Any] | None = None,
        headers: _Headers = None,
        content: Content | None = None,
        text: str | None = None,
        progress_callback: _Progress = None,
    ) -> Response:
        return _wire.sent(
            self._native(),
            operation,
            method,
            key,
            params,
            headers,
            content,
            text,
            progress_callback,
        )

    def _native(self) -> Any:
        return self._wire.bucket(self._settings(), self.bucket_name, self.auth)

    def _settings(self, traffic_limit: int | None = None) -> dict[str, Any]:
        """As the native bucket takes them."""
        connect, read = self.timeout if isinstance(self.timeout, tuple) else (self.timeout,) * 2
        return {
            "endpoint": self.endpoint,
            "region": self.region and self.region.removeprefix("oss-"),
            "signature": auths.signature(self.auth),
            "addressing": self._addressing(),
            "allow_http": True,
            "ca_file": _wire.ca_file(),
            "proxy": _wire.proxy(self.endpoint, self._host(), self.proxies),
            "connect_timeout": connect,
            "stall_timeout": read,
            "answer_timeout": read,
            "user_agent": _wire.user_agent(self.app_name),
            "tries": _TRIES,
            "traffic_limit": traffic_limit,
        }

    def _host(self) -> str:
        """Where requests go."""
        host = self.endpoint.partition("://")[2].partition(":")[0]
        beneath = not (self._is_cname or self._is_path_style or is_address(host))
        return f"{self.bucket_name}.{host}" if beneath else host

    def _addressing(self) -> str:
        if self._is_cname:
            return "cname"
        return "path" if self._is_path_style else "auto"

    def _left(self, key: str, error: exceptions.ServerError) -> HeadObjectResult:
        """What a call left behind whose answer was lost. If it is nothing, `error` stands."""
        try:
            return self.head_object(key)
        except exceptions.NotFound:
            raise error from None
        except exceptions.OssError as unknown:
            raise _doubt("the call may have been carried out", error) from unknown

    def __reduce__(self) -> Any:
        """A copy has connections of its own."""
        given = (self.auth, self.endpoint, self.bucket_name, self._is_cname, None, self.timeout)
        more = (self.app_name, self.enable_crc, self.proxies, self.region, None)
        return Bucket, (*given, *more, self._is_path_style, self.is_verify_object_strict)

    def __repr__(self) -> str:
        given = (vars(self).get(name) for name in ("auth", "endpoint", "bucket_name"))
        return f"Bucket({', '.join(map(repr, given))})"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"Bucket has no attribute {name!r}")
        raise refuse("oss2.Bucket", name)


def _doubt(what: str, error: exceptions.ServerError) -> exceptions.RequestError:
    """For when nobody can tell what became of a call."""
    doubt = exceptions.RequestError(f"an answer was lost, and {what}; repeated, it got: {error}")
    doubt.may_have_taken_effect = True
    doubt.retryable = False
    return doubt


def _key(key: Any) -> str:
    if not key:
        raise ClientError("the key is empty")
    text: str = to_string(key)
    return text


def _said(params: dict[str, Any]) -> dict[str, Any]:
    """Without those that say nothing."""
    return {name: value for name, value in params.items() if value not in ("", None)}


def __getattr__(name: str) -> object:
    raise refuse("oss2.api", name)
