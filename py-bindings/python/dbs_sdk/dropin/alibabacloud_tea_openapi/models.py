"""Config, Params and OpenApiRequest, where the documented script looks for them."""

from .utils_models import Config, GlobalParameters, OpenApiRequest, Params

__all__ = ["Config", "GlobalParameters", "OpenApiRequest", "Params"]
