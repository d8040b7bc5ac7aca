"""The uploader beside its peers: speed, CPU and memory for the same file.

    LOCAL_CLOUD_BIN=… python tests/bench/upload.py --size 2048 --runs 3

A release build of the local cloud, the packages of tests/python/requirements.txt, Rust for the
programs of tests/bench/upload, which are built here, and a machine that does nothing else. All
clients send the same file from the page cache to the same local cloud process, in turn, the order
reversed each round. The cloud hashes what it gets, answers with CRCs as the service does, and
stores nothing. It runs on the same cores as the clients, and so does the line that it delays for
`--rtt`: "server" is the CPU of both. A client is measured as a process, from its start to its end,
by what the kernel says of it.

The bare loop is the ceiling: it sends the parts to URLs that were signed before it began, and
neither sums bytes nor reads or writes XML.
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
from functools import partial
from itertools import product
from pathlib import Path

import oss2
import tomllib

from documented import MIB, machine, spread
from process import Measured, measure

PROGRAMS = Path(__file__).parent / "upload"
PART = 8 * MIB
"""Of the bare loop: what the uploader takes for files up to 78 GiB."""
URL_SECONDS = 3600


@dataclass(frozen=True)
class Run:
    """One upload by one client."""

    client: Measured
    server_cpu_seconds: float


@dataclass(frozen=True)
class Client:
    """How it is named and started: the words after the file and the object's key."""

    title: str
    program: str
    options: tuple[str, ...] = ()


CLIENTS = {
    "bare": Client("bare reqwest loop, 4 at once", "bench-bare", ("4",)),
    "ours": Client("this crate, 4 at once", "bench-ours", ("4",)),
    "ours-default": Client("this crate, as it is by default", "bench-ours"),
    "opendal": Client("opendal, 8 at once", "bench-opendal", ("8",)),
    "documented": Client("documented loop (oss2), one by one", "loop.py"),
    "resumable": Client("oss2.resumable_upload, 8 threads", "resumable.py", ("8",)),
    "official": Client("alibabacloud-oss-v2 Uploader, 8 threads", "official.py", ("8",)),
}


def main() -> None:
    arguments = parser().parse_args()
    target = build(arguments.only)
    print(f"{machine()}\n{versions()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        file = made(Path(folder) / "backup.tar.gz", arguments.size)
        for rtt, scheme in product(arguments.rtt, arguments.scheme):
            with Cloud(scheme, rtt) as cloud:
                runs = compare(cloud, file, target, arguments.only, arguments.runs)
            print(f"\n{scheme.upper()}, round trip {rtt} ms; {arguments.size} MiB, ", end="")
            print(f"{arguments.runs} runs: median (min–max)\n\n{table(runs, arguments.size)}")
            sys.stdout.flush()


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=2048, help="of the file, in MiB")
    parser.add_argument("--runs", type=int, default=3, help="of each client")
    parser.add_argument("--rtt", type=int, nargs="+", default=[0, 5, 20], help="in milliseconds")
    parser.add_argument("--scheme", nargs="+", choices=["http", "https"], default=["http", "https"])
    parser.add_argument("--only", nargs="+", choices=CLIENTS, default=list(CLIENTS))
    return parser


def build(names: list[str]) -> Path:
    """Builds the programs that are needed, each for itself; where they are."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", PROGRAMS / "target"))
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", str(target)]
    for program in sorted({CLIENTS[name].program for name in names}):
        if not program.endswith(".py"):
            subprocess.run([*command, "--package", program], cwd=PROGRAMS, check=True)
    return target.absolute() / "release"


def versions() -> str:
    """What the peers are, as installed and as locked."""
    installed = ["oss2", "alibabacloud-oss-v2", "crcmod", "requests", "urllib3"]
    named = [f"{name} {importlib.metadata.version(name)}" for name in installed]
    locked = tomllib.loads((PROGRAMS / "Cargo.lock").read_text())["package"]
    wanted = ["opendal", "reqwest", "hyper", "rustls", "tokio"]
    named += [f"{item['name']} {item['version']}" for item in locked if item["name"] in wanted]
    return ", ".join(named)


def made(file: Path, mebibytes: int) -> Path:
    """Random bytes, in the page cache and on the disk, so that none are written meanwhile."""
    with file.open("wb") as opened:
        for _ in range(mebibytes):
            opened.write(os.urandom(MIB))
        opened.flush()
        os.fsync(opened.fileno())
    return file


class Cloud:
    """A local cloud of its own, reached by one scheme over one line."""

    def __init__(self, scheme: str, rtt: int) -> None:
        command = [os.environ["LOCAL_CLOUD_BIN"], "--discard", "--etag", "crc"]
        # Without one there is no relay.
        command += ["--rtt-ms", str(rtt)] if rtt else []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        told = json.loads(self._process.stdout.readline())
        self._admin = told["admin"]["url"]
        self.environment = {
            "OSS_ENDPOINT": f"{scheme}://{told['oss']['endpoint']}",
            "OSS_BUCKET": told["bucket"],
            "OSS_REGION": told["region"],
            "OSS_ACCESS_KEY_ID": told["access_key_id"],
            "OSS_ACCESS_KEY_SECRET": told["access_key_secret"],
            "SSL_CERT_FILE": told["ca_file"],
            "REQUESTS_CA_BUNDLE": told["ca_file"],
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }
        auth = oss2.Auth(told["access_key_id"], told["access_key_secret"])
        session = oss2.Session()
        session.session.verify = told["ca_file"]
        session.session.trust_env = False
        endpoint = self.environment["OSS_ENDPOINT"]
        self.bucket = oss2.Bucket(auth, endpoint, told["bucket"], session=session)

    def __enter__(self) -> "Cloud":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def cpu_seconds(self) -> float:
        """User and system time so far."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def objects(self) -> list[dict]:
        """What it holds, without the bytes."""
        with urllib.request.urlopen(f"{self._admin}/objects") as answer:
            return json.load(answer)


def compare(
    cloud: Cloud, file: Path, target: Path, names: list[str], runs: int
) -> dict[str, list[Run]]:
    """The runs of each client."""
    measured: dict[str, list[Run]] = {name: [] for name in names}
    for round_number in range(runs):
        for name in names if round_number % 2 == 0 else reversed(names):
            key = f"{name}-{round_number}"
            if name == "bare":
                run = signed(cloud, key, file, partial(upload, cloud, name, file, target=target))
            else:
                run = upload(cloud, name, file, key, target)
            measured[name].append(run)
    check(cloud, file, uploads=runs * len(names))
    return measured


def upload(cloud: Cloud, name: str, file: Path, where: str, target: Path) -> Run:
    """One client's run: `where` is a key, or for the bare loop the file of URLs."""
    client = CLIENTS[name]
    if client.program.endswith(".py"):
        command = [sys.executable, "-B", str(PROGRAMS.absolute() / client.program)]
    else:
        command = [str(target / client.program)]
    before = cloud.cpu_seconds()
    environment = os.environ | cloud.environment
    run = measure([*command, str(file), where, *client.options], environment, file.parent)
    return Run(run, cloud.cpu_seconds() - before)


def signed(cloud: Cloud, key: str, file: Path, send: Callable[[str], Run]) -> Run:
    """Begins an upload and completes it, with `send` between, which needs signed URLs alone."""
    upload_id = cloud.bucket.init_multipart_upload(key).upload_id
    parts = -(-file.stat().st_size // PART)
    with tempfile.NamedTemporaryFile("w", suffix=".urls") as urls:
        for number in range(1, parts + 1):
            params = {"partNumber": str(number), "uploadId": upload_id}
            url = cloud.bucket.sign_url("PUT", key, URL_SECONDS, params=params, slash_safe=True)
            urls.write(f"{url}\n")
        urls.flush()
        run = send(urls.name)
    listed = oss2.PartIterator(cloud.bucket, key, upload_id)
    cloud.bucket.complete_multipart_upload(key, upload_id, list(listed))
    return run


def check(cloud: Cloud, file: Path, uploads: int) -> None:
    """A client that is fast since it sends less would be no news."""
    objects = cloud.objects()
    sizes, sums = ({item[name] for item in objects} for name in ("size", "crc64"))
    if len(objects) != uploads or sizes != {file.stat().st_size} or len(sums) != 1:
        raise SystemExit(f"{uploads} uploads left {len(objects)} objects: {sizes}, CRCs {sums}")


def table(runs: dict[str, list[Run]], mebibytes: int) -> str:
    """The figures in Markdown. A ratio is that of medians, and says how many times the figure of
    the bare or of the documented loop it is."""
    gib = mebibytes * MIB / (1 << 30)
    figures: dict[str, Callable[[Run], float]] = {
        "GiB/s": lambda run: gib / run.client.seconds,
        "CPU-s/GiB": lambda run: run.client.cpu_seconds / gib,
        "peak MiB": lambda run: run.client.peak_mib,
        "server CPU-s/GiB": lambda run: run.server_cpu_seconds / gib,
    }
    references = [name for name in ("bare", "documented") if name in runs]
    heads = ["client", *figures]
    for name in references:
        heads += [f"speed ÷ {name}", f"CPU ÷ {name}"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for name, measured in runs.items():
        cells = [CLIENTS[name].title]
        cells += [spread([figure(run) for run in measured]) for figure in figures.values()]
        for reference in references:
            for figure in (figures["GiB/s"], figures["CPU-s/GiB"]):
                mine, its = (
                    statistics.median(map(figure, chosen)) for chosen in (measured, runs[reference])
                )
                cells.append(f"{mine / its:.3g}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
