"""Hours of uploading in minutes: memory that stays as it is, many parts, a pipe, a speed limit.

    LOCAL_CLOUD_BIN=… UPLOAD_BIN=… python tests/bench/soak.py [--gib 64] [file parts pipe rate]

Release builds of the local cloud and of the example `upload` of oss-multipart
(cargo build --release -p local-cloud -p oss-multipart --bin local-cloud --example upload). The
file is sparse and the cloud hashes what it gets and stores nothing, so that neither needs a disk;
that holes are read as zeros costs the kernel's time, not the program's memory. The memory of the
program is looked at every second. Ends with 1 if a bound is not kept.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MIB = 1 << 20
GIB = 1 << 30
RESIDENT_MIB = 128
GROWTH_MIB = 8
"""How much more the last quarter of an upload may hold than the second."""
PIPE_GIB = 8
PIPE_MEMORY = 256 * MIB
RATE = 20_000_000
RATE_SECONDS = 10
RATE_TOLERANCE = 0.05


@dataclass(frozen=True)
class Upload:
    """What an upload took, and what the program said of it."""

    seconds: float
    cpu_seconds: float
    resident_mib: list[float]
    """One value a second."""
    size: int
    parts: int

    def quarter(self, number: int) -> float:
        """The memory of one quarter of the time, the first being 1."""
        length = max(len(self.resident_mib) // 4, 1)
        return statistics.median(self.resident_mib[(number - 1) * length :][:length])

    def told(self) -> str:
        """One line."""
        speed = self.size / GIB / self.seconds
        memory = f"{max(self.resident_mib):.0f} MiB at most"
        quarters = " ".join(f"{self.quarter(number):.0f}" for number in (1, 2, 3, 4))
        return (
            f"{self.size} bytes, {self.parts} parts, {self.seconds:.1f} s, {speed:.2f} GiB/s, "
            f"{self.cpu_seconds / (self.size / GIB):.2f} CPU-s/GiB, {memory}, quarters {quarters}"
        )


class Bench:
    """A running cloud and the program that uploads to it."""

    def __init__(self, introduction: dict, program: str, folder: Path) -> None:
        self._cloud = introduction
        self._program = program
        self._folder = folder
        self._uploads = 0

    def sparse(self, size: int) -> Path:
        """A file of zeros that takes no room."""
        path = self._folder / f"sparse-{size}"
        with path.open("wb") as file:
            file.truncate(size)
        return path

    def upload(self, source: str, *options: str, stdin: IO[bytes] | None = None) -> Upload:
        """Runs the program to its end, and compares what it says with what the cloud got."""
        self._uploads += 1
        key = f"soak/{self._uploads}"
        command = [self._program, "--endpoint", "http://" + self._cloud["oss"]["endpoint"]]
        command += ["--bucket", self._cloud["bucket"], "--region", self._cloud["region"]]
        command += ["--notes", str(self._folder / "notes"), *options, source, key]
        environment = os.environ | {
            "ALIBABA_CLOUD_ACCESS_KEY_ID": self._cloud["access_key_id"],
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": self._cloud["access_key_secret"],
            "NO_PROXY": "127.0.0.1",
        }
        with tempfile.TemporaryFile("w+") as output:
            begun = time.monotonic()
            process = subprocess.Popen(command, stdin=stdin, stderr=output, env=environment)
            resident, due = [], begun
            while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
                if time.monotonic() >= due:
                    resident += _resident_mib(process.pid)
                    due += 1.0
                time.sleep(0.01)
            seconds = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(ended[1])
            output.seek(0)
            said = output.read()
        words = re.search(r"(\d+) bytes in (\d+) parts.*CRC-64 (\d+), confirmed", said)
        if process.returncode or not words:
            raise SystemExit(f"the upload ended with {process.returncode}: {said[-2000:]}")
        size, parts, crc64 = map(int, words.groups())
        with urllib.request.urlopen(self._cloud["admin"]["url"] + "/objects") as answer:
            objects = [one for one in json.load(answer) if one["key"] == key]
        if [(one["size"], one["crc64"]) for one in objects] != [(size, crc64)]:
            raise SystemExit(f"the program said {size} bytes, CRC-64 {crc64}; got {objects}")
        usage = ended[2]
        return Upload(seconds, usage.ru_utime + usage.ru_stime, resident, size, parts)


def _resident_mib(pid: int) -> list[float]:
    """None if it is ending."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")]


@contextmanager
def bench(cloud: str, program: str) -> Iterator[Bench]:
    """Starts the cloud, and ends it."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [cloud, "--discard", "--etag", "crc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            introduction = json.loads(process.stdout.readline())
            yield Bench(introduction, program, Path(folder))
        finally:
            process.stdin.close()
            process.wait()


def soak_file(bench: Bench, gib: int) -> list[str]:
    """A large file: little memory, and no more at the end than in the middle."""
    upload = bench.upload(str(bench.sparse(gib * GIB)))
    print("file: ", upload.told())
    return [*_bounded(upload, RESIDENT_MIB), *_constant(upload)]


def soak_parts(bench: Bench, _: int) -> list[str]:
    """As many parts as the service takes, of the smallest size that it takes."""
    size = 10_000 * 102_400
    upload = bench.upload(str(bench.sparse(size)), "--part-size", "102400")
    print("parts:", upload.told())
    wrong = [] if upload.parts == 10_000 else [f"{upload.parts} parts"]
    return [*wrong, *_bounded(upload, RESIDENT_MIB)]


def soak_pipe(bench: Bench, _: int) -> list[str]:
    """A pipe of unknown length, whose parts grow, within the memory that it was given."""
    source = ["head", "-c", str(PIPE_GIB * GIB), "/dev/zero"]
    with subprocess.Popen(source, stdout=subprocess.PIPE) as zeros:
        upload = bench.upload("-", "--memory", str(PIPE_MEMORY), stdin=zeros.stdout)
    print("pipe: ", upload.told())
    return _bounded(upload, PIPE_MEMORY / MIB + RESIDENT_MIB / 2)


def soak_rate(bench: Bench, _: int) -> list[str]:
    """A speed limit, held over the whole of an upload."""
    size = RATE * RATE_SECONDS
    upload = bench.upload(str(bench.sparse(size)), "--rate", str(RATE))
    speed = size / upload.seconds
    print(f"rate:  {speed / 1e6:.2f} MB/s of {RATE / 1e6:.0f} for {upload.seconds:.2f} s")
    wrong = abs(speed / RATE - 1) > RATE_TOLERANCE
    return [f"{speed:.0f} B/s instead of {RATE}"] if wrong else []


def _bounded(upload: Upload, most: float) -> list[str]:
    peak = max(upload.resident_mib)
    return [f"{peak:.0f} MiB instead of at most {most:.0f}"] if peak > most else []


def _constant(upload: Upload) -> list[str]:
    # The first quarter still finds out how many parts the line takes.
    early, late = upload.quarter(2), upload.quarter(4)
    return [f"grew from {early:.0f} to {late:.0f} MiB"] if late > early + GROWTH_MIB else []


SOAKS = {"file": soak_file, "parts": soak_parts, "pipe": soak_pipe, "rate": soak_rate}


def main() -> int:
    """Runs what was asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("soaks", nargs="*", metavar="soak", help=" ".join(SOAKS))
    parser.add_argument("--gib", type=int, default=64, help="size of the file")
    arguments = parser.parse_args()
    unknown = set(arguments.soaks) - set(SOAKS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    try:
        cloud, program = os.environ["LOCAL_CLOUD_BIN"], os.environ["UPLOAD_BIN"]
    except KeyError as missing:
        parser.error(f"{missing.args[0]} is not set; it names a release build")
    wrong = []
    with bench(cloud, program) as running:
        for name in arguments.soaks or SOAKS:
            wrong += [f"{name}: {what}" for what in SOAKS[name](running, arguments.gib)]
    for what in wrong:
        print("NOT KEPT:", what, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
