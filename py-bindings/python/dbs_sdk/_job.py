"""How asyncio waits for a job of the native module."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from ._native import Job

    _T = TypeVar("_T")

BEAT = 0.1
"""Seconds between two looks at progress."""


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
    try:
        while not over.done():
            await asyncio.wait([over], timeout=BEAT if job.listens else None)
            job.tell()
    except BaseException as error:
        job.cancel()
        await asyncio.wait([over])
        job.note(error)
        raise
    return job.result()
