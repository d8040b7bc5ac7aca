"""Our log parser against the documented one and against grep: time, CPU and memory.

    PARSE_LOG_PROGRAM=… DOCUMENTED_FLOW_DIR=… XTRABACKUP_CORPUS_DIR=… \
        python tests/bench/parse.py --size 500 --runs 5

A release build, Python with `six`, and a machine that does nothing else. Each of the four formats
of the corpus's `make_large_log.py` is one log, a fifth has one line of 64 MiB. `LC_ALL=C grep -cE`
looks for the five texts that the documented parser looks for. All read the same file from the page
cache, in turn; the documented parser, which takes minutes, runs once unless told otherwise.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from process import Measured, measure

LOGS = {
    "pxb22": ["--format", "pxb22"],
    "pxb24": ["--format", "pxb24"],
    "pxb80": ["--format", "pxb80"],
    "mariadb": ["--format", "mariadb"],
    "long-line": ["--format", "pxb80", "--long-line-mib", "64"],
}
"""The options that make each log."""

TEXTS = (
    "Connecting to MySQL server host:",
    "Using server version",
    "MySQL binlog position:",
    "consistent_time [0-9]+",
    "completed OK!",
)


@dataclass(frozen=True)
class Log:
    """A large log and what it holds."""

    title: str
    path: Path
    facts: dict


def main() -> None:
    arguments = parser().parse_args()
    print(f"load before: {os.getloadavg()[0]:.2f}; {os.cpu_count()} CPUs; {arguments.size} MiB")
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for title in arguments.logs:
            options = ["--mib", str(arguments.size), *LOGS[title]]
            log = make(title, options, Path(folder))
            check(log)
            print(f"\n{title}\n{table(compare(log, arguments))}", flush=True)
            log.path.unlink()


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=500, help="of each log, in MiB")
    parser.add_argument("--runs", type=int, default=5, help="of our parser and of grep")
    parser.add_argument("--script-runs", type=int, default=1, help="of the documented parser")
    parser.add_argument("--logs", nargs="+", choices=LOGS, default=list(LOGS), help="which")
    parser.add_argument("--folder", help="where the logs are made; else the temporary folder")
    return parser


def make(title: str, options: list[str], folder: Path) -> Log:
    """A log with the facts that its maker names."""
    maker = [
        sys.executable,
        "-B",
        str(Path(os.environ["XTRABACKUP_CORPUS_DIR"]) / "make_large_log.py"),
    ]
    path = folder / "xtrabackup.log"
    with path.open("wb") as made:
        subprocess.run([*maker, *options], stdout=made, check=True)
    facts = subprocess.run([*maker, *options, "--facts"], stdout=subprocess.PIPE, check=True)
    return Log(title, path, json.loads(facts.stdout))


def ours(log: Log) -> list[str]:
    return [os.environ["PARSE_LOG_PROGRAM"], "--output", "json", str(log.path)]


def check(log: Log) -> None:
    """A parser that is fast since it finds less would be no news. It also fills the page cache."""
    ended = subprocess.run(ours(log), stdout=subprocess.PIPE, check=True)
    [run] = json.loads(ended.stdout)["files"][0]["runs"]
    found = {
        "tool": run["tool"],
        "tool_version": run["tool_version"],
        "server_version": run["server_version"],
        "start_time": run["start"][:19],
        "end_time": run["end"][:19],
        "utc_offset": run["end"][19:] or None,
        "completed": run["outcome"] == "completed",
        "binlog_file": run["binlog"]["file"],
        "binlog_pos": run["binlog"]["position"],
        "gtid_set": run["gtid_set"] and run["gtid_set"]["text"],
        "to_lsn": run["to_lsn"],
    }
    if found != log.facts:
        raise SystemExit(f"{log.title}: {found} is not {log.facts}")


def compare(log: Log, arguments: argparse.Namespace) -> dict[str, list[Measured]]:
    """The runs of each reader."""
    script = Path(os.environ["DOCUMENTED_FLOW_DIR"]) / "xtrabackup_log_parser.py"
    readers = {
        "parse-log": (ours(log), arguments.runs),
        "grep": (["grep", "-cE", "|".join(TEXTS), str(log.path)], arguments.runs),
        "documented": ([sys.executable, "-B", str(script), str(log.path)], arguments.script_runs),
    }
    environment = os.environ | {"LC_ALL": "C"}
    # The documented parser prints text that is not ASCII in no other locale.
    environment |= {"PYTHONIOENCODING": "utf-8"}
    runs: dict[str, list[Measured]] = {name: [] for name in readers}
    for number in range(max(arguments.runs, arguments.script_runs)):
        for name, (command, count) in readers.items():
            if number < count:
                runs[name].append(measure(command, environment, log.path.parent))
    return runs


def table(runs: dict[str, list[Measured]]) -> str:
    """Medians and ranges, and how many times ours each of the others takes."""
    base = statistics.median(run.seconds for run in runs["parse-log"])
    lines = [f"{'':12}{'wall s':>24}{'CPU s':>10}{'peak MiB':>10}{'wall ratio':>12}"]
    for name, measured in runs.items():
        if not measured:
            continue
        seconds = [run.seconds for run in measured]
        middle = statistics.median(seconds)
        spread = f"{middle:.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
        cpu = statistics.median(run.cpu_seconds for run in measured)
        peak = max(run.peak_mib for run in measured)
        lines.append(f"{name:12}{spread:>24}{cpu:>10.2f}{peak:>10.1f}{middle / base:>12.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
