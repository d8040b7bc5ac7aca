"""A backup directory is packed while it is uploaded; a server starts on what comes back."""

import subprocess
from pathlib import Path

import pytest

import program
from fullbackup import ZONE, Backup


@pytest.mark.parametrize("form", ["tar.gz", "tar"])
def test_streamed_archive_comes_back_whole(
    cloud, backup: Backup, short_folder: Path, tmp_path: Path, form: str
):
    # The directory's own info file says all there is to say.
    job = ["--endpoint", cloud.dbs, "--region_code", cloud.region]
    job += ["--datasource_id", cloud.data_source_id]
    job += ["--data_type", "FullBackup", "--time_zone", ZONE, "--ca_file", cloud.ca_file]
    job += ["--backup_dir", str(backup.directory), "--format", form]
    job += ["--state_dir", str(tmp_path / "state")]
    before = listed(backup.directory)

    ended = program.run(job, tmp_path, TZ="UTC", **program.keys(cloud))

    assert ended.code == program.OK, ended.stderr[-2000:]
    [registered], [stored] = cloud.backup_sets(), cloud.objects()
    assert registered["status"] == "UploadSuccess"
    assert registered["name"] == f"{backup.directory.name}.{form}"
    assert cloud.uploads() == []
    assert listed(backup.directory) == before
    fetched = tmp_path / f"fetched.{form}"
    fetched.write_bytes(cloud.object_bytes(stored["key"]))
    assert (fetched.read_bytes()[:2] == b"\x1f\x8b") == (form == "tar.gz")
    members = subprocess.run(["tar", "-tvf", fetched], check=True, capture_output=True, text=True)
    root = members.stdout.splitlines()[0]
    assert root.startswith("drwxr-xr-x") and root.endswith(" ./")
    backup.assert_restored_by(fetched, short_folder)


def listed(directory: Path) -> list[tuple[str, int]]:
    """Names and sizes: nothing is left behind beside the backup, nor in it."""
    files = [*directory.rglob("*"), *directory.parent.glob(f"{directory.name}*")]
    return sorted((str(file), file.stat().st_size) for file in files)
