"""The documented script, unmodified, run with the official clients as the service's guide says.

`DOCUMENTED_FLOW_DIR` names its folder. Without it every test that needs it fails: none is skipped.
"""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import official_client_env

SECONDS = 120.0
"""No run of a test takes longer."""

CORPUS = Path(__file__).parents[2] / "xtrabackup-meta" / "tests" / "corpus"

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"

FULL_BY_LOG = ["--data_type", "FullBackup", "--xtrabackup_log_path"]
FULL_BY_INFO = ["--data_type", "FullBackup", "--xtrabackup_info_path"]
# The night between them has 25 hours in New York.
LOG_BACKUP = ["--data_type", "LogBackup", "--begin_time", "2024-11-02 23:59:59"]
LOG_BACKUP += ["--end_time", "2024-11-03 12:00:00"]

JOBS = pytest.mark.parametrize(
    ("options", "name", "size"),
    [
        ([*FULL_BY_LOG, CORPUS / "logs/pxb24-mysql55-full.log"], "backup.tar.gz", (13 << 20) + 1),
        ([*FULL_BY_LOG, CORPUS / "logs/pxb80-8026-gtid.log"], "全量 备份+1.tar.gz", 12 << 20),
        ([*FULL_BY_INFO, CORPUS / "infos/pxb24-mysql55.info"], "backup.tar", 40 << 20),
        ([*FULL_BY_INFO, CORPUS / "infos/info-chinese-name.info"], "backup.tgz", 12 << 20),
        (LOG_BACKUP, "mysql-bin.000001", 24 << 20),
    ],
    ids=["log-2.4", "log-8.0", "info-2.4", "info-chinese", "binlog"],
)
"""Options of the script that tell what the backup is, the name of its file, and its size."""

FLOW = [
    "dbs:ConfigureBackupSetInfo",
    "dbs:DescribeBakDataSourceStorageAccessInfo",
    "oss:InitiateMultipartUpload",
    "oss:UploadPart",
    "oss:CompleteMultipartUpload",
    "dbs:ConfigureBackupSetInfo",
]
"""The calls of a job that goes well."""

PER_JOB = {"BackupSetId", "ClientToken"}
"""Parameters made anew for each job; the script sends no ClientToken."""


@dataclass(frozen=True)
class Left:
    """What a job leaves at the services, without what must differ from job to job."""

    operations: list[str]
    dbs_params: list[dict[str, str]]
    extra_meta: str
    history: list[str]
    stored: bytes = field(repr=False)
    unfinished_uploads: list[dict]


def left_at(cloud) -> Left:
    [backup_set] = cloud.backup_sets()
    [stored] = cloud.objects()
    assert stored["key"] == backup_set["object_key"]
    return Left(
        operations=cloud.operations(),
        dbs_params=[
            {name: value for name, value in call["params"].items() if name not in PER_JOB}
            for call in cloud.calls(service="dbs")
        ],
        extra_meta=backup_set["extra_meta"],
        history=[step["status"] for step in backup_set["history"]],
        stored=cloud.object_bytes(stored["key"]),
        unfinished_uploads=cloud.uploads(),
    )


def script() -> Path:
    """The script; the modules that it imports lie beside it."""
    folder = os.environ.get("DOCUMENTED_FLOW_DIR")
    assert folder, "DOCUMENTED_FLOW_DIR must name the folder of the documented scripts"
    path = Path(folder) / "upload_and_register_backup_set.py"
    assert path.is_file(), f"DOCUMENTED_FLOW_DIR holds no {path.name}: {folder}"
    return path


def run(cloud, arguments: list[str], folder: Path, time_zone: str) -> None:
    """Runs the script in `folder`; it must end well."""
    ended = end(cloud, [str(script()), *arguments], folder, TZ=time_zone)
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]


def end(cloud, arguments: list[str], folder: Path, **environment: str):
    """Runs this Python in `folder`, and gives what is left of it."""
    # The folder is not ours to write to.
    always = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=official_client_env(cloud) | always | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
