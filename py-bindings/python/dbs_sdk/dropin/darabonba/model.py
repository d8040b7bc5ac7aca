"""The base of models of alibabacloud_tea_openapi."""

from __future__ import annotations

from dbs_sdk.dropin.Tea.model import TeaModel

from .exceptions import RequiredArgumentException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["DaraModel"]


class DaraModel(TeaModel):
    """A model whose errors are those of darabonba."""

    @staticmethod
    def validate_required(prop: Any, prop_name: str) -> None:
        if prop is None:
            raise RequiredArgumentException(prop_name)
