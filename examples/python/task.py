"""A task for a workflow engine: configuration that travels, tries, and which errors are worth one more.

    export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
    python task.py --region_code cn-hangzhou --datasource_id ds-… backup.tar.gz xtrabackup.log

Airflow, Celery and Ray all do what `run` below does: they pickle the arguments, run the function in a
process of their own, and try again. `GiveUpError` stands for what the engine calls it: in Airflow raise
AirflowFailException, in Celery leave the error out of `autoretry_for`. The key is none of the job's: the
worker has it in its environment, or in a role. `airflow/mysql_to_dbs.py` beside this folder is a whole DAG.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import dbs_sdk

log = logging.getLogger("task")


@dataclass(frozen=True)
class Job:
    """What a worker is told."""

    client: dbs_sdk.Client
    region_code: str
    datasource_id: str
    backup: str
    xtrabackup_log: str


class GiveUpError(Exception):
    """The same call would fail again."""


def upload(job: Job) -> dict[str, str | int]:
    """The task: what it returns is plain, so that any engine can keep it.

    Safe to run again, also after the worker was killed: what is noted on its disk is taken up, and a
    backup set that is complete is not registered twice.
    """
    try:
        done = dbs_sdk.register_backup_set(
            job.backup,
            client=job.client,
            data_type="FullBackup",
            xtrabackup_log_path=job.xtrabackup_log,
            region_code=job.region_code,
            datasource_id=job.datasource_id,
        )
    except dbs_sdk.DbsError as error:
        if error.retryable:
            raise
        raise GiveUpError(str(error)) from error
    return {
        "backup_set_id": done.backup_set_id,
        "object": f"oss://{done.bucket}/{done.object_key}",
        "size": done.size,
    }


def run(job: Job, tries: int = 4, pause: float = 600.0) -> dict[str, str | int]:
    """What an engine does with it. A process that is forked is refused: spawn, or forkserver."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as workers:
        for left in reversed(range(tries)):
            try:
                return workers.submit(upload, job).result()
            except dbs_sdk.DbsError as error:
                if not left:
                    raise
                log.warning("%s; %d tries left, the next one in %.0f s", error, left, pause)
                time.sleep(pause)
    raise ValueError("no tries")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("backup")
    parser.add_argument("log")
    parser.add_argument("--region_code", required=True)
    parser.add_argument("--datasource_id", required=True)
    parser.add_argument("--endpoint", help="else that of the region")
    parser.add_argument("--pause", type=float, default=600.0, help="between tries, in seconds")
    given = parser.parse_args()
    client = dbs_sdk.Client(endpoint=given.endpoint, region_id=given.region_code)
    job = Job(client, given.region_code, given.datasource_id, given.backup, given.log)
    print(run(job, pause=given.pause))


if __name__ == "__main__":
    main()
