"""`official.py FACE …`: what the example `calls` of dbs-sdk does, with alibabacloud-dbs20210101
and the same arguments. FACE is `threads` or `asyncio`."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

from alibabacloud_dbs20210101 import models
from alibabacloud_dbs20210101.client import Client
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions

ONCE = RuntimeOptions(autoretry=False)


def main() -> None:
    face, calls, parallel, url, key_id, key_secret, region, data_source = sys.argv[1:]
    calls, parallel = int(calls), int(parallel)
    scheme, _, endpoint = url.partition("://")
    client = Client(
        Config(
            access_key_id=key_id,
            access_key_secret=key_secret,
            endpoint=endpoint,
            protocol=scheme,
        )
    )
    request = access_request(client, region, data_source)
    shares = [calls // parallel + (line < calls % parallel) for line in range(parallel)]
    if face == "asyncio":
        asyncio.run(gather(client, request, shares))
    else:
        with ThreadPoolExecutor(parallel) as pool:
            list(pool.map(lambda share: line(client, request, share), shares))


def line(client: Client, request: models.DescribeBakDataSourceStorageAccessInfoRequest, calls: int):
    for _ in range(calls):
        check(client.describe_bak_data_source_storage_access_info_with_options(request, ONCE))


async def gather(client, request, shares: list[int]) -> None:
    async def line(calls: int) -> None:
        for _ in range(calls):
            call = client.describe_bak_data_source_storage_access_info_with_options_async
            check(await call(request, ONCE))

    await asyncio.gather(*map(line, shares))


def check(answer) -> None:
    if answer.body.success != "true" or not answer.body.data.oss_access_info.bucket_name:
        raise SystemExit(f"not carried out: {answer.body}")


def access_request(
    client: Client, region: str, data_source: str
) -> models.DescribeBakDataSourceStorageAccessInfoRequest:
    """For a backup set of its own."""
    registration = models.ConfigureBackupSetInfoRequest(
        backup_method="Physical",
        backup_mode="Automated",
        backup_set_name="mysql-bin.000001",
        backup_type="LogBackup",
        data_source_id=data_source,
        extra_meta='{"dataBegin": 1727286002000, "dataEnd": 1727286418000}',
        region_code=region,
        upload_status="WaitingUpload",
    )
    answer = client.configure_backup_set_info_with_options(registration, ONCE)
    return models.DescribeBakDataSourceStorageAccessInfoRequest(
        backup_set_id=answer.body.data.backup_set_id,
        backup_type="LogBackup",
        data_source_id=data_source,
        region_code=region,
    )


if __name__ == "__main__":
    main()
