"""The client of dbs-sdk beside the official one: calls per second, CPU per call and memory.

    LOCAL_CLOUD_BIN=… python tests/bench/calls.py --calls 2000 --runs 5

A release build of the local cloud, the packages of tests/python/requirements.txt, Rust for the
example `calls` of dbs-sdk, which is built here, and a machine that does nothing else. Each run is a
process, with a local cloud of its own that sees nobody else; all clients take their turn in each
round, the order reversed from round to round.

A run is measured twice: with a few calls, which costs what a start costs, and with many. The
difference is what the calls took. No client tries again; one failed call ends the measurement, and
the cloud must have seen as many good ones as were made. It runs on the same cores as the clients.
"""

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from documented import machine, spread
from process import Measured, measure

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FEW = 32
"""Calls of a run that shows what a start costs: enough to open every connection."""


@dataclass(frozen=True)
class Client:
    """How it is named and started."""

    title: str
    face: str | None
    """Of the official client; none for ours."""
    parallel: int
    times: int = 1
    """How many times more calls it makes: a fast one would be done before it is measured."""


CLIENTS = {
    "ours-1": Client("this crate, one by one", None, 1, 10),
    "official-1": Client("official, one by one", "threads", 1),
    "ours-16": Client("this crate, 16 in flight", None, 16, 10),
    "threads-16": Client("official, 16 threads", "threads", 16),
    "asyncio-16": Client("official, asyncio, 16 in flight", "asyncio", 16),
}
REFERENCES = {1: "ours-1", 16: "ours-16"}
"""Whom the others are compared with, by calls in flight."""


@dataclass(frozen=True)
class Run:
    """What the calls of one run took, without the start."""

    calls_a_second: float
    cpu_us: float
    """User and system time of the client for one call, in microseconds."""
    server_cpu_us: float
    peak_mib: float
    """Of the whole process."""


FIGURES: dict[str, Callable[[Run], float]] = {
    "calls/s": lambda run: run.calls_a_second,
    "CPU µs/call": lambda run: run.cpu_us,
    "server CPU µs/call": lambda run: run.server_cpu_us,
    "peak MiB": lambda run: run.peak_mib,
}


def main() -> None:
    arguments = parser().parse_args()
    program = build()
    print(f"{machine()}\n{versions()}", flush=True)
    for scheme in arguments.scheme:
        runs: dict[str, list[Run]] = {name: [] for name in arguments.only}
        for round_number in range(arguments.runs):
            for name in runs if round_number % 2 == 0 else reversed(runs):
                runs[name].append(run(CLIENTS[name], scheme, program, arguments.calls))
        print(f"\n{scheme.upper()}; {arguments.calls} calls of the official client, ", end="")
        print(f"{arguments.runs} runs: median (min–max)\n\n{table(runs)}", flush=True)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=2000, help="of the official client in a run")
    parser.add_argument("--runs", type=int, default=5, help="of each client")
    parser.add_argument("--scheme", nargs="+", choices=["http", "https"], default=["http", "https"])
    parser.add_argument("--only", nargs="+", choices=CLIENTS, default=list(CLIENTS))
    return parser


def build() -> Path:
    """Builds our program; where it is."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).absolute()
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", str(target)]
    # Without `upload`: what is compared is the OpenAPI client.
    command += ["--package", "dbs-sdk", "--no-default-features", "--example", "calls"]
    subprocess.run(command, cwd=ROOT, check=True)
    return target / "release" / "examples" / "calls"


def versions() -> str:
    """What the official client is, as installed."""
    names = ["alibabacloud-dbs20210101", "alibabacloud-tea-openapi", "darabonba-core"]
    names += ["requests", "aiohttp"]
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def run(client: Client, scheme: str, program: Path, calls: int) -> Run:
    """The calls of one client, without what its start takes."""
    many = calls * client.times
    (start, server_start), (whole, server_whole) = (
        process(client, scheme, program, count) for count in (FEW, FEW + many)
    )
    return Run(
        many / (whole.seconds - start.seconds),
        (whole.cpu_seconds - start.cpu_seconds) / many * 1e6,
        (server_whole - server_start) / many * 1e6,
        whole.peak_mib,
    )


def process(client: Client, scheme: str, program: Path, calls: int) -> tuple[Measured, float]:
    """One process and the CPU seconds of the cloud that it talked to."""
    started = [os.environ["LOCAL_CLOUD_BIN"]]
    cloud = subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        told = json.loads(cloud.stdout.readline())
        command = [str(program)]
        if client.face:
            command = [sys.executable, str(HERE / "calls" / "official.py"), client.face]
        command += [str(calls), str(client.parallel), f"{scheme}://{told['dbs']['endpoint']}"]
        command += [told["access_key_id"], told["access_key_secret"]]
        command += [told["region"], told["data_source_id"]]
        environment = os.environ | {
            "SSL_CERT_FILE": told["ca_file"],
            "REQUESTS_CA_BUNDLE": told["ca_file"],
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }
        with tempfile.TemporaryDirectory() as folder:
            measured = measure(command, environment, Path(folder))
        used = cpu_seconds(cloud.pid)
        check(told["admin"]["url"], calls)
    finally:
        cloud.stdin.close()
        cloud.wait()
        cloud.stdout.close()
    return measured, used


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def check(admin: str, calls: int) -> None:
    """A client that is fast since it calls less would be no news."""
    with urllib.request.urlopen(f"{admin}/calls") as answer:
        seen = json.load(answer)
    made = [call for call in seen if call["operation"].startswith("Describe")]
    bad = [call for call in seen if call["status"] != 200 or call["code"]]
    if bad or len(made) != calls:
        raise SystemExit(f"{calls} calls made, {len(made)} seen, {len(bad)} failed: {bad[:1]}")


def table(runs: dict[str, list[Run]]) -> str:
    """Figures by client, and how they compare with ours at as many calls in flight."""
    heads = ["client", *FIGURES, "speed of ours ÷ its", "its CPU ÷ ours"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for name, measured in runs.items():
        cells = [CLIENTS[name].title]
        cells += [spread([figure(run) for run in measured]) for figure in FIGURES.values()]
        ours = runs.get(REFERENCES[CLIENTS[name].parallel])
        if ours:
            speed, cpu = (
                [statistics.median(map(FIGURES[figure], chosen)) for chosen in (ours, measured)]
                for figure in ("calls/s", "CPU µs/call")
            )
            cells += [f"{speed[0] / speed[1]:.1f}", f"{cpu[1] / cpu[0]:.1f}"]
        else:
            cells += ["", ""]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
