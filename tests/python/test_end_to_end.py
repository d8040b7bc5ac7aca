"""A real server's backup goes to the cloud, comes back and holds what the server held."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import mariadb
import program

ZONE = "Asia/Shanghai"
"""Of the server and of mariadb-backup; the program runs elsewhere and is told."""

LEAST_DATA = 300 << 20


@dataclass(frozen=True)
class Backup:
    """A packed backup and what the server said while it was taken."""

    archive: Path
    log: Path
    info: Path
    version: str
    binlog_file: str
    checksums: dict[str, str]
    rows: dict[str, int]


@pytest.fixture(scope="module")
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for the name of a socket."""
    with tempfile.TemporaryDirectory(prefix="db-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def backup(short_folder: Path) -> Backup:
    data, directory = short_folder / "data", short_folder / "backup"
    log, archive = short_folder / "backup.log", short_folder / "backup.tar.gz"
    mariadb.install(data, ZONE)
    with mariadb.running(data, short_folder, ZONE) as server:
        server.query(Path(__file__).with_name("shop.sql").read_text())
        server.back_up(directory, log)
        binlog_file = server.query("SHOW MASTER STATUS")[0][0]
        version, checksums, rows = server.version(), server.checksums(), server.rows()
    assert sum(file.stat().st_size for file in directory.rglob("*")) > LEAST_DATA
    pack(directory, archive)
    [info] = [*directory.glob("xtrabackup_info"), *directory.glob("mariadb_backup_info")]
    return Backup(archive, log, info, version, binlog_file, checksums, rows)


def pack(directory: Path, archive: Path) -> None:
    """From inside the directory, which has mode 755, as the service's guide has it."""
    directory.chmod(0o755)
    tar = ["tar", "--use-compress-program=gzip -1", "-cf", str(archive), "."]
    subprocess.run(tar, cwd=directory, check=True)


def milliseconds(text: str) -> int:
    """Of a time in the log or info file, which name no zone."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()) * 1000


def said_by_log(log: Path) -> tuple[int, int]:
    """Begin and end."""
    stamped = re.findall(r"^\[00\] (\S+ \S+) (.*)$", log.read_text(errors="replace"), re.M)
    begin = next(time for time, text in stamped if text.startswith("Connecting to MariaDB server"))
    end = next(time for time, text in stamped if text == "completed OK!")
    return milliseconds(begin), milliseconds(end)


def said_by_info(info: Path) -> tuple[int, int]:
    """Begin and end."""
    facts = dict(line.split(" = ", 1) for line in info.read_text().splitlines())
    return milliseconds(facts["start_time"]), milliseconds(facts["end_time"])


def test_backup_comes_back_whole(cloud, backup: Backup, short_folder: Path, tmp_path: Path):
    options = ["--data_type", "FullBackup", "--time_zone", ZONE, "--ca_file", cloud.ca_file]
    options += ["--output", "json"]
    by_log = program.job(cloud, backup.archive, *options, "--xtrabackup_log_path", backup.log)
    by_info = program.job(cloud, backup.archive, *options, "--xtrabackup_info_path", backup.info)
    # By its journal, the second run would know that the archive is registered.
    by_info += ["--state_dir", str(tmp_path / "other")]

    reports = [program.run(job, tmp_path, TZ="UTC").report() for job in (by_log, by_info)]

    assert {call["scheme"] for call in cloud.calls()} == {"https"}
    assert cloud.uploads() == []
    assert len(cloud.objects()) == len(cloud.backup_sets()) == 2
    check_report(cloud, reports[0], backup)
    check_report(cloud, reports[1], backup)
    check_registered(cloud, reports[0], backup, *said_by_log(backup.log))
    check_registered(cloud, reports[1], backup, *said_by_info(backup.info))

    fetched = tmp_path / "fetched.tar.gz"
    fetched.write_bytes(cloud.object_bytes(reports[0]["object_key"]))
    restored = short_folder / "restored"
    restored.mkdir()
    subprocess.run(["tar", "-xzf", fetched], cwd=restored, check=True)
    mariadb.prepare(restored)
    with mariadb.running(restored, short_folder, ZONE) as server:
        assert server.rows() == backup.rows
        assert server.checksums() == backup.checksums
        assert server.version() == backup.version


def check_report(cloud, report: dict, backup: Backup) -> None:
    """The report tells the truth about what is stored, and that is the archive."""
    [stored] = [item for item in cloud.objects() if item["key"] == report["object_key"]]
    size = backup.archive.stat().st_size
    assert (report["size"], stored["size"]) == (size, size)
    assert report["crc64"] == str(stored["crc64"])
    assert report["parts"] == stored["parts"] > 1
    assert report["verified"] is True
    assert report["bucket"] == stored["bucket"]
    assert report["bytes_per_second"] == pytest.approx(size / report["seconds"])
    assert cloud.object_bytes(report["object_key"]) == backup.archive.read_bytes()


def check_registered(cloud, report: dict, backup: Backup, begin: int, end: int) -> None:
    """What DBS keeps is what the server and the tool said; times in milliseconds."""
    sets = {item["backup_set_id"]: item for item in cloud.backup_sets()}
    registered = sets[report["backup_set_id"]]
    assert [step["status"] for step in registered["history"]] == ["WaitingUpload", "UploadSuccess"]
    extra_meta = json.loads(registered["extra_meta"])
    assert list(extra_meta.items()) == [
        ("BINLOG_FILE", backup.binlog_file),
        ("version", backup.version),
        ("dataBegin", begin),
        ("dataEnd", end),
        ("consistentTime", end // 1000),
    ]
