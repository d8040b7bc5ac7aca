"""A real server's backup goes to the cloud, comes back and holds what the server held."""

import json
import re
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import program
from fullbackup import ZONE, Backup


@pytest.fixture(scope="module")
def archive(backup: Backup, short_folder: Path) -> Path:
    """The backup as the service's guide packs it."""
    archive = short_folder / "backup.tar.gz"
    pack(backup.directory, archive)
    return archive


def pack(directory: Path, archive: Path) -> None:
    """From inside the directory."""
    tar = ["tar", "--use-compress-program=gzip -1", "-cf", str(archive), "."]
    subprocess.run(tar, cwd=directory, check=True)


def milliseconds(text: str) -> int:
    """Of a time in the log or info file, which name no zone."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()) * 1000


def said_by_log(log: Path) -> tuple[int, int]:
    """Begin and end."""
    stamped = re.findall(r"^\[00\] (\S+ \S+) (.*)$", log.read_text(errors="replace"), re.MULTILINE)
    begin = next(time for time, text in stamped if text.startswith("Connecting to MariaDB server"))
    end = next(time for time, text in stamped if text == "completed OK!")
    return milliseconds(begin), milliseconds(end)


def said_by_info(info: Path) -> tuple[int, int]:
    """Begin and end."""
    facts = dict(line.split(" = ", 1) for line in info.read_text().splitlines())
    return milliseconds(facts["start_time"]), milliseconds(facts["end_time"])


def test_backup_comes_back_whole(
    cloud, backup: Backup, archive: Path, short_folder: Path, tmp_path: Path
):
    options = ["--data_type", "FullBackup", "--time_zone", ZONE, "--ca_file", cloud.ca_file]
    options += ["--output", "json"]
    by_log = program.job(cloud, archive, *options, "--xtrabackup_log_path", backup.log)
    by_info = program.job(cloud, archive, *options, "--xtrabackup_info_path", backup.info)
    # By its journal, the second run would know that the archive is registered.
    by_info += ["--state_dir", str(tmp_path / "other")]

    reports = [program.run(job, tmp_path, TZ="UTC").report() for job in (by_log, by_info)]

    assert {call["scheme"] for call in cloud.calls()} == {"https"}
    assert cloud.uploads() == []
    assert len(cloud.objects()) == len(cloud.backup_sets()) == 2
    check_report(cloud, reports[0], archive)
    check_report(cloud, reports[1], archive)
    check_registered(cloud, reports[0], backup, *said_by_log(backup.log))
    check_registered(cloud, reports[1], backup, *said_by_info(backup.info))

    fetched = tmp_path / "fetched.tar.gz"
    fetched.write_bytes(cloud.object_bytes(reports[0]["object_key"]))
    backup.assert_restored_by(fetched, short_folder)


def check_report(cloud, report: dict, archive: Path) -> None:
    """The report tells the truth about what is stored, and that is the archive."""
    [stored] = [item for item in cloud.objects() if item["key"] == report["object_key"]]
    size = archive.stat().st_size
    assert (report["size"], stored["size"]) == (size, size)
    assert report["crc64"] == str(stored["crc64"])
    assert report["parts"] == stored["parts"] > 1
    assert report["verified"] is True
    assert report["bucket"] == stored["bucket"]
    assert report["bytes_per_second"] == pytest.approx(size / report["seconds"])
    assert cloud.object_bytes(report["object_key"]) == archive.read_bytes()


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
