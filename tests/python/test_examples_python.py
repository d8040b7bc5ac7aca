"""The programs of examples/python, as a user runs them, against the local cloud."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
EXAMPLES = PROJECT / "examples" / "python"
CORPUS = PROJECT / "xtrabackup-meta" / "tests" / "corpus"
BINLOG = PROJECT / "xtrabackup-meta" / "tests" / "binlogs" / "mariadb-closed"
LOG = CORPUS / "logs" / "pxb24-consistent-time.log"
SECONDS = 120.0
TRIES = 5
"""Of a client that is not told otherwise."""
MIB = 1 << 20


@pytest.fixture
def directory(tmp_path) -> Path:
    """A backup's directory, as the tool leaves it, as far as it is looked at."""
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "xtrabackup_checkpoints").write_text("backup_type = full-backuped\n")
    (folder / "ibdata1").write_bytes(os.urandom(12 * MIB))
    return folder


def packed(directory: Path) -> Path:
    path = directory.with_name("base.tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as made:
        made.add(directory, ".")
    return path


@pytest.fixture
def archive(directory) -> Path:
    return packed(directory)


@pytest.fixture
def with_info(directory) -> Path:
    """It says itself what DBS has to be told."""
    shutil.copy(CORPUS / "infos" / "pxb24-gtid-multiline.info", directory / "xtrabackup_info")
    return directory


@pytest.fixture
def run(cloud, tmp_path):
    """`run("plain.py", …)`: the key is where the examples expect it, in the environment."""

    def ended(name, *words, **environment):
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.upper().startswith(("ALIBABA_CLOUD_", "HTTP", "ALL_PROXY", "SSL_CERT_"))
        }
        here = {
            "ALIBABA_CLOUD_ACCESS_KEY_ID": cloud.access_key_id,
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": cloud.access_key_secret,
            "SSL_CERT_FILE": cloud.ca_file,
            "TZ": "Asia/Shanghai",
            "XDG_STATE_HOME": str(tmp_path / "state"),
        }
        where = ["--region_code", cloud.region, "--datasource_id", cloud.data_source_id]
        where += ["--endpoint", cloud.dbs]
        done = subprocess.run(
            [sys.executable, "-W", "error", EXAMPLES / name, *where, *map(str, words)],
            env=inherited | here | environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert cloud.access_key_secret not in done.stdout + done.stderr
        return done

    return ended


def stored(cloud) -> list[bytes]:
    """The bytes of what the service holds, of backup sets that are complete."""
    assert {one["status"] for one in cloud.backup_sets()} == {"UploadSuccess"}
    return [cloud.object_bytes(one["key"]) for one in cloud.objects()]


def test_plain(run, cloud, archive):
    ended = run("plain.py", archive, LOG)
    assert ended.returncode == 0, ended.stderr
    [done] = cloud.backup_sets()
    assert ended.stdout.startswith(
        f"{done['backup_set_id']}: {archive.stat().st_size} bytes in oss://"
    )
    assert stored(cloud) == [archive.read_bytes()]


def test_plain_tells_a_script_whether_to_try_again(run, cloud, archive):
    refused = run("plain.py", archive, LOG, ALIBABA_CLOUD_ACCESS_KEY_SECRET="not-the-secret")
    assert refused.returncode == 1
    assert "register" in refused.stderr
    unfinished = CORPUS / "logs" / "pxb24-trunc-binlog.log"
    assert run("plain.py", archive, unfinished).returncode == 1
    assert cloud.backup_sets() == []
    cloud.inject("ConfigureBackupSetInfo", "bad_gateway", count=TRIES)
    assert run("plain.py", archive, LOG).returncode == 75


def test_nightly_async(run, cloud, tmp_path):
    binlogs = [tmp_path / f"mysql-bin.00000{number}" for number in range(1, 6)]
    for binlog in binlogs:
        shutil.copy(BINLOG, binlog)
    broken = tmp_path / "mysql-bin.000009"
    broken.write_bytes(b"no binlog")
    ended = run("nightly_async.py", *binlogs, broken)
    assert ended.returncode == 1
    assert re.findall(r"mysql-bin\.\d+(?=: e)", ended.stdout) == [path.name for path in binlogs]
    # Warnings of preflight stand above it.
    assert ended.stderr.splitlines()[-1].startswith(f"{broken}: ")
    assert stored(cloud) == [BINLOG.read_bytes()] * 5


def test_tqdm_progress(run, cloud, with_info):
    ended = run("tqdm_progress.py", with_info)
    assert ended.returncode == 0, ended.stderr
    [done] = cloud.backup_sets()
    assert ended.stdout == f"{done['backup_set_id']}\n"
    [size] = [len(content) for content in stored(cloud)]
    assert size > 12 * MIB
    # The bar's last state: all that was sent.
    assert f"{size / MIB:.1f}M" in ended.stderr.splitlines()[-1]


def test_rich_progress(run, cloud, with_info):
    archive = packed(with_info)
    ended = run("rich_progress.py", archive, COLUMNS="160")
    assert ended.returncode == 0, ended.stderr
    [done] = cloud.backup_sets()
    assert done["backup_set_id"] in ended.stdout
    assert "100%" in ended.stdout
    assert stored(cloud) == [archive.read_bytes()]


def test_task_is_run_again_where_that_may_help(run, cloud, archive):
    # For as long as the client itself tries.
    cloud.inject("ConfigureBackupSetInfo", "bad_gateway", count=TRIES)
    ended = run("task.py", "--pause", "0", archive, LOG)
    assert ended.returncode == 0, ended.stderr
    assert "3 tries left" in ended.stderr
    [done] = cloud.backup_sets()
    assert f"'backup_set_id': '{done['backup_set_id']}'" in ended.stdout
    assert stored(cloud) == [archive.read_bytes()]


def test_task_gives_up_at_once_where_the_service_says_no(run, cloud, archive):
    ended = run("task.py", archive, LOG, ALIBABA_CLOUD_ACCESS_KEY_SECRET="not-the-secret")
    assert ended.returncode == 1
    assert "GiveUpError" in ended.stderr
    assert "tries left" not in ended.stderr


def test_the_examples_pass_strict_type_checks():
    for example in sorted(EXAMPLES.glob("*.py")):
        ended = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", example], capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stdout


def test_the_names_of_the_examples_can_be_imported():
    assert all(path.stem.isidentifier() for path in EXAMPLES.glob("*.py"))
    assert len(list(EXAMPLES.glob("*.py"))) >= 4
