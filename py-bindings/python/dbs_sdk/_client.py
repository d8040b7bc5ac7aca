"""The client of the DBS OpenAPI."""

from __future__ import annotations

from . import _native
from ._checked import seconds, whole
from ._credentials import accepted, shown
from ._job import finish
from ._masked import Masked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping
    from typing import Any, TypeVar

    from ._action import Action, Paged
    from ._credentials import Credentials
    from ._native import Job

    _R = TypeVar("_R")
    _Answered = tuple[int, list[tuple[str, str]], str]


class Client:
    """A client of the DBS OpenAPI, for all threads and event loops of a process.

    endpoint is a host such as ``dbs-api.cn-hangzhou.aliyuncs.com``, which means HTTPS, or a URL; or
    region_id finds it, with vpc the one inside of Alibaba Cloud's network. Plain HTTP is for loopback,
    or with allow_http.

    credentials is a :class:`Credentials`, a callable that gives one (called on a thread of its own
    whenever keys are needed), or None: then the environment, an OIDC role, ``~/.aliyun/config.json``,
    ``~/.alibabacloud/credentials``, the role of the ECS instance and a credentials URI are asked, in
    this order.

    ca_file holds certificates (PEM) to trust beside the system's; SSL_CERT_FILE names others in their
    place. proxy is a URL, or empty for none; else HTTPS_PROXY and its kin count. connect_timeout and
    timeout (of one try) are seconds; max_attempts counts the tries of a call, 5 otherwise.
    signature_version is ``ACS3-HMAC-SHA256`` or ``HMAC-SHA1``.

    It can be copied and pickled: the copy is made of the same settings, and a key that was given
    travels with them in clear.

    Raises InputError for settings that make no sense.
    """

    __slots__ = ("_native", "_settings")

    def __init__(
        self,
        *,
        endpoint: str | None = None,
        region_id: str | None = None,
        credentials: Credentials | Callable[[], Credentials] | None = None,
        vpc: bool = False,
        allow_http: bool = False,
        ca_file: str | os.PathLike[str] | None = None,
        proxy: str | None = None,
        connect_timeout: float | None = None,
        timeout: float | None = None,
        user_agent: str | None = None,
        signature_version: str | None = None,
        max_attempts: int | None = None,
    ) -> None:
        self._settings: dict[str, Any] = {
            "endpoint": endpoint,
            "region_id": region_id,
            "credentials": accepted(credentials),
            "vpc": vpc,
            "allow_http": allow_http,
            "ca_file": ca_file,
            "proxy": proxy,
            "connect_timeout": seconds("connect_timeout", connect_timeout),
            "timeout": seconds("timeout", timeout),
            "user_agent": user_agent,
            "signature_version": signature_version,
            "max_attempts": whole("max_attempts", max_attempts, 1, (1 << 32) - 1),
        }
        self._native = _native.Client(**self._settings)

    @property
    def endpoint(self) -> str:
        """Where the API is: ``https://dbs-api.cn-hangzhou.aliyuncs.com/``."""
        return self._native.endpoint

    def send(self, action: Action[_R]) -> _R:
        """Sends an action of ``v2019_03_06`` or ``v2021_01_01`` and gives its answer.

        Raises as :meth:`call` does.
        """
        body = self.call(**_named(action))
        return action.answer(body)

    async def send_async(self, action: Action[_R]) -> _R:
        """As :meth:`send`, for asyncio."""
        body = await self.call_async(**_named(action))
        return action.answer(body)

    def pages(self, action: Paged[_R, Any]) -> Iterator[_R]:
        """All pages of a list, from the one that the action asks for, else from the first.

        Each is fetched when it is asked for; ``action.items(page)`` is what it holds. The list may
        change meanwhile: what moves to a page that was read is not seen, what moves to a later one is
        seen twice. Give the action no client token: it would go with every page.
        """
        count, more = action._begin(), True
        while more:
            page = self.send(action._at(count))
            more = action._follow(count, page)
            yield page

    async def pages_async(self, action: Paged[_R, Any]) -> AsyncIterator[_R]:
        """As :meth:`pages`, for asyncio."""
        count, more = action._begin(), True
        while more:
            page = await self.send_async(action._at(count))
            more = action._follow(count, page)
            yield page

    def call(
        self,
        action: str,
        version: str,
        query: Mapping[str, Any] | None = None,
        *,
        form: Mapping[str, Any] | None = None,
        idempotent: bool = False,
    ) -> dict[str, Any]:
        """Sends an action by its name and gives the answer, by wire names.

        query and form hold parameters by their wire names; passwords belong into form. idempotent says
        that sending it twice does no harm, so that it may be sent again after a lost answer.

        The answer holds all that the service sent. Its names are sorted, whole numbers beyond 64 bits
        are floats, and its repr masks its secrets.

        Raises RefusedError, ServiceError (``Success`` false in HTTP 200 is one of both) and
        NetworkError.
        """
        answered = self._sent(action, version, query, form, idempotent).wait()
        body: dict[str, Any] = _read(answered)["body"]
        return body

    async def call_async(
        self,
        action: str,
        version: str,
        query: Mapping[str, Any] | None = None,
        *,
        form: Mapping[str, Any] | None = None,
        idempotent: bool = False,
    ) -> dict[str, Any]:
        """As :meth:`call`, for asyncio."""
        answered = await finish(self._sent(action, version, query, form, idempotent))
        body: dict[str, Any] = _read(answered)["body"]
        return body

    def _sent(
        self,
        action: str,
        version: str,
        query: Mapping[str, Any] | None,
        form: Mapping[str, Any] | None,
        idempotent: bool,
    ) -> Job[_Answered]:
        import json

        in_query, in_form = (json.dumps(_digits(dict(given or {}))) for given in (query, form))
        return self._native.call(action, version, in_query, in_form, idempotent)

    def __repr__(self) -> str:
        keys = shown(self._settings["credentials"])
        return f"{type(self).__name__}(endpoint={self.endpoint!r}, credentials={keys})"

    def __reduce__(self) -> tuple[Any, ...]:
        # With what a subclass keeps beside them.
        return _restored, (type(self), self._settings), getattr(self, "__dict__", None)


def _digits(given: Any) -> Any:
    """Whole numbers as the texts that are sent: JSON has no room for those beyond 64 bits."""
    if isinstance(given, int) and not isinstance(given, bool):
        return int.__repr__(given)
    if isinstance(given, dict):
        return {name: _digits(value) for name, value in given.items()}
    return [_digits(item) for item in given] if isinstance(given, (list, tuple)) else given


def _named(action: Action[Any]) -> dict[str, Any]:
    """The arguments of a call."""
    from ._action import Action

    if not isinstance(action, Action):
        given = action if isinstance(action, type) else type(action)
        raise TypeError(
            "give an action of dbs_sdk.v2019_03_06 or dbs_sdk.v2021_01_01, such as "
            f"DescribeBackupDataList(), not {given.__name__}; an action's name goes to call()"
        )
    return {
        "action": action.ACTION,
        "version": action.VERSION,
        "query": action.query(),
        "form": action.form(),
        "idempotent": action.idempotent(),
    }


def _restored(kind: type[Client], settings: dict[str, Any]) -> Client:
    """A subclass may be made from other arguments."""
    made = kind.__new__(kind)
    Client.__init__(made, **settings)
    return made


def _read(answered: _Answered) -> Masked:
    """The parts of an answer: statusCode, headers and body."""
    import json

    status, headers, body = answered
    return Masked(statusCode=status, headers=dict(headers), body=json.loads(body))
