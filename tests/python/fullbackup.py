"""A real server's backup directory of some 500 MiB, made once for all tests of a run."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import mariadb

ZONE = "Asia/Shanghai"
"""Of the server and of mariadb-backup; the program runs elsewhere and is told."""

LEAST_DATA = 300 << 20


@dataclass(frozen=True)
class Backup:
    """A backup directory and what the server said while it was taken."""

    directory: Path
    """As the tool left it, but for its mode: 755, as the service's guide has it."""
    log: Path
    info: Path
    version: str
    binlog_file: str
    checksums: dict[str, str]
    rows: dict[str, int]

    def assert_restored_by(self, archive: Path, folder: Path) -> None:
        """Unpacks an archive into a new directory of `folder`, whose path must be short, prepares it
        and starts a server on it: that holds what the other one held."""
        restored = Path(tempfile.mkdtemp(prefix="r-", dir=folder))
        # Whether it is compressed is seen by its content.
        subprocess.run(["tar", "-xf", archive], cwd=restored, check=True)
        mariadb.prepare(restored)
        with mariadb.running(restored, folder, ZONE) as server:
            assert server.rows() == self.rows
            assert server.checksums() == self.checksums
            assert server.version() == self.version


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for the name of a socket."""
    with tempfile.TemporaryDirectory(prefix="db-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def backup(short_folder: Path) -> Backup:
    """Taken while the server ran."""
    data, directory, log = (short_folder / name for name in ("data", "backup", "backup.log"))
    mariadb.install(data, ZONE)
    with mariadb.running(data, short_folder, ZONE) as server:
        server.query(Path(__file__).with_name("shop.sql").read_text())
        server.back_up(directory, log)
        binlog_file = server.query("SHOW MASTER STATUS")[0][0]
        version, checksums, rows = server.version(), server.checksums(), server.rows()
    assert sum(file.stat().st_size for file in directory.rglob("*")) > LEAST_DATA
    directory.chmod(0o755)
    [info] = [*directory.glob("xtrabackup_info"), *directory.glob("mariadb_backup_info")]
    return Backup(directory, log, info, version, binlog_file, checksums, rows)
