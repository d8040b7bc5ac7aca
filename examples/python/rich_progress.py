"""Several archives, one after the other, each with a line of rich.

export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
python rich_progress.py --region_code cn-hangzhou --datasource_id ds-… sunday.tar.gz monday.tar.gz
"""

from __future__ import annotations

import argparse
from functools import partial

from rich.progress import DownloadColumn, Progress, TaskID, TransferSpeedColumn

import dbs_sdk


def show(progress: Progress, line: TaskID, sent: int, size: int | None) -> None:
    """Sets a line to what was sent."""
    progress.update(line, completed=sent, total=size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archives", nargs="+")
    parser.add_argument("--region_code", required=True)
    parser.add_argument("--datasource_id", required=True)
    parser.add_argument("--endpoint", help="else that of the region")
    given = parser.parse_args()

    columns = (*Progress.get_default_columns(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns) as progress:
        for archive in given.archives:
            line = progress.add_task(archive, total=None)
            done = dbs_sdk.register_backup_set(
                archive,
                data_type="FullBackup",
                region_code=given.region_code,
                datasource_id=given.datasource_id,
                endpoint=given.endpoint,
                on_progress=partial(show, progress, line),
            )
            progress.console.print(f"{archive}: {done.backup_set_id}")
