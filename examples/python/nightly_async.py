"""The binlogs of a day, three at a time, on one event loop.

    export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
    python nightly_async.py --region_code cn-hangzhou --datasource_id ds-… mysql-bin.0000*

What a binlog spans stands in itself. One that fails does not keep the others; Ctrl-C ends all within
half a second, in a state that the same command goes on from.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

import dbs_sdk

AT_ONCE = 3


async def upload_all(
    client: dbs_sdk.Client, binlogs: list[str], region_code: str, datasource_id: str
) -> list[dbs_sdk.RegisteredBackupSet | BaseException]:
    """What became of each: backup set or exception, in the order of the binlogs."""
    line = asyncio.Semaphore(AT_ONCE)

    async def upload(binlog: str) -> dbs_sdk.RegisteredBackupSet:
        async with line:
            return await dbs_sdk.register_backup_set_async(
                binlog,
                client=client,
                data_type="LogBackup",
                region_code=region_code,
                datasource_id=datasource_id,
            )

    return await asyncio.gather(*map(upload, binlogs), return_exceptions=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("binlogs", nargs="+")
    parser.add_argument("--region_code", required=True)
    parser.add_argument("--datasource_id", required=True)
    parser.add_argument("--endpoint", help="else that of the region")
    given = parser.parse_args()

    # One client for all: they share its connections and its keys.
    client = dbs_sdk.Client(endpoint=given.endpoint, region_id=given.region_code)
    ended = asyncio.run(upload_all(client, given.binlogs, given.region_code, given.datasource_id))
    failed = 0
    for binlog, result in zip(given.binlogs, ended):
        if isinstance(result, dbs_sdk.RegisteredBackupSet):
            print(f"{binlog}: {result.backup_set_id}")
        else:
            failed += 1
            print(f"{binlog}: {result}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
