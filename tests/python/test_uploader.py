"""dbs_sdk.Uploader: any source, blocking and for asyncio, resumable, with the exceptions of its reader."""

import asyncio
import copy
import io
import os
import pathlib
import pickle
import signal
import threading
import time

import pytest

import dbs_sdk

KEY = "目录/全量 备份+1.tar"
DATA = os.urandom(3 << 20)


@pytest.fixture
def uploader(cloud):
    return make(cloud)


def make(cloud, **options):
    options.setdefault("ca_file", cloud.ca_file)
    keys = dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret)
    options.setdefault("credentials", keys)
    return dbs_sdk.Uploader(cloud.bucket, endpoint=cloud.oss, region=cloud.region, **options)


class Stream:
    """Gives so many bytes at once, and counts who asks."""

    def __init__(self, data, most):
        self.source = io.BytesIO(data)
        self.most = most
        self.threads = set()

    def read(self, size):
        self.threads.add(threading.get_ident())
        return self.source.read(min(size, self.most))


@pytest.fixture(params=["path", "str", "bytes", "bytearray", "memoryview", "file", "stream"])
def source(request, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(DATA)
    opened = path.open("rb")
    yield {
        "path": path,
        "str": str(path),
        "bytes": DATA,
        "bytearray": bytearray(DATA),
        "memoryview": memoryview(DATA),
        "file": opened,
        "stream": Stream(DATA, 70_001),
    }[request.param]
    opened.close()


def test_every_source(cloud, uploader, source):
    outcome = uploader.upload(source, KEY)
    assert cloud.object_bytes(KEY) == DATA
    stored = cloud.objects()[0]
    assert (outcome.size, outcome.crc64) == (len(DATA), int(stored["crc64"]))
    assert outcome.verified and outcome.doubt is None
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert {call["scheme"] for call in cloud.calls()} == {"https"}


@pytest.mark.parametrize("data", [b"", b"x"])
def test_small_streams(cloud, uploader, data):
    assert uploader.upload(io.BytesIO(data), KEY).size == len(data)
    assert cloud.object_bytes(KEY) == data


def test_asyncio(cloud, uploader):
    async def all_at_once():
        uploads = [uploader.upload_async(Stream(DATA[n:], 1 << 20), f"k{n}") for n in range(20)]
        return await asyncio.gather(*uploads)

    outcomes = asyncio.run(all_at_once())
    assert [outcome.size for outcome in outcomes] == [len(DATA) - n for n in range(20)]
    assert cloud.object_bytes("k7") == DATA[7:]


def test_threads(cloud, uploader):
    errors = []

    def run(n):
        try:
            uploader.upload(DATA[n:], f"k{n}")
        except dbs_sdk.DbsError as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(o["size"] for o in cloud.objects()) == sorted(len(DATA) - n for n in range(8))


def test_progress(uploader):
    told = []
    uploader.upload(DATA, KEY, on_progress=lambda *news: told.append(news))
    assert told[-1] == (len(DATA), len(DATA))
    told.clear()
    uploader.upload(io.BytesIO(DATA), KEY, on_progress=lambda *news: told.append(news))
    assert told[-1] == (len(DATA), None)


class Broken(Exception):
    pass


def failing(error):
    class Failing:
        def read(self, _):
            raise error

    return Failing()


def test_the_exception_of_a_reader_comes_out_as_it_is(cloud, uploader):
    mine = Broken("mine")
    with pytest.raises(Broken) as raised:
        uploader.upload(failing(mine), KEY)
    assert raised.value is mine
    with pytest.raises(Broken):
        asyncio.run(uploader.upload_async(failing(mine), KEY))
    assert (cloud.objects(), cloud.uploads()) == ([], [])


def test_text_is_no_content(uploader):
    with pytest.raises(
        TypeError, match="read\\(\\) gave str instead of bytes: open files in binary"
    ):
        uploader.upload(io.StringIO("text"), KEY)
    with pytest.raises(TypeError, match="int cannot be uploaded: give a path, bytes"):
        uploader.upload(3, KEY)


def test_an_exception_of_on_progress_ends_it(cloud, uploader):
    def refuse(sent, size):
        raise Broken

    cloud.inject("UploadPart", "slow", bytes_per_second=100_000, count=1000)
    with pytest.raises(Broken) as raised:
        uploader.upload(DATA, KEY, on_progress=refuse)
    upload = cloud.calls(operation="UploadPart")[0]["params"]["uploadId"]
    notes = getattr(raised.value, "__notes__", [upload])
    assert upload in notes[0]
    # Nobody could go on with it.
    last = time.monotonic() + 10
    while cloud.uploads():
        assert time.monotonic() < last
        time.sleep(0.05)


def test_ctrl_c_is_heard_within_half_a_second(cloud, tmp_path):
    cloud.inject("UploadPart", "slow", bytes_per_second=100_000, count=1000)
    uploader = make(cloud, checkpoint_dir=tmp_path)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt) as cut_off:
        uploader.upload(DATA, KEY)
    assert time.monotonic() - begun < 1
    cloud.clear_faults()
    outcome = uploader.upload(DATA, KEY)
    assert outcome.upload_id in getattr(cut_off.value, "__notes__", [outcome.upload_id])[0]
    assert cloud.object_bytes(KEY) == DATA


def test_a_task_that_is_cancelled_can_be_gone_on_with(cloud, tmp_path):
    cloud.inject("UploadPart", "slow", bytes_per_second=100_000, count=1000)
    uploader = make(cloud, checkpoint_dir=tmp_path)

    async def cut_off():
        begun = time.monotonic()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(uploader.upload_async(DATA, KEY), 0.5)
        assert time.monotonic() - begun < 1
        cloud.clear_faults()
        return await uploader.upload_async(DATA, KEY)

    assert asyncio.run(cut_off()).size == len(DATA)
    assert len(cloud.calls(operation="InitiateMultipartUpload")) == 1


def test_going_on(cloud, tmp_path):
    file, notes = tmp_path / "file", tmp_path / "notes"
    file.write_bytes(DATA)
    options = {"checkpoint_dir": notes, "part_size": 300_000, "parallel": 2, "max_attempts": 1}
    uploader = make(cloud, **options)
    cloud.inject("UploadPart", "status", {"partNumber": "8"}, status=500, code="InternalError")
    with pytest.raises(dbs_sdk.ServiceError) as failed:
        uploader.upload(file, KEY)
    assert failed.value.remains == "upload"
    assert failed.value.upload_id == cloud.uploads()[0]["upload_id"]
    outcome = pickle.loads(pickle.dumps(uploader)).upload(file, KEY)
    assert outcome.upload_id == failed.value.upload_id
    assert outcome.reused > 0
    assert cloud.object_bytes(KEY) == DATA


def test_keys_that_are_refused_are_asked_for_again(cloud):
    given = iter(["wrong", cloud.access_key_id])

    def keys():
        return dbs_sdk.Credentials(next(given), cloud.access_key_secret)

    make(cloud, credentials=keys).upload(DATA, KEY)
    assert list(given) == []


def test_what_a_callable_of_keys_raises_is_the_cause(cloud):
    mine = Broken("mine")

    def keys():
        raise mine

    with pytest.raises(dbs_sdk.InputError) as raised:
        make(cloud, credentials=keys).upload(DATA, KEY)
    assert raised.value.__cause__ is mine


def test_refusals(cloud):
    keys = dbs_sdk.Credentials(cloud.access_key_id, "wr0ng-s3cret")
    with pytest.raises(dbs_sdk.RefusedError) as refused:
        make(cloud, credentials=keys).upload(DATA, KEY)
    assert (refused.value.status, refused.value.code) == (403, "SignatureDoesNotMatch")
    assert refused.value.request_id == cloud.calls()[0]["request_id"]
    assert "wr0ng" not in str(refused.value)


def test_headers(cloud):
    headers = {"x-oss-storage-class": "IA", "X-OSS-Meta-A": "b", "x-oss-object-acl": "private"}
    make(cloud, headers=headers).upload(DATA, KEY)
    stored = cloud.objects()[0]["headers"]
    assert (stored["x-oss-storage-class"], stored["x-oss-meta-a"]) == ("IA", "b")


def test_settings_that_make_no_sense(cloud):
    for settings, why in [
        ({}, "give endpoint, or region"),
        ({"endpoint": "oss-accelerate.aliyuncs.com"}, "set it with region"),
        ({"endpoint": "a.com", "internal": True}, "give it, or region and internal"),
        ({"region": "cn-hangzhou", "rate_limit": 0}, "rate_limit"),
        ({"region": "cn-hangzhou", "part_size": 1}, "outside 102400"),
    ]:
        with pytest.raises(dbs_sdk.InputError, match=why):
            dbs_sdk.Uploader("bucket", **settings).upload(b"x", KEY)
    with pytest.raises(dbs_sdk.InputError, match="no bucket name"):
        dbs_sdk.Uploader("B", region="cn-hangzhou")


def test_copies_and_repr(cloud):
    uploader = make(cloud, parallel=3)
    assert copy.deepcopy(uploader).upload(DATA, KEY).size == len(DATA)
    assert cloud.bucket in repr(uploader)
    assert cloud.access_key_secret not in repr(uploader)


def test_a_missing_file(uploader):
    with pytest.raises(dbs_sdk.InputError, match="cannot read /no/such/file"):
        uploader.upload(pathlib.Path("/no/such/file"), KEY)
