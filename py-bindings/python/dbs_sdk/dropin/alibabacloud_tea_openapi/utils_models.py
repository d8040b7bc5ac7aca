"""What a call is made of: settings of a client, the action, its parameters.

Attributes, their order and their wire names are those of alibabacloud_tea_openapi 0.4.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from dbs_sdk.dropin._fields import Fields
from dbs_sdk.dropin.darabonba.model import DaraModel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Config", "GlobalParameters", "OpenApiRequest", "Params"]


@dataclass(eq=False, repr=False)
class GlobalParameters(Fields, DaraModel):
    """Parameters that go with each call of a client."""

    headers: dict[str, str] | None = None
    queries: dict[str, str] | None = None


@dataclass(eq=False, repr=False)
class Config(Fields, DaraModel):
    """Settings of a client. It can be pickled; its text masks the secrets.

    Timeouts are in milliseconds. What `Client` does not honour it refuses by NotImplementedError.
    """

    _WIRE = {"socks_5proxy": "socks5Proxy", "socks_5net_work": "socks5NetWork"}  # noqa: RUF012
    _MODELS = {"global_parameters": GlobalParameters}  # noqa: RUF012

    access_key_id: str | None = None
    access_key_secret: str | None = None
    security_token: str | None = None
    bearer_token: str | None = None
    protocol: str | None = None
    method: str | None = None
    region_id: str | None = None
    read_timeout: int | None = None
    connect_timeout: int | None = None
    http_proxy: str | None = None
    https_proxy: str | None = None
    credential: Any = None
    endpoint: str | None = None
    no_proxy: str | None = None
    max_idle_conns: int | None = None
    network: str | None = None
    user_agent: str | None = None
    suffix: str | None = None
    socks_5proxy: str | None = None
    socks_5net_work: str | None = None
    endpoint_type: str | None = None
    open_platform_endpoint: str | None = None
    type: str | None = None
    signature_version: str | None = None
    signature_algorithm: str | None = None
    global_parameters: GlobalParameters | None = None
    key: str | None = None
    cert: str | None = None
    ca: str | None = None
    disable_http_2: bool | None = None
    retry_options: Any = None
    tls_min_version: str | None = None


@dataclass(eq=False, repr=False)
class Params(Fields, DaraModel):
    """The action that is called, and how."""

    action: str | None = None
    version: str | None = None
    protocol: str | None = None
    pathname: str | None = None
    method: str | None = None
    auth_type: str | None = None
    body_type: str | None = None
    req_body_type: str | None = None
    style: str | None = None
    websocket_sub_protocol: str | None = None

    def validate(self) -> None:
        for name, value in vars(self).items():
            if name not in ("style", "websocket_sub_protocol"):
                self.validate_required(value, name)


@dataclass(eq=False, repr=False)
class OpenApiRequest(Fields, DaraModel):
    """The parameters of one call."""

    headers: dict[str, str] | None = None
    query: dict[str, str] | None = None
    body: Any = None
    stream: Any = None
    host_map: dict[str, str] | None = None
    endpoint_override: str | None = None
