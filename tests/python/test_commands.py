"""The commands of the wheel: what the programs of `examples` do, they do.

`WHEEL_PYTHON` names the interpreter of the environment that the wheel is installed in; else it is
this one. The console scripts lie beside it; where the package is imported from its sources, there are
none, and each command is `python -m …` alone.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import program
from conftest import Cloud
from test_program_secrets import KEY_SECRET, PLANTED, leaks

PYTHON = os.environ.get("WHEEL_PYTHON", sys.executable)
CORPUS = Path(__file__).parents[2] / "xtrabackup-meta" / "tests" / "corpus"
MIB = 1 << 20


def ways(module: str, script: str) -> list[list[str]]:
    """The beginnings of a command line that start a command."""
    path = Path(PYTHON).with_name(script)
    by_name = [[str(path)]] if "WHEEL_PYTHON" in os.environ or path.exists() else []
    return [[PYTHON, "-m", module], *by_name]


UPLOAD = ways("dbs_sdk.upload_and_register_backup_set", "upload-and-register-backup-set")
META = ways("dbs_sdk.meta", "xtrabackup-meta")
# The documented script's name, which is a package.
BY_SCRIPT = [PYTHON, "-m", "upload_and_register_backup_set"]

LOG = """\
240925 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
240925 17:46:57 Executing FLUSH TABLES WITH READ LOCK...
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
240925 17:46:58 completed OK!
"""
INFO = """\
uuid = 0d8e9a1c
tool_name = innobackupex
tool_version = 2.4.29
server_version = 5.5.62-log
start_time = 2024-09-25 17:40:02
end_time = 2024-09-25 17:46:58
binlog_pos = filename 'mysql-bin.000012', position '2201'
"""
FILES = {
    "backup-my.cnf": b"[mysqld]\n",
    "ibdata1": bytes(range(256)) * (3 * MIB // 256),
    "xtrabackup_checkpoints": b"backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 1601942\n",
    "xtrabackup_info": INFO.encode(),
    "xtrabackup_logfile": b"redo",
}
EXTRA_META = (
    '{"BINLOG_FILE": "mysql-bin.000012", "version": "5.5.62-log", "dataBegin": 1727257202000, '
    '"dataEnd": 1727257618000, "consistentTime": 1727257618}'
)


def packed() -> bytes:
    """The backup as the service wants it."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        root = tarfile.TarInfo("./")
        root.type, root.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(root)
        for name, content in FILES.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return archive.getvalue()


@dataclass(frozen=True)
class Bench:
    """A cloud, and a backup that goes there, by a command."""

    cloud: Cloud
    folder: Path
    command: list[str]

    def job(self, *options: object) -> list[str]:
        """The command line of a good run."""
        return [
            *self.command,
            *program.job(self.cloud, self.folder / "backup.tar", *self.meta()),
        ] + [str(option) for option in options]

    def meta(self) -> list[str]:
        return [
            *("--data_type", "FullBackup", "--time_zone", "+08:00"),
            *("--xtrabackup_log_path", str(self.folder / "xtrabackup.log")),
            *("--ca_file", self.cloud.ca_file),
        ]

    def run(self, *options: object, **environment: str) -> program.Ended:
        return program.run_command(self.job(*options), self.folder, **environment)

    def start(self, *options: object) -> subprocess.Popen:
        """Starts it, and waits until it has met a fault."""
        child = subprocess.Popen(
            self.job(*options),
            cwd=self.folder,
            env=program.clean(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + program.SECONDS
        while not any(call["fault"] for call in self.cloud.calls()):
            assert child.poll() is None, child.communicate()[1]
            assert time.monotonic() < end
            time.sleep(0.02)
        return child

    def assert_registered(self) -> None:
        """Once, with all it says, and byte for byte."""
        [backup_set], [stored] = self.cloud.backup_sets(), self.cloud.objects()
        assert (backup_set["status"], backup_set["extra_meta"]) == ("UploadSuccess", EXTRA_META)
        assert self.cloud.object_bytes(stored["key"]) == (self.folder / "backup.tar").read_bytes()
        assert self.cloud.uploads() == []


@pytest.fixture(params=UPLOAD, ids=lambda command: Path(command[0]).name)
def bench(request, cloud, tmp_path) -> Bench:
    (tmp_path / "backup.tar").write_bytes(packed())
    (tmp_path / "xtrabackup.log").write_text(LOG)
    return Bench(cloud, tmp_path, request.param)


# What they say of themselves


def name_in_usage(command: list[str]) -> str:
    return f"python -m {command[2]}" if command[0] == PYTHON else Path(command[0]).name


@pytest.mark.parametrize("command", [*UPLOAD, BY_SCRIPT])
def test_help_is_that_of_the_program_but_for_its_demonstration(command, tmp_path):
    ours = program.run_command([*command, "--help"], tmp_path)
    theirs = program.run(["--help"], tmp_path)
    expected, number = re.subn(r"\n      --demo\n.*\n(?=\n)", "", theirs.stdout)
    assert number == 1
    usage = re.compile("^(Usage:|      ) upload-and-register-backup-set ", re.MULTILINE)
    assert ours.stdout == usage.sub(rf"\1 {name_in_usage(command)} ", expected)
    assert (ours.code, ours.stderr) == (theirs.code, "") == (0, "")


@pytest.mark.parametrize("command", META)
def test_help_of_meta_is_that_of_parse_log(command, tmp_path):
    ours = program.run_command([*command, "--help"], tmp_path)
    theirs = program.run_command([program.binary("PARSE_LOG_PROGRAM"), "--help"], tmp_path)
    usage = theirs.stdout.replace("Usage: parse-log ", f"Usage: {name_in_usage(command)} ")
    assert (ours.code, ours.stdout, ours.stderr) == (0, usage, "")
    assert ours.stdout != theirs.stdout


@pytest.mark.parametrize("command", UPLOAD + META)
def test_the_version_is_that_of_the_wheel(command, tmp_path):
    version = "import dbs_sdk; print(dbs_sdk.__version__)"
    expected = program.run_command([PYTHON, "-c", version], tmp_path).stdout
    name = "upload-and-register-backup-set" if command in UPLOAD else "xtrabackup-meta"
    ended = program.run_command([*command, "--version"], tmp_path)
    assert (ended.code, ended.stdout) == (0, f"{name} {expected}")


@pytest.mark.parametrize("command", [*UPLOAD, BY_SCRIPT, *META])
def test_bad_usage_ends_with_2(command, tmp_path):
    ended = program.run_command([*command, "--demo"], tmp_path)
    assert (ended.code, ended.stdout) == (program.USAGE, "")
    assert "'--demo'" in ended.stderr and f"Usage: {name_in_usage(command)} " in ended.stderr


# upload-and-register-backup-set


def test_the_documented_options_do_what_the_program_does_with_them(bench, start_cloud):
    ended = bench.run()
    assert ended.code == program.OK, ended.stderr
    bench.assert_registered()

    other = replace(bench, cloud=start_cloud(), command=[program.binary("UPLOAD_PROGRAM")])
    by_program = other.run("--state_dir", bench.folder / "other")
    other.assert_registered()
    assert bench.cloud.operations() == other.cloud.operations()
    assert said(ended, bench.cloud) == said(by_program, other.cloud)


def said(ended: program.Ended, cloud: Cloud) -> tuple[list[str], list[str]]:
    """On both streams, without what differs from run to run."""
    backup_set_id = cloud.backup_sets()[0]["backup_set_id"]

    def lines(text: str) -> list[str]:
        text = text.replace(backup_set_id, "ID").replace(cloud.data_source_id, "SOURCE")
        timed = re.sub(r"^(time .*)|, [\d.]+ \S+iB/s.*$", "", text, flags=re.MULTILINE)
        return timed.splitlines()

    return lines(ended.stdout), lines(ended.stderr)


def test_events_are_told(bench):
    ended = bench.run("--output", "json")
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    stages = [event["stage"] for event in events if event["event"] == "stage"]
    assert stages == ["preflight", "register", "access", "upload", "confirm"]
    done = ended.report()
    assert (done["verified"], done["size"]) == (True, len(packed()))
    assert done["backup_set_id"] == bench.cloud.backup_sets()[0]["backup_set_id"]


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_stops_it_in_order_and_the_same_command_goes_on(bench, name, code):
    bench.cloud.inject("UploadPart", "stall", {"partNumber": "3"}, count=100, seconds=60)
    parts = ("--part_size", MIB)
    child = bench.start(*parts)
    # All but the one that is stalled.
    while len(bench.cloud.uploads()[0]["parts"]) < 3:
        time.sleep(0.02)
    sent = time.monotonic()
    child.send_signal(getattr(signal, name))
    stdout, stderr = child.communicate(timeout=program.SECONDS)
    # Half a second, and what an interpreter takes for its own end on a busy machine.
    assert time.monotonic() - sent < 1
    assert (child.returncode, stdout) == (code, ""), stderr
    assert "the same command goes on from here" in stderr and "Traceback" not in stderr
    [unfinished] = bench.cloud.uploads()
    assert bench.cloud.backup_sets()[0]["status"] == "WaitingUpload"

    bench.cloud.clear_faults()
    again = bench.run(*parts, "--output", "json").report()
    assert again["resumed"] is True
    assert again["reused_bytes"] == sum(part["size"] for part in unfinished["parts"])
    bench.assert_registered()


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
def test_a_signal_that_is_ignored_stays_so(bench, name):
    """As in `nohup …`, and in the background of a script."""
    bench.cloud.inject("UploadPart", "stall", count=1, seconds=2)
    shell = ["sh", "-c", f'trap "" {name}; exec "$@"', "sh"]
    child = replace(bench, command=[*shell, *bench.command]).start()
    child.send_signal(getattr(signal, f"SIG{name}"))
    _, stderr = child.communicate(timeout=program.SECONDS)
    assert child.returncode == program.OK, stderr
    bench.assert_registered()


def test_a_second_signal_ends_it_at_once(bench):
    bench.cloud.inject("UploadPart", "stall", count=100, seconds=60)
    child = bench.start()
    child.send_signal(signal.SIGTERM)
    child.send_signal(signal.SIGINT)
    _, stderr = child.communicate(timeout=program.SECONDS)
    # Whichever is heard first: the system need not keep their order.
    assert child.returncode in (130, 143)
    assert "Traceback" not in stderr


def test_each_end_has_its_exit_code(bench):
    refused = replace(bench.cloud, access_key_secret="wrong")
    # The discard port: nothing listens there.
    nobody = replace(bench.cloud, dbs="127.0.0.1:9")
    rows = [
        (bench.run("--data_type", "FullBackup"), program.USAGE, "cannot be used multiple times"),
        (bench.run("--begin_time", "2024-09-25 17:40:02"), program.USAGE, "for LogBackup"),
        (replace(bench, cloud=refused).run(), program.REFUSED, "SignatureDoesNotMatch"),
        (replace(bench, cloud=nobody).run(), program.NETWORK, "no connection"),
    ]
    for ended, code, words in rows:
        assert (ended.code, ended.stdout) == (code, ""), ended.stderr
        assert words in ended.stderr and "Traceback" not in ended.stderr, ended.stderr
    assert bench.cloud.backup_sets() == []


def test_it_is_shown_listed_and_given_up(bench):
    bench.cloud.inject("UploadPart", "stall", {"partNumber": "2"}, count=100, seconds=60)
    dry = bench.run("--dry_run")
    assert dry.code == program.OK and EXTRA_META in dry.stdout
    assert bench.cloud.calls() == []

    child = bench.start("--part_size", MIB)
    child.terminate()
    child.communicate(timeout=program.SECONDS)
    listed = program.run_command([*bench.command, "status"], bench.folder)
    [backup_set] = bench.cloud.backup_sets()
    assert listed.code == program.OK and backup_set["backup_set_id"] in listed.stdout

    bench.cloud.clear_faults()
    aborted = bench.run("--abort")
    assert aborted.code == program.OK, aborted.stderr
    assert bench.cloud.uploads() == []
    again = program.run_command([*bench.command, "status"], bench.folder)
    assert "nothing is unfinished" in again.stdout


def test_a_directory_is_packed_while_it_is_uploaded(bench):
    directory = bench.folder / "20240925"
    directory.mkdir()
    for name, content in FILES.items():
        (directory / name).write_bytes(content)
    job = bench.job("--backup_dir", directory, "--format", "tar")
    at = job.index("--file_path")
    del job[at : at + 2]
    ended = program.run_command(job, bench.folder)
    assert ended.code == program.OK, ended.stderr
    [backup_set], [stored] = bench.cloud.backup_sets(), bench.cloud.objects()
    assert (backup_set["name"], backup_set["extra_meta"]) == ("20240925.tar", EXTRA_META)
    with tarfile.open(fileobj=io.BytesIO(bench.cloud.object_bytes(stored["key"]))) as tar:
        members = [member for member in tar.getmembers() if member.isfile()]
        assert {m.name[2:]: tar.extractfile(m).read() for m in members} == FILES


def test_a_pipe_is_uploaded_under_its_name(bench):
    job = bench.job("--name", "night.tar")
    job[job.index("--file_path") + 1] = "-"
    with (bench.folder / "backup.tar").open("rb") as backup:
        environment = program.clean(bench.folder)
        subprocess.run(job, cwd=bench.folder, env=environment, stdin=backup, check=True)
    assert bench.cloud.backup_sets()[0]["name"] == "night.tar"
    bench.assert_registered()


@pytest.mark.parametrize(
    ("redirections", "code"),
    [
        (">/dev/full", 1),
        ("2>/dev/full", 0),
        (">/dev/full 2>&1", 1),
        (">&-", 0),
        (">&- 2>&- <&-", 0),
    ],
)
def test_an_output_that_is_full_or_closed_does_not_stop_the_job(bench, redirections, code):
    commands = {"wheel": bench.command, "program": [program.binary("UPLOAD_PROGRAM")]}
    for whose, command in commands.items():
        shell = ["sh", "-c", f'"$@" {redirections}', "sh", *replace(bench, command=command).job()]
        ended = program.run_command([*shell, "--state_dir", whose], bench.folder)
        assert ended.code == code, ended
    assert [it["status"] for it in bench.cloud.backup_sets()] == ["UploadSuccess"] * 2
    assert {len(bench.cloud.object_bytes(it["key"])) for it in bench.cloud.objects()} == {
        len(packed())
    }


def test_no_secret_is_told(bench, start_cloud):
    # Not by HTTP: there the whole exchange is told, but for what is secret.
    runs: list[tuple[Callable[[Cloud], object], int]] = [
        (lambda _: None, program.OK),
        (lambda cloud: cloud.inject("*", "expired_token", count=1000), program.REFUSED),
        (lambda cloud: cloud.inject("UploadPart", "corrupted_at_rest"), program.INTEGRITY),
        (lambda cloud: cloud.inject("*", "reset", count=1000), program.NETWORK),
    ]
    told = {}
    for number, (spoil, code) in enumerate(runs):
        cloud = start_cloud(*PLANTED[:4], *PLANTED[6:])
        spoil(cloud)
        one = replace(bench, cloud=cloud)
        ended = one.run("--log", "trace", "--state_dir", f"state-{number}")
        assert ended.code == code, ended.stderr[-2000:]
        assert "TRACE" in ended.stderr
        told |= {f"stdout {number}": ended.stdout, f"stderr {number}": ended.stderr}
    assert "on the command line, where every user" in told["stderr 0"]
    for file in bench.folder.glob("state-*/**/*"):
        if file.is_file():
            told[str(file)] = file.read_text(errors="replace")
    assert leaks(told, set()) == []
    assert KEY_SECRET not in str(told)


# xtrabackup-meta


@pytest.mark.parametrize("command", META)
def test_meta_says_of_each_file_what_parse_log_says(command, tmp_path):
    files = sorted(file for file in CORPUS.rglob("*") if file.is_file())
    jobs = [[str(file)] for file in files]
    jobs += [[*map(str, files), "--output", "json", *more] for more in ([], ["--earlier_run"])]
    jobs += [[*map(str, files), "--join"], ["/nowhere/log"]]

    def difference(job: list[str]) -> str | None:
        ours = program.run_command([*command, *job], tmp_path)
        theirs = program.run_command([program.binary("PARSE_LOG_PROGRAM"), *job], tmp_path)
        codes.add(ours.code)
        return None if ours == theirs else f"{job}: {ours}, {theirs}"

    codes: set[int] = set()
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert [found for found in pool.map(difference, jobs) if found] == []
    assert {0, 1, 3, 5} <= codes


@pytest.mark.parametrize("command", META)
def test_meta_reads_names_that_are_no_text_and_standard_input(command, tmp_path):
    name = os.fsdecode(b"\xff\xe5.log")
    (tmp_path / name).write_text(LOG)
    assert program.run_command([*command, name], tmp_path).code == program.OK
    ended = subprocess.run([*command, "-"], input=LOG, capture_output=True, text=True)
    assert ended.returncode == program.OK and "mysql-bin.000012" in ended.stdout


def onto(stdout: int, command: list[str], folder: Path) -> tuple[int, str]:
    """The exit code and what standard error holds of a command that prints there."""
    ended = subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, env=program.clean(folder)
    )
    return ended.returncode, ended.stderr


PRINTING = [
    *([*command, *more] for command in META for more in (["--help"], ["--version"], ["./log"])),
    *([*command, "--help"] for command in UPLOAD),
]


@pytest.mark.parametrize("command", PRINTING)
def test_what_cannot_be_written_is_an_error_unless_nobody_reads_on(command, tmp_path, monkeypatch):
    (tmp_path / "log").write_text(LOG)
    monkeypatch.chdir(tmp_path)
    with Path("/dev/full").open("w") as full:
        code, stderr = onto(full.fileno(), command, tmp_path)
    assert code == 1
    assert stderr.startswith("error: standard output cannot be written: No space left")

    reading, writing = os.pipe()
    os.close(reading)
    assert onto(writing, command, tmp_path) == (0, "")
    os.close(writing)


# In a program that calls them


PROGRAM = """
import signal, sys
from dbs_sdk.meta import main

print("before")
hears = signal.getsignal(signal.SIGINT)
sys.argv = ["meta", "/nowhere/log"]
code = main()
assert signal.getsignal(signal.SIGINT) is hears
print("after", code)
"""


def test_what_was_printed_before_and_after_stands_before_and_after(tmp_path):
    # Empty is unset: its own output waits in a buffer.
    environment = program.clean(tmp_path, PYTHONUNBUFFERED="")
    ended = subprocess.run(
        [PYTHON, "-c", PROGRAM],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = ended.stdout.splitlines()
    assert lines[0] == "before" and lines[-1] == "after 1"
    assert lines[1:-1] == [
        "error: /nowhere/log: No such file or directory (os error 2)",
        "/nowhere/log: not read",
    ]
