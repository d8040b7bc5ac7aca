"""The documented script, unmodified, run with the official clients as the service's guide says.

`DOCUMENTED_FLOW_DIR` names its folder. Without it every test that needs it fails: none is skipped.
"""

import os
import subprocess
import sys
from pathlib import Path

from conftest import official_client_env

SECONDS = 120.0
"""No run of a test takes longer."""


def script() -> Path:
    """The script; the modules that it imports lie beside it."""
    folder = os.environ.get("DOCUMENTED_FLOW_DIR")
    assert folder, "DOCUMENTED_FLOW_DIR must name the folder of the documented scripts"
    path = Path(folder) / "upload_and_register_backup_set.py"
    assert path.is_file(), f"DOCUMENTED_FLOW_DIR holds no {path.name}: {folder}"
    return path


def run(cloud, arguments: list[str], folder: Path, time_zone: str) -> None:
    """Runs the script in `folder`; it must end well."""
    environment = official_client_env(cloud)
    # The folder is not ours to write to.
    environment |= {"TZ": time_zone, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, script(), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
