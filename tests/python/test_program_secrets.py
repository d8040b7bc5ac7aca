"""Whatever happens to it, the program tells no secret: not on stdout or stderr at the finest log
level, not in a file."""

from __future__ import annotations

import base64
import json
import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest

import program
from conftest import Cloud
from tap import Tap

KEY_SECRET = "plantedKey+Secret/0001=="
KEY_TOKEN = "plantedKey+Token/0002=="
STS_SECRET = "plantedSts+Secret/0003=="
STS_TOKEN = "CAISplantedSts+Token/0004=="
WRONG_SECRET = "plantedWrong+Secret/0005=="
SECRETS = [KEY_SECRET, KEY_TOKEN, STS_SECRET, STS_TOKEN, WRONG_SECRET]

MARKS = re.compile(
    r"Signature=\w|security[-_]?token['\": =]+\w{8}|(ACS3|OSS4)-HMAC-SHA256 Credential"
    r"|authorization['\": =]+(OSS|ACS3)",
    re.IGNORECASE,
)
"""What a signed request or an answer with keys shows, whatever the keys are."""

CALLS = [
    ("ConfigureBackupSetInfo", {"UploadStatus": "WaitingUpload"}),
    ("DescribeBakDataSourceStorageAccessInfo", {}),
    ("InitiateMultipartUpload", {}),
    ("UploadPart", {}),
    ("CompleteMultipartUpload", {}),
    ("ConfigureBackupSetInfo", {"UploadStatus": "UploadSuccess"}),
]
ALWAYS = 1_000_000
DBS_FAULTS = [("success_false", {"code": "Refused", "message": "no"})]
FAULTS = [
    ("status", {"status": 403, "code": "Forbidden", "message": "no"}),
    ("status", {"status": 500, "code": "InternalError", "message": "no"}),
    ("throttle", {}),
    ("reset", {}),
    ("reset", {"after_commit": True}),
    ("slow", {"bytes_per_second": 1_000_000}),
    ("stall", {"seconds": 1}),
    ("lost_answer", {}),
    ("truncated_answer", {}),
    ("expired_token", {}),
    ("corrupted_part", {}),
    ("corrupted_at_rest", {}),
    ("wrong_crc_header", {}),
    ("missing_crc_header", {}),
    ("skewed_clock", {}),
]

BEGIN_END = ["--begin_time", "2026-11-20 00:00:00", "--end_time", "2026-11-21 00:00:00"]


@dataclass
class Run:
    """One run of the program, in a folder of its own, with all it sends going through taps."""

    name: str
    folder: Path
    cloud: Cloud
    dbs: Tap
    oss: Tap
    secret: str = KEY_SECRET
    code: int | None = None
    """The exit code that it must end with; none: any documented one."""

    def problems(self) -> list[str]:
        """What it does wrong."""
        ended = self.end()
        signatures = self.dbs.signatures() | self.oss.signatures()
        problems = [] if signatures and "TRACE" in ended.stderr else ["nothing was looked at"]
        problems += leaks(told(ended, self.folder), signatures)
        problems += missed_form(ended, self.code)
        return [f"{self.name}: {problem}" for problem in problems]

    def end(self) -> program.Ended:
        file = self.folder / "mysql-bin.000007"
        file.write_bytes(random.Random(7).randbytes(300_000))
        arguments = ["--endpoint", self.dbs.url, "--region_code", self.cloud.region]
        arguments += ["--datasource_id", self.cloud.data_source_id, "--data_type", "LogBackup"]
        arguments += ["--file_path", str(file), *BEGIN_END, "--output", "json", "--log", "trace"]
        arguments += ["--preflight", "off"]
        ended = program.run(
            arguments,
            self.folder,
            ALIBABA_CLOUD_ACCESS_KEY_ID=self.cloud.access_key_id,
            ALIBABA_CLOUD_ACCESS_KEY_SECRET=self.secret,
            ALIBABA_CLOUD_SECURITY_TOKEN=KEY_TOKEN,
            HOME=str(self.folder),
            TMPDIR=str(self.folder),
        )
        file.unlink()
        return ended


@pytest.fixture
def plan(start_cloud, tmp_path):
    """Makes runs: `plan("wrong key", secret=WRONG_SECRET)`."""
    taps = []

    def make(name: str, *options: str, **more) -> Run:
        dbs, oss = Tap(), Tap()
        taps.extend((dbs, oss))
        cloud = start_cloud(*PLANTED, "--oss-endpoint", oss.url, *options)
        dbs.target, oss.target = cloud.dbs, cloud.oss
        folder = tmp_path / f"run-{len(taps)}"
        folder.mkdir()
        return Run(name, folder, cloud, dbs, oss, **more)

    yield make
    for tap in taps:
        tap.close()


PLANTED = ["--access-key-id", "LTAIplanted", "--access-key-secret", KEY_SECRET]
PLANTED += ["--security-token", KEY_TOKEN, "--sts-secret", STS_SECRET, "--sts-token", STS_TOKEN]


def told(ended: program.Ended, folder: Path) -> dict[str, str]:
    """All that is left of a run, by place."""
    files = (file for file in folder.rglob("*") if file.is_file())
    texts = {file.name: file.read_text(errors="replace") for file in files}
    return texts | {"stdout": ended.stdout, "stderr": ended.stderr}


def leaks(texts: dict[str, str], signatures: set[str]) -> list[str]:
    """The secrets and signatures in the texts."""
    hidden = {form for secret in SECRETS for form in forms(secret)} | signatures
    found = [
        f"{form} in {place}" for place, text in texts.items() for form in hidden if form in text
    ]
    marked = [(place, MARKS.search(text)) for place, text in texts.items()]
    return found + [f"{mark[0]} in {place}" for place, mark in marked if mark]


def forms(secret: str) -> set[str]:
    """The secret as it stands, percent-encoded once and twice, and inside longer base64."""
    once = quote(secret, safe="")
    found = {secret, once, quote(once, safe="")}
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + secret.encode()).decode()
        # The first and last characters depend on what stands around the secret.
        middle = encoded[4 if shift else 0 : -4]
        found |= {middle, middle.replace("+", "-").replace("/", "_")}
    return found


def missed_form(ended: program.Ended, code: int | None) -> list[str]:
    """How the end differs from the documented form: a code, and one message unless all is well."""
    documented = [program.OK, program.REFUSED, program.NETWORK, program.INTEGRITY]
    problems = []
    if ended.code not in (documented if code is None else [code]):
        problems.append(f"exit code {ended.code}: {ended.stderr[-500:]}")
    messages = [line for line in ended.stderr.splitlines() if line.startswith("error: ")]
    if len(messages) != (ended.code != program.OK):
        problems.append(f"exit code {ended.code} with messages {messages}")
    last = json.loads(ended.stdout.splitlines()[-1])["event"] if ended.stdout else "nothing"
    if last != ("done" if ended.code == program.OK else "failed"):
        problems.append(f"exit code {ended.code}, but {last} as the last event")
    return problems


def test_no_fault_makes_it_tell_a_secret(plan):
    runs = []
    for (operation, matching), (kind, arguments) in product(CALLS, FAULTS + DBS_FAULTS):
        run = plan(f"{kind} {arguments} at {operation} {matching}")
        run.cloud.inject(operation, kind, matching, count=ALWAYS, **arguments)
        runs.append(run)
    # They spend their time in the pauses between tries.
    with ThreadPoolExecutor(max_workers=len(runs)) as pool:
        problems = [problem for found in pool.map(Run.problems, runs) for problem in found]
    assert problems == []


def test_no_refusal_makes_it_tell_a_secret(plan):
    expired = plan("expired account token", code=program.REFUSED)
    expired.cloud.inject("*", "expired_token", count=ALWAYS)
    denied = plan("denied upload", "--sts-deny", "UploadPart", code=program.REFUSED)
    runs = [
        plan("success", code=program.OK),
        plan("short-lived keys", "--sts-seconds", "1", code=program.OK),
        plan("wrong key", secret=WRONG_SECRET, code=program.REFUSED),
        expired,
        denied,
    ]
    assert [problem for run in runs for problem in run.problems()] == []


def test_no_usage_error_tells_the_key_on_the_command_line(tmp_path):
    job = ["--access_key_id", "LTAIplanted", "--access_key_secret", KEY_SECRET]
    job += ["--region_code", "cn-hangzhou", "--datasource_id", "ds-1", "--log", "trace"]
    for wrong in (["--unknown"], ["--endpoint", "no host"], ["--data_type", "Backup"], []):
        ended = program.run([*job, *wrong], tmp_path)
        assert ended.code == program.USAGE, wrong
        assert ended.stderr.count("error: ") == 1, ended.stderr
        assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []


def test_https_tells_no_secret_either(start_cloud, tmp_path):
    file = tmp_path / "mysql-bin.000007"
    file.write_bytes(random.Random(7).randbytes(300_000))
    cloud = start_cloud(*PLANTED[:4], *PLANTED[6:])
    options = ["--data_type", "LogBackup", *BEGIN_END, "--ca_file", cloud.ca_file, "--log", "trace"]
    options += ["--preflight", "off"]
    ended = program.run(program.job(cloud, file, *options), tmp_path)
    assert ended.code == program.OK
    assert "TRACE" in ended.stderr
    assert leaks({"stdout": ended.stdout, "stderr": ended.stderr}, set()) == []
