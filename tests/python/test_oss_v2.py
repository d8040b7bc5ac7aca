"""alibabacloud-oss-v2 drives the local cloud, with V1 and V4, over HTTP and HTTPS."""

import os

import alibabacloud_oss_v2 as oss
import pytest
import requests
from alibabacloud_oss_v2 import exceptions

KEY = "目录/全量 备份+1&2=3~.tar"
DATA = os.urandom(1 << 20)


@pytest.fixture(params=["v1", "v4"])
def version(request):
    return request.param


@pytest.fixture(params=["http", "https"])
def client(request, version, cloud, trust):
    trust(cloud)
    return make_client(cloud, version, request.param)


def make_client(cloud, version, scheme="http", access_key_secret=None, security_token=None, **keys):
    config = oss.config.load_default()
    config.credentials_provider = oss.credentials.StaticCredentialsProvider(
        keys.get("access_key_id", cloud.access_key_id),
        access_key_secret or cloud.access_key_secret,
        security_token,
    )
    config.region = cloud.region
    config.endpoint = f"{scheme}://{cloud.oss}"
    config.signature_version = version
    config.retry_max_attempts = 1
    return oss.Client(config)


def test_put_get_head_delete(cloud, client, version):
    client.put_object(
        oss.PutObjectRequest(bucket=cloud.bucket, key=KEY, body=DATA, metadata={"a": "b c"})
    )
    head = client.head_object(oss.HeadObjectRequest(bucket=cloud.bucket, key=KEY))
    assert head.content_length == len(DATA)
    assert head.metadata == {"a": "b c"}
    got = client.get_object(oss.GetObjectRequest(bucket=cloud.bucket, key=KEY))
    assert got.body.content == DATA
    some = client.get_object(
        oss.GetObjectRequest(bucket=cloud.bucket, key=KEY, range_header="bytes=10-19")
    )
    assert some.body.content == DATA[10:20]
    client.delete_object(oss.DeleteObjectRequest(bucket=cloud.bucket, key=KEY))
    assert not client.is_object_exist(cloud.bucket, KEY)
    assert {call["signature"] for call in cloud.calls()} == {f"oss-{version}"}


def test_uploader(cloud, client, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(DATA)
    uploader = client.uploader(part_size=300_000, parallel_num=3)
    result = uploader.upload_file(
        oss.PutObjectRequest(bucket=cloud.bucket, key=KEY), filepath=str(file)
    )
    assert cloud.object_bytes(KEY) == DATA
    assert [(o["etag"], o["parts"]) for o in cloud.objects()] == [(result.etag.strip('"'), 4)]


def test_list_and_abort(cloud, client):
    target = {"bucket": cloud.bucket, "key": KEY}
    upload_id = client.initiate_multipart_upload(
        oss.InitiateMultipartUploadRequest(**target)
    ).upload_id
    for number in range(1, 6):
        client.upload_part(
            oss.UploadPartRequest(
                **target, upload_id=upload_id, part_number=number, body=bytes([number])
            )
        )
    pages = client.list_parts_paginator(limit=2).iter_page(
        oss.ListPartsRequest(**target, upload_id=upload_id)
    )
    listed = [[part.part_number for part in page.parts] for page in pages]
    assert listed == [[1, 2], [3, 4], [5]]
    uploads = client.list_multipart_uploads(
        oss.ListMultipartUploadsRequest(bucket=cloud.bucket, prefix="目录/")
    ).uploads
    assert [(upload.key, upload.upload_id) for upload in uploads] == [(KEY, upload_id)]
    client.abort_multipart_upload(oss.AbortMultipartUploadRequest(**target, upload_id=upload_id))
    assert cloud.uploads() == []


def test_complete_all(cloud, client):
    target = {"bucket": cloud.bucket, "key": KEY}
    upload_id = client.initiate_multipart_upload(
        oss.InitiateMultipartUploadRequest(**target)
    ).upload_id
    for number, body in [(1, DATA[:200_000]), (7, DATA[200_000:])]:
        client.upload_part(
            oss.UploadPartRequest(**target, upload_id=upload_id, part_number=number, body=body)
        )
    client.complete_multipart_upload(
        oss.CompleteMultipartUploadRequest(**target, upload_id=upload_id, complete_all="yes")
    )
    assert cloud.object_bytes(KEY) == DATA


def test_presigned(cloud, client):
    client.put_object(oss.PutObjectRequest(bucket=cloud.bucket, key=KEY, body=DATA))
    url = client.presign(oss.GetObjectRequest(bucket=cloud.bucket, key=KEY)).url
    assert requests.get(url, timeout=10).content == DATA


def code_of(error):
    service = error.value
    while service is not None and not isinstance(service, exceptions.ServiceError):
        service = service.unwrap() if hasattr(service, "unwrap") else service.__cause__
    assert service is not None, f"{error.value!r} has no answer of the service"
    return service.status_code, service.code


def test_wrong_secret(cloud, version):
    with pytest.raises(exceptions.OperationError) as error:
        make_client(cloud, version, access_key_secret="wrong").put_object(
            oss.PutObjectRequest(bucket=cloud.bucket, key=KEY, body=b"x")
        )
    assert code_of(error) == (403, "SignatureDoesNotMatch")


def test_unknown_key(cloud, version):
    with pytest.raises(exceptions.OperationError) as error:
        make_client(cloud, version, access_key_id="nobody").head_object(
            oss.HeadObjectRequest(bucket=cloud.bucket, key=KEY)
        )
    assert code_of(error) == (403, "InvalidAccessKeyId")


def test_skewed_clock(cloud, version):
    cloud.set_clock_offset(1000)
    with pytest.raises(exceptions.OperationError) as error:
        make_client(cloud, version).put_object(
            oss.PutObjectRequest(bucket=cloud.bucket, key=KEY, body=b"x")
        )
    assert code_of(error) == (403, "RequestTimeTooSkewed")
