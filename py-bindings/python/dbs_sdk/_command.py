"""Hands this process over to a command of the native module."""

from __future__ import annotations

import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType
    from typing import Any


def run(command: Callable[[Sequence[str]], int]) -> int:
    """Runs it with the arguments of this process, and gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What was printed before comes before what the command says.
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            # Nobody is left to read it.
            pass
    hears = _hand_over()
    try:
        return command([_name(), *sys.argv[1:]])
    finally:
        if hears is not None:
            signal.signal(signal.SIGINT, hears)


def _hand_over() -> Callable[[int, FrameType | None], Any] | int | None:
    """Lets the command hear Ctrl-C, and Python not: it would raise KeyboardInterrupt when the command
    has ended in order. Gives what has heard it so far; None where nothing is changed: on another thread
    than the main one, and where whoever started the process has it ignore Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        return None
    try:
        return signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:
        return None


def _name() -> str:
    """What the command was called by, for its usage."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    if spec is None:
        return sys.argv[0]
    return f"python -m {spec.name.removesuffix('.__main__')}"
