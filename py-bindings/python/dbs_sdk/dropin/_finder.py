"""Serves imports of the official libraries and of the documented parsers from this package."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec

import dbs_sdk
from dbs_sdk._errors import DbsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from types import ModuleType
else:
    Loader = object

_HERE = __name__.rpartition(".")[0]

_SERVED = (
    "Tea",
    "alibabacloud_openapi_util",
    "alibabacloud_tea_openapi",
    "alibabacloud_tea_util",
    "darabonba",
    "oss2",
    "xtrabackup_info_parser",
    "xtrabackup_log_parser",
)
"""Each is a module of the same name beside this one."""


class NotOffered(ModuleNotFoundError, NotImplementedError):
    """A module of an official library that has no counterpart here."""


def install() -> None:
    """Serves the imports of the documented flow from this package, for this process alone.

    ``oss2``, ``alibabacloud_openapi_util``, ``alibabacloud_tea_openapi``, ``alibabacloud_tea_util``,
    ``Tea``, ``darabonba``, ``xtrabackup_log_parser`` and ``xtrabackup_info_parser`` come from here
    from now on, whether they are installed, lie beside the script, or neither. What is installed is
    not touched, and other processes see it as before. A second call does nothing.

    Raises DbsError if another one of them was imported before: its classes may be in use. The wheel's
    own parsers may have been.
    """
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    for name in sorted(sys.modules):
        if name.partition(".")[0] in _SERVED and not _is_ours(name):
            where = getattr(sys.modules[name], "__file__", None) or "elsewhere"
            raise DbsError(
                f"{name} was imported already, from {where}: call dbs_sdk.dropin.install() before "
                "the first import of it"
            )
    sys.meta_path.insert(0, _Finder())


def _is_ours(name: str) -> bool:
    """Whether it is the parser that the wheel installs under this name."""
    from pathlib import Path

    where = getattr(sys.modules[name], "__file__", None)
    own = Path(dbs_sdk.__file__).parents[1] / name / "__init__.py"
    return name.startswith("xtrabackup_") and where == str(own)


class _Finder:
    """Answers for the served names and what is below them, before any other finder."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        _refuse_missing(name)
        if name.partition(".")[0] not in _SERVED:
            return None
        try:
            module = import_module(f"{_HERE}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{_HERE}.{name}":
                raise
            raise NotOffered(
                f"dbs_sdk.dropin serves no {name}: it has what the documented flow uses and its "
                "neighbours. To use the official library, run without the drop-in; for calls of DBS "
                "there is dbs_sdk.Client, for uploads dbs_sdk.Uploader",
                name=name,
            ) from None
        return ModuleSpec(name, _Alias(module), is_package=hasattr(module, "__path__"))


def _refuse_missing(name: str) -> None:
    """Raises for ``from oss2 import CryptoBucket``, which looks for a module of the name before it ends in
    "cannot import name": with what to use, as the attribute would tell it."""
    place, _, last = name.rpartition(".")
    if place != f"{_HERE}.oss2" or last.startswith("_") or place not in sys.modules:
        return
    from importlib.machinery import PathFinder

    module = sys.modules[place]
    if PathFinder.find_spec(name, module.__path__) is None:
        try:
            getattr(module, last)
        except NotImplementedError as error:
            # Without a name: one that it names is passed over.
            raise NotOffered(str(error)) from None


class _Alias(Loader):
    """Gives a module that is loaded already a second name; its classes stay one."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._spec = module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        # The import system has just written the second name's.
        module.__spec__ = self._spec
