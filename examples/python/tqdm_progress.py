"""The backup's directory, packed while it is uploaded, with a bar of tqdm.

export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
python tqdm_progress.py --region_code cn-hangzhou --datasource_id ds-… /backup/base
"""

from __future__ import annotations

import argparse
from typing import Any

from tqdm import tqdm

import dbs_sdk


def register(source: str, **arguments: Any) -> dbs_sdk.RegisteredBackupSet:
    """As dbs_sdk.register_backup_set, with a bar."""
    with tqdm(desc=source, unit="B", unit_scale=True, unit_divisor=1024) as bar:

        def show(sent: int, size: int | None) -> None:
            # Nobody knows what a directory comes to, until it is packed.
            bar.total = size
            # tqdm takes steps, also backwards, when a part has to be sent again.
            bar.update(sent - bar.n)

        return dbs_sdk.register_backup_set(source, on_progress=show, **arguments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", help="an archive, or the backup's directory")
    parser.add_argument("--region_code", required=True)
    parser.add_argument("--datasource_id", required=True)
    parser.add_argument("--endpoint", help="else that of the region")
    given = vars(parser.parse_args())
    print(register(given.pop("source"), data_type="FullBackup", **given).backup_set_id)
