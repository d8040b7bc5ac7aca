"""The documented script on the wheel in place of the official libraries, unmodified and with other
imports: the same calls, the same backup set, the same bytes, and no secret on its output."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import documented
import program
from conftest import official_client_env
from test_program_secrets import KEY_SECRET, PLANTED, WRONG_SECRET, leaks

DROPIN = ["-m", "dbs_sdk.dropin"]
ALWAYS = 1_000_000

# The script cannot give a token.
KEYS = [*PLANTED[:4], *PLANTED[6:]]


def job_of(cloud, folder, options=documented.LOG_BACKUP, name="mysql-bin.000001", size=12 << 20):
    file = folder / name
    file.write_bytes(random.Random(size).randbytes(size))
    return program.job(cloud, file, *options)


def end(cloud, start, job, folder, **environment):
    return documented.end(cloud, [*start, *job], folder, **environment)


def parts(cloud):
    """What each part was, in the order it was sent."""
    return [
        (call["params"]["partNumber"], call["bytes_received"])
        for call in cloud.calls(operation="UploadPart")
    ]


# Unmodified


@pytest.mark.parametrize("time_zone", [documented.SHANGHAI, documented.NEW_YORK])
@documented.JOBS
def test_same_job_same_result(start_cloud, tmp_path, options, name, size, time_zone):
    by_official, by_ours = (start_cloud("--data-source-id", "ds-of-both") for _ in range(2))
    script = str(documented.script())
    for cloud, start in ((by_official, [script]), (by_ours, [*DROPIN, script])):
        job = job_of(cloud, tmp_path, options, name, size)
        ended = end(cloud, start, job, tmp_path, TZ=time_zone)
        assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
        assert ended.stderr == ""
    expected, found = documented.left_at(by_official), documented.left_at(by_ours)
    assert expected.operations == documented.FLOW
    assert expected.stored == (tmp_path / name).read_bytes()
    assert found.stored == expected.stored, "other bytes"
    assert found == expected
    assert parts(by_ours) == parts(by_official)
    # The official client of OSS takes an endpoint without scheme for HTTP.
    assert {call["scheme"] for call in by_official.calls(service="oss")} == {"http"}
    assert {call["scheme"] for call in by_ours.calls()} == {"https"}


def test_its_own_print_of_the_answer_is_clean(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    job = job_of(cloud, tmp_path)
    ended = end(cloud, [*DROPIN, str(documented.script())], job, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []
    [told] = re.findall(r"StorageAccessInfo response: (.*)", ended.stdout)
    assert "'AccessKeySecret': '***'" in told
    assert "'SecurityToken': '***'" in told
    assert f"'BucketName': '{cloud.bucket}'" in told


def test_the_official_libraries_tell_all(start_cloud, tmp_path):
    """Else the tests of this file look for nothing."""
    cloud = start_cloud(*KEYS)
    ended = end(cloud, [str(documented.script())], job_of(cloud, tmp_path), tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert leaks({"stdout": ended.stdout}, set()) != []


def refusal(code, message):
    return {"status": 403, "code": code, "message": message}


FAULTS = {
    "refused registration": (
        ("ConfigureBackupSetInfo", "success_false", {"code": "DBS.No", "message": "no"}),
        "DBS.No",
    ),
    "refused access": (
        ("DescribeBakDataSourceStorageAccessInfo", "status", refusal("Forbidden.RAM", "no")),
        "Forbidden.RAM",
    ),
    "no gateway": (("DescribeBakDataSourceStorageAccessInfo", "bad_gateway", {}), "HTTP 502"),
    "cut answer": (("ConfigureBackupSetInfo", "truncated_answer", {}), "the connection broke"),
    "refused upload": (("InitiateMultipartUpload", "access_denied", {}), "AccessDenied"),
    "refused part": (("UploadPart", "status", refusal("AccessDenied", "no")), "AccessDenied"),
    "refused end": (
        ("CompleteMultipartUpload", "status", refusal("AccessDenied", "no")),
        "AccessDenied",
    ),
    "expired token": (("UploadPart", "expired_token", {}), "SecurityTokenExpired"),
    "invalid token": (("UploadPart", "invalid_token", {}), "InvalidSecurityToken"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_failure_makes_it_tell_a_secret(start_cloud, tmp_path, fault):
    (operation, kind, arguments), said = FAULTS[fault]
    cloud = start_cloud(*KEYS)
    cloud.inject(operation, kind, count=ALWAYS, **arguments)
    check_failure(cloud, tmp_path, job_of(cloud, tmp_path), said)


def check_failure(cloud, folder, job, said):
    ended = end(cloud, [*DROPIN, str(documented.script())], job, folder)
    assert ended.returncode == 1, ended.stdout
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []
    # It begins at the script, as if that had been started by itself.
    *_, traceback = ended.stderr.split("Traceback (most recent call last):\n")
    assert traceback.startswith(f'  File "{documented.script()}", line ')
    assert said in traceback.splitlines()[-1]
    assert not [b for b in cloud.backup_sets() if b["status"] == "UploadSuccess"]
    return ended.stderr


def test_a_corrupted_part_is_refused(start_cloud, tmp_path):
    """The official loop registers it as whole, unless OSS notices."""
    cloud = start_cloud(*KEYS)
    cloud.inject("UploadPart", "corrupted_part", {"partNumber": "2"}, count=ALWAYS)
    check_failure(cloud, tmp_path, job_of(cloud, tmp_path), "InconsistentError")


def test_a_wrong_key(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    job = [WRONG_SECRET if word == KEY_SECRET else word for word in job_of(cloud, tmp_path)]
    check_failure(cloud, tmp_path, job, "SignatureDoesNotMatch")


def test_an_unknown_data_source(start_cloud, tmp_path):
    """Success is false in HTTP 200; with the official libraries a KeyError."""
    cloud = start_cloud(*KEYS)
    job = [*job_of(cloud, tmp_path), "--datasource_id", "ds-unknown"]
    check_failure(cloud, tmp_path, job, "Param.NotFound")


def test_a_missing_file(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    job = [*job_of(cloud, tmp_path), "--file_path", "/nowhere/backup.tar.gz"]
    check_failure(cloud, tmp_path, job, "No such file or directory")


def test_an_unfinished_backup_is_not_registered(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    log = documented.CORPUS / "logs" / "pxb24-trunc-binlog.log"
    job = job_of(cloud, tmp_path, [*documented.FULL_BY_LOG, log])
    stderr = check_failure(cloud, tmp_path, job, "must be str, not None")
    assert stderr.startswith(f"{documented.script()}:")
    assert "ends without `completed OK!`" in stderr
    assert cloud.calls() == []


def test_no_connection(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    job = [*job_of(cloud, tmp_path), "--endpoint", "127.0.0.1:1"]
    check_failure(cloud, tmp_path, job, "no connection to the service")


def test_an_authority_that_nobody_knows(start_cloud, tmp_path):
    cloud, other = start_cloud(*KEYS), start_cloud()
    job = job_of(cloud, tmp_path)
    cloud.ca_file = other.ca_file
    check_failure(cloud, tmp_path, job, "the server's certificate is not trusted")


def test_ctrl_c(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    cloud.inject("UploadPart", "slow", {"partNumber": "2"}, bytes_per_second=1000)
    process = subprocess.Popen(
        [sys.executable, *DROPIN, str(documented.script()), *job_of(cloud, tmp_path)],
        cwd=tmp_path,
        env=official_client_env(cloud) | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: len(cloud.calls(operation="UploadPart")) == 2)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=documented.SECONDS)
    assert time.monotonic() - begun < 2
    assert process.returncode == -signal.SIGINT
    assert stderr.splitlines()[-1].startswith("KeyboardInterrupt")
    assert leaks({"stdout": stdout, "stderr": stderr}, set()) == []


def wait_until(true):
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def test_the_key_may_stay_off_the_command_line(start_cloud, tmp_path):
    cloud = start_cloud(*KEYS)
    job = job_of(cloud, tmp_path)
    assert job[:3:2] == ["--access_key_id", "--access_key_secret"]
    ended = end(
        cloud,
        [*DROPIN, str(documented.script())],
        job[4:],
        tmp_path,
        ALIBABA_CLOUD_ACCESS_KEY_ID=cloud.access_key_id,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET=cloud.access_key_secret,
    )
    assert ended.returncode == 0, ended.stderr
    assert cloud.backup_sets()[0]["status"] == "UploadSuccess"


# With other imports


def test_the_same_names_by_import(start_cloud, tmp_path):
    text = documented.script().read_text("utf-8")
    official = [
        "import oss2",
        "from alibabacloud_openapi_util.client import Client as OpenApiUtilClient",
        "from alibabacloud_tea_openapi import models as open_api_models",
        "from alibabacloud_tea_openapi.client import Client as OpenApiClient",
        "from alibabacloud_tea_util import models as util_models",
    ]
    for line in official:
        assert text.count(f"{line}\n") == 1
        text = text.replace(f"{line}\n", "")
    names = "oss2, OpenApiClient, open_api_models, util_models, OpenApiUtilClient"
    text = text.replace("import os\n", f"import os\nfrom dbs_sdk.dropin import {names}\n", 1)
    script = tmp_path / "with_other_imports.py"
    script.write_text(text, "utf-8")

    by_official, by_ours = (start_cloud("--data-source-id", "ds-of-both") for _ in range(2))
    log = documented.CORPUS / "logs" / "pxb24-mysql55-full.log"
    for cloud, start in ((by_official, [str(documented.script())]), (by_ours, [str(script)])):
        job = job_of(cloud, tmp_path, [*documented.FULL_BY_LOG, log], "backup.tar.gz")
        ended = end(cloud, start, job, tmp_path)
        assert ended.returncode == 0, ended.stderr
    assert documented.left_at(by_ours) == documented.left_at(by_official)
    assert parts(by_ours) == parts(by_official)


def test_the_functions_are_those_of_the_script(start_cloud, tmp_path):
    """One program on the module of the script and on the wheel's of the same name."""
    text = """
import json, sys
if sys.argv[1] == "official":
    sys.path.insert(0, sys.argv[2])
import upload_and_register_backup_set as script

_, _, _, key, secret, endpoint, region, source, file = sys.argv
uploader = script.OssUploader(key, secret, endpoint, region, source)
params = {
    "BackupMode": "Automated", "BackupMethod": "Physical", "RegionId": region, "RegionCode": region,
    "DataSourceId": source, "BackupSetName": "b", "ExtraMeta": "{}", "BackupType": "LogBackup",
    "UploadStatus": "WaitingUpload",
}
params |= uploader.configure_backup_set_info(params)
info = uploader._fetch_oss_access_info(params)
client = script.create_oss_client(info)
script.upload_oss_file(client, file, info["ObjectKey"])
params["UploadStatus"] = "UploadSuccess"
uploader.configure_backup_set_info(params)
known = ["region_code", "datasource_id", "endpoint", "access_key_id", "access_key_secret"]
times = ["2024-11-03 01:30:00", "2024-03-10 02:30:00", "1999-12-31 23:59:59"]
print(json.dumps([
    script.__file__, client.bucket_name, [getattr(uploader, name) for name in known],
    [script.date_to_unix_timestamp(text) for text in times],
]))
"""
    program_ = tmp_path / "program.py"
    program_.write_text(text)
    clouds = [start_cloud("--data-source-id", "ds", *KEYS[:4]) for _ in range(2)]
    said = []
    for which, cloud in zip(("official", "ours"), clouds, strict=True):
        file = tmp_path / "file"
        file.write_bytes(random.Random(1).randbytes(11 << 20))
        arguments = [which, documented.script().parent, cloud.access_key_id]
        arguments += [cloud.access_key_secret, cloud.dbs, cloud.region, cloud.data_source_id, file]
        ended = end(cloud, [program_], arguments, tmp_path, TZ=documented.NEW_YORK)
        assert ended.returncode == 0, ended.stderr
        said.append(json.loads(ended.stdout.splitlines()[-1]))
    (theirs, *expected), (ours, *found) = said
    assert Path(theirs).parent == documented.script().parent
    assert Path(ours).parent.name == "upload_and_register_backup_set"
    assert (expected[1].pop(2), found[1].pop(2)) == (clouds[0].dbs, clouds[1].dbs)
    assert found == expected
    lefts = [documented.left_at(cloud) for cloud in clouds]
    assert lefts[0].stored == lefts[1].stored
    assert lefts[0].dbs_params == lefts[1].dbs_params


def test_the_command_takes_the_scripts_options(start_cloud, tmp_path):
    by_official, by_ours = (start_cloud("--data-source-id", "ds-of-both") for _ in range(2))
    log = documented.CORPUS / "logs" / "pxb24-mysql55-full.log"
    options = [*documented.FULL_BY_LOG, log]
    documented.run(
        by_official,
        job_of(by_official, tmp_path, options, "b.tar.gz"),
        tmp_path,
        documented.SHANGHAI,
    )
    job = [*job_of(by_ours, tmp_path, options, "b.tar.gz"), "--preflight", "off"]
    start = ["-m", "upload_and_register_backup_set"]
    here = {"TZ": documented.SHANGHAI, "XDG_STATE_HOME": str(tmp_path)}
    ended = end(by_ours, start, job, tmp_path, **here)
    assert ended.returncode == 0, ended.stderr
    assert documented.left_at(by_ours) == documented.left_at(by_official)


# The documented call, on the native flow

CALL = """
import os, sys
from upload_and_register_backup_set import OssUploader

key, secret, endpoint, region, source, file, meta = sys.argv[1:]
uploader = OssUploader(key, secret, endpoint, region, source)
uploader.upload_and_register_backup_set(file_path=file, data_type="LogBackup", extra_meta=meta)
"""
META = '{"dataBegin": 1727286002000, "dataEnd": 1727286418000}'


@pytest.fixture
def call(tmp_path):
    """`call(cloud, file)`: the arguments of a run, and its environment."""
    path = tmp_path / "call.py"
    path.write_text(CALL)

    def arguments(cloud, file, meta=META):
        words = [path, cloud.access_key_id, cloud.access_key_secret, cloud.dbs, cloud.region]
        words += [cloud.data_source_id, file, meta]
        environment = official_client_env(cloud) | {"XDG_STATE_HOME": str(tmp_path)}
        return {"args": [sys.executable, *map(str, words)], "env": environment, "cwd": tmp_path}

    return arguments


def binlog(folder, size):
    file = folder / "mysql-bin.000001"
    source = documented.CORPUS / "binlogs"
    head = next(iter(sorted(source.glob("*")))).read_bytes() if source.is_dir() else b""
    file.write_bytes(head + random.Random(size).randbytes(size))
    return file


def test_the_documented_call_is_the_native_flow(start_cloud, tmp_path, call):
    cloud = start_cloud(*KEYS)
    file = binlog(tmp_path, 40 << 20)
    ended = subprocess.run(**call(cloud, file), capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []
    left = documented.left_at(cloud)
    assert left.stored == file.read_bytes()
    assert left.extra_meta == META
    assert left.history == ["WaitingUpload", "UploadSuccess"]
    [backup_set] = cloud.backup_sets()
    assert backup_set["backup_set_id"] in ended.stdout
    assert len(ended.stdout.splitlines()) == 2


def test_the_documented_call_goes_on_after_a_kill(start_cloud, tmp_path, call):
    cloud = start_cloud("--connection-bytes-per-second", str(4 << 20), *KEYS)
    file = binlog(tmp_path, 64 << 20)
    process = subprocess.Popen(
        **call(cloud, file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_until(lambda: sum(len(upload["parts"]) for upload in cloud.uploads()) >= 2)
    process.kill()
    process.wait()
    kept = sum(len(upload["parts"]) for upload in cloud.uploads())
    before = len([c for c in cloud.calls(operation="UploadPart") if c["status"] == 200])
    ended = subprocess.run(**call(cloud, file), capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    [backup_set] = cloud.backup_sets()
    assert backup_set["status"] == "UploadSuccess"
    assert cloud.object_bytes(backup_set["object_key"]) == file.read_bytes()
    assert len(cloud.calls(operation="InitiateMultipartUpload")) == 1
    assert kept >= 2
    sent = len([c for c in cloud.calls(operation="UploadPart") if c["status"] == 200])
    [parts_] = re.findall(r"in (\d+) parts", ended.stdout)
    assert sent - before <= int(parts_) - kept
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []


def test_a_refusal_of_the_documented_call_is_a_dbs_error(start_cloud, tmp_path, call):
    cloud = start_cloud(*KEYS)
    cloud.inject("UploadPart", "access_denied", count=ALWAYS)
    ended = subprocess.run(
        **call(cloud, binlog(tmp_path, 1 << 20)), capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("dbs_sdk.RefusedError: ")
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []
