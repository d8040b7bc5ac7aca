"""The program against the documented script: time, CPU and memory for the same file.

    LOCAL_CLOUD_BIN=… UPLOAD_PROGRAM=… DOCUMENTED_FLOW_DIR=… \
        python tests/bench/documented.py --size 1024 --runs 5

Release builds, the packages of tests/python/requirements.txt, and a machine that does nothing
else. Both clients do the whole job, registration included, against the same local cloud process,
in turn, and begin a round by turns. The cloud hashes what it gets and stores nothing, so that the
disk is not what is measured. It runs on the same cores as the clients: the faster one leaves it
less of them.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from process import Measured, measure

MIB = 1 << 20

TRANSPORTS = {
    "OSS as each has it by default (script HTTP, program HTTPS)": "127.0.0.1:{port}",
    "OSS over HTTP": "http://127.0.0.1:{port}",
    "OSS over HTTPS": "https://127.0.0.1:{port}",
}
"""The endpoint of OSS that DBS names. DBS itself is asked over HTTPS."""

FIGURES: dict[str, Callable[[Measured], float]] = {
    "wall s": lambda run: run.seconds,
    "CPU s": lambda run: run.cpu_seconds,
    "peak MiB": lambda run: run.peak_mib,
}


def main() -> None:
    arguments = parser().parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mysql-bin.000001"
        with file.open("wb") as made:
            for _ in range(arguments.size):
                made.write(os.urandom(MIB))
        for title, oss_endpoint in TRANSPORTS.items():
            with local_cloud(oss_endpoint) as cloud:
                runs = compare(cloud, file, arguments.runs)
            print(f"\n{title}; {arguments.size} MiB, {arguments.runs} runs: median (min–max)")
            print(table(runs), flush=True)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1024, help="of the file, in MiB")
    parser.add_argument("--runs", type=int, default=5, help="of each client")
    return parser


def machine() -> str:
    """What the figures depend on, and how busy it is."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{os.cpu_count()} × {cpu}; Python {python}; load before: {load:.2f}"


@contextmanager
def local_cloud(oss_endpoint: str) -> Iterator[dict]:
    """What the cloud tells of itself."""
    command = [os.environ["LOCAL_CLOUD_BIN"], "--discard", "--etag", "crc"]
    process = subprocess.Popen(
        [*command, "--oss-endpoint", oss_endpoint], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def compare(cloud: dict, file: Path, runs: int) -> dict[str, list[Measured]]:
    """The runs of each client."""
    job = ["--access_key_id", cloud["access_key_id"]]
    job += ["--access_key_secret", cloud["access_key_secret"]]
    job += ["--endpoint", cloud["dbs"]["endpoint"], "--region_code", cloud["region"]]
    job += ["--datasource_id", cloud["data_source_id"], "--data_type", "LogBackup"]
    job += ["--begin_time", "2026-11-20 00:00:00", "--end_time", "2026-11-21 00:00:00"]
    job += ["--file_path", str(file)]
    script = Path(os.environ["DOCUMENTED_FLOW_DIR"]) / "upload_and_register_backup_set.py"
    clients = {
        "script": [sys.executable, "-B", str(script), *job],
        "program": [os.environ["UPLOAD_PROGRAM"], *job],
    }
    ca_file = cloud["ca_file"]
    environment = os.environ | {"SSL_CERT_FILE": ca_file, "REQUESTS_CA_BUNDLE": ca_file}
    measured: dict[str, list[Measured]] = {name: [] for name in clients}
    for round_number in range(runs):
        for name in sorted(clients, reverse=round_number % 2 == 0):
            measured[name].append(measure(clients[name], environment, file.parent))
    check(cloud, file, jobs=runs * len(clients))
    return measured


def check(cloud: dict, file: Path, jobs: int) -> None:
    """A client that is fast since it sends less would be no news."""
    with urllib.request.urlopen(cloud["admin"]["url"] + "/objects") as answer:
        objects = json.load(answer)
    sizes, sums = ({item[name] for item in objects} for name in ("size", "crc64"))
    if len(objects) != jobs or sizes != {file.stat().st_size} or len(sums) != 1:
        raise SystemExit(f"{jobs} jobs left {len(objects)} objects: sizes {sizes}, CRCs {sums}")


def table(runs: dict[str, list[Measured]]) -> str:
    """Figures by client, and how many times more the script takes."""
    lines = [f"{'':10}{'script':>24}{'program':>24}{'ratio':>8}"]
    for name, figure in FIGURES.items():
        script, program = (
            [figure(run) for run in runs[client]] for client in ("script", "program")
        )
        ratio = statistics.median(script) / statistics.median(program)
        lines.append(f"{name:10}{spread(script):>24}{spread(program):>24}{ratio:>8.1f}")
    return "\n".join(lines)


def spread(values: list[float]) -> str:
    """Median and range."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
