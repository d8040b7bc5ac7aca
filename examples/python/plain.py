"""One backup, uploaded and registered.

    export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
    python plain.py --region_code cn-hangzhou --datasource_id ds-… backup.tar.gz xtrabackup.log

The key is looked up where the official clients look it up too; it has no place on a command line.
Whatever ends it, the same command goes on where it stopped.
"""

from __future__ import annotations

import argparse
import logging
import sys

import dbs_sdk

TRY_AGAIN = 75
"""The exit code by which mail servers and cron wrappers know that a second try may help."""


def main() -> int:
    arguments = parser().parse_args()
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO)
    try:
        done = dbs_sdk.register_backup_set(
            arguments.backup,
            data_type="FullBackup",
            xtrabackup_log_path=arguments.log,
            region_code=arguments.region_code,
            datasource_id=arguments.datasource_id,
            endpoint=arguments.endpoint,
        )
    except dbs_sdk.DbsError as error:
        stands = f" (backup set {error.backup_set_id})" if error.backup_set_id else ""
        print(f"{error}{stands}", file=sys.stderr)
        return TRY_AGAIN if error.retryable else 1
    print(f"{done.backup_set_id}: {done.size} bytes in oss://{done.bucket}/{done.object_key}")
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("backup", help="the archive, or the backup's directory")
    parser.add_argument("log", help="what xtrabackup wrote to standard error")
    parser.add_argument("--region_code", required=True)
    parser.add_argument("--datasource_id", required=True)
    parser.add_argument("--endpoint", help="else that of the region")
    return parser


if __name__ == "__main__":
    sys.exit(main())
