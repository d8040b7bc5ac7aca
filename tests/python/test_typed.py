"""What the typed API promises beside the upload itself: asyncio, threads, pickles, logs."""

import asyncio
import copy
import io
import json
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone

import pytest

import dbs_sdk
from test_wheel import ALWAYS, CORPUS, KEY_SECRET, KEY_TOKEN, MIB, arguments

pytestmark = [pytest.mark.filterwarnings("error"), pytest.mark.usefixtures("nothing_foreign")]

CONFIGURE = ("ConfigureBackupSetInfo", "2021-01-01")
ACCESS = ("DescribeBakDataSourceStorageAccessInfo", "2021-01-01")


@pytest.fixture
def backup(tmp_path):
    path = tmp_path / "backup.tar.gz"
    path.write_bytes(os.urandom(MIB) * 21 + b"end")
    return path


@pytest.fixture
def client(cloud):
    return dbs_sdk.Client(
        endpoint=cloud.dbs,
        credentials=dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret),
        ca_file=cloud.ca_file,
    )


def settings(cloud, **changed):
    """Of one more registration with a client that is there."""
    given = arguments(
        cloud, access_key_id=None, access_key_secret=None, endpoint=None, ca_file=None
    )
    return given | changed


def waiting(cloud, name="b.tar.gz"):
    return {
        "BackupMode": "Automated",
        "BackupMethod": "Physical",
        "RegionId": cloud.region,
        "RegionCode": cloud.region,
        "DataSourceId": cloud.data_source_id,
        "BackupSetName": name,
        "ExtraMeta": '{"dataBegin": 1, "dataEnd": 2}',
        "BackupType": "LogBackup",
        "UploadStatus": "WaitingUpload",
    }


# calls


def test_a_call_by_name_gives_what_the_service_sent(cloud, client):
    answer = client.call(*CONFIGURE, waiting(cloud))
    [stored] = cloud.backup_sets()
    assert answer["Data"]["BackupSetId"] == stored["backup_set_id"]
    [call] = cloud.calls()
    assert answer["RequestId"] == call["request_id"]


def test_an_answer_does_not_show_its_keys(cloud, client):
    made = client.call(*CONFIGURE, waiting(cloud))["Data"]["BackupSetId"]
    asked = {**waiting(cloud), "BackupSetId": made}
    names = ("RegionId", "RegionCode", "DataSourceId", "BackupType", "BackupSetId")
    answer = client.call(*ACCESS, {name: asked[name] for name in names})
    access = answer["Data"]["OssAccessInfo"]
    for secret in (access["AccessKeySecret"], access["SecurityToken"]):
        assert len(secret) > 10
        assert secret not in f"{answer} {answer!r} {access}"
    assert access["BucketName"] in str(answer)


def test_a_failed_call_says_why(cloud, client):
    for call in (client.call, lambda *given: asyncio.run(client.call_async(*given))):
        with pytest.raises(dbs_sdk.RefusedError) as caught:
            call(*CONFIGURE, waiting(cloud) | {"DataSourceId": "ds-of-nobody"})
        assert caught.value.code and caught.value.request_id
        # A failure of this service comes in HTTP 200.
        assert (caught.value.status, caught.value.retryable) == (200, False)


def test_parameters_that_are_no_json_are_refused(cloud, client):
    with pytest.raises(TypeError, match="not JSON serializable"):
        client.call(*CONFIGURE, {"RegionId": object()})
    assert cloud.calls() == []


# asyncio


def test_both_doors_leave_the_same(cloud, backup):
    blocked = dbs_sdk.register_backup_set(backup, **arguments(cloud, name="a"))
    awaited = asyncio.run(
        dbs_sdk.register_backup_set_async(backup, **arguments(cloud), name="b", resumable=False)
    )
    assert (blocked.size, blocked.crc64, blocked.parts) == (
        awaited.size,
        awaited.crc64,
        awaited.parts,
    )
    first, second = cloud.backup_sets()
    assert first["extra_meta"] == second["extra_meta"]
    assert {first["history"][-1]["status"], second["history"][-1]["status"]} == {"UploadSuccess"}
    assert cloud.object_bytes(awaited.object_key) == backup.read_bytes()


def test_50_uploads_at_once_on_one_event_loop(cloud, client, tmp_path):
    files = []
    for number in range(50):
        files.append(tmp_path / f"{number}.tar")
        files[-1].write_bytes(os.urandom(300_000 + number))
    beats = []

    async def all_of_them():
        async def beat():
            while True:
                beats.append(time.monotonic())
                await asyncio.sleep(0.01)

        heart = asyncio.create_task(beat())
        given = settings(cloud, client=client)
        uploads = [dbs_sdk.register_backup_set_async(file, **given) for file in files]
        done = await asyncio.gather(*uploads)
        heart.cancel()
        return done

    done = asyncio.run(all_of_them())
    assert len({one.backup_set_id for one in done}) == 50
    for number, one in enumerate(done):
        assert cloud.object_bytes(one.object_key) == files[number].read_bytes()
    # The loop went on meanwhile.
    assert max(beats[number + 1] - beats[number] for number in range(len(beats) - 1)) < 0.5


def test_8_uploads_at_once_in_threads(cloud, client, tmp_path):
    results = {}

    def upload(number):
        file = tmp_path / f"{number}.tar"
        file.write_bytes(os.urandom(MIB) * 12 + bytes([number]))
        results[number] = dbs_sdk.register_backup_set(file, **settings(cloud, client=client))

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.backup_set_id for one in results.values()}) == 8
    for number, one in results.items():
        assert cloud.object_bytes(one.object_key) == (tmp_path / f"{number}.tar").read_bytes()


def test_a_cancelled_task_ends_soon_and_its_upload_is_gone_on_with(cloud, backup):
    given = arguments(cloud, part_size=MIB, parallel=1)
    cloud.inject("UploadPart", "stall", {"partNumber": "15"}, seconds=60)

    async def cancelled():
        upload = asyncio.create_task(dbs_sdk.register_backup_set_async(backup, **given))
        while len(cloud.calls(operation="UploadPart")) < 15:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.02)
        begun = time.monotonic()
        upload.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await upload
        return time.monotonic() - begun, getattr(caught.value, "__notes__", [])

    took, notes = asyncio.run(cancelled())
    assert took < 0.5
    [standing] = cloud.backup_sets()
    if sys.version_info >= (3, 11):
        assert standing["backup_set_id"] in notes[0]

    done = dbs_sdk.register_backup_set(backup, **given)
    assert done.backup_set_id == standing["backup_set_id"]
    # Fourteen parts were there, the fifteenth was sent again.
    assert len(cloud.calls(operation="UploadPart")) == 15 + (22 - 14)
    assert len(cloud.calls(operation="InitiateMultipartUpload")) == 1
    assert cloud.object_bytes(done.object_key) == backup.read_bytes()


def test_a_timeout_of_asyncio_is_a_cancellation(cloud, backup):
    cloud.inject("UploadPart", "stall", seconds=60, count=ALWAYS)
    begun = time.monotonic()
    with pytest.raises((asyncio.TimeoutError, TimeoutError)):
        asyncio.run(
            asyncio.wait_for(
                dbs_sdk.register_backup_set_async(backup, **arguments(cloud)), timeout=1
            )
        )
    assert time.monotonic() - begun < 3


def test_progress_is_told_on_the_event_loop(cloud, backup):
    cloud.inject("UploadPart", "slow", bytes_per_second=20 * MIB, count=ALWAYS)
    told = []

    def progress(sent, size):
        told.append((sent, size, threading.get_ident()))

    asyncio.run(dbs_sdk.register_backup_set_async(backup, **arguments(cloud), on_progress=progress))
    size = backup.stat().st_size
    assert told[-1] == (size, size, threading.get_ident())
    assert len(told) > 2


def test_an_exception_of_progress_ends_the_task(cloud, backup):
    cloud.inject("UploadPart", "stall", seconds=60, count=ALWAYS)

    def stop(_sent, _size):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        asyncio.run(dbs_sdk.register_backup_set_async(backup, **arguments(cloud), on_progress=stop))


STOPPED = """
import asyncio
import json
import signal
import sys
import dbs_sdk

# Whoever starts the tests in the background may have had SIGINT ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
asyncio.run(dbs_sdk.register_backup_set_async(sys.argv[1], **json.loads(sys.argv[2])))
"""


def test_ctrl_c_ends_asyncio_too(cloud, backup):
    cloud.inject("UploadPart", "stall", seconds=60, count=ALWAYS)
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, backup, json.dumps(arguments(cloud))],
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 30
    while not cloud.calls(operation="UploadPart"):
        assert process.poll() is None and time.monotonic() < until, "no part was sent"
        time.sleep(0.02)
    begun = time.monotonic()
    process.send_signal(2)
    _, stderr = process.communicate(timeout=30)
    assert time.monotonic() - begun < 2
    assert "KeyboardInterrupt" in stderr


def test_parsers_for_asyncio():
    log = CORPUS / "logs" / "pxb84-gtid-full.log"
    assert asyncio.run(dbs_sdk.parse_log_async(log)) == dbs_sdk.parse_log(log)
    info = CORPUS / "infos" / "pxb24-mysql55.info"
    assert asyncio.run(dbs_sdk.parse_info_async(info)) == dbs_sdk.parse_info(info)
    with pytest.raises(dbs_sdk.InputError):
        asyncio.run(dbs_sdk.parse_binlog_async(log))


# going on


def test_the_same_call_again_sends_nothing_again(cloud, backup):
    first = dbs_sdk.register_backup_set(backup, **arguments(cloud))
    calls = len(cloud.calls())
    assert dbs_sdk.register_backup_set(backup, **arguments(cloud)) == first
    assert len(cloud.calls()) == calls


def test_nothing_is_noted_unless_asked_for(cloud, backup, tmp_path):
    dbs_sdk.register_backup_set(backup, **arguments(cloud), resumable=False)
    assert not (tmp_path / "state").exists()
    folder = tmp_path / "elsewhere"
    dbs_sdk.register_backup_set(backup, **arguments(cloud), state_dir=folder)
    assert any(folder.iterdir())


def test_two_at_once_on_one_backup_are_refused(cloud, backup):
    cloud.inject("UploadPart", "stall", seconds=3, count=ALWAYS)
    thread = threading.Thread(
        target=dbs_sdk.register_backup_set, args=(backup,), kwargs=arguments(cloud)
    )
    thread.start()
    while not cloud.calls(operation="UploadPart"):
        time.sleep(0.02)
    with pytest.raises(dbs_sdk.JournalError, match="at work"):
        dbs_sdk.register_backup_set(backup, **arguments(cloud))
    thread.join()


# settings and results that travel


def travelled(value):
    return [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))]


def test_a_client_travels(cloud, client):
    for one in travelled(client):
        assert one.endpoint == client.endpoint
        assert one.call(*CONFIGURE, waiting(cloud))["Data"]["BackupSetId"]


def test_a_client_without_a_key_carries_none(cloud, monkeypatch):
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id)
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret)
    client = dbs_sdk.Client(endpoint=cloud.dbs, ca_file=cloud.ca_file)
    pickled = pickle.dumps(client)
    assert cloud.access_key_secret.encode() not in pickled
    assert pickle.loads(pickled).call(*CONFIGURE, waiting(cloud))["Data"]


def test_credentials_travel_and_keep_their_secrets_to_themselves():
    key = dbs_sdk.Credentials("LTAIplanted", KEY_SECRET, KEY_TOKEN)
    client = dbs_sdk.Client(region_id="cn-hangzhou", credentials=key)
    shown = f"{key} {key!r} {client} {client!r}"
    assert "LTAIplanted" in shown
    assert KEY_SECRET not in shown and KEY_TOKEN not in shown
    for one in travelled(key):
        assert one == key and hash(one) == hash(key)
        assert (one.access_key_secret, one.security_token) == (KEY_SECRET, KEY_TOKEN)
    with pytest.raises(AttributeError):
        key.access_key_id = "other"
    with pytest.raises(TypeError) as caught:
        dbs_sdk.Credentials("LTAIplanted", KEY_SECRET.encode())
    assert KEY_SECRET not in str(caught.value)


def test_results_travel(cloud, backup):
    moment = datetime(2026, 11, 20, tzinfo=timezone.utc)
    results = [
        dbs_sdk.register_backup_set(backup, **arguments(cloud)),
        dbs_sdk.parse_log(CORPUS / "logs" / "pxb84-gtid-full.log"),
        dbs_sdk.parse_log(CORPUS / "logs" / "pxb24-consistent-time.log"),
        dbs_sdk.BinlogFacts(moment, moment, "8.0.36", 1, 2, 300, True),
    ]
    for result in results:
        for one in travelled(result):
            assert one == result and repr(one) == repr(result) and hash(one) == hash(result)


# keys from a callable


def test_a_callable_gives_the_key(cloud):
    asked = []

    def key():
        asked.append(threading.current_thread())
        return dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret)

    client = dbs_sdk.Client(endpoint=cloud.dbs, credentials=key, ca_file=cloud.ca_file)
    assert asked == []
    client.call(*CONFIGURE, waiting(cloud))
    client.call(*CONFIGURE, waiting(cloud))
    assert len(asked) == 1


def test_a_client_that_was_not_at_work_survives_a_fork(cloud):
    program = """
import json, os, sys, dbs_sdk

given = json.loads(sys.argv[1])
client = dbs_sdk.Client(
    endpoint=given["endpoint"],
    ca_file=given["ca_file"],
    credentials=lambda: dbs_sdk.Credentials(given["access_key_id"], given["access_key_secret"]),
)
child = os.fork()
answer = client.call("ConfigureBackupSetInfo", "2021-01-01", json.loads(sys.argv[2]))
if child:
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""
    given = [json.dumps(arguments(cloud)), json.dumps(waiting(cloud))]
    ended = subprocess.run(
        [sys.executable, "-c", program, *given], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert len(cloud.backup_sets()) == 2


def test_what_a_callable_raises_is_the_cause(cloud, backup):
    def key():
        raise LookupError("the vault is sealed")

    client = dbs_sdk.Client(endpoint=cloud.dbs, credentials=key, ca_file=cloud.ca_file)
    calls = [
        lambda: client.call(*CONFIGURE, waiting(cloud)),
        lambda: dbs_sdk.register_backup_set(backup, **settings(cloud, client=client)),
    ]
    for call in calls:
        with pytest.raises(dbs_sdk.CredentialsError) as caught:
            call()
        assert isinstance(caught.value.__cause__, LookupError)
    assert cloud.calls() == []


def test_half_a_key_is_refused(cloud, backup):
    with pytest.raises(dbs_sdk.InputError, match="half an access key"):
        dbs_sdk.register_backup_set(backup, **arguments(cloud, access_key_secret=None))


# logs


def test_logs_come_to_logging_without_secrets(start_cloud, backup, caplog):
    cloud = start_cloud(
        *("--access-key-id", "LTAIplanted", "--access-key-secret", KEY_SECRET),
        *("--security-token", KEY_TOKEN),
    )
    caplog.set_level(logging.DEBUG)
    dbs_sdk.register_backup_set(backup, **arguments(cloud, security_token=KEY_TOKEN))
    ours = [one for one in caplog.records if one.name.startswith(("dbs_sdk", "oss_multipart"))]
    assert len(ours) > 5
    others = {one.name.partition(".")[0] for one in caplog.records}
    assert others <= {"dbs_sdk", "oss_multipart", "asyncio"}
    for secret in (KEY_SECRET, KEY_TOKEN):
        assert secret not in caplog.text


def test_levels_of_logging_count_even_if_they_change(cloud, client, caplog):
    caplog.set_level(logging.WARNING)
    client.call(*CONFIGURE, waiting(cloud))
    assert not caplog.records
    caplog.set_level(logging.DEBUG)
    client.call(*CONFIGURE, waiting(cloud))
    assert caplog.records


def test_nothing_is_on_standard_error_unless_asked_for(cloud, backup):
    cloud.inject("UploadPart", "status", status=503, code="ServiceUnavailable", message="later")
    program = "import json, sys, dbs_sdk; dbs_sdk.register_backup_set(sys.argv[1], **json.loads(sys.argv[2]))"
    ended = subprocess.run(
        [sys.executable, "-c", program, backup, json.dumps(arguments(cloud))],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert any(call["status"] == 503 for call in cloud.calls(operation="UploadPart"))


def test_what_a_callable_raises_is_not_told(cloud):
    def key():
        raise LookupError(KEY_SECRET)

    client = dbs_sdk.Client(endpoint=cloud.dbs, credentials=key, ca_file=cloud.ca_file)
    with pytest.raises(dbs_sdk.CredentialsError, match="LookupError") as caught:
        client.call(*CONFIGURE, waiting(cloud))
    assert KEY_SECRET not in f"{caught.value} {caught.value!r}"


# files


def test_a_file_that_is_not_there_is_an_oserror(cloud, tmp_path):
    missing = tmp_path / "missing.log"
    for read in (dbs_sdk.parse_log, dbs_sdk.parse_info, dbs_sdk.parse_binlog):
        with pytest.raises(OSError, match=r"missing\.log") as caught:
            read(missing)
        assert isinstance(caught.value, (dbs_sdk.InputError, ValueError))
        for error in (caught.value, *travelled(caught.value)):
            assert (type(error), error.errno) == (dbs_sdk.FileError, 2)


def test_a_directory_is_packed_on_the_way(cloud, tmp_path):
    folder = tmp_path / "night"
    folder.mkdir(mode=0o755)
    (folder / "ibdata1").write_bytes(os.urandom(MIB))
    log = CORPUS / "logs" / "pxb24-mysql55-full.log"
    given = arguments(cloud, begin_time=None, end_time=None, data_type="FullBackup")
    done = dbs_sdk.register_backup_set(folder, **given, xtrabackup_log_path=log)
    archive = tmp_path / "stored.tar.gz"
    archive.write_bytes(cloud.object_bytes(done.object_key))
    listed = subprocess.run(["tar", "-tzf", archive], capture_output=True, text=True, check=True)
    assert "./ibdata1" in listed.stdout
    assert cloud.calls(service="dbs")[0]["params"]["BackupSetName"] == "night.tar.gz"


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"part_size": 0}, dbs_sdk.InputError, "part_size must be a whole number from 102400"),
        ({"part_size": -1}, dbs_sdk.InputError, "part_size must be"),
        ({"memory": 2**70}, dbs_sdk.InputError, "memory must be"),
        ({"rate_limit": 0}, dbs_sdk.InputError, "rate_limit must be"),
        ({"parallel": True}, TypeError, "parallel must be an int, not bool"),
        ({"compression_level": 10}, dbs_sdk.InputError, "compression_level must be"),
        ({"name": 5}, TypeError, "name must be a str, not int"),
        ({"state_dir": 5}, TypeError, "state_dir must be a path, not int"),
        ({"region_code": None}, TypeError, "region_code must be a str, not NoneType"),
    ],
)
def test_a_wrong_argument_is_named_and_sends_nothing(cloud, backup, wrong, error, said):
    with pytest.raises(error, match=said):
        dbs_sdk.register_backup_set(backup, **(arguments(cloud) | wrong))
    assert cloud.calls() == []


# buffers and streams


class Stream:
    def __init__(self, content, error=None):
        self.content, self.error = content, error
        self.at = 0

    def read(self, size):
        piece = self.content[self.at : self.at + size]
        self.at += len(piece)
        if not piece and self.error:
            raise self.error
        return piece


@pytest.mark.parametrize("form", [bytes, bytearray, memoryview, io.BytesIO, Stream])
def test_buffers_and_objects_with_read_are_uploaded(cloud, backup, form):
    content = backup.read_bytes()
    done = dbs_sdk.register_backup_set(form(content), **arguments(cloud), name="streamed")
    assert cloud.object_bytes(done.object_key) == content
    assert cloud.calls(service="dbs")[0]["params"]["BackupSetName"] == "streamed"


def test_an_open_file_has_a_name(cloud, backup):
    with backup.open("rb") as file:
        asyncio.run(dbs_sdk.register_backup_set_async(file, **arguments(cloud)))
    assert cloud.calls(service="dbs")[0]["params"]["BackupSetName"] == backup.name


def test_standard_input_has_no_name(cloud):
    source = io.BytesIO(b"content")
    source.name = "<stdin>"
    with pytest.raises(dbs_sdk.InputError, match="name is missing"):
        dbs_sdk.register_backup_set(source, **arguments(cloud))


def test_what_has_no_name_needs_one(cloud):
    for source in (b"content", io.BytesIO(b"content")):
        with pytest.raises(dbs_sdk.InputError, match="name is missing"):
            dbs_sdk.register_backup_set(source, **arguments(cloud))
    assert cloud.calls() == []


def test_an_exception_of_read_comes_out_and_registers_nothing_as_whole(cloud):
    broken = Stream(os.urandom(9 * MIB), error=EOFError("the tape tore"))
    with pytest.raises(EOFError, match="the tape tore"):
        dbs_sdk.register_backup_set(broken, **arguments(cloud), name="torn")
    assert [one["history"][-1]["status"] for one in cloud.backup_sets()] == ["WaitingUpload"]


def test_preflight_refuses_what_dbs_would(cloud, tmp_path):
    stream = tmp_path / "backup.xbstream"
    stream.write_bytes(b"XBSTCK01" + bytes(1000))
    given = arguments(cloud, begin_time=None, end_time=None, data_type="FullBackup")
    log = CORPUS / "logs" / "pxb24-mysql55-full.log"
    with pytest.raises(dbs_sdk.InputError, match="xbstream") as caught:
        dbs_sdk.register_backup_set(
            stream, **(given | {"preflight": "quick"}), xtrabackup_log_path=log
        )
    assert caught.value.stage == "preflight"
    assert cloud.calls() == []


def test_a_backup_set_may_have_a_name_of_its_own(cloud, backup):
    dbs_sdk.register_backup_set(str(backup), **arguments(cloud), name="of its own")
    assert cloud.calls(service="dbs")[0]["params"]["BackupSetName"] == "of its own"
