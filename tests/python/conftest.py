"""The local cloud as a fixture: one process for each test, ended with it.

`LOCAL_CLOUD_BIN` names the binary. Without it every test fails: none is skipped.
"""

import json
import os
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# Fixtures for all.
from fullbackup import backup, short_folder  # noqa: F401

# The admin interface is on loopback, whatever proxy the environment names.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def pytest_configure():
    """Every program inherits what this process ignores, as it does behind `nohup` or in the background of
    a script."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            default = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, default)


@dataclass
class Cloud:
    """A running local cloud."""

    process: subprocess.Popen = field(repr=False)
    stderr_file: Path
    dbs: str
    """`127.0.0.1:port`, for HTTP and HTTPS."""
    oss: str
    """`127.0.0.1:port`, for HTTP and HTTPS."""
    admin: str
    ca_file: str
    region: str
    bucket: str
    access_key_id: str
    access_key_secret: str = field(repr=False)
    data_source_id: str
    storage_dir: str

    def calls(self, **matching):
        """The calls so far; `calls(service="oss", operation="UploadPart")` narrows them."""
        calls = self._get("/calls")
        return [c for c in calls if all(c[name] == value for name, value in matching.items())]

    def operations(self):
        """`dbs:ConfigureBackupSetInfo`, … in order; parts sent one after the other are one."""
        names = [f"{call['service']}:{call['operation']}" for call in self.calls()]
        return [
            name
            for i, name in enumerate(names)
            if not (i and name == names[i - 1] == "oss:UploadPart")
        ]

    def inject(self, operation, kind, matching=None, skip=0, count=1, **arguments):
        """`inject("UploadPart", "slow", {"partNumber": "3"}, bytes_per_second=1000)`."""
        fault = {
            "operation": operation,
            "matching": matching or {},
            "skip": skip,
            "count": count,
            "kind": {"type": kind, **arguments},
        }
        self._send("POST", "/faults", fault)

    def faults(self):
        """The faults with the skips and counts that are left."""
        return self._get("/faults")

    def clear_faults(self):
        self._send("DELETE", "/faults")

    def backup_sets(self):
        return self._get("/backup-sets")

    def objects(self):
        return self._get("/objects")

    def uploads(self):
        """Unfinished multipart uploads with their parts."""
        return self._get("/uploads")

    def object_bytes(self, key):
        query = urllib.parse.urlencode({"bucket": self.bucket, "key": key})
        with _OPENER.open(f"{self.admin}/object?{query}") as answer:
            return answer.read()

    def expire_sts(self):
        """Ends the life of all temporary keys handed out so far."""
        self._send("POST", "/sts/expire")

    def set_clock_offset(self, seconds):
        self._send("POST", "/clock", {"offset": seconds})

    def stderr(self):
        return self.stderr_file.read_text()

    def stop(self):
        """Closes its input, which ends it."""
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def _get(self, path):
        with _OPENER.open(self.admin + path) as answer:
            return json.load(answer)

    def _send(self, method, path, document=None):
        body = None if document is None else json.dumps(document).encode()
        request = urllib.request.Request(self.admin + path, body, method=method)
        try:
            _OPENER.open(request).close()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from None


@pytest.fixture(autouse=True)
def own_journals(tmp_path, monkeypatch):
    """No test notes anything among what a user of this machine has noted."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def nothing_foreign(monkeypatch):
    """Nothing of the machine's own account or proxy takes part."""
    foreign = ("ALIBABA_CLOUD_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_")
    for name in [name for name in os.environ if name.upper().startswith(foreign)]:
        monkeypatch.delenv(name)


@pytest.fixture
def start_cloud(tmp_path):
    """Starts local clouds: `start_cloud("--sts-seconds", "2")`."""
    program = os.environ.get("LOCAL_CLOUD_BIN")
    assert program, "LOCAL_CLOUD_BIN must name the binary `local-cloud`"
    started = []

    def start(*arguments):
        stderr_file = tmp_path / f"local-cloud-{len(started)}.stderr"
        with stderr_file.open("wb") as stderr:
            process = subprocess.Popen(
                [program, *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        line = process.stdout.readline()
        assert line, f"the local cloud did not start: {stderr_file.read_text()}"
        told = json.loads(line)
        cloud = Cloud(
            process=process,
            stderr_file=stderr_file,
            dbs=told.pop("dbs")["endpoint"],
            oss=told.pop("oss")["endpoint"],
            admin=told.pop("admin")["url"],
            **told,
        )
        started.append(cloud)
        return cloud

    yield start
    for cloud in started:
        if cloud.process.poll() is None:
            cloud.stop()


@pytest.fixture
def cloud(start_cloud):
    """A local cloud with default settings."""
    return start_cloud()


@pytest.fixture
def trust(monkeypatch):
    """`trust(cloud)`: the official clients in this process trust the cloud's authority."""

    def apply(cloud):
        for name in _PROXIES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("SSL_CERT_FILE", cloud.ca_file)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", cloud.ca_file)

    return apply


_PROXIES = [f"{kind}_proxy" for kind in ("http", "https", "all")]
_PROXIES += [name.upper() for name in _PROXIES]


def official_client_env(cloud):
    """An environment in which a child process with the official clients trusts the cloud.

    The OpenAPI client starts from `ssl.create_default_context`, which reads SSL_CERT_FILE;
    oss2 goes through requests, which reads REQUESTS_CA_BUNDLE.
    """
    env = {name: value for name, value in os.environ.items() if name not in _PROXIES}
    return env | {"SSL_CERT_FILE": cloud.ca_file, "REQUESTS_CA_BUNDLE": cloud.ca_file}
