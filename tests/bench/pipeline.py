"""The documented way against the program: from a backup directory to a registered backup set.

    LOCAL_CLOUD_BIN=… UPLOAD_PROGRAM=… DOCUMENTED_FLOW_DIR=… \
        python tests/bench/pipeline.py --size 1024 --rtt 0 20 50 --runs 3

Release builds, the packages of tests/python/requirements.txt, the Debian packages of MariaDB that
tests/run installs, and a machine that does nothing else. The documented way is `tar -czf` from
inside the directory and then the unmodified Python script; the program is given the directory, with
its defaults. Both do the whole job against the same local cloud, by turns, and begin a round by
turns. The cloud hashes what it gets and stores nothing. It runs on the same cores as the clients.

The directory is a real backup by mariadb-backup of a server with seeded rows that are about as
compressible as InnoDB pages are said to be: `tar | gzip -6` gives a little over 2. It is read into
the page cache first. `--directory` takes another one, which must hold an xtrabackup_info.

CPU is user and system time of all processes of a client, memory the most that was resident in all of
them at once, disk the most that lay in its folder at once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from documented import MIB, machine, spread

sys.path.insert(0, str(Path(__file__).parents[1] / "python"))
import mariadb

EVERY = 0.05
"""Seconds between two looks at the memory and the disk of a client."""
ZONE = "Asia/Shanghai"
ROWS_PER_MIB = 980
ROWS = """
CREATE DATABASE bench; USE bench;
CREATE TABLE orders (
  id BIGINT PRIMARY KEY, customer INT NOT NULL, placed DATETIME(6) NOT NULL,
  total DECIMAL(14,2) NOT NULL, state ENUM('new','paid','sent') NOT NULL,
  token BINARY(32) NOT NULL, note VARBINARY(1000) NOT NULL
) ENGINE=InnoDB;
"""
FILL = """
USE bench;
INSERT INTO orders
  SELECT seq, CONV(LEFT(MD5(seq), 6), 16, 10), '2020-01-01' + INTERVAL seq * 1000003 MICROSECOND,
         seq / 3, 1 + seq % 3, UNHEX(SHA2(seq, 256)),
         CONCAT(UNHEX(SHA2(seq + 0.1, 512)), UNHEX(SHA2(seq + 0.2, 512)), UNHEX(SHA2(seq + 0.3, 512)),
                UNHEX(SHA2(seq + 0.4, 512)), SHA2(seq + 0.5, 512), SHA2(seq + 0.6, 512),
                REPEAT(CONCAT('order ', seq, ' of customer ', seq % 977, '; '), 11))
  FROM seq_{first}_to_{last};
"""


@dataclass(frozen=True)
class Run:
    """What a client took."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    disk_mib: float
    archive_mib: float


FIGURES: dict[str, Callable[[Run], float]] = {
    "wall s": lambda run: run.seconds,
    "CPU s": lambda run: run.cpu_seconds,
    "peak memory MiB": lambda run: run.peak_mib,
    "peak disk MiB": lambda run: run.disk_mib,
    "archive MiB": lambda run: run.archive_mib,
}


def main() -> None:
    arguments = parser().parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="b-") as folder:
        directory = arguments.directory or made(Path(folder), arguments.size)
        size = read_all(directory)
        print(f"{directory.name}: {size / MIB:.0f} MiB in files", flush=True)
        for rtt in arguments.rtt:
            with local_cloud(rtt) as cloud:
                runs = compare(cloud, directory, Path(folder), arguments)
            print(f"\nround trip {rtt} ms, {arguments.runs} runs: median (min–max)")
            print(table(runs, size), flush=True)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1024, help="of the directory, about, in MiB")
    parser.add_argument("--directory", type=Path, help="a backup to be used in its place")
    parser.add_argument("--runs", type=int, default=3, help="of each client")
    parser.add_argument("--rtt", type=int, nargs="+", default=[0, 20, 50], help="in milliseconds")
    parser.add_argument(
        "--options", nargs=argparse.REMAINDER, default=[], help="more of them for the program"
    )
    return parser


def made(folder: Path, mebibytes: int) -> Path:
    """A real backup of about this size."""
    data, backup = folder / "data", folder / "backup"
    mariadb.install(data, ZONE)
    with mariadb.running(data, folder, ZONE) as server:
        server.query(ROWS)
        rows, step = mebibytes * ROWS_PER_MIB, 100_000
        for first in range(1, rows + 1, step):
            server.query(FILL.format(first=first, last=min(first + step - 1, rows)))
        write_pages(server)
        server.back_up(backup, folder / "backup.log")
    subprocess.run(["rm", "-rf", data], check=True)
    backup.chmod(0o755)
    return backup


def write_pages(server: mariadb.Server) -> None:
    """Waits until the pages are in their files: else zeros are backed up, and a log beside them."""
    server.query("SET GLOBAL innodb_max_dirty_pages_pct = 0")
    server.query("SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0")
    while int(server.query("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'")[0][1]):
        time.sleep(0.2)


def read_all(directory: Path) -> int:
    """Bytes of its files, which are in the page cache afterwards."""
    size = 0
    for file in sorted(path for path in directory.rglob("*") if path.is_file()):
        with file.open("rb") as opened:
            while piece := opened.read(MIB):
                size += len(piece)
    return size


@contextmanager
def local_cloud(rtt: int) -> Iterator[dict]:
    """What the cloud tells of itself."""
    command = [os.environ["LOCAL_CLOUD_BIN"], "--discard", "--etag", "crc"]
    # As the documented script has it by default.
    command += ["--oss-endpoint", "http://127.0.0.1:{port}"]
    command += ["--rtt-ms", str(rtt)] if rtt else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def compare(cloud: dict, directory: Path, folder: Path, arguments) -> dict[str, list[Run]]:
    """The runs of each client."""
    job = ["--access_key_id", cloud["access_key_id"]]
    job += ["--access_key_secret", cloud["access_key_secret"]]
    job += ["--endpoint", cloud["dbs"]["endpoint"], "--region_code", cloud["region"]]
    job += ["--datasource_id", cloud["data_source_id"], "--data_type", "FullBackup"]
    [info] = [*directory.glob("xtrabackup_info"), *directory.glob("mariadb_backup_info")]
    job += ["--xtrabackup_info_path", str(info)]
    script = Path(os.environ["DOCUMENTED_FLOW_DIR"]) / "upload_and_register_backup_set.py"
    program = [os.environ["UPLOAD_PROGRAM"], *job, "--backup_dir", str(directory)]
    ca_file = cloud["ca_file"]
    environment = os.environ | {"SSL_CERT_FILE": ca_file, "REQUESTS_CA_BUNDLE": ca_file}
    environment |= {"TZ": ZONE, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}

    def documented(work: Path) -> Run:
        archive = work / "backup.tar.gz"
        packed = measure(["tar", "-czf", str(archive), "."], environment, directory, work)
        upload = [sys.executable, "-B", str(script), *job, "--file_path", str(archive)]
        sent = measure(upload, environment, work, work)
        return Run(
            packed.seconds + sent.seconds,
            packed.cpu_seconds + sent.cpu_seconds,
            max(packed.peak_mib, sent.peak_mib),
            max(packed.disk_mib, sent.disk_mib),
            newest(cloud),
        )

    def ours(work: Path) -> Run:
        own = environment | {"TMPDIR": str(work)}
        command = [*program, "--state_dir", str(work / "state"), *arguments.options]
        run = measure(command, own, work, work)
        return Run(run.seconds, run.cpu_seconds, run.peak_mib, run.disk_mib, newest(cloud))

    clients = {"documented": documented, "program": ours}
    measured: dict[str, list[Run]] = {name: [] for name in clients}
    for number in range(arguments.runs):
        for name in sorted(clients, reverse=number % 2 == 1):
            with tempfile.TemporaryDirectory(dir=folder) as work:
                measured[name].append(clients[name](Path(work)))
    check(cloud, jobs=arguments.runs * len(clients))
    return measured


@dataclass(frozen=True)
class Measured:
    """What a process and those that it started took."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    disk_mib: float


def measure(command: list[str], environment: dict, folder: Path, work: Path) -> Measured:
    """Runs a command in `folder` that must end well; `work` is where its files lie."""
    # Not in `work`: what it says is no temporary file of its own.
    with tempfile.TemporaryFile() as output:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
        watch = Watch(process.pid, work)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        memory, disk = watch.peaks()
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{command[0]} ended with {process.returncode}: {text}")
    # Of the children that it waited for too: gzip under tar.
    return Measured(seconds, usage.ru_utime + usage.ru_stime, memory, disk)


class Watch:
    """Looks at the memory of a process and its children, and at the files of a folder."""

    def __init__(self, pid: int, work: Path) -> None:
        self._pid, self._work = pid, work
        self._memory_kib, self._disk = 0, 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peaks(self) -> tuple[float, float]:
        self._ended.set()
        self._thread.join()
        return self._memory_kib / 1024, self._disk / MIB

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            # Each child's own high-water mark: a little more than all had at once.
            self._memory_kib = max(self._memory_kib, sum(map(resident_kib, family(self._pid))))
            self._disk = max(self._disk, held(self._work))
        self._disk = max(self._disk, held(self._work))


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return [pid]
    return [pid, *map(int, children)]


def resident_kib(pid: int) -> int:
    """The most that was resident; 0 of a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def held(folder: Path) -> int:
    """Bytes of blocks."""
    held = 0
    for path in folder.rglob("*"):
        try:
            status = path.lstat()
        except FileNotFoundError:
            continue
        held += status.st_blocks * 512 if not path.is_dir() else 0
    return held


def objects(cloud: dict) -> list[dict]:
    with urllib.request.urlopen(cloud["admin"]["url"] + "/objects") as answer:
        return json.load(answer)


def newest(cloud: dict) -> float:
    """MiB of the object of the set that was registered last."""
    with urllib.request.urlopen(cloud["admin"]["url"] + "/backup-sets") as answer:
        key = json.load(answer)[-1]["object_key"]
    return next(item["size"] for item in objects(cloud) if item["key"] == key) / MIB


def check(cloud: dict, jobs: int) -> None:
    """A client that is fast since it does less would be no news."""
    with urllib.request.urlopen(cloud["admin"]["url"] + "/backup-sets") as answer:
        sets = json.load(answer)
    done = [item for item in sets if item["status"] == "UploadSuccess"]
    if not len(objects(cloud)) == len(done) == jobs:
        raise SystemExit(f"{jobs} jobs left {len(objects(cloud))} objects, {len(done)} sets done")


def table(runs: dict[str, list[Run]], size: int) -> str:
    """Figures by client, how many times more the documented way takes, and what gzip -6 gives in
    comparison."""
    lines = [f"{'':16}{'documented':>28}{'program':>28}{'ratio':>8}"]
    for name, figure in FIGURES.items():
        documented, program = (
            [figure(run) for run in runs[client]] for client in ("documented", "program")
        )
        mine = statistics.median(program)
        ratio = f"{statistics.median(documented) / mine:.2f}" if mine else "∞"
        lines.append(f"{name:16}{spread(documented):>28}{spread(program):>28}{ratio:>8}")
    gzip, own = (
        size / MIB / statistics.median(run.archive_mib for run in runs[client])
        for client in ("documented", "program")
    )
    lines.append(f"compression {gzip:.3f} (gzip -6) and {own:.3f}: {own / gzip:.3f} of it")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
