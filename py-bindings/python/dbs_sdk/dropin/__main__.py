"""``python -m dbs_sdk.dropin SCRIPT.py …``: runs a script as ``python SCRIPT.py …`` would.

Its imports of the official libraries and of the documented parsers come from dbs_sdk.
"""

from __future__ import annotations

import sys

from . import install

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_USAGE = """\
usage: python -m dbs_sdk.dropin SCRIPT.py [ARGUMENTS ...]
       python -m dbs_sdk.dropin -m MODULE [ARGUMENTS ...]
"""


def main() -> None:
    """The command line."""
    given = sys.argv[1:]
    as_module = given[:1] == ["-m"]
    given = given[as_module:]
    if not given or (given[0].startswith("-") and not as_module):
        asked = given[:1] in (["-h"], ["--help"])
        (sys.stdout if asked else sys.stderr).write(_USAGE)
        sys.exit(0 if asked else 2)
    install()
    sys.argv[:] = given
    if as_module:
        _run_module(given[0])
    else:
        _run_script(given[0])


def _run_module(name: str) -> None:
    import runpy

    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _run_script(path: str) -> None:
    from importlib.machinery import SourceFileLoader
    from pathlib import Path
    from types import ModuleType

    try:
        source = Path(path).read_bytes()
    except OSError as error:
        sys.stderr.write(f"{path} cannot be read: {error.strerror}\n")
        sys.exit(2)
    # As Python does it, which leaves sys.argv[0] as it was given.
    path = str(Path(path).absolute())
    module = ModuleType("__main__")
    module.__file__ = path
    module.__loader__ = SourceFileLoader("__main__", path)
    module.__annotations__ = {}
    module.__builtins__ = __builtins__  # type: ignore[attr-defined]
    sys.modules["__main__"] = module
    # Where `python -m` put the current folder, `python SCRIPT` has the script's; neither with -I or -P.
    if not getattr(sys.flags, "safe_path", sys.flags.isolated):
        sys.path[0] = str(Path(path).resolve().parent)
    try:
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    except SystemExit:
        raise
    except BaseException as error:
        _hide_this_file(error)
        raise


def _hide_this_file(error: BaseException) -> None:
    """Lets the traceback begin at the script, as if it had been started by itself."""
    scripts = error.__traceback__ and error.__traceback__.tb_next
    show = sys.excepthook

    def from_the_script(
        kind: type[BaseException], value: BaseException, traceback: TracebackType | None
    ) -> None:
        if value is error:
            traceback = scripts
            value.__traceback__ = scripts
        show(kind, value, traceback)

    sys.excepthook = from_the_script


if __name__ == "__main__":
    main()
