"""Config, Params and OpenApiRequest, where the documented script looks for them."""

from .utils_models import Config, GlobalParameters, OpenApiRequest, Params

__all__ = ["Config", "GlobalParameters", "OpenApiRequest", "Params"]


def __getattr__(name: str) -> object:
    if name == "SSEResponse":
        raise NotImplementedError(
            "dbs_sdk.dropin has no SSEResponse: no action of DBS answers by events, use call_api"
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
