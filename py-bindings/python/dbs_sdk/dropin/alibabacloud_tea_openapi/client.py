"""The client: calls of the OpenAPI in the words of alibabacloud_tea_openapi 0.4.6."""

from __future__ import annotations

from copy import copy

from dbs_sdk._client import Client as Connection
from dbs_sdk._client import _read
from dbs_sdk._errors import DbsError
from dbs_sdk._job import finish
from dbs_sdk.dropin.alibabacloud_openapi_util.client import Client as _Util
from dbs_sdk.dropin.alibabacloud_tea_util.models import RuntimeOptions

from ._connection import connection, refuse_params, refuse_settings
from ._keys import Keys
from ._raised import Wrong, reraise
from .utils_models import Config, OpenApiRequest, Params

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn

    from dbs_sdk._client import _Answered
    from dbs_sdk._native import Job

__all__ = ["Client"]

_READS = ("Describe", "Get", "List", "Query")
"""Actions whose names begin so change nothing: a call may be repeated whatever became of the first."""


class Client:
    """A client of one endpoint. It may be used by several threads, and pickled.

    Calls are signed, sent and tried again by the native half. Unlike the original it raises when an
    answer says that the call did not succeed, also where HTTP says 200, and its answers mask their
    secrets when they are printed.
    """

    def __init__(self, config: Config) -> None:
        if config is None:
            raise Wrong(code="ParameterMissing", message="'config' can not be unset")
        refuse_settings(config)
        self._keys = Keys(config)
        # What is set in it later is for other clients.
        self._config = copy(config)
        # Clients that are derived from this one look up their endpoint here.
        self._endpoint = config.endpoint
        self._region_id = config.region_id
        self._connections: dict[tuple[object, ...], Connection] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_connections": {}}

    def call_api(
        self,
        params: Params,
        request: OpenApiRequest | None = None,
        runtime: RuntimeOptions | None = None,
    ) -> dict[str, Any]:
        """Sends an action and gives ``{"body": …, "headers": …, "statusCode": …}``.

        Raises ClientException, ThrottlingException, ServerException and UnretryableException as the
        original does, each a DbsError too.
        """
        try:
            return _read(self._sent(params, request, runtime).wait())
        except DbsError as error:
            reraise(error)

    async def call_api_async(
        self,
        params: Params,
        request: OpenApiRequest | None = None,
        runtime: RuntimeOptions | None = None,
    ) -> dict[str, Any]:
        """As call_api. Cancelling the task ends the call."""
        try:
            return _read(await finish(self._sent(params, request, runtime)))
        except DbsError as error:
            reraise(error)

    def _sent(
        self, params: Params, request: OpenApiRequest | None, runtime: RuntimeOptions | None
    ) -> Job[_Answered]:
        if params is None:
            raise Wrong(code="ParameterMissing", message="'params' can not be unset")
        request = request or OpenApiRequest()
        runtime = runtime or RuntimeOptions()
        refuse_params(params, request, runtime)
        if not params.action or not params.version:
            raise Wrong(code="ParameterMissing", message="'params' needs an action and a version")
        settings = connection(self._config, self._endpoint, self._region_id, params, runtime)
        key = tuple(settings.values())
        if key not in self._connections:
            self._connections[key] = Connection(credentials=self._keys.source(), **settings)
        query: dict[str, str] = {}
        for more in (self._config.global_parameters, runtime.extends_parameters):
            query.update(more.queries or {} if more else {})
        query.update(request.query or {})
        query = {name: str(value) for name, value in query.items() if value is not None}
        idempotent = _is_idempotent(params.action, query)
        form = _Util.query(request.body)
        return self._connections[key]._sent(params.action, params.version, query, form, idempotent)

    def get_access_key_id(self) -> str:
        return self._keys.read().access_key_id

    async def get_access_key_id_async(self) -> str:
        return self.get_access_key_id()

    def get_access_key_secret(self) -> str:
        return self._keys.read().access_key_secret

    async def get_access_key_secret_async(self) -> str:
        return self.get_access_key_secret()

    def get_security_token(self) -> str | None:
        return self._keys.read().security_token

    async def get_security_token_async(self) -> str | None:
        return self.get_security_token()

    def get_type(self) -> str:
        return "sts" if self.get_security_token() else "access_key"

    async def get_type_async(self) -> str:
        return self.get_type()

    def check_config(self, config: Config) -> None:
        if config.endpoint is None:
            raise Wrong(code="ParameterMissing", message="'config.endpoint' can not be empty")

    def do_request(
        self, params: Params, request: OpenApiRequest, runtime: RuntimeOptions
    ) -> dict[str, Any]:
        """What call_api does."""
        return self.call_api(params, request, runtime)

    async def do_request_async(
        self, params: Params, request: OpenApiRequest, runtime: RuntimeOptions
    ) -> dict[str, Any]:
        """What call_api_async does."""
        return await self.call_api_async(params, request, runtime)

    def __getattr__(self, name: str) -> Any:
        if name in _NOT_OFFERED:
            _not_offered(name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def _is_idempotent(action: str, query: Mapping[str, Any]) -> bool:
    """Whether sending it twice does no harm: it reads, is told apart from its repeats, or says again how
    a backup set stands."""
    if action == "ConfigureBackupSetInfo" and query.get("BackupSetId"):
        return True
    return action.startswith(_READS) or bool(query.get("ClientToken"))


_NOT_OFFERED = (
    "do_rpcrequest",
    "do_rpcrequest_async",
    "do_roarequest",
    "do_roarequest_async",
    "do_roarequest_with_form",
    "do_roarequest_with_form_async",
    "execute",
    "execute_async",
    "call_sseapi",
    "call_sseapi_async",
    "get_bearer_token",
    "get_bearer_token_async",
    "set_gateway_client",
    "set_rpc_headers",
    "get_rpc_headers",
)


def _not_offered(name: str) -> NoReturn:
    raise NotImplementedError(
        f"dbs_sdk.dropin's OpenApiClient has no {name}: actions of DBS are of style RPC, use call_api "
        "or dbs_sdk.Client"
    )
