"""From the official settings to those of the native client; what it cannot honour is refused.

Refused is what would change the call. What the original does not look at either (``backoff_policy``,
``keep_alive``, ``host_map`` …), and sizes of pools, are taken and have no effect.
"""

from __future__ import annotations

import os

from dbs_sdk._client import Client
from dbs_sdk._credentials import Credentials
from dbs_sdk._masked import Address
from dbs_sdk.dropin._hosts import is_named

from ._raised import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from dbs_sdk.dropin.alibabacloud_tea_util.models import RuntimeOptions

    from .utils_models import Config, OpenApiRequest, Params


def connection(
    config: Config,
    endpoint: str | None,
    region_id: str | None,
    params: Params,
    runtime: RuntimeOptions,
) -> dict[str, Any]:
    """The native client's settings for a call. Those of the call win over those of the client."""
    protocol = (config.protocol or params.protocol or "https").lower()
    if protocol not in ("http", "https"):
        _refuse(f"protocol {protocol!r}", "'HTTPS'")
    if not endpoint and not region_id:
        raise Wrong(code="ParameterMissing", message="'config.endpoint' can not be empty")
    if endpoint and protocol == "http" and "://" not in endpoint:
        endpoint = f"http://{endpoint}"
    attempts = None
    if runtime.autoretry is False:
        attempts = 1
    elif runtime.max_attempts is not None:
        attempts = 1 + int(runtime.max_attempts)
    user_agent = config.user_agent
    if user_agent is None:
        user_agent = os.environ.get("ALIBABA_CLOUD_USER_AGENT")
    return {
        "endpoint": endpoint or None,
        "region_id": None if endpoint else region_id,
        "vpc": config.network == "vpc",
        # Said twice, by the address and by the protocol, it is meant.
        "allow_http": protocol == "http",
        "ca_file": runtime.ca or config.ca,
        "proxy": _proxy(config, endpoint, region_id, runtime),
        "connect_timeout": _seconds(runtime.connect_timeout or config.connect_timeout),
        "timeout": _seconds(runtime.read_timeout or config.read_timeout),
        "user_agent": user_agent or None,
        "signature_version": "HMAC-SHA1" if config.signature_algorithm == "v2" else None,
        "max_attempts": attempts,
    }


def _seconds(milliseconds: int | None) -> float | None:
    return int(milliseconds) / 1000 if milliseconds else None


def _proxy(
    config: Config, endpoint: str | None, region_id: str | None, runtime: RuntimeOptions
) -> str | None:
    """The proxy to go through, an empty text for none; None leaves it to the environment."""
    passed_over = runtime.no_proxy or config.no_proxy
    if passed_over and is_named(_host(config, endpoint, region_id), passed_over):
        return ""
    socks = runtime.socks_5proxy or config.socks_5proxy
    if endpoint and endpoint.startswith("http://"):
        proxy = runtime.http_proxy or config.http_proxy
    else:
        proxy = runtime.https_proxy or config.https_proxy
    if proxy is None and socks:
        proxy = socks if "://" in socks else f"socks5://{socks}"
    return None if proxy is None else Address(proxy)


def _host(config: Config, endpoint: str | None, region_id: str | None) -> str:
    """Where calls go."""
    if not endpoint:
        vpc = config.network == "vpc"
        nobody = Credentials("", "")
        endpoint = Client(region_id=region_id, vpc=vpc, credentials=nobody).endpoint
    from urllib.parse import urlsplit

    return urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}").hostname or ""


def refuse_settings(config: Config) -> None:
    """Raises NotImplementedError for what a client cannot honour."""
    if config.bearer_token:
        _refuse("bearer_token", "access_key_id and access_key_secret")
    if config.key or config.cert:
        _refuse("client certificates (key, cert)", "an access key alone")
    if config.signature_version == "v4":
        _refuse("signature_version 'v4'", "signature_algorithm None or 'v2'")
    if config.signature_algorithm not in (None, "", "v2", "ACS3-HMAC-SHA256"):
        _refuse(f"signature_algorithm {config.signature_algorithm!r}", "None or 'v2'")
    if config.retry_options is not None:
        _refuse("retry_options", "RuntimeOptions.max_attempts")
    # TLS 1.2 is the least that there is.
    version = getattr(config.tls_min_version, "value", config.tls_min_version)
    if version not in (None, "", "TLSv1", "TLSv1.1", "TLSv1.2"):
        _refuse(f"tls_min_version {version!r}", "'TLSv1.2', the least that is spoken")
    if config.global_parameters and config.global_parameters.headers:
        _refuse("headers of one's own", "GlobalParameters.queries")


def refuse_params(params: Params, request: OpenApiRequest, runtime: RuntimeOptions) -> None:
    """Raises NotImplementedError for what a call cannot honour."""
    for name, allowed in (
        ("style", "RPC"),
        ("method", "POST"),
        ("pathname", "/"),
        ("auth_type", "AK"),
        ("body_type", "json"),
    ):
        value = getattr(params, name)
        if value is not None and value.upper() != allowed.upper():
            _refuse(f"Params.{name} {value!r}", f"{allowed!r}, which every action of DBS takes")
    if request.body and params.req_body_type in ("json", "byte"):
        _refuse(f"a body with req_body_type {params.req_body_type!r}", "query, or 'formData'")
    if request.stream is not None:
        _refuse("OpenApiRequest.stream", "query or body")
    if request.endpoint_override:
        _refuse("OpenApiRequest.endpoint_override", "Config.endpoint")
    extended = runtime.extends_parameters
    if request.headers or (extended and extended.headers):
        _refuse("headers of one's own", "query, and Config.user_agent for the name of a program")
    if runtime.ignore_ssl:
        _refuse("ignore_ssl", "ca, the file of the authority to trust")
    if runtime.key or runtime.cert:
        _refuse("client certificates (key, cert)", "an access key alone")
    if runtime.local_addr:
        _refuse("local_addr", "a route or a proxy of the machine's")


def _refuse(what: str, instead: str) -> NoReturn:
    raise NotImplementedError(f"dbs_sdk.dropin does not offer {what}: use {instead}")
