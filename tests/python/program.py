"""The program under test, `upload-and-register-backup-set`, as its users run it.

`UPLOAD_PROGRAM` names the binary. Without it every test that needs it fails: none is skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 120.0
"""No run of a test takes longer, whatever fault it meets."""

OK, USAGE, REFUSED, NETWORK, INTEGRITY = 0, 2, 3, 4, 5
"""The documented exit codes."""


@dataclass(frozen=True)
class Ended:
    """What is left of a run."""

    code: int
    stdout: str
    stderr: str

    def report(self) -> dict:
        """What the last event of a run that went well says."""
        assert self.code == OK, f"exit code {self.code}: {self.stderr[-2000:]}"
        last = json.loads(self.stdout.splitlines()[-1])
        assert last["event"] == "done", last
        return last


def job(cloud, file: Path, *options: object) -> list[str]:
    """The options of both the program and the documented script for a job at `cloud`."""
    arguments = ["--access_key_id", cloud.access_key_id]
    arguments += ["--access_key_secret", cloud.access_key_secret, "--endpoint", cloud.dbs]
    arguments += ["--region_code", cloud.region, "--datasource_id", cloud.data_source_id]
    return [*arguments, "--file_path", str(file), *map(str, options)]


def keys(cloud) -> dict[str, str]:
    """The account's, as an environment."""
    return {
        "ALIBABA_CLOUD_ACCESS_KEY_ID": cloud.access_key_id,
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET": cloud.access_key_secret,
    }


def run(arguments: list[str], folder: Path, **environment: str) -> Ended:
    """Runs the program in `folder`."""
    return run_command([binary("UPLOAD_PROGRAM"), *arguments], folder, **environment)


def run_command(command: list[str], folder: Path, **environment: str) -> Ended:
    """Runs a command in `folder`, with nothing of the account in its environment but what is given.
    Its journals are there too."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env=clean(folder, **environment),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def clean(folder: Path, **environment: str) -> dict[str, str]:
    """An environment with nothing of the account but what is given, and with the journals in
    `folder`."""
    foreign = ("ALIBABA_CLOUD_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_")
    inherited = {k: v for k, v in os.environ.items() if not k.upper().startswith(foreign)}
    here = {"XDG_STATE_HOME": str(folder), "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"}
    return inherited | here | environment


def binary(variable: str) -> str:
    """The program that a variable names."""
    path = os.environ.get(variable)
    assert path, f"{variable} must name a program of `examples`"
    return path
