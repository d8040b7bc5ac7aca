"""The wheel `dbs-sdk` as Python programs use it, against the local cloud over HTTPS."""

import copy
import json
import multiprocessing
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import dbs_sdk

pytestmark = [pytest.mark.filterwarnings("error"), pytest.mark.usefixtures("nothing_foreign")]

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT / "xtrabackup-meta" / "tests" / "corpus"

MIB = 1 << 20
ALWAYS = 1_000_000

KEY_SECRET = "plantedKey+Secret/0001=="
KEY_TOKEN = "plantedKey+Token/0002=="
STS_SECRET = "plantedSts+Secret/0003=="
STS_TOKEN = "CAISplantedSts+Token/0004=="


@pytest.fixture
def backup(tmp_path):
    path = tmp_path / "全量 backup.tar.gz"
    path.write_bytes(os.urandom(MIB) * 21 + b"end")
    return path


def arguments(cloud, **changed):
    """Keyword arguments of a LogBackup at `cloud`."""
    given = {
        "endpoint": cloud.dbs,
        "region_code": cloud.region,
        "datasource_id": cloud.data_source_id,
        "data_type": "LogBackup",
        "begin_time": "2026-11-20 00:00:00",
        "end_time": "2026-11-21 00:00:00",
        "time_zone": "+08:00",
        "access_key_id": cloud.access_key_id,
        "access_key_secret": cloud.access_key_secret,
        "ca_file": cloud.ca_file,
        # The files of these tests are no backups.
        "preflight": "off",
    }
    given |= changed
    return {name: value for name, value in given.items() if value is not None}


def full_backup(cloud, **changed):
    times = {"begin_time": None, "end_time": None}
    return arguments(cloud, data_type="FullBackup", **(times | changed))


# parse_log, parse_info


def test_a_log_with_offsets_gives_aware_times():
    zone = timezone(timedelta(hours=8))
    facts = dbs_sdk.parse_log(CORPUS / "logs" / "pxb84-gtid-full.log")
    assert facts.start == datetime(2025, 3, 11, 2, 0, 0, 104233, zone)
    assert facts.start.utcoffset() == timedelta(hours=8)
    assert facts.end == datetime(2025, 3, 11, 2, 7, 13, 990012, zone)
    assert facts.server_version == "8.4.4"
    assert (facts.binlog_file, facts.binlog_position) == ("binlog.000041", 9912)
    assert facts.gtid_set == "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5"
    assert facts.gtid_set_cut is False
    assert facts.consistent_time is None


def test_a_log_without_offsets_gives_naive_times():
    facts = dbs_sdk.parse_log(str(CORPUS / "logs" / "pxb24-consistent-time.log"))
    expected = CORPUS / "logs" / "pxb24-consistent-time.expected.json"
    truth = json.loads(expected.read_text())["truth"]
    assert facts.start == datetime.fromisoformat(truth["start_time"])
    assert facts.end.tzinfo is None
    assert truth["consistent_time"] is not None
    assert facts.consistent_time == datetime.fromtimestamp(truth["consistent_time"], timezone.utc)


def test_an_info_file_is_read_from_its_bytes():
    content = (CORPUS / "infos" / "pxb24-gtid-multiline.info").read_bytes()
    facts = dbs_sdk.parse_info(content)
    assert facts == dbs_sdk.parse_info(bytearray(content))
    assert repr(facts) == (
        "BackupFacts(start=datetime.datetime(2021, 2, 23, 10, 46, 22), "
        "end=datetime.datetime(2021, 2, 23, 10, 46, 25), server_version='5.7.33-log', "
        "binlog_file='mysql-bin.000007', binlog_position=1763, "
        "gtid_set='5da251ea-74c1-11eb-8aac-fa163e95ab6d:1-21,722e4aaa-7579-11eb-b5d9-fa163e95ab6d:1-8,"
        "8deb070d-74c1-11eb-90e7-fa163e95ab6d:1-8', gtid_set_cut=False, consistent_time=None)"
    )
    with pytest.raises(AttributeError):
        facts.binlog_file = "other"


def test_a_gtid_set_that_is_cut_off_is_not_given():
    log = (CORPUS / "logs" / "pxb84-gtid-full.log").read_bytes()
    cut = log.replace(b"c80aa9429562:1-5'", b"c80aa9429562:1-5,3e11fa47-71ca")
    assert cut != log
    facts = dbs_sdk.parse_log(cut)
    assert (facts.gtid_set, facts.gtid_set_cut) == (None, True)


@pytest.mark.parametrize(
    ("parse", "source", "said"),
    [
        (dbs_sdk.parse_log, CORPUS / "logs/pxb24-trunc-binlog.log", "ends without `completed OK!`"),
        (dbs_sdk.parse_log, "/nowhere/xtrabackup.log", "/nowhere/xtrabackup.log cannot be read"),
        (dbs_sdk.parse_log, CORPUS, "Is a directory"),
        (dbs_sdk.parse_log, b"", "the log: "),
        (dbs_sdk.parse_info, b"nothing", "the info file: "),
    ],
)
def test_what_is_no_finished_backup_is_a_value_error(parse, source, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        parse(source)
    unreadable = source in (CORPUS, "/nowhere/xtrabackup.log")
    assert type(caught.value) is (dbs_sdk.FileError if unreadable else dbs_sdk.InputError)


def test_a_source_of_another_type_is_a_type_error():
    with pytest.raises(TypeError, match="expected str, bytes or os.PathLike object, not int"):
        dbs_sdk.parse_log(1)


# register_backup_set


def test_a_full_backup_arrives_byte_for_byte(start_cloud, backup):
    cloud = start_cloud("--sts-seconds", "3600")
    told = []
    log = CORPUS / "logs" / "pxb84-gtid-full.log"
    done = dbs_sdk.register_backup_set(
        backup,
        **full_backup(cloud, xtrabackup_log_path=log),
        on_progress=lambda *news: told.append((threading.get_ident(), *news)),
    )

    content = backup.read_bytes()
    assert cloud.object_bytes(done.object_key) == content
    [stored] = cloud.backup_sets()
    assert stored["backup_set_id"] == done.backup_set_id
    assert (done.bucket, done.size, done.verified) == (cloud.bucket, len(content), True)
    assert done.parts == len(cloud.calls(operation="UploadPart")) > 1
    assert repr(done).startswith(f"RegisteredBackupSet(backup_set_id='{done.backup_set_id}', ")
    assert {call["scheme"] for call in cloud.calls()} == {"https"}

    [waiting, success] = [
        call["params"] for call in cloud.calls(operation="ConfigureBackupSetInfo")
    ]
    assert [waiting["UploadStatus"], success["UploadStatus"]] == ["WaitingUpload", "UploadSuccess"]
    facts = dbs_sdk.parse_log(log)
    assert json.loads(success["ExtraMeta"]) == {
        "BINLOG_FILE": facts.binlog_file,
        "version": facts.server_version,
        "dataBegin": int(facts.start.timestamp() * 1000),
        "dataEnd": int(facts.end.timestamp() * 1000),
        "consistentTime": int(facts.end.timestamp()),
    }

    assert {thread for thread, *_ in told} == {threading.get_ident()}
    assert told[-1][1:] == (len(content), len(content))


def test_an_info_file_serves_as_well(cloud, backup):
    info = CORPUS / "infos" / "pxb24-gtid-multiline.info"
    changed = {"xtrabackup_info_path": info, "time_zone": "Asia/Shanghai"}
    done = dbs_sdk.register_backup_set(str(backup), **full_backup(cloud, **changed))
    meta = json.loads(cloud.calls(operation="ConfigureBackupSetInfo")[0]["params"]["ExtraMeta"])
    begin = dbs_sdk.parse_info(info).start.replace(tzinfo=timezone(timedelta(hours=8)))
    assert meta["dataBegin"] == begin.timestamp() * 1000
    assert done.verified


def test_the_key_of_the_environment_serves(start_cloud, backup, monkeypatch):
    cloud = start_cloud("--security-token", KEY_TOKEN)
    without = {"access_key_id": None, "access_key_secret": None}
    with pytest.raises(dbs_sdk.InputError, match="no source of keys is set up"):
        dbs_sdk.register_backup_set(backup, **arguments(cloud, **without))
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id)
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret)
    monkeypatch.setenv("ALIBABA_CLOUD_SECURITY_TOKEN", KEY_TOKEN)
    assert dbs_sdk.register_backup_set(backup, **arguments(cloud, **without)).verified


def test_other_threads_run_meanwhile(cloud, backup):
    """The GIL is released, and two uploads at once do not wait for each other."""
    cloud.inject("UploadPart", "stall", seconds=1, count=2)
    done = []
    threads = [
        threading.Thread(
            target=lambda: done.append(
                dbs_sdk.register_backup_set(backup, **arguments(cloud), resumable=False)
            )
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    beats = 0
    while any(thread.is_alive() for thread in threads):
        beats += 1
        time.sleep(0.01)
    assert beats > 50
    assert len({one.backup_set_id for one in done}) == 2


# what goes wrong


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"data_type": "Fuller"}, 'the data type "Fuller" is not known'),
        ({"data_type": "FullBackup"}, "begin_time and end_time are for LogBackup"),
        ({"begin_time": None}, "begin_time is missing"),
        ({"begin_time": "yesterday"}, 'the begin time "yesterday" cannot be read'),
        ({"end_time": "2026-11-19 00:00:00"}, "ends before it begins"),
        ({"xtrabackup_log_path": "x"}, "are for FullBackup"),
        ({"time_zone": "Mars/Phobos"}, 'the time zone "Mars/Phobos" is not known'),
        ({"endpoint": "no host"}, 'the endpoint "no host"'),
        ({"ca_file": "/nowhere.pem"}, "/nowhere.pem cannot be read"),
        ({"ca_file": __file__}, "holds no PEM certificate"),
        ({"access_key_secret": None}, "half an access key"),
        (
            {"data_type": "FullBackup", "begin_time": None, "end_time": None},
            "give xtrabackup_log_path or xtrabackup_info_path",
        ),
        (
            {
                "data_type": "FullBackup",
                "begin_time": None,
                "end_time": None,
                "xtrabackup_log_path": "x",
                "xtrabackup_info_path": "y",
            },
            "not both",
        ),
    ],
)
def test_wrong_arguments_send_nothing(cloud, backup, changed, said):
    with pytest.raises(dbs_sdk.InputError, match=re.escape(said)) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud, **changed))
    assert caught.value.retryable is False
    assert cloud.calls() == []


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_without_bytes_sends_nothing(cloud, tmp_path, content):
    path = tmp_path / "backup.tar"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(dbs_sdk.InputError, match="backup.tar") as caught:
        dbs_sdk.register_backup_set(path, **arguments(cloud))
    assert (caught.value.stage, caught.value.backup_set_id) == ("preflight", None)
    assert cloud.calls() == []


def test_what_cannot_be_called_sends_nothing(cloud, backup):
    with pytest.raises(TypeError, match="on_progress must be callable"):
        dbs_sdk.register_backup_set(backup, **arguments(cloud), on_progress=1)
    assert cloud.calls() == []


def test_a_wrong_key_is_refused(cloud, backup):
    with pytest.raises(dbs_sdk.RefusedError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud, access_key_secret="wrong"))
    error = caught.value
    [call] = cloud.calls()
    assert (error.code, error.request_id) == (call["code"], call["request_id"])
    assert (error.code, error.status) == ("SignatureDoesNotMatch", call["status"])
    assert (error.stage, error.backup_set_id, error.retryable) == ("register", None, False)


def test_a_refusal_of_oss_has_its_code(cloud, backup):
    fault = {"status": 403, "code": "AccessDenied", "message": "no"}
    cloud.inject("InitiateMultipartUpload", "status", count=ALWAYS, **fault)
    with pytest.raises(dbs_sdk.RefusedError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud))
    error = caught.value
    [waiting] = cloud.backup_sets()
    assert (error.code, error.status, error.stage) == ("AccessDenied", 403, "upload")
    assert error.request_id == cloud.calls(operation="InitiateMultipartUpload")[-1]["request_id"]
    assert error.backup_set_id == waiting["backup_set_id"]


def test_a_service_that_stays_down_is_a_service_error(cloud, backup):
    fault = {"status": 503, "code": "ServiceUnavailable", "message": "later"}
    operation = "DescribeBakDataSourceStorageAccessInfo"
    cloud.inject(operation, "status", count=ALWAYS, **fault)
    with pytest.raises(dbs_sdk.ServiceError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud))
    error = caught.value
    assert (error.code, error.status, error.retryable) == ("ServiceUnavailable", 503, True)
    assert error.stage == "access"


def test_nobody_there_is_a_connection_error(cloud, backup):
    cloud.stop()
    with pytest.raises(ConnectionError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud, ca_file=None))
    assert type(caught.value) is dbs_sdk.NetworkError
    assert (caught.value.code, caught.value.retryable) == (None, True)


def test_bytes_that_change_on_the_way_are_an_integrity_error(cloud, backup):
    cloud.inject("UploadPart", "corrupted_at_rest", count=ALWAYS)
    with pytest.raises(dbs_sdk.IntegrityError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud))
    assert (caught.value.stage, caught.value.retryable) == ("upload", False)
    [stored] = cloud.backup_sets()
    assert caught.value.backup_set_id == stored["backup_set_id"]


ERRORS = [
    (dbs_sdk.InputError, ValueError),
    (dbs_sdk.CredentialsError, dbs_sdk.InputError),
    (dbs_sdk.FileError, OSError),
    (dbs_sdk.FileError, ValueError),
    (dbs_sdk.JournalError, OSError),
    (dbs_sdk.RefusedError, dbs_sdk.DbsError),
    (dbs_sdk.ServiceError, dbs_sdk.DbsError),
    (dbs_sdk.NetworkError, ConnectionError),
    (dbs_sdk.IntegrityError, dbs_sdk.DbsError),
]


@pytest.mark.parametrize(("error", "parent"), ERRORS)
def test_each_error_is_caught_by_its_parents_and_travels(error, parent):
    raised = error("why", "Code", 403, "id", "upload", "ee-1", True)
    for caught_by in (dbs_sdk.DbsError, parent):
        with pytest.raises(caught_by, match="^why$"):
            raise raised
    for travelled in (pickle.loads(pickle.dumps(raised)), copy.copy(raised)):
        assert (type(travelled), str(travelled)) == (error, "why")
        assert vars(travelled) == vars(raised)
    assert error.__module__ == "dbs_sdk"


@pytest.mark.parametrize(
    "fault",
    [
        # A service may say in its refusal what it was sent.
        ("ConfigureBackupSetInfo", "status", {"status": 403, "code": "C", "message": KEY_TOKEN}),
        ("InitiateMultipartUpload", "status", {"status": 403, "code": "C", "message": STS_TOKEN}),
        ("DescribeBakDataSourceStorageAccessInfo", "truncated_answer", {}),
        ("UploadPart", "corrupted_at_rest", {}),
    ],
    ids=lambda fault: "-".join(fault[:2]),
)
def test_no_error_tells_a_secret(start_cloud, backup, fault):
    cloud = start_cloud(
        *("--access-key-id", "LTAIplanted", "--access-key-secret", KEY_SECRET),
        *("--security-token", KEY_TOKEN),
        *("--sts-secret", STS_SECRET, "--sts-token", STS_TOKEN),
    )
    operation, kind, details = fault
    cloud.inject(operation, kind, count=ALWAYS, **details)
    with pytest.raises(dbs_sdk.DbsError) as caught:
        dbs_sdk.register_backup_set(backup, **arguments(cloud, security_token=KEY_TOKEN))
    error = caught.value
    beneath = (error.__cause__, error.__context__)
    told = [str(error), repr(error), *map(repr, beneath), repr(vars(error))]
    for secret in (KEY_SECRET, KEY_TOKEN, STS_SECRET, STS_TOKEN):
        assert not any(secret in text for text in told)
    assert not re.search(r"Signature=|security-token=", "".join(told), re.IGNORECASE)


def test_a_secret_of_the_wrong_type_is_not_told(cloud, backup):
    given = arguments(cloud, access_key_secret=KEY_SECRET.encode())
    with pytest.raises(TypeError) as caught:
        dbs_sdk.register_backup_set(backup, **given)
    assert KEY_SECRET not in f"{caught.value!r} {getattr(caught.value, '__notes__', '')}"


# being stopped

STOPPED = """
import json
import signal
import sys
import dbs_sdk

# Whoever starts the tests in the background may have had SIGINT ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
dbs_sdk.register_backup_set(sys.argv[1], **json.loads(sys.argv[2]))
"""


def test_ctrl_c_is_heard_while_a_part_stalls(cloud, backup):
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
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    took = time.monotonic() - begun
    assert took < 2, f"it took {took:.2f} s"
    assert process.returncode == -signal.SIGINT
    assert "KeyboardInterrupt" in stderr
    [waiting] = cloud.backup_sets()
    if sys.version_info >= (3, 11):
        standing = f"backup set {waiting['backup_set_id']} stands as WaitingUpload"
        assert f"cut off at stage upload: to oss://{cloud.bucket}/" in stderr
        assert standing in stderr


def test_an_exception_of_on_progress_ends_the_upload(cloud, backup):
    cloud.inject("UploadPart", "stall", seconds=60, count=ALWAYS)

    class Enough(Exception):
        pass

    def stop(sent, size):
        raise Enough

    begun = time.monotonic()
    with pytest.raises(Enough):
        dbs_sdk.register_backup_set(backup, **arguments(cloud), on_progress=stop)
    assert time.monotonic() - begun < 5
    assert len(cloud.calls(operation="ConfigureBackupSetInfo")) == 1


def register_in_child(results, file_path, given):
    try:
        results.put(dbs_sdk.register_backup_set(file_path, **given).verified)
    except dbs_sdk.DbsError as error:
        results.put(str(error))


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
@pytest.mark.parametrize(
    ("method", "result"),
    [("fork", "this process was forked after dbs_sdk was at work"), ("spawn", "True")],
)
def test_a_forked_process_is_refused_and_a_spawned_one_serves(cloud, backup, method, result):
    assert dbs_sdk.register_backup_set(backup, **arguments(cloud)).verified
    context = multiprocessing.get_context(method)
    results = context.Queue()
    child = context.Process(target=register_in_child, args=(results, str(backup), arguments(cloud)))
    child.start()
    assert str(results.get(timeout=30)).startswith(result)
    child.join(timeout=30)
    assert child.exitcode == 0
