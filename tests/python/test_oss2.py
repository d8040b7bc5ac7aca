"""oss2 drives the local cloud, with V1 and V4, over HTTP and HTTPS."""

import os

import oss2
import pytest
import requests

KEY = "目录/全量 备份+1&2=3~.tar"
DATA = os.urandom(1 << 20)


@pytest.fixture(params=["v1", "v4"])
def version(request):
    return request.param


@pytest.fixture(params=["http", "https"])
def bucket(request, version, cloud, trust):
    trust(cloud)
    return make_bucket(cloud, version, request.param)


def make_bucket(cloud, version, scheme="http", access_key_id=None, access_key_secret=None):
    keys = (access_key_id or cloud.access_key_id, access_key_secret or cloud.access_key_secret)
    auth = oss2.AuthV4(*keys) if version == "v4" else oss2.Auth(*keys)
    endpoint = f"{scheme}://{cloud.oss}"
    return oss2.Bucket(auth, endpoint, cloud.bucket, region=cloud.region)


def signature_of(version):
    return f"oss-{version}"


def test_put_get_head_delete(cloud, bucket, version):
    put = bucket.put_object(KEY, DATA, headers={"x-oss-meta-a": "b c"})
    head = bucket.head_object(KEY)
    assert head.content_length == len(DATA)
    assert head.headers["x-oss-meta-a"] == "b c"
    assert head.etag == put.etag
    assert head.server_crc == put.crc
    assert bucket.get_object(KEY).read() == DATA
    assert bucket.get_object(KEY, byte_range=(10, 19)).read() == DATA[10:20]
    assert bucket.object_exists(KEY)
    assert cloud.object_bytes(KEY) == DATA
    bucket.delete_object(KEY)
    assert not bucket.object_exists(KEY)
    assert {call["signature"] for call in cloud.calls()} == {signature_of(version)}
    assert {call["params"]["key"] for call in cloud.calls()} == {KEY}


def test_multipart_by_hand(cloud, bucket):
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    pieces = [DATA[:200_000], DATA[200_000:400_000], DATA[400_000:]]
    parts = []
    for number, piece in enumerate(pieces, 1):
        result = bucket.upload_part(KEY, upload_id, number, piece)
        parts.append(oss2.models.PartInfo(number, result.etag, len(piece), result.crc))
    listed = list(oss2.PartIterator(bucket, KEY, upload_id, max_parts=2))
    assert [(part.part_number, part.etag, part.size) for part in listed] == [
        (part.part_number, part.etag, part.size) for part in parts
    ]
    uploads = list(oss2.MultipartUploadIterator(bucket, prefix="目录/"))
    assert [(upload.key, upload.upload_id) for upload in uploads] == [(KEY, upload_id)]
    # The client compares the object's CRC with what it combined from the parts.
    bucket.complete_multipart_upload(KEY, upload_id, parts)
    assert bucket.get_object(KEY).read() == DATA
    assert cloud.uploads() == []


def test_resumable_upload(cloud, bucket, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    oss2.resumable_upload(
        bucket, KEY, str(file), store=store, multipart_threshold=1, part_size=300_000, num_threads=3
    )
    assert cloud.object_bytes(KEY) == DATA
    assert cloud.objects()[0]["parts"] == 4


def test_abort(cloud, bucket):
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 1, b"x")
    assert [part["size"] for part in cloud.uploads()[0]["parts"]] == [1]
    bucket.abort_multipart_upload(KEY, upload_id)
    assert cloud.uploads() == []
    with pytest.raises(oss2.exceptions.NoSuchUpload):
        bucket.list_parts(KEY, upload_id)


def test_signed_urls(cloud, bucket):
    url = bucket.sign_url("PUT", KEY, 60, slash_safe=True)
    assert requests.put(url, data=DATA, timeout=10).status_code == 200
    url = bucket.sign_url("GET", KEY, 60, params={"response-content-type": "application/x-tar"})
    answer = requests.get(url, timeout=10)
    assert answer.content == DATA
    assert answer.headers["content-type"] == "application/x-tar"
    cloud.set_clock_offset(61)
    refused = requests.get(url, timeout=10)
    assert refused.status_code == 403
    assert b"Request has expired." in refused.content


def test_bucket_calls(cloud, bucket):
    assert bucket.get_bucket_info().name == cloud.bucket
    assert bucket.get_bucket_location().location == f"oss-{cloud.region}"


def test_wrong_secret(cloud, version):
    with pytest.raises(oss2.exceptions.SignatureDoesNotMatch) as error:
        make_bucket(cloud, version, access_key_secret="wrong").put_object(KEY, b"x")
    assert error.value.status == 403
    assert error.value.request_id == cloud.calls()[0]["request_id"]


def test_unknown_key(cloud, version):
    with pytest.raises(oss2.exceptions.ServerError) as error:
        make_bucket(cloud, version, access_key_id="nobody").head_object(KEY)
    assert (error.value.status, error.value.code) == (403, "InvalidAccessKeyId")


def test_wrong_region(cloud):
    auth = oss2.AuthV4(cloud.access_key_id, cloud.access_key_secret)
    bucket = oss2.Bucket(auth, f"http://{cloud.oss}", cloud.bucket, region="cn-nowhere")
    with pytest.raises(oss2.exceptions.ServerError) as error:
        bucket.put_object(KEY, b"x")
    assert error.value.code == "InvalidArgument"


def test_corrupted_part_is_noticed(cloud, version):
    cloud.inject("UploadPart", "corrupted_part")
    bucket = make_bucket(cloud, version)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    with pytest.raises(oss2.exceptions.InconsistentError):
        bucket.upload_part(KEY, upload_id, 1, DATA)


def test_wrong_content_md5(cloud, version):
    headers = {"Content-MD5": oss2.utils.content_md5(b"other")}
    with pytest.raises(oss2.exceptions.ServerError) as error:
        make_bucket(cloud, version).put_object(KEY, DATA, headers=headers)
    assert (error.value.status, error.value.code) == (400, "InvalidDigest")
    assert cloud.objects() == []
