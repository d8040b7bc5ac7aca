"""A backup of one MySQL server each night, brought to Alibaba Cloud DBS.

For Airflow 3 with the wheel `dbs-sdk` installed on the worker. The two tasks share a disk, so they
share a queue: let only the worker on the database's machine listen to it. Airflow does what engines
do: it schedules, tries again, and tells whom to tell; the wheel does the rest.

Airflow's connection `dbs` holds the access key: login is the id, password the secret, host the
endpoint, and extra `{"region_code": "cn-hangzhou", "datasource_id": "ds-…"}`.
"""

import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import Connection, dag, task

ROOT = Path("/var/backups/dbs")
"""Where backups lie until they are uploaded; on the disk of the worker."""

OPTION_FILE = "/etc/dbs-backup/my.cnf"
"""User and password for xtrabackup, readable by the worker alone; read after /etc/my.cnf."""

TIME_ZONE = "Asia/Shanghai"
"""Of the machine that the server runs on: logs of xtrabackup before 8.0.28 name none."""


def back_up(root: Path, night: str) -> dict[str, str]:
    """Makes the archive of a night, or finds the one that an earlier try has made."""
    folder = root / night
    archive, log = folder / f"backup-{night}.tar.gz", folder / "backup.log"
    if not archive.exists():
        shutil.rmtree(folder, ignore_errors=True)
        data = folder / "data"
        data.parent.mkdir(parents=True, mode=0o700)
        tool = [
            "xtrabackup",
            f"--defaults-extra-file={OPTION_FILE}",
            "--backup",
            f"--target-dir={data}",
        ]
        with log.open("wb") as stderr:
            subprocess.run(tool, stderr=stderr, check=True)
        # From inside the directory, as DBS wants it; renamed when it is whole.
        data.chmod(0o755)
        part = archive.with_suffix(".part")
        subprocess.run(["tar", "-C", data, "-czf", part, "."], check=True)
        part.rename(archive)
        shutil.rmtree(data)
    return {"archive": str(archive), "log": str(log)}


def upload(backup: dict[str, str], connection: Connection) -> dict[str, str | int]:
    """Uploads the archive, registers it, and removes it when DBS has it."""
    # Imported here: the scheduler reads this file too, and needs no wheel.
    import dbs_sdk

    extra = connection.extra_dejson
    done = dbs_sdk.register_backup_set(
        backup["archive"],
        endpoint=connection.host,
        access_key_id=connection.login,
        access_key_secret=connection.password,
        region_code=extra["region_code"],
        datasource_id=extra["datasource_id"],
        ca_file=extra.get("ca_file"),
        data_type="FullBackup",
        xtrabackup_log_path=backup["log"],
        time_zone=TIME_ZONE,
    )
    if not done.verified:
        raise RuntimeError(f"{done.backup_set_id} is complete, but OSS gave no checksum to compare")
    shutil.rmtree(Path(backup["archive"]).parent)
    return {
        "backup_set_id": done.backup_set_id,
        "object": f"oss://{done.bucket}/{done.object_key}",
        "size": done.size,
    }


@dag(
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # Never two at once on one server.
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10), "queue": "mysql-host"},
    tags=["backup"],
)
def mysql_to_dbs():
    @task(execution_timeout=timedelta(hours=8))
    def make(ds_nodash: str) -> dict[str, str]:
        return back_up(ROOT, ds_nodash)

    @task(execution_timeout=timedelta(hours=12))
    def register(backup: dict[str, str]) -> dict[str, str | int]:
        return upload(backup, Connection.get("dbs"))

    register(make())


mysql_to_dbs()
