"""The documented flow's imports, served from this package.

``python -m dbs_sdk.dropin SCRIPT.py …`` runs a script as it stands; ``install()`` does the same for
the process that calls it; and the names can be imported from here::

    from dbs_sdk.dropin import oss2, OpenApiClient, open_api_models, util_models, OpenApiUtilClient

Each name behaves as in oss2 2.19.1, alibabacloud_tea_openapi 0.4.6, alibabacloud_tea_util 0.3.15 and
alibabacloud_openapi_util 0.2.4, for what the flow uses and its neighbours; what is not offered raises
NotImplementedError with the name to use.
"""

from __future__ import annotations

from ._finder import install

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import oss2 as oss2
    from .alibabacloud_openapi_util.client import Client as OpenApiUtilClient
    from .alibabacloud_tea_openapi import models as open_api_models
    from .alibabacloud_tea_openapi.client import Client as OpenApiClient
    from .alibabacloud_tea_util import models as util_models

__all__ = [
    "OpenApiClient",
    "OpenApiUtilClient",
    "install",
    "open_api_models",
    "oss2",
    "util_models",
]

_PLACES = {
    "OpenApiClient": ("alibabacloud_tea_openapi.client", "Client"),
    "OpenApiUtilClient": ("alibabacloud_openapi_util.client", "Client"),
    "open_api_models": ("alibabacloud_tea_openapi.models", None),
    "oss2": ("oss2", None),
    "util_models": ("alibabacloud_tea_util.models", None),
}
"""The names under which the documented script imports them, and where they are."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    place, attribute = _PLACES[name]
    found: object = import_module(f"{__name__}.{place}")
    if attribute is not None:
        found = getattr(found, attribute)
    globals()[name] = found
    return found
