"""The wheel as installed where nothing else is, not even pip: run by that environment's interpreter,
with pytest from another folder."""

import base64
import csv
import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest

import dbs_sdk

PROJECT = Path(__file__).parents[2]
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))


def test_nothing_else_is_installed():
    assert sys.prefix != sys.base_prefix
    assert [found.name for found in distributions(path=[str(SITE_PACKAGES)])] == ["dbs-sdk"]
    assert Path(dbs_sdk.__file__).parent == SITE_PACKAGES / "dbs_sdk"


def test_the_files_are_those_of_the_record():
    record = distribution("dbs-sdk").read_text("RECORD")
    recorded = set()
    for path, told, size in csv.reader(record.splitlines()):
        file = (SITE_PACKAGES / path).resolve()
        recorded.add(file)
        # pip compiles, and does not sum what it wrote itself.
        if not told:
            continue
        content = file.read_bytes()
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (told, size) == (f"sha256={digest}", str(len(content))), path
    installed = {path for path in SITE_PACKAGES.rglob("*") if path.is_file()}
    assert {path for path in installed if path.suffix != ".pyc"} <= recorded


IMPORT = """
import sys, time
before = set(sys.modules)
begun = time.perf_counter()
import dbs_sdk
print(time.perf_counter() - begun, *sorted(set(sys.modules) - before))
"""


def test_the_import_takes_no_time_and_brings_nothing_else():
    seconds = []
    for _ in range(10):
        ended = subprocess.run(
            [sys.executable, "-I", "-c", IMPORT], check=True, stdout=subprocess.PIPE, text=True
        )
        taken, *modules = ended.stdout.split()
        seconds.append(float(taken))
        others = {name for name in modules if name.split(".")[0] != "dbs_sdk"}
        assert others <= {"__future__"}
    # The best, since the machine may be busy with other tests.
    assert min(seconds) < 0.03


FLOW = """
import json, sys
import dbs_sdk

file, log, given = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
assert dbs_sdk.parse_log(log).binlog_file == "binlog.000041"
assert dbs_sdk.register_backup_set(file, **given).verified
print("verified")
"""


@pytest.mark.parametrize(
    "options",
    [
        ["-I"],
        ["-W", "error"],
        ["-X", "dev", "-W", "error", "-b"],
        ["-OO"],
        ["-B", "-X", "utf8=0"],
    ],
    ids=" ".join,
)
def test_it_runs_however_python_is_started(cloud, tmp_path, options):
    samples = PROJECT / "xtrabackup-meta" / "tests"
    binlog = shutil.copy(samples / "binlogs" / "mariadb-closed", tmp_path / "mysql-bin.000012")
    log = samples / "corpus" / "logs" / "pxb84-gtid-full.log"
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
    }
    ended = subprocess.run(
        [sys.executable, *options, "-c", FLOW, str(binlog), str(log), json.dumps(given)],
        env={"LC_ALL": "C", "NO_PROXY": "127.0.0.1", "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "verified\n", "")
