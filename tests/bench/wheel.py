"""The wheel beside the official stack: what it takes to install, to import, to upload and to read a log.

    WHEEL=… LOCAL_CLOUD_BIN=… DOCUMENTED_FLOW_DIR=… XTRABACKUP_CORPUS_DIR=… \
        python tests/bench/wheel.py

The wheel as `tests/run` builds it, a release build of the local cloud, the packages of
tests/python/requirements.txt, an index to install the official ones from, and a machine that does
nothing else. Two environments are made, one with what the documented script imports, one with the
wheel, and nothing else in either. Every figure is of a process of its own, from its start to its
end, by what the kernel says of it; all send the same file from the page cache to the same local
cloud, in turn, the order reversed each round. The cloud hashes what it gets, answers with CRCs as
the service does, and stores nothing; it runs on the same cores, and so does the line that it delays
for `--rtt`. Scripts and OssUploader do the whole job, registration included; the others upload alone.

`--quick` shows in a minute that all of it works; its figures say nothing.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from documented import MIB, check, machine, spread
from parse import make
from process import Measured, measure
from upload import made

HERE = Path(__file__).parent.absolute()
REQUIREMENTS = HERE.parent / "python" / "requirements.txt"
OFFICIAL = [
    "oss2",
    "alibabacloud_openapi_util",
    "alibabacloud_tea_openapi",
    "alibabacloud_tea_util",
    "six",
]
"""What the documented script and its two parsers import."""
IMPORTS = {
    "official": (
        "import oss2, six; from alibabacloud_openapi_util.client import Client as Util; "
        "from alibabacloud_tea_openapi import models; "
        "from alibabacloud_tea_openapi.client import Client; "
        "from alibabacloud_tea_util import models as util_models"
    ),
    "wheel": "import dbs_sdk",
    "wheel, as the script does": (
        "from dbs_sdk.dropin import install; install(); import oss2; "
        "from alibabacloud_openapi_util.client import Client as Util; "
        "from alibabacloud_tea_openapi import models; "
        "from alibabacloud_tea_openapi.client import Client; "
        "from alibabacloud_tea_util import models as util_models"
    ),
}
CLIENTS = {
    "script": "documented script, official stack",
    "dropin": "same script, python -m dbs_sdk.dropin",
    "depth3": "OssUploader of the wheel",
    "resumable": "oss2.resumable_upload, 8 threads",
    "official": "alibabacloud-oss-v2 Uploader, 8 threads",
    "uploader": "dbs_sdk.Uploader",
}


@dataclass(frozen=True)
class Environments:
    """The interpreters of both, and of the peer that neither has."""

    official: Path
    wheel: Path
    peer: Path = Path(sys.executable)


def main() -> None:
    arguments = parser().parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        environments = Environments(
            official=installed(folder / "official", *OFFICIAL, "--constraint", str(REQUIREMENTS)),
            wheel=installed(folder / "wheel", "--no-index", os.environ["WHEEL"]),
        )
        print(f"\ninstalled\n{footprints(environments)}", flush=True)
        print(f"\nimport, {arguments.import_runs} runs, ms: median (min–max)")
        print(imports(environments, arguments.import_runs), flush=True)
        print(f"\na log of {arguments.log_size} MiB: median (min–max)")
        print(parsing(environments, folder, arguments), flush=True)
        file = made(folder / "mysql-bin.000001", arguments.size)
        for rtt, scheme in product(arguments.rtt, arguments.scheme):
            with local_cloud(scheme, rtt) as cloud:
                runs = uploads(environments, cloud, file, arguments)
                check(cloud, file, jobs=arguments.runs * len(arguments.only))
            print(f"\n{scheme.upper()}, round trip {rtt} ms; {arguments.size} MiB, ", end="")
            print(f"{arguments.runs} runs: median (min–max)\n{table(runs, arguments.size)}")
            sys.stdout.flush()


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1024, help="of the file, in MiB")
    parser.add_argument("--runs", type=int, default=3, help="of each client")
    parser.add_argument("--rtt", type=int, nargs="+", default=[0, 5, 20], help="in milliseconds")
    parser.add_argument("--scheme", nargs="+", choices=["http", "https"], default=["https"])
    parser.add_argument("--only", nargs="+", choices=CLIENTS, default=list(CLIENTS))
    parser.add_argument("--import-runs", type=int, default=11)
    parser.add_argument("--log-size", type=int, default=100, help="of the log, in MiB")
    parser.add_argument("--folder", help="where files and environments are made")
    quick = {"size": 24, "runs": 1, "rtt": [0, 5], "import_runs": 3, "log_size": 2}
    parser.add_argument(
        "--quick",
        action=argparse.BooleanOptionalAction,
        default=False,
        help=f"as if {quick} were given",
    )
    if "--quick" in sys.argv[1:]:
        parser.set_defaults(**quick)
    return parser


def installed(folder: Path, *packages: str) -> Path:
    """The interpreter of a new environment that holds them and nothing else, not even pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, *packages], check=True)
    return python


def footprints(environments: Environments) -> str:
    """What stands on the disk, with what Python compiled."""
    lines = [f"{'':28}{'packages':>10}{'files':>8}{'MB':>8}"]
    for title, python in (("official", environments.official), ("wheel", environments.wheel)):
        [folder] = python.parents[1].glob("lib/python*/site-packages")
        files = [path for path in folder.rglob("*") if path.is_file()]
        packages = len(list(folder.glob("*.dist-info")))
        size = sum(path.stat().st_size for path in files) / 1e6
        lines.append(f"{title:28}{packages:>10}{len(files):>8}{size:>8.1f}")
    return "\n".join(lines)


def imports(environments: Environments, runs: int) -> str:
    """As a fresh interpreter feels it: what the statement takes, without the interpreter's own start."""
    taken: dict[str, list[float]] = {title: [] for title in IMPORTS}
    # Once more than is counted: the first fills the page cache.
    for number in range(runs + 1):
        for title, statement in IMPORTS.items():
            python = environments.official if title == "official" else environments.wheel
            timed = "import time; b = time.perf_counter(); {}; print(time.perf_counter() - b)"
            command = [str(python), "-c", timed.format(statement)]
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            if number:
                taken[title].append(float(told) * 1000)
    return "\n".join(f"{title:28}{spread(values):>28}" for title, values in taken.items())


def parsing(environments: Environments, folder: Path, arguments: argparse.Namespace) -> str:
    """Both read the same log; the documented parser, which takes its time, at most twice."""
    log = make("pxb24", ["--format", "pxb24", "--mib", str(arguments.log_size)], folder)
    script = Path(os.environ["DOCUMENTED_FLOW_DIR"]) / "xtrabackup_log_parser.py"
    ours = "import sys, dbs_sdk; print(dbs_sdk.parse_log(sys.argv[1]))"
    readers = {
        "documented parser": [environments.official, "-B", script, log.path],
        "dbs_sdk.parse_log": [environments.wheel, "-c", ours, log.path],
    }
    # The documented parser prints text that is not ASCII.
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    lines = [f"{'':28}{'wall s':>24}{'CPU s':>24}{'peak MiB':>28}"]
    for title, command in readers.items():
        count = min(arguments.runs, 2) if title == "documented parser" else arguments.runs
        words = [str(word) for word in command]
        runs = [measure(words, environment, folder) for _ in range(count)]
        lines.append(f"{title:28}{row(runs)}")
    log.path.unlink()
    return "\n".join(lines)


def row(runs: list[Measured]) -> str:
    walls, cpus = [run.seconds for run in runs], [run.cpu_seconds for run in runs]
    peaks = [run.peak_mib for run in runs]
    return f"{spread(walls):>24}{spread(cpus):>24}{spread(peaks):>28}"


@contextmanager
def local_cloud(scheme: str, rtt: int) -> Iterator[dict]:
    """What a cloud tells of itself, whose OSS is reached by one scheme over one line."""
    command = [os.environ["LOCAL_CLOUD_BIN"], "--discard", "--etag", "crc"]
    command += ["--oss-endpoint", f"{scheme}://127.0.0.1:{{port}}"]
    # Without one there is no relay.
    command += ["--rtt-ms", str(rtt)] if rtt else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield json.loads(process.stdout.readline()) | {"scheme": scheme}
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def uploads(
    environments: Environments, cloud: dict, file: Path, arguments: argparse.Namespace
) -> dict[str, list[Measured]]:
    """The runs of each client."""
    runs: dict[str, list[Measured]] = {name: [] for name in arguments.only}
    for number in range(arguments.runs):
        for name in arguments.only if number % 2 == 0 else reversed(arguments.only):
            command = words(environments, cloud, name, file, f"{name}-{number}")
            with tempfile.TemporaryDirectory(dir=file.parent) as folder:
                environment = told(cloud) | {"XDG_STATE_HOME": folder}
                runs[name].append(measure(command, environment, Path(folder)))
    return runs


def told(cloud: dict) -> dict[str, str]:
    """The environment in which every client finds the cloud and trusts it."""
    return os.environ | {
        "DBS_ENDPOINT": cloud["dbs"]["endpoint"],
        "DBS_DATASOURCE_ID": cloud["data_source_id"],
        "OSS_ENDPOINT": f"{cloud['scheme']}://{cloud['oss']['endpoint']}",
        "OSS_BUCKET": cloud["bucket"],
        "OSS_REGION": cloud["region"],
        "OSS_ACCESS_KEY_ID": cloud["access_key_id"],
        "OSS_ACCESS_KEY_SECRET": cloud["access_key_secret"],
        "SSL_CERT_FILE": cloud["ca_file"],
        "REQUESTS_CA_BUNDLE": cloud["ca_file"],
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def words(environments: Environments, cloud: dict, name: str, file: Path, key: str) -> list[str]:
    """The command line of a client."""
    script = str(Path(os.environ["DOCUMENTED_FLOW_DIR"]) / "upload_and_register_backup_set.py")
    job = ["--access_key_id", cloud["access_key_id"]]
    job += ["--access_key_secret", cloud["access_key_secret"]]
    job += ["--endpoint", cloud["dbs"]["endpoint"], "--region_code", cloud["region"]]
    job += ["--datasource_id", cloud["data_source_id"], "--data_type", "LogBackup"]
    job += ["--begin_time", "2026-11-20 00:00:00", "--end_time", "2026-11-21 00:00:00"]
    job += ["--file_path", str(file)]
    official, wheel, peer = map(str, (environments.official, environments.wheel, environments.peer))
    upload = [str(file), key]
    return {
        "script": [official, script, *job],
        "dropin": [wheel, "-m", "dbs_sdk.dropin", script, *job],
        "depth3": [wheel, str(HERE / "wheel" / "depth3.py"), str(file)],
        "resumable": [official, str(HERE / "upload" / "resumable.py"), *upload, "8"],
        "official": [peer, str(HERE / "upload" / "official.py"), *upload, "8"],
        "uploader": [wheel, str(HERE / "wheel" / "uploader.py"), *upload],
    }[name]


def table(runs: dict[str, list[Measured]], mebibytes: int) -> str:
    """Figures in Markdown, and how many times the documented script's each is."""
    gib = mebibytes * MIB / (1 << 30)
    figures: dict[str, Callable[[Measured], float]] = {
        "GiB/s": lambda run: gib / run.seconds,
        "CPU-s/GiB": lambda run: run.cpu_seconds / gib,
        "peak MiB": lambda run: run.peak_mib,
    }
    heads = ["client", *figures]
    heads += ["speed ÷ script", "CPU ÷ script"] if "script" in runs else []
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for name, measured in runs.items():
        cells = [CLIENTS[name]]
        cells += [spread([figure(run) for run in measured]) for figure in figures.values()]
        if "script" in runs:
            for figure in (figures["GiB/s"], figures["CPU-s/GiB"]):
                mine, its = (
                    statistics.median(map(figure, chosen)) for chosen in (measured, runs["script"])
                )
                cells.append(f"{mine / its:.3g}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
