"""The documented script and the program do the same job: what one leaves at the services, the
other leaves too."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import documented
import program

CORPUS = Path(__file__).parents[2] / "xtrabackup-meta" / "tests" / "corpus"

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"

FULL_BY_LOG = ["--data_type", "FullBackup", "--xtrabackup_log_path"]
FULL_BY_INFO = ["--data_type", "FullBackup", "--xtrabackup_info_path"]
# The night between them has 25 hours in New York.
LOG_BACKUP = ["--data_type", "LogBackup", "--begin_time", "2024-11-02 23:59:59"]
LOG_BACKUP += ["--end_time", "2024-11-03 12:00:00"]

FLOW = [
    "dbs:ConfigureBackupSetInfo",
    "dbs:DescribeBakDataSourceStorageAccessInfo",
    "oss:InitiateMultipartUpload",
    "oss:UploadPart",
    "oss:CompleteMultipartUpload",
    "dbs:ConfigureBackupSetInfo",
]


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


@pytest.mark.parametrize("time_zone", [SHANGHAI, NEW_YORK])
@pytest.mark.parametrize(
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
def test_same_job_same_result(start_cloud, tmp_path, options, name, size, time_zone):
    file = tmp_path / name
    file.write_bytes(random.Random(size).randbytes(size))
    by_script, by_program = (start_cloud("--data-source-id", "ds-of-both") for _ in range(2))

    documented.run(by_script, program.job(by_script, file, *options), tmp_path, time_zone)
    job = program.job(by_program, file, *options, "--ca_file", by_program.ca_file)
    # The script takes any file.
    job += ["--preflight", "off"]
    ended = program.run(job, tmp_path, TZ=time_zone)

    assert ended.code == program.OK, ended.stderr
    expected, found = left_at(by_script), left_at(by_program)
    assert expected.operations == FLOW
    assert expected.history == ["WaitingUpload", "UploadSuccess"]
    assert expected.stored == file.read_bytes()
    assert found.stored == expected.stored, "other bytes"
    assert found.extra_meta == expected.extra_meta
    assert found == expected
