"""The same programs on oss2 and on the wheel's drop-in for it, against the local cloud over HTTPS."""

import contextlib
import copy
import gzip
import http.server
import importlib
import inspect
import io
import logging
import os
import pickle
import shutil
import socket
import subprocess
import tarfile
import threading
import traceback
import urllib.request
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

import dbs_sdk

KEY = "目录/全量 备份+1&2=3~.tar"
SIZE = 1 << 20
DATA = os.urandom(SIZE)
PLANTED = "plantedKey+Secret/0001=="


def stack_of(name: str) -> SimpleNamespace:
    module = importlib.import_module(name)
    return SimpleNamespace(oss2=module, is_ours=name != "oss2")


@pytest.fixture(params=["oss2", "dbs_sdk.dropin.oss2"], ids=["official", "ours"])
def stack(request):
    return stack_of(request.param)


@pytest.fixture
def oss2(stack):
    return stack.oss2


@pytest.fixture
def ours():
    return stack_of("dbs_sdk.dropin.oss2").oss2


@pytest.fixture
def official():
    return stack_of("oss2").oss2


@pytest.fixture(autouse=True)
def trusting(cloud, trust):
    trust(cloud)


@pytest.fixture(params=["v1", "v4"])
def bucket(request, oss2, cloud):
    return bucket_of(oss2, cloud, request.param)


def bucket_of(oss2, cloud, version="v4", secret=None, **options):
    keys = (cloud.access_key_id, secret or cloud.access_key_secret)
    auth = oss2.make_auth(*keys, version)
    options.setdefault("region", cloud.region)
    return oss2.Bucket(auth, f"https://{cloud.oss}", cloud.bucket, **options)


def temporary(cloud):
    """The key that DBS hands out, and the object that it is for."""
    keys = dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret)
    client = dbs_sdk.Client(endpoint=cloud.dbs, credentials=keys, ca_file=cloud.ca_file)
    about = {"RegionCode": cloud.region, "DataSourceId": cloud.data_source_id}
    about["BackupType"] = "LogBackup"
    begun = {
        **about,
        "BackupMethod": "Physical",
        "BackupMode": "Automated",
        "BackupSetName": "全量 备份.tar.gz",
        "ExtraMeta": '{"dataBegin": 1727286002000, "dataEnd": 1727286418000}',
        "UploadStatus": "WaitingUpload",
    }
    version = "2021-01-01"
    about["BackupSetId"] = client.call("ConfigureBackupSetInfo", version, begun)["Data"][
        "BackupSetId"
    ]
    access = client.call("DescribeBakDataSourceStorageAccessInfo", version, about)
    info = access["Data"]["OssAccessInfo"]
    return (info["AccessKeyId"], info["AccessKeySecret"], info["SecurityToken"]), info["ObjectKey"]


# the names


OFFERED = [
    "Auth",
    "AuthV4",
    "AnonymousAuth",
    "CaseInsensitiveDict",
    "MultipartUploadIterator",
    "ObjectIterator",
    "ObjectIteratorV2",
    "ObjectUploadIterator",
    "PartIterator",
    "ProviderAuth",
    "ProviderAuthV4",
    "ResumableDownloadStore",
    "ResumableStore",
    "SizedFileAdapter",
    "StaticCredentialsProvider",
    "StsAuth",
    "Bucket",
    "content_type_by_name",
    "determine_part_size",
    "http_date",
    "http_to_unixtime",
    "is_valid_bucket_name",
    "is_valid_endpoint",
    "iso8601_to_unixtime",
    "make_auth",
    "make_download_store",
    "make_upload_store",
    "resumable_download",
    "resumable_upload",
    "set_file_logger",
    "set_stream_logger",
    "to_bytes",
    "to_string",
    "to_unicode",
    "models.GetObjectResult",
    "models.HeadObjectResult",
    "models.InitMultipartUploadResult",
    "models.ListMultipartUploadsResult",
    "models.ListObjectsResult",
    "models.ListPartsResult",
    "models.MultipartUploadInfo",
    "models.PartInfo",
    "models.PutObjectResult",
    "models.RequestResult",
    "models.SimplifiedObjectInfo",
    "exceptions.ClientError",
    "exceptions.InconsistentError",
    "exceptions.OssError",
    "exceptions.RequestError",
    "exceptions.ServerError",
    "utils.check_crc",
    "utils.content_md5",
]


def found(module, path):
    for name in path.split("."):
        module = getattr(module, name)
    return module


def shape(function):
    """Names, order, kinds and defaults of the parameters."""
    parameters = inspect.signature(function).parameters.values()
    return [(parameter.name, parameter.kind, parameter.default) for parameter in parameters]


@pytest.mark.parametrize("path", OFFERED)
def test_signatures(ours, official, path):
    mine, theirs = found(ours, path), found(official, path)
    assert shape(mine) == shape(theirs)
    if not inspect.isclass(mine):
        return
    for name, method in vars(mine).items():
        if name.startswith("_") or not inspect.isfunction(method):
            continue
        assert shape(method) == shape(getattr(theirs, name)), name


def test_every_name_is_oss2_s(ours, official):
    for name in ours.__all__:
        assert hasattr(official, name), name
    assert ours.__version__ == official.__version__
    for name in dir(ours.defaults):
        if not name.startswith("_") and name not in ("annotations", "TYPE_CHECKING"):
            mine, theirs = getattr(ours.defaults, name), getattr(official.defaults, name)
            assert callable(mine) or mine == theirs


def test_everything_by_a_star(ours):
    found = {}
    exec("from dbs_sdk.dropin.oss2 import *", found)
    assert found["utils"] is ours.utils
    assert found["urlquote"]("a/b ", "") == "a%2Fb%20"
    for name in (
        "api",
        "auth",
        "compat",
        "credentials",
        "headers",
        "http",
        "iterators",
        "resumable",
    ):
        assert found[name].__name__ == f"dbs_sdk.dropin.oss2.{name}"


def test_exceptions_are_named_and_placed_alike(ours, official):
    theirs = vars(official.exceptions)
    mine = {
        name: kind
        for name, kind in vars(ours.exceptions).items()
        if isinstance(kind, type) and issubclass(kind, ours.exceptions.OssError) and name[0] != "_"
    }
    assert {"NoSuchKey", "NoSuchUpload", "AccessDenied", "InconsistentError"} <= mine.keys()
    for name, kind in mine.items():
        lineage = {base.__name__ for base in theirs[name].__mro__}
        assert lineage <= {base.__name__ for base in kind.__mro__}, name
        for attribute in ("status", "code"):
            assert vars(kind).get(attribute) == vars(theirs[name]).get(attribute), name
        assert issubclass(kind, dbs_sdk.DbsError)


@pytest.mark.parametrize(
    ("path", "instead"),
    [
        ("AuthV2", "AuthV4"),
        ("CryptoBucket", "encrypt before"),
        ("Service", "official oss2"),
        ("models.LifecycleRule", "official oss2"),
        ("exceptions.NoSuchWebsite", "official oss2"),
        ("utils.Crc64", "official oss2"),
        ("api.Service", "official oss2"),
        ("http.Request", "official oss2"),
        ("compat.json", "official oss2"),
        ("headers.OSS_TASK_ID", "official oss2"),
    ],
)
def test_what_is_not_offered_says_so(ours, path, instead):
    with pytest.raises(
        NotImplementedError, match=f"is not offered by dbs_sdk.dropin: use.*{instead}"
    ):
        found(ours, path)
    assert not hasattr(ours, "AuthV2")


def test_an_import_of_what_is_not_offered_says_so(ours):
    """It would swallow an AttributeError."""
    for module, name, instead in [
        (ours.__name__, "CryptoBucket", "encrypt before uploading"),
        (f"{ours.__name__}.models", "LifecycleRule", "the official oss2"),
    ]:
        with pytest.raises(
            NotImplementedError, match=f"{name} is not offered .*{instead}"
        ) as raised:
            exec(f"from {module} import {name}")
        assert isinstance(raised.value, ImportError) and raised.value.name == name


def test_calls_that_are_not_offered_say_so(ours, cloud):
    bucket = bucket_of(ours, cloud)
    with pytest.raises(NotImplementedError, match="oss2.Bucket.put_bucket_acl is not offered"):
        bucket.put_bucket_acl("private")
    with pytest.raises(NotImplementedError, match="AuthV4"):
        ours.make_auth("a", "b", "v2")
    with pytest.raises(NotImplementedError, match="Accept-Encoding"):
        bucket.get_object(KEY, headers={"Accept-Encoding": "gzip"})
    with pytest.raises(NotImplementedError, match="additional_headers"):
        bucket.sign_url("GET", KEY, 60, additional_headers=["a"])
    with pytest.raises(NotImplementedError):
        ours.Session(adapter=object())
    assert cloud.calls() == []


# objects


def test_put_get_head_delete(cloud, bucket):
    put = bucket.put_object(KEY, DATA, headers={"x-oss-meta-a": "b c"})
    head = bucket.head_object(KEY)
    stored = cloud.objects()[0]
    assert (put.status, head.status) == (200, 200)
    assert head.content_length == len(DATA)
    assert head.headers["X-OSS-Meta-A"] == "b c"
    assert head.etag == put.etag == stored["etag"].strip('"')
    assert head.server_crc == put.crc == int(stored["crc64"])
    assert head.object_type == "Normal"
    assert head.content_type == "application/x-tar"
    assert isinstance(head.last_modified, int)
    assert put.request_id == cloud.calls(operation="PutObject")[0]["request_id"]
    assert bucket.get_object(KEY).read() == DATA
    assert bucket.object_exists(KEY)
    assert cloud.object_bytes(KEY) == DATA
    assert bucket.delete_object(KEY).status == 204
    assert not bucket.object_exists(KEY)


def test_ranges_and_pieces(bucket):
    bucket.put_object(KEY, DATA)
    assert bucket.get_object(KEY, byte_range=(10, 19)).read() == DATA[10:20]
    assert bucket.get_object(KEY, byte_range=(1_000_000, None)).read() == DATA[1_000_000:]
    assert bucket.get_object(KEY, byte_range=(None, 7)).read() == DATA[-7:]
    part = bucket.get_object(KEY, byte_range=(10, 19))
    assert (part.status, part.content_length) == (206, 10)
    assert part.content_range == f"bytes 10-19/{len(DATA)}"
    got = bucket.get_object(KEY)
    assert got.read(10) == DATA[:10]
    assert got.read(100_000) == DATA[10:100_010]
    assert got.read() == DATA[100_010:]
    assert (got.read(), got.read(5)) == (b"", b"")
    assert got.client_crc == got.server_crc
    with bucket.get_object(KEY) as got:
        assert b"".join(got) == DATA


def test_empty_objects(cloud, bucket):
    put = bucket.put_object("empty", b"")
    assert bucket.get_object("empty").read() == b""
    assert bucket.head_object("empty").content_length == 0
    assert put.crc == 0
    assert cloud.object_bytes("empty") == b""


def data_kinds(oss2, path):
    def opened(at=0):
        file = path.open("rb")
        file.seek(at)
        return file

    class Wrapped:
        def __init__(self):
            self.file = opened()

        def read(self, size=-1):
            return self.file.read(size)

    turned = bytes(255 - byte for byte in DATA)

    class Turning(io.FileIO):
        def read(self, size=-1):
            return bytes(255 - byte for byte in super().read(size))

    class BufferedTurning(io.BufferedReader):
        def read(self, size=-1):
            return bytes(255 - byte for byte in super().read(size))

    class Reusing:
        """Gives what it reads in the same place each time, as decompressors do."""

        def __init__(self):
            self.file, self.place = opened(), memoryview(bytearray(9999))

        def read(self, size=-1):
            return self.place[: self.file.readinto(self.place[:size] if size > 0 else self.place)]

    def reusing():
        place = bytearray(9999)
        with opened() as file:
            while size := file.readinto(place):
                yield place if size == len(place) else memoryview(place)[:size]

    packed, taken = path.with_suffix(".gz"), path.with_suffix(".tar")
    with gzip.open(packed, "wb", 1) as file:
        file.write(DATA)
    with tarfile.open(taken, "w") as tar:
        tar.add(path, "member")
    return {
        "a class of its own": (Turning(path), turned),
        "a buffered class of its own": (BufferedTurning(io.FileIO(path)), turned),
        "unpacked": (io.BufferedReader(gzip.GzipFile(packed)), DATA),
        "taken from an archive": (tarfile.open(taken).extractfile("member"), DATA),
        "buffered memory": (io.BufferedReader(io.BytesIO(DATA)), DATA),
        "open for both": (path.open("r+b"), DATA),
        "a generator that writes over it": (reusing(), DATA),
        "a reader that writes over it": (Reusing(), DATA),
        "bytes": (DATA, DATA),
        "text": ("备份", "备份".encode()),
        "file": (opened(), DATA),
        "file in the middle": (opened(1000), DATA[1000:]),
        "unbuffered": (path.open("rb", buffering=0), DATA),
        "memory": (io.BytesIO(DATA), DATA),
        "sized": (oss2.SizedFileAdapter(opened(10), 1000), DATA[10:1010]),
        "sized memory": (oss2.SizedFileAdapter(io.BytesIO(DATA), 1000), DATA[:1000]),
        "generator": ((DATA[at : at + 9999] for at in range(0, len(DATA), 9999)), DATA),
        "read alone": (Wrapped(), DATA),
    }


KINDS = [
    "a class of its own",
    "a buffered class of its own",
    "unpacked",
    "taken from an archive",
    "buffered memory",
    "open for both",
    "a generator that writes over it",
    "a reader that writes over it",
    "bytes",
    "text",
    "file",
    "file in the middle",
    "unbuffered",
    "memory",
    "sized",
    "sized memory",
    "generator",
    "read alone",
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_data(oss2, cloud, tmp_path, kind):
    path = tmp_path / "file"
    path.write_bytes(DATA)
    bucket = bucket_of(oss2, cloud)
    data, expected = data_kinds(oss2, path)[kind]
    result = bucket.put_object(KEY, data)
    assert cloud.object_bytes(KEY) == expected
    assert result.crc == int(cloud.objects()[0]["crc64"])
    if hasattr(data, "tell") or kind.startswith("sized"):
        assert not data.read()
    upload_id = bucket.init_multipart_upload("k").upload_id
    data, expected = data_kinds(oss2, path)[kind]
    part = bucket.upload_part("k", upload_id, 1, data)
    parts = [oss2.models.PartInfo(1, part.etag, len(expected), part_crc=part.crc)]
    bucket.complete_multipart_upload("k", upload_id, parts)
    assert cloud.object_bytes("k") == expected


def test_large_streams_wait_on_disk(ours, cloud, monkeypatch):
    content = importlib.import_module("dbs_sdk.dropin.oss2._content")
    monkeypatch.setattr(content, "IN_MEMORY", 100_000)
    bucket = bucket_of(ours, cloud)
    bucket.put_object(KEY, (DATA[at : at + 9999] for at in range(0, len(DATA), 9999)))
    assert cloud.object_bytes(KEY) == DATA
    told = []
    bucket.put_object(KEY, io.BytesIO(DATA), progress_callback=lambda *news: told.append(news))
    assert cloud.object_bytes(KEY) == DATA
    assert told[-1] == (len(DATA), len(DATA))


@pytest.mark.parametrize("data", [bytearray(DATA), memoryview(DATA)], ids=["bytearray", "view"])
def test_buffers(ours, cloud, data):
    bucket_of(ours, cloud).put_object(KEY, data)
    assert cloud.object_bytes(KEY) == DATA


def test_what_is_no_data(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    for nothing in (None, 3):
        with pytest.raises(oss2.exceptions.ClientError):
            bucket.put_object(KEY, nothing)
    assert cloud.calls() == []


@pytest.mark.parametrize(
    "data",
    [
        partial(Path("text").open, encoding="latin-1"),
        partial(Path("text").open, encoding="latin-1", newline=""),
        lambda: io.StringIO("é\r\n" * 9),
        lambda: io.StringIO("é" * 5_000_000),
        lambda: iter(["text"]),
    ],
)
def test_texts_are_no_data(oss2, cloud, tmp_path, monkeypatch, data):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text").write_bytes(b"\xe9\r\n")
    with pytest.raises(TypeError):
        bucket_of(oss2, cloud).put_object(KEY, data())
    assert cloud.objects() == []


@pytest.mark.parametrize("data", [{b"a": 1}, {b"a", b"b"}, [1, 2]])
def test_collections_without_bytes_are_no_data(oss2, cloud, data):
    with pytest.raises((TypeError, AttributeError)):
        bucket_of(oss2, cloud).put_object(KEY, data)
    assert cloud.objects() == []


def test_files(oss2, cloud, tmp_path):
    bucket = bucket_of(oss2, cloud)
    source, target = tmp_path / "a.xlsx", tmp_path / "b"
    source.write_bytes(DATA)
    bucket.put_object_from_file(KEY, str(source))
    assert bucket.head_object(KEY).content_type.endswith("spreadsheetml.sheet")
    result = bucket.get_object_to_file(KEY, str(target))
    assert target.read_bytes() == DATA
    assert result.client_crc == result.server_crc
    bucket.get_object_to_file(KEY, str(target), byte_range=(5, 9))
    assert target.read_bytes() == DATA[5:10]
    with pytest.raises(FileNotFoundError):
        bucket.put_object_from_file(KEY, str(tmp_path / "none"))


def test_headers_and_parameters_arrive(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    headers = {"Content-Type": "text/x", "x-oss-storage-class": "IA", "Cache-Control": "no-cache"}
    bucket.put_object(KEY, DATA, headers=oss2.CaseInsensitiveDict(headers))
    stored = cloud.objects()[0]["headers"]
    assert {name.lower(): stored[name.lower()] for name in headers} == {
        name.lower(): value for name, value in headers.items()
    }
    params = {"response-content-type": "application/y"}
    assert bucket.get_object(KEY, params=params).headers["content-type"] == "application/y"
    old = bucket.head_object(KEY).etag
    with pytest.raises(oss2.exceptions.PreconditionFailed):
        bucket.get_object(KEY, headers={"If-Match": '"other"'})
    assert bucket.get_object(KEY, headers={"If-Match": f'"{old}"'}).read() == DATA
    with pytest.raises(oss2.exceptions.NotModified):
        bucket.head_object(KEY, headers={"If-None-Match": f'"{old}"'})


def test_a_header_that_cannot_be_sent_is_refused(ours, cloud):
    bucket = bucket_of(ours, cloud)
    for headers in (
        {"Host": "a"},
        {"x-oss-meta-a": "备份"},
        {"Content-Length": "7"},
        {"a": "b\nc"},
    ):
        with pytest.raises(ours.exceptions.ClientError):
            bucket.put_object(KEY, DATA, headers=headers)
    assert cloud.calls() == []
    bucket.put_object(KEY, DATA, headers={"Content-Length": str(len(DATA)), "x-oss-meta-a": None})
    assert "x-oss-meta-a" not in cloud.objects()[0]["headers"]


def test_where_the_bucket_is(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    assert bucket.get_bucket_location().location == f"oss-{cloud.region}"


LISTED = """<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated>
<NextMarker>a%%2Fb</NextMarker><NextContinuationToken>tok</NextContinuationToken>
<Contents><Key>%%E5%%A4%%87+1</Key><LastModified>2026-11-22T12:00:00.000Z</LastModified>
<ETag>"E1"</ETag><Type>Normal</Type><Size>7</Size><StorageClass>IA</StorageClass>
<Owner><ID>1</ID><DisplayName>one</DisplayName></Owner></Contents>
<CommonPrefixes><Prefix>a%%2F</Prefix></CommonPrefixes></ListBucketResult>"""


@pytest.fixture
def canned():
    """A server that answers in turn what it is given, and keeps what it was asked."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.server.asked.append((self.command, self.path, dict(self.headers)))
            body = self.server.answers.pop(0).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"E2"')
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST = do_GET  # noqa: N815 (as http.server looks for them)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.asked, server.answers = [], []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def bucket_at(oss2, server):
    auth = oss2.Auth("id", "secret")
    return oss2.Bucket(auth, f"http://127.0.0.1:{server.server_port}", "bucket")


def told(found):
    return {
        name: told(value) if hasattr(value, "__dict__") else value
        for name, value in vars(found).items()
    }


def test_listings_are_read_alike(ours, official, canned):
    seen = []
    for oss2 in (ours, official):
        bucket = bucket_at(oss2, canned)
        canned.answers[:] = [LISTED % "true", LISTED % "false"] * 3
        pages = [bucket.list_objects("p", "/", "m", 2), bucket.list_objects_v2("p", "/", "t", "s")]
        objects = list(oss2.ObjectIterator(bucket, "p"))
        more = list(oss2.ObjectIteratorV2(bucket, "p"))
        listed = [[told(each) for each in page.object_list] for page in pages]
        markers = pages[0].next_marker, pages[1].next_continuation_token
        prefixes = [page.prefix_list for page in pages]
        names = [(each.key, each.is_prefix()) for each in objects + more]
        asked = [
            {pair for pair in parse_qsl(urlsplit(path).query) if pair[1]}
            for _, path, _ in canned.asked
        ]
        canned.asked.clear()
        seen.append((listed, markers, prefixes, names, asked))
    assert seen[0] == seen[1]
    assert seen[0][0][0][0]["key"] == "备+1"


def test_copies_are_asked_for_alike(oss2, canned):
    bucket = bucket_at(oss2, canned)
    canned.answers[:] = ["<CopyObjectResult><ETag>E</ETag></CopyObjectResult>"]
    assert bucket.copy_object("other", "目录/a", "b").etag == "E2"
    [(method, path, headers)] = canned.asked
    assert (method, path) == ("PUT", "/bucket/b")
    assert headers["x-oss-copy-source"] == "/other/%E7%9B%AE%E5%BD%95%2Fa"


# uploads


def test_multipart_by_hand(oss2, cloud, bucket):
    begun = bucket.init_multipart_upload(KEY)
    upload_id = begun.upload_id
    pieces = [DATA[:200_000], DATA[200_000:400_000], DATA[400_000:]]
    parts = []
    for number, piece in enumerate(pieces, 1):
        result = bucket.upload_part(KEY, upload_id, number, piece)
        parts.append(oss2.models.PartInfo(number, result.etag, len(piece), part_crc=result.crc))
    listed = list(oss2.PartIterator(bucket, KEY, upload_id, max_parts=2))
    assert [(part.part_number, part.etag, part.size) for part in listed] == [
        (part.part_number, part.etag, part.size) for part in parts
    ]
    assert all(isinstance(part.last_modified, int) for part in listed)
    page = bucket.list_parts(KEY, upload_id, max_parts=2)
    assert (page.is_truncated, page.next_marker, len(page.parts)) == (True, "2", 2)
    rest = bucket.list_parts(KEY, upload_id, marker=page.next_marker)
    assert (rest.is_truncated, [part.part_number for part in rest.parts]) == (False, [3])
    done = bucket.complete_multipart_upload(KEY, upload_id, reversed(parts))
    assert done.etag.endswith("-3")
    assert done.crc == int(cloud.objects()[0]["crc64"])
    assert bucket.get_object(KEY).read() == DATA
    assert bucket.head_object(KEY).object_type == "Multipart"
    assert cloud.uploads() == []


@pytest.mark.parametrize("version", ["v1", "v4"])
def test_the_documented_loop(oss2, cloud, version):
    key, object_key = temporary(cloud)
    auth = oss2.StsAuth(*key, auth_version=version)
    bucket = oss2.Bucket(auth, f"https://{cloud.oss}", cloud.bucket, region=cloud.region)
    upload_id = bucket.init_multipart_upload(object_key).upload_id
    parts = []
    for at in range(0, len(DATA), 300_000):
        result = bucket.upload_part(object_key, upload_id, len(parts) + 1, DATA[at : at + 300_000])
        parts.append(oss2.models.PartInfo(len(parts) + 1, result.etag))
    bucket.complete_multipart_upload(object_key, upload_id, parts)
    assert cloud.object_bytes(object_key) == DATA
    calls = cloud.calls(service="oss")
    assert [call["operation"] for call in calls] == [
        "InitiateMultipartUpload",
        *["UploadPart"] * 4,
        "CompleteMultipartUpload",
    ]
    assert calls[0]["headers"]["content-type"] == "application/x-tar"


def test_uploads_are_listed(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    begun = {
        (key, bucket.init_multipart_upload(key).upload_id) for key in ("目录/a", "目录/b", "c")
    }
    uploads = list(oss2.MultipartUploadIterator(bucket, prefix="目录/", max_uploads=1))
    assert {(upload.key, upload.upload_id) for upload in uploads} == {
        pair for pair in begun if pair[0] != "c"
    }
    assert all(isinstance(upload.initiation_date, int) for upload in uploads)
    page = bucket.list_multipart_uploads(max_uploads=2)
    assert page.is_truncated and page.next_key_marker == page.upload_list[-1].key
    one = list(oss2.ObjectUploadIterator(bucket, "c"))
    assert [(upload.key, upload.upload_id) for upload in one] == [p for p in begun if p[0] == "c"]
    again = bucket.init_multipart_upload("c").upload_id
    expected = {upload_id for key, upload_id in begun if key == "c"} | {again}
    for pages in (
        oss2.MultipartUploadIterator(bucket, prefix="c", max_uploads=1),
        oss2.ObjectUploadIterator(bucket, "c", max_uploads=1),
    ):
        assert {upload.upload_id for upload in pages} == expected


def test_abort(oss2, cloud, bucket):
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 1, b"x")
    assert bucket.abort_multipart_upload(KEY, upload_id).status == 204
    assert cloud.uploads() == []
    for call in (
        lambda: bucket.list_parts(KEY, upload_id),
        lambda: bucket.upload_part(KEY, upload_id, 1, b"x"),
        lambda: bucket.complete_multipart_upload(KEY, upload_id, []),
        lambda: bucket.abort_multipart_upload(KEY, upload_id),
    ):
        with pytest.raises(oss2.exceptions.ServerError) as error:
            call()
        assert error.value.status in (400, 404)
    with pytest.raises(oss2.exceptions.NoSuchUpload):
        bucket.list_parts(KEY, upload_id)


def test_all_parts_are_joined_by_a_header(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 1, DATA)
    headers = {"x-oss-complete-all": "yes"}
    bucket.complete_multipart_upload(KEY, upload_id, None, headers=headers)
    assert cloud.object_bytes(KEY) == DATA


def test_parts_beyond_the_last_are_refused(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 10_000, b"x")
    with pytest.raises(oss2.exceptions.ServerError) as error:
        bucket.upload_part(KEY, upload_id, 10_001, b"x")
    assert (error.value.status, error.value.code) == (400, "InvalidArgument")
    assert isinstance(error.value, oss2.exceptions.InvalidArgument)


def test_parts_that_are_wrong_are_refused(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 1, DATA)
    with pytest.raises(oss2.exceptions.ServerError) as error:
        bucket.complete_multipart_upload(KEY, upload_id, [oss2.models.PartInfo(1, "wrong")])
    assert (error.value.status, error.value.code) == (400, "InvalidPart")


# what goes wrong


def test_missing_objects(oss2, cloud, bucket):
    with pytest.raises(oss2.exceptions.NoSuchKey) as error:
        bucket.get_object(KEY)
    told = error.value
    assert (told.status, told.code) == (404, "NoSuchKey")
    assert told.request_id == cloud.calls()[-1]["request_id"]
    assert told.message == told.details["Message"]
    assert told.details["HostId"]
    assert told.headers["X-OSS-Request-Id"] == told.request_id
    assert b"NoSuchKey" in told.body
    text = str({"status": 404, "x-oss-request-id": told.request_id, "details": told.details})
    assert str(told) == text
    assert isinstance(told, oss2.exceptions.NotFound)
    with pytest.raises(oss2.exceptions.NotFound) as error:
        bucket.head_object(KEY)
    assert (error.value.status, error.value.code, error.value.body) == (404, "NoSuchKey", b"")
    assert not bucket.object_exists(KEY)
    assert bucket.delete_object(KEY).status == 204


def test_wrong_secret(oss2, cloud):
    with pytest.raises(oss2.exceptions.SignatureDoesNotMatch) as error:
        bucket_of(oss2, cloud, secret=PLANTED).put_object(KEY, b"x")
    assert error.value.status == 403
    assert error.value.request_id == cloud.calls()[0]["request_id"]
    assert PLANTED not in f"{error.value} {error.value.details} {error.value.body}"


def test_what_was_signed_is_not_told(ours, cloud):
    with pytest.raises(ours.exceptions.SignatureDoesNotMatch) as error:
        bucket_of(ours, cloud, secret=PLANTED).put_object(KEY, b"x")
    assert not [name for name in error.value.details if "Sign" in name and name != "Code"]


def test_unknown_key(oss2, cloud):
    auth = oss2.AuthV4("nobody", "x")
    bucket = oss2.Bucket(auth, f"https://{cloud.oss}", cloud.bucket, region=cloud.region)
    with pytest.raises(oss2.exceptions.ServerError) as error:
        bucket.head_object(KEY)
    assert (error.value.status, error.value.code) == (403, "InvalidAccessKeyId")


def test_nobody(oss2, cloud):
    bucket = oss2.Bucket(oss2.AnonymousAuth(), f"https://{cloud.oss}", cloud.bucket)
    with pytest.raises(oss2.exceptions.AccessDenied) as error:
        bucket.get_object(KEY)
    assert error.value.status == 403
    assert cloud.calls()[0]["access_key_id"] is None
    assert bucket.sign_url("GET", "k", 60).rstrip("?").endswith("/k")


def test_arguments_that_are_wrong(oss2, cloud):
    auth = oss2.Auth("a", "b")
    for endpoint, name in [("https://a b", "bucket"), (cloud.oss, "B"), (cloud.oss, "-ab")]:
        with pytest.raises(oss2.exceptions.ClientError) as error:
            oss2.Bucket(auth, endpoint, name)
        assert (error.value.status, error.value.request_id) == (-1, "")
    with pytest.raises(oss2.exceptions.ClientError):
        bucket_of(oss2, cloud).get_object("")
    with pytest.raises(oss2.exceptions.ClientError):
        oss2.Bucket(oss2.AuthV4("a", "b"), cloud.oss, cloud.bucket).get_object(KEY)


def test_a_connection_that_breaks(oss2, cloud, monkeypatch):
    if "dropin" in oss2.__name__:
        monkeypatch.setattr(oss2.api, "_TRIES", 1)
    bucket = bucket_of(oss2, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    cloud.inject("UploadPart", "reset_before_body")
    with pytest.raises(oss2.exceptions.RequestError):
        bucket.upload_part(KEY, upload_id, 1, DATA)
    bucket.upload_part(KEY, upload_id, 1, DATA)


def test_no_server(oss2, cloud, monkeypatch):
    if "dropin" in oss2.__name__:
        monkeypatch.setattr(oss2.api, "_TRIES", 1)
    auth = oss2.Auth(cloud.access_key_id, cloud.access_key_secret)
    bucket = oss2.Bucket(auth, "https://127.0.0.1:1", cloud.bucket)
    with pytest.raises(oss2.exceptions.RequestError) as error:
        bucket.put_object(KEY, DATA)
    assert (error.value.status, error.value.code) == (-2, "")
    assert isinstance(error.value.exception, Exception)


def test_an_authority_that_is_not_trusted(oss2, cloud, monkeypatch):
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name)
    with pytest.raises(oss2.exceptions.RequestError):
        bucket_of(oss2, cloud).put_object(KEY, DATA)


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize("form", ["file", "folder"])
def test_the_authority_of_the_environment(oss2, cloud, monkeypatch, tmp_path, name, form):
    for other in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(other, raising=False)
    if form == "folder":
        # Where OpenSSL looks: by the hash of the authority's name.
        command = ["openssl", "x509", "-noout", "-subject_hash", "-in", cloud.ca_file]
        name_hash = subprocess.check_output(command, text=True).strip()
        shutil.copy(cloud.ca_file, tmp_path / f"{name_hash}.0")
        (tmp_path / "README").write_text("no certificate")
        monkeypatch.setenv(name, str(tmp_path))
    else:
        monkeypatch.setenv(name, cloud.ca_file)
    bucket_of(oss2, cloud).put_object(KEY, DATA)
    assert {call["scheme"] for call in cloud.calls()} == {"https"}


def test_exceptions_travel(oss2, cloud):
    with pytest.raises(oss2.exceptions.NoSuchKey) as error:
        bucket_of(oss2, cloud).get_object(KEY)
    again = pickle.loads(pickle.dumps(error.value))
    assert str(again) == str(error.value)


# what is mended


def test_no_scheme_is_https(ours, cloud):
    auth = ours.Auth(cloud.access_key_id, cloud.access_key_secret)
    bucket = ours.Bucket(auth, cloud.oss, cloud.bucket)
    bucket.put_object(KEY, DATA)
    assert bucket.endpoint == f"https://{cloud.oss}"
    ours.Bucket(auth, f"http://{cloud.oss}", cloud.bucket).put_object(KEY, DATA)
    assert [call["scheme"] for call in cloud.calls()] == ["https", "http"]
    assert [call["signature"] for call in cloud.calls()] == ["oss-v1", "oss-v1"]


@pytest.mark.parametrize("region", ["", "oss-"])
def test_a_known_region_is_signed_for(ours, cloud, region):
    bucket_of(ours, cloud, "v1", region=region + cloud.region).put_object(KEY, DATA)
    assert cloud.calls()[0]["signature"] == "oss-v4"


def test_what_fails_for_a_moment_is_tried_again(ours, cloud):
    bucket = bucket_of(ours, cloud)
    cloud.inject("InitiateMultipartUpload", "status", status=503, code="ServiceUnavailable")
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    cloud.inject("UploadPart", "corrupted_part")
    part = bucket.upload_part(KEY, upload_id, 1, DATA)
    cloud.inject("CompleteMultipartUpload", "lost_answer")
    done = bucket.complete_multipart_upload(KEY, upload_id, [ours.models.PartInfo(1, part.etag)])
    assert done.crc == part.crc
    assert cloud.object_bytes(KEY) == DATA
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    cloud.inject("AbortMultipartUpload", "lost_answer")
    bucket.abort_multipart_upload(KEY, upload_id)
    assert cloud.faults() == [] or all(fault["count"] == 0 for fault in cloud.faults())


def test_what_is_not_oss_is_an_oss_error(ours, canned):
    bucket = bucket_at(ours, canned)
    for answer in ("<html>", "", "<Result/>"):
        canned.answers[:] = [answer]
        with pytest.raises(ours.exceptions.RequestError, match="is the endpoint really OSS"):
            bucket.init_multipart_upload(KEY)


def test_a_wrong_clock_is_corrected(ours, cloud):
    cloud.set_clock_offset(3600)
    bucket_of(ours, cloud).put_object(KEY, DATA)
    assert [call["status"] for call in cloud.calls()] == [403, 200]


@pytest.mark.parametrize("enable_crc", [True, False])
def test_damaged_parts_are_errors(ours, cloud, enable_crc, monkeypatch):
    monkeypatch.setattr(ours.api, "_TRIES", 2)
    bucket = bucket_of(ours, cloud, enable_crc=enable_crc)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    cloud.inject("UploadPart", "corrupted_part", count=2)
    with pytest.raises(ours.exceptions.InconsistentError) as error:
        bucket.upload_part(KEY, upload_id, 1, DATA)
    assert error.value.status == -3


def test_damaged_objects_are_errors(stack, cloud, tmp_path):
    oss2 = stack.oss2
    bucket = bucket_of(oss2, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    part = bucket.upload_part(KEY, upload_id, 1, DATA)
    parts = [oss2.models.PartInfo(1, part.etag, len(DATA), part_crc=part.crc)]
    cloud.inject("CompleteMultipartUpload", "corrupted_at_rest")
    with pytest.raises(oss2.exceptions.InconsistentError):
        bucket.complete_multipart_upload(KEY, upload_id, parts)


def test_damaged_objects_are_errors_in_the_documented_loop_too(ours, cloud):
    bucket = bucket_of(ours, cloud, "v1")
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    part = bucket.upload_part(KEY, upload_id, 1, DATA)
    cloud.inject("CompleteMultipartUpload", "corrupted_at_rest")
    with pytest.raises(ours.exceptions.InconsistentError, match="multipart upload"):
        bucket.complete_multipart_upload(KEY, upload_id, [ours.models.PartInfo(1, part.etag)])


def test_objects_that_arrive_damaged_are_errors(stack, cloud, tmp_path):
    oss2 = stack.oss2
    bucket = bucket_of(oss2, cloud)
    bucket.put_object(KEY, DATA)
    cloud.inject("GetObject", "wrong_crc_header", count=9)
    with pytest.raises(oss2.exceptions.InconsistentError):
        bucket.get_object_to_file(KEY, str(tmp_path / "file"))
    if stack.is_ours:
        with pytest.raises(oss2.exceptions.InconsistentError):
            bucket.get_object(KEY).read()


def test_logs_arrive(ours, cloud, tmp_path):
    path = tmp_path / "log"
    root = logging.getLogger("oss_multipart")
    before = root.level, list(root.handlers)
    ours.set_file_logger(str(path), "oss2", logging.DEBUG)
    try:
        cloud.inject("PutObject", "status", status=503, code="ServiceUnavailable")
        bucket_of(ours, cloud).put_object(KEY, DATA)
    finally:
        for handler in set(root.handlers) - set(before[1]):
            for name in ("oss2", "oss_multipart"):
                logging.getLogger(name).removeHandler(handler)
            handler.close()
        root.setLevel(before[0])
    assert "trying again" in path.read_text()
    assert cloud.access_key_secret not in path.read_text()
    assert ours.logger is logging.getLogger("oss2")


# progress


def test_progress(oss2, cloud, tmp_path):
    bucket = bucket_of(oss2, cloud)
    path = tmp_path / "file"
    path.write_bytes(DATA)
    told = []

    def tell(consumed, total):
        told.append((consumed, total))

    def heard(total=SIZE):
        assert told[-1][1] == total
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        last = told[-1][0]
        told.clear()
        return last

    bucket.put_object(KEY, DATA, progress_callback=tell)
    assert heard() == len(DATA)
    bucket.put_object_from_file(KEY, str(path), progress_callback=tell)
    assert heard() == len(DATA)
    bucket.put_object(KEY, iter([DATA[:1000], DATA[1000:]]), progress_callback=tell)
    heard(None)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    bucket.upload_part(KEY, upload_id, 1, DATA, progress_callback=tell)
    assert heard() == len(DATA)
    bucket.get_object(KEY, progress_callback=tell).read()
    assert heard() == len(DATA)
    bucket.get_object_to_file(KEY, str(tmp_path / "f"), progress_callback=tell)
    assert heard() == len(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    options = {"multipart_threshold": 1, "part_size": 300_000, "progress_callback": tell}
    oss2.resumable_upload(bucket, KEY, str(path), store=store, **options)
    assert heard() == len(DATA)


class Broken(Exception):
    pass


def test_an_exception_of_the_callback_comes_out(oss2, cloud):
    def refuse(consumed, total):
        raise Broken

    with pytest.raises(Broken):
        bucket_of(oss2, cloud).put_object(KEY, DATA, progress_callback=refuse)


def test_an_exception_of_the_data_comes_out(oss2, cloud):
    class Failing:
        len = 20_000_000

        def read(self, _=-1):
            raise Broken

    def failing():
        yield b"x"
        raise Broken

    for data in (Failing(), failing()):
        with pytest.raises(Broken):
            bucket_of(oss2, cloud).put_object(KEY, data)
    assert cloud.objects() == []


# resumable


def test_resumable_upload(oss2, cloud, bucket, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    result = oss2.resumable_upload(
        bucket, KEY, str(file), store=store, multipart_threshold=1, part_size=300_000, num_threads=3
    )
    stored = cloud.objects()[0]
    assert cloud.object_bytes(KEY) == DATA
    assert stored["parts"] == 4
    assert (result.status, result.etag) == (200, stored["etag"].strip('"'))
    assert result.crc == int(stored["crc64"])
    assert result.request_id
    assert list((tmp_path / ".py-oss-upload").iterdir()) == []


def test_small_files_are_put(oss2, cloud, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(DATA)
    oss2.resumable_upload(bucket_of(oss2, cloud), KEY, str(file), headers={"x-oss-meta-a": "b"})
    assert [call["operation"] for call in cloud.calls()] == ["PutObject"]
    assert cloud.objects()[0]["headers"]["x-oss-meta-a"] == "b"


def test_resumable_upload_goes_on(oss2, cloud, tmp_path, monkeypatch):
    if "dropin" in oss2.__name__:
        monkeypatch.setattr(oss2.api, "_TRIES", 1)
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    bucket = bucket_of(oss2, cloud)
    options = {"multipart_threshold": 1, "part_size": 200_000, "num_threads": 1, "store": store}
    headers = {"Content-Type": "text/x", "x-oss-storage-class": "IA"}
    failure = {"status": 500, "code": "InternalError"}
    cloud.inject("UploadPart", "status", {"partNumber": "4"}, **failure)
    with pytest.raises(oss2.exceptions.ServerError) as error:
        oss2.resumable_upload(bucket, KEY, str(file), headers=headers, **options)
    assert (error.value.status, error.value.code) == (500, "InternalError")
    assert list((tmp_path / ".py-oss-upload").iterdir())
    [upload] = cloud.uploads()
    there = len(upload["parts"])
    assert there == 3
    before = len(cloud.calls(operation="UploadPart"))
    oss2.resumable_upload(bucket, KEY, str(file), headers=headers, **options)
    assert len(cloud.calls(operation="UploadPart")) - before == 3
    assert cloud.object_bytes(KEY) == DATA
    assert len(cloud.calls(operation="InitiateMultipartUpload")) == 1
    stored = cloud.objects()[0]["headers"]
    assert (stored["content-type"], stored["x-oss-storage-class"]) == ("text/x", "IA")


def test_a_file_that_changed_is_sent_anew(oss2, cloud, tmp_path, monkeypatch):
    if "dropin" in oss2.__name__:
        monkeypatch.setattr(oss2.api, "_TRIES", 1)
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    bucket = bucket_of(oss2, cloud)
    options = {"multipart_threshold": 1, "part_size": 300_000, "store": store}
    cloud.inject("CompleteMultipartUpload", "status", status=500, code="InternalError")
    with pytest.raises(oss2.exceptions.ServerError):
        oss2.resumable_upload(bucket, KEY, str(file), **options)
    file.write_bytes(DATA[::-1] + b"x")
    oss2.resumable_upload(bucket, KEY, str(file), **options)
    assert cloud.object_bytes(KEY) == DATA[::-1] + b"x"


def test_resumable_download(oss2, cloud, tmp_path):
    bucket = bucket_of(oss2, cloud)
    bucket.put_object(KEY, DATA)
    store = oss2.ResumableDownloadStore(root=str(tmp_path))
    target = tmp_path / "file"
    target.write_bytes(b"old")
    options = {"multiget_threshold": 1, "part_size": 300_000, "num_threads": 3, "store": store}
    told = []
    oss2.resumable_download(
        bucket, KEY, str(target), progress_callback=lambda *news: told.append(news), **options
    )
    assert target.read_bytes() == DATA
    assert told[-1] == (len(DATA), len(DATA))
    assert len(cloud.calls(operation="GetObject")) == 4
    oss2.resumable_download(bucket, KEY, str(target))
    with pytest.raises(oss2.exceptions.NotFound):
        oss2.resumable_download(bucket, "none", str(target))


def test_what_resumable_cannot_do(ours, cloud, tmp_path):
    bucket = bucket_of(ours, cloud)
    file = tmp_path / "file"
    file.write_bytes(DATA)
    options = {"multipart_threshold": 1, "store": ours.ResumableStore(root=str(tmp_path))}
    for more in (
        {"params": {"sequential": ""}},
        {"headers": {"x-oss-request-payer": "requester"}},
        {"store": object()},
    ):
        with pytest.raises(NotImplementedError):
            ours.resumable_upload(bucket, KEY, str(file), **{**options, **more})
    assert cloud.calls() == []
    headers = {"x-oss-traffic-limit": "819200"}
    with pytest.raises(ours.exceptions.ClientError):
        ours.resumable_upload(
            bucket, KEY, str(file), headers={"x-oss-traffic-limit": "1"}, **options
        )
    ours.resumable_upload(bucket, KEY, str(file), headers=headers, **options)
    assert cloud.calls(operation="UploadPart")[0]["headers"]["x-oss-traffic-limit"] == "819200"
    begun = cloud.calls(operation="InitiateMultipartUpload")[0]
    assert "x-oss-traffic-limit" not in begun["headers"]


def test_how_many_at_once(ours):
    choose = ours.resumable._parallel
    # As many as the line is worth, what the program set for all, what the call says.
    assert (choose(None, 1, 1), choose(None, 8, 1), choose(3, 8, 1)) == (None, 8, 3)


def test_what_may_succeed_later_says_so(ours, cloud, monkeypatch):
    monkeypatch.setattr(ours.api, "_TRIES", 1)
    bucket = bucket_of(ours, cloud)
    cloud.inject("PutObject", "status", status=503, code="ServiceUnavailable")
    with pytest.raises(ours.exceptions.ServerError) as busy:
        bucket.put_object(KEY, DATA)
    with pytest.raises(ours.exceptions.NoSuchKey) as missing:
        bucket.get_object(KEY)
    assert (busy.value.retryable, missing.value.retryable) == (True, False)


@pytest.mark.parametrize("size", [0, 1, 5 << 20, 10 << 20, (10 << 20) + 1, 10_000 * (10 << 20) + 1])
@pytest.mark.parametrize("preferred", [None, 1, 100 * 1024, 7 << 20])
def test_part_sizes(ours, official, size, preferred):
    assert ours.determine_part_size(size, preferred) == official.determine_part_size(
        size, preferred
    )


# links, settings, threads


def test_signed_urls(cloud, bucket):
    for slash_safe in (True, False):
        url = bucket.sign_url("PUT", KEY, 60, slash_safe=slash_safe)
        assert ("%2F" in url.partition("?")[0]) is not slash_safe
        assert requests.put(url, data=DATA, timeout=10).status_code == 200
    params = {"response-content-type": "application/x"}
    url = bucket.sign_url("GET", KEY, 60, params=params)
    answer = requests.get(url, timeout=10)
    assert answer.content == DATA
    assert answer.headers["content-type"] == "application/x"
    headers = {"x-oss-meta-a": "b"}
    url = bucket.sign_url("PUT", KEY, 60, headers=headers)
    assert requests.put(url, data=DATA, timeout=10).status_code == 403
    assert requests.put(url, data=DATA, headers=headers, timeout=10).status_code == 200
    cloud.set_clock_offset(61)
    assert requests.get(url, timeout=10).status_code == 403


def test_another_key(oss2, cloud):
    bucket = bucket_of(oss2, cloud, secret="wrong")
    with pytest.raises(oss2.exceptions.ServerError):
        bucket.put_object(KEY, DATA)
    bucket.auth = oss2.AuthV4(cloud.access_key_id, cloud.access_key_secret)
    bucket.put_object(KEY, DATA)
    key, object_key = temporary(cloud)
    bucket.auth = oss2.StsAuth(*key, auth_version="v4")
    bucket.put_object(object_key, DATA)
    ids = [call["access_key_id"] for call in cloud.calls(service="oss")]
    assert ids == [cloud.access_key_id, cloud.access_key_id, key[0]]


def test_a_provider_is_asked_for_each_request(oss2, cloud, tmp_path):
    class Provider(oss2.CredentialsProvider):
        asked = 0

        def get_credentials(self):
            self.asked += 1
            keys = (cloud.access_key_id, cloud.access_key_secret)
            return oss2.StaticCredentialsProvider(*keys).get_credentials()

    provider = Provider()
    auth = oss2.ProviderAuthV4(provider)
    bucket = oss2.Bucket(auth, f"https://{cloud.oss}", cloud.bucket, region=cloud.region)
    bucket.put_object(KEY, DATA)
    bucket.head_object(KEY)
    assert provider.asked == 2
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = oss2.ResumableStore(root=str(tmp_path))
    oss2.resumable_upload(bucket, "k", str(file), store=store, multipart_threshold=1)
    assert cloud.object_bytes("k") == DATA


def test_an_upload_asks_again_for_keys_that_are_refused(ours, cloud, tmp_path):
    given = iter(["old", cloud.access_key_id])

    class Provider(ours.CredentialsProvider):
        def get_credentials(self):
            keys = (next(given), cloud.access_key_secret)
            return ours.StaticCredentialsProvider(*keys).get_credentials()

    auth = ours.ProviderAuthV4(Provider())
    bucket = ours.Bucket(auth, cloud.oss, cloud.bucket, region=cloud.region)
    file = tmp_path / "file"
    file.write_bytes(DATA)
    store = ours.ResumableStore(root=str(tmp_path))
    ours.resumable_upload(bucket, KEY, str(file), store=store, multipart_threshold=1)
    assert cloud.object_bytes(KEY) == DATA


def test_secrets_are_not_shown(ours, cloud):
    for auth in (
        ours.Auth("id", PLANTED),
        ours.AuthV4("id", PLANTED),
        ours.StsAuth("id", PLANTED, PLANTED),
        ours.ProviderAuth(ours.StaticCredentialsProvider("id", PLANTED, PLANTED)),
    ):
        bucket = ours.Bucket(auth, "oss-cn-hangzhou.aliyuncs.com", "bucket")
        provider = auth.credentials_provider
        shown = f"{auth!r} {auth} {bucket!r} {provider!r} {provider.get_credentials()!r}"
        assert PLANTED not in shown
        assert "'id'" in shown


def test_tracebacks_show_no_secret(ours, cloud, monkeypatch):
    """Error trackers take the locals of each frame along."""
    monkeypatch.setattr(importlib.import_module("dbs_sdk.dropin.oss2.api"), "_TRIES", 1)
    token = ours.StsAuth("id", PLANTED, PLANTED[::-1])
    far = f"http://user:{PLANTED}@127.0.0.1:9"
    buckets = [
        ours.Bucket(token, f"https://{cloud.oss}", cloud.bucket),
        ours.Bucket(token, "https://oss.invalid", cloud.bucket, proxies={"https": far}),
        ours.Bucket(token, f"https://{cloud.oss}", cloud.bucket, proxies={"https": far[7:]}),
    ]
    del far
    for bucket in buckets:
        for ask, more in (
            (bucket.head_object, ()),
            (bucket.get_object, ()),
            (bucket.put_object, "x"),
        ):
            with pytest.raises(ours.exceptions.OssError) as raised:
                ask("k", *more)
            lines = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
            text = "".join(lines.format())
            assert "key = " in text
            assert PLANTED not in text
            assert PLANTED[::-1] not in text


def test_what_is_half_built_can_be_printed(ours):
    """As by a traceback with the locals of each frame."""
    for make in (
        lambda: ours.StsAuth("id", PLANTED, PLANTED, auth_version="v2"),
        lambda: ours.Auth("id", None),
        lambda: ours.Bucket(ours.AnonymousAuth(), "no host", "bucket"),
        lambda: ours.Bucket(ours.AnonymousAuth(), "oss.example", "no bucket"),
    ):
        kinds = (AttributeError, NotImplementedError, ours.exceptions.ClientError)
        with pytest.raises(kinds) as raised:
            make()
        frame = raised.tb
        while frame is not None:
            for value in frame.tb_frame.f_locals.values():
                assert PLANTED not in repr(value) or isinstance(value, str)
            frame = frame.tb_next


def test_a_bucket_serves_all_threads(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    errors = []

    def run(n):
        try:
            bucket.put_object(f"k{n}", DATA[n:])
            assert bucket.get_object(f"k{n}").read() == DATA[n:]
        except (AssertionError, oss2.exceptions.OssError) as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_connections_are_kept(ours, cloud):
    bucket = bucket_of(ours, cloud)
    for _ in range(20):
        bucket.put_object(KEY, b"x")
    native = bucket._wire._made
    assert len(native) == 1


def test_copies(oss2, cloud):
    bucket = bucket_of(oss2, cloud)
    for same in (copy.copy(bucket), pickle.loads(pickle.dumps(bucket))):
        same.put_object(KEY, DATA)
    assert cloud.object_bytes(KEY) == DATA


def test_settings(ours, cloud):
    bucket = bucket_of(ours, cloud, connect_timeout=(3, 30), app_name="nightly")
    bucket.put_object(KEY, DATA)
    agent = cloud.calls()[0]["headers"]["user-agent"]
    assert agent == f"dbs-sdk/{dbs_sdk.__version__} (oss2) nightly"
    proxied = bucket_of(ours, cloud, proxies={"https": "http://127.0.0.1:9"}, connect_timeout=1)
    proxied._settings = lambda limit=None: {**bucket_of_settings(proxied, limit), "tries": 1}
    with pytest.raises(ours.exceptions.RequestError):
        proxied.put_object(KEY, DATA)


def bucket_of_settings(bucket, limit):
    return type(bucket)._settings(bucket, limit)


@pytest.mark.parametrize(
    "endpoint",
    ["", "https://", "https://oss.example:port", "oss.example:99999", "https://u:p@oss.example"],
)
def test_what_is_no_endpoint(ours, endpoint):
    with pytest.raises(ours.exceptions.ClientError, match="the endpoint"):
        ours.Bucket(ours.AnonymousAuth(), endpoint, "bucket")


@pytest.mark.parametrize("given", [[1, 5], "5", 0, (1, 2, 3), (1, -1), True])
def test_what_is_no_timeout(ours, given):
    with pytest.raises(ours.exceptions.ClientError, match="connect_timeout is a number"):
        ours.Bucket(ours.AnonymousAuth(), "oss.example", "bucket", connect_timeout=given)
    for fits in (None, 1, 0.5, (1, 5), (None, 5)):
        ours.Bucket(ours.AnonymousAuth(), "oss.example", "bucket", connect_timeout=fits)


def test_parameters_that_are_false_arrive(oss2, cloud):
    bucket = bucket_of(oss2, cloud, "v1")
    bucket.put_object(KEY, b"")
    bucket.head_object(KEY, params={"a": 0, "b": None, "c": False, "d": ""})
    sent = cloud.calls(operation="HeadObject")[0]["params"]
    assert {name: sent.get(name) for name in "abcd"} == {"a": "0", "b": None, "c": "False", "d": ""}


def listener():
    """A server that says nothing, and the requests that it was asked."""
    server, asked = socket.create_server(("127.0.0.1", 0)), []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                with connection:
                    asked.append(connection.recv(1000))

    threading.Thread(target=serve, daemon=True).start()
    return server, asked


@pytest.mark.parametrize(
    ("proxies", "through"),
    [
        (None, "environment"),
        ({}, "environment"),
        ({"http": ""}, "environment"),
        ({"https": ""}, None),
        ({"no_proxy": "other.invalid,OSS.invalid"}, None),
        ({"no_proxy": "bucket.oss.invalid"}, None),
        ({"https": "given"}, "given"),
        ({"https://bucket.oss.invalid": "given"}, "given"),
        ({"https://bucket.oss.invalid": "", "https": "given"}, None),
        ({"https": "given", "no_proxy": "*"}, "given"),
    ],
)
def test_proxies(stack, cloud, monkeypatch, proxies, through):
    oss2 = stack.oss2
    if stack.is_ours:
        monkeypatch.setattr(importlib.import_module("dbs_sdk.dropin.oss2.api"), "_TRIES", 1)
    given, asked_given = listener()
    environment, asked_environment = listener()
    address = "http://127.0.0.1:{}".format
    monkeypatch.setenv("HTTPS_PROXY", address(environment.getsockname()[1]))
    if proxies:
        urls = {"given": address(given.getsockname()[1])}
        proxies = {name: urls.get(url, url) for name, url in proxies.items()}
    bucket = oss2.Bucket(oss2.Auth("a", "b"), "https://oss.invalid", "bucket", proxies=proxies)
    with given, environment, pytest.raises(oss2.exceptions.RequestError):
        bucket.head_object("k")
    asked = {"given": asked_given, "environment": asked_environment}
    assert [name for name in asked if asked[name]] == ([through] if through else [])


def test_headers_without_case(oss2):
    headers = oss2.CaseInsensitiveDict({"Content-Type": "a"}, Etag="b")
    headers["CONTENT-TYPE"] = "c"
    assert headers["content-type"] == headers.get("Content-Type") == "c"
    assert list(headers) == ["CONTENT-TYPE", "Etag"]
    assert headers == {"content-type": "c", "etag": "b"}
    assert "ETAG" in headers and "x" not in headers
    assert dict(headers.copy()) == dict(headers)
    assert repr(headers) == "{'CONTENT-TYPE': 'c', 'Etag': 'b'}"


@pytest.mark.parametrize("text", ["Sun, 22 Nov 2026 12:00:00 GMT", "2026-11-22T12:00:00.000Z", "x"])
def test_times(ours, official, text):
    for name in ("http_to_unixtime", "iso8601_to_unixtime"):
        results = []
        for module in (ours, official):
            try:
                results.append(getattr(module, name)(text))
            except ValueError:
                results.append(ValueError)
        assert results[0] == results[1]
    assert ours.http_date(0) == official.http_date(0)


def test_small_things(ours, official):
    for name in ("a.tar", "a.tar.gz", "a.xb", "a", "a.docx", "a.js"):
        assert ours.content_type_by_name(name) == official.content_type_by_name(name)
    for name in ("ab", "abc", "a-b", "-ab", "ab-", "Abc", "a" * 64, "a_b"):
        assert ours.is_valid_bucket_name(name) == official.is_valid_bucket_name(name)
    for endpoint in ("a", "a:1", "https://a.com", "a b", "a/b", "", None, "http://a:x"):
        assert ours.is_valid_endpoint(endpoint) == official.is_valid_endpoint(endpoint)
    assert ours.utils.content_md5("a") == official.utils.content_md5("a")
    store = (ours.ResumableStore.make_store_key, official.ResumableStore.make_store_key)
    assert store[0]("b", KEY, "/a/./b") == store[1]("b", KEY, "/a/./b")


def test_anybody_s_link_needs_no_library(ours, cloud):
    bucket = bucket_of(ours, cloud)
    bucket.put_object(KEY, DATA)
    assert bucket.sign_url("GET", KEY, 60).startswith(f"https://{cloud.oss}/{cloud.bucket}/")
    plain = ours.Bucket(bucket.auth, f"http://{cloud.oss}", cloud.bucket, region=cloud.region)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(plain.sign_url("GET", KEY, 60)) as answer:
        assert answer.read() == DATA


# answers that are lost


@pytest.mark.parametrize("kind", ["bytes", "file", "generator"])
def test_a_put_that_may_not_overwrite_knows_its_own(ours, cloud, tmp_path, kind):
    path = tmp_path / "file"
    path.write_bytes(DATA)
    data, expected = data_kinds(ours, path)[kind]
    bucket = bucket_of(ours, cloud)
    guarded = {"x-oss-forbid-overwrite": "true"}
    cloud.inject("PutObject", "lost_answer")
    put = bucket.put_object(KEY, data, headers=guarded)
    assert cloud.object_bytes(KEY) == expected
    assert put.crc == int(cloud.objects()[0]["crc64"])
    assert [call["status"] for call in cloud.calls(operation="PutObject")][1:] == [409]
    with pytest.raises(ours.exceptions.ServerError) as raised:
        bucket.put_object(KEY, DATA, headers=guarded)
    assert raised.value.code == "FileAlreadyExists"


def test_a_put_that_nobody_can_tell_of(ours, cloud):
    bucket = bucket_of(ours, cloud)
    bucket.put_object(KEY, b"other")
    for operation, kind in (("PutObject", "reset"), ("HeadObject", "access_denied")):
        cloud.inject(operation, kind)
    with pytest.raises(ours.exceptions.RequestError, match="may have been carried out") as raised:
        bucket.put_object(KEY, b"these", headers={"x-oss-forbid-overwrite": "true"})
    assert raised.value.may_have_taken_effect and not raised.value.retryable
    cloud.inject("PutObject", "reset")
    with pytest.raises(ours.exceptions.ServerError, match="FileAlreadyExists"):
        bucket.put_object(KEY, b"not the same", headers={"x-oss-forbid-overwrite": "true"})


def test_a_completion_that_nobody_can_tell_of(ours, cloud):
    bucket = bucket_of(ours, cloud)
    upload_id = bucket.init_multipart_upload(KEY).upload_id
    etag = bucket_of(ours, cloud).upload_part(KEY, upload_id, 1, DATA).etag
    parts = [ours.models.PartInfo(1, etag)]
    cloud.inject("CompleteMultipartUpload", "lost_answer")
    with pytest.raises(ours.exceptions.RequestError, match="may have been completed") as raised:
        bucket.complete_multipart_upload(KEY, upload_id, parts)
    assert raised.value.may_have_taken_effect
    # What was never completed leaves nothing.
    cloud.inject("CompleteMultipartUpload", "reset")
    with pytest.raises(ours.exceptions.NoSuchUpload):
        bucket.complete_multipart_upload("other", upload_id, parts)
    with pytest.raises(ours.exceptions.NoSuchUpload):
        bucket.complete_multipart_upload(KEY, upload_id, parts)


def test_what_the_service_does_not_know_is_asked_once(ours, cloud):
    cloud.inject("HeadObject", "status", status=501, code="NotImplemented", count=8)
    with pytest.raises(ours.exceptions.ServerError) as raised:
        bucket_of(ours, cloud).head_object(KEY)
    assert raised.value.status == 501
    assert not raised.value.retryable
    assert len(cloud.calls()) == 1
