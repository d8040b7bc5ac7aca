"""How asyncio waits for a job of the native module."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from ._native import Job

    _T = TypeVar("_T")

_BEAT = 0.1
"""Seconds between two looks at progress, where somebody listens."""
_LOGS = 1.0
"""Seconds between two looks at what was logged, where nobody does."""
_STOP = 0.4
"""Seconds in which work that was dropped ends, unless it hangs."""


async def finish(job: Job[_T]) -> _T:
    """Runs the job beside the event loop, tells progress on it, and gives the result.

    Cancelling the task that waits drops the work; the task ends when nothing is done for it any more, so
    that the next call finds what it left.
    """
    import asyncio
    from contextlib import suppress

    loop = asyncio.get_running_loop()
    over = loop.create_future()

    def settle() -> None:
        if not over.done():
            over.set_result(None)

    def ended() -> None:
        # The loop may be closed: then nobody waits any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle)

    job.start(ended)
    beat = _BEAT if job.listens else _LOGS
    try:
        while not over.done():
            await asyncio.wait([over], timeout=beat)
            if not over.done():
                job.tell()
    except GeneratorExit:
        # The coroutine is thrown away: it must not wait.
        job.cancel()
        raise
    except BaseException as error:
        job.cancel()
        until = loop.time() + _STOP
        while not over.done() and loop.time() < until:
            # Who cancels again is not faster.
            with suppress(asyncio.CancelledError):
                await asyncio.wait([over], timeout=until - loop.time())
        job.note(error)
        raise
    return job.result()
