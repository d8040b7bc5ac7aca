"""Threads that Python made, for Python that is not ours: objects that are read, and callables.

They are daemons: when the interpreter ends, it ends them where they are, which Rust's own threads would not
survive. Before that, they are called back from the native module.
"""

from __future__ import annotations

import atexit
from functools import partial
from threading import Thread
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    import select
    from collections.abc import Callable

    from ._native import Errand, Errands, Pump, Readable

CHUNK = 1024 * 1024
"""What an object is asked for at once."""

_BEAT_MS = 100
_LAST = 0.3
"""Seconds in which threads leave, unless they are in what the caller wrote."""

_threads: set[Thread] = set()
_pumps: set[Pump] = set()


def hire(errands: Errands) -> None:
    """Begins to run errands."""
    atexit.register(errands.close)
    _start(partial(_serve, errands))


def _serve(errands: Errands) -> None:
    while True:
        errand = errands.next()
        if errand is None:
            return
        if errand.asks:
            _start(partial(_answer, errand))
        else:
            errand.function()


def _answer(errand: Errand) -> None:
    try:
        key = errand.function()
        parts = (key.access_key_id, key.access_key_secret, key.security_token)
    except BaseException as error:  # noqa: BLE001 - it is raised where the key is used
        errand.failed(error)
        return
    for part in parts[:2]:
        if not isinstance(part, str):
            error = f"a key has two texts and a token, not a {type(part).__name__}"
            errand.failed(TypeError(error))
            return
    errand.done(*parts)


def read(source: Readable, pump: Pump) -> None:
    """Begins to read an object as far as somebody wants it."""
    _pumps.add(pump)
    _start(partial(_read, source, pump))


def _read(source: Readable, pump: Pump) -> None:
    try:
        _pumped(source, pump)
    finally:
        _pumps.discard(pump)


def _pumped(source: Readable, pump: Pump) -> None:
    try:
        poll = _pipe(source)
        # What a pipe holds, in place of all that was asked for.
        take = getattr(source, "read1", source.read) if poll else source.read
    except BaseException as error:  # noqa: BLE001 - it is raised where the object was given
        pump.fail(error)
        return
    while pump.wanted():
        try:
            # An idle pipe is left alone, so that nothing hangs in it when its reader is no longer wanted.
            while poll and not poll.poll(_BEAT_MS):
                if not pump.open:
                    pump.put(b"")
                    return
            piece = take(CHUNK)
        except BaseException as error:  # noqa: BLE001
            pump.fail(error)
            return
        pump.put(piece)


def _pipe(source: Readable) -> select.poll | None:
    """For a pipe or a terminal: all that is to come shows in its descriptor."""
    import os
    import stat

    try:
        number = source.fileno()  # type: ignore[attr-defined]
        mode = os.fstat(number).st_mode
    except (AttributeError, OSError, TypeError, ValueError):
        return None
    if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        return None
    import select

    poll = select.poll()
    poll.register(number, select.POLLIN)
    return poll


def _start(work: Callable[[], object]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            _threads.discard(thread)

    thread = Thread(target=run, name="dbs-sdk", daemon=True)
    _threads.add(thread)
    thread.start()


@atexit.register
def _call_back() -> None:
    for pump in list(_pumps):
        pump.close()
    until = monotonic() + _LAST
    for thread in list(_threads):
        thread.join(max(0.0, until - monotonic()))
