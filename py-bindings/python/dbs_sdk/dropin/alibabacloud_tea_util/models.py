"""Settings of one call. Attributes, their order and wire names are those of 0.3.15."""

from __future__ import annotations

from dataclasses import dataclass

from dbs_sdk.dropin._fields import Fields
from dbs_sdk.dropin.Tea.model import TeaModel

__all__ = ["ExtendsParameters", "RuntimeOptions"]


@dataclass(eq=False, repr=False)
class ExtendsParameters(Fields, TeaModel):
    """Parameters that go with one call beside its own."""

    headers: dict[str, str] | None = None
    queries: dict[str, str] | None = None


@dataclass(eq=False, repr=False)
class RuntimeOptions(Fields, TeaModel):
    """Settings of one call; they win over the client's. Timeouts are in milliseconds.

    `autoretry=False` makes one try; `max_attempts` is how often a call is tried again. Without
    either it is tried again as dbs_sdk.Client does, which never repeats what may have been done.
    """

    _WIRE = {  # noqa: RUF012
        "ignore_ssl": "ignoreSSL",
        "max_attempts": "max_attempts",
        "backoff_policy": "backoff_policy",
        "backoff_period": "backoff_period",
        "socks_5proxy": "socks5Proxy",
        "socks_5net_work": "socks5NetWork",
    }
    _MODELS = {"extends_parameters": ExtendsParameters}  # noqa: RUF012

    autoretry: bool | None = None
    ignore_ssl: bool | None = None
    max_attempts: int | None = None
    backoff_policy: str | None = None
    backoff_period: int | None = None
    read_timeout: int | None = None
    connect_timeout: int | None = None
    http_proxy: str | None = None
    https_proxy: str | None = None
    no_proxy: str | None = None
    max_idle_conns: int | None = None
    local_addr: str | None = None
    socks_5proxy: str | None = None
    socks_5net_work: str | None = None
    keep_alive: bool | None = None
    key: str | None = None
    cert: str | None = None
    ca: str | None = None
    extends_parameters: ExtendsParameters | None = None
