"""One process, measured from its start to its end."""

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks at the memory of a process."""


@dataclass(frozen=True)
class Measured:
    """What a process took."""

    seconds: float
    cpu_seconds: float
    """User and system time of all its threads."""
    peak_mib: float
    """The most memory that was resident."""


def measure(command: list[str], environment: dict[str, str], folder: Path) -> Measured:
    """Runs a command that must end well."""
    with tempfile.TemporaryFile() as output:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
        memory = _Memory(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{command[0]} ended with {process.returncode}: {text}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, memory.peak_mib())


class _Memory:
    """Watches the high-water mark of a process until it ends.

    `ru_maxrss` will not do: a child inherits its parent's, which may be more than its own.
    """

    def __init__(self, pid: int) -> None:
        self._status = Path(f"/proc/{pid}/status")
        self._peak_kib = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peak_mib(self) -> float:
        self._thread.join()
        return self._peak_kib / 1024

    def _watch(self) -> None:
        while True:
            try:
                lines = self._status.read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):
                return
            marks = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
            if not marks:
                # It has ended; only its status is left.
                return
            self._peak_kib = int(marks[0])
            time.sleep(EVERY)
