"""A MariaDB server of one test: its own data directory, reachable by its socket alone."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 60.0
"""Seconds, from the start of the process to its first answer."""

USER_TABLES = """
SELECT CONCAT('`', table_schema, '`.`', table_name, '`') FROM information_schema.tables
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
AND table_type = 'BASE TABLE' ORDER BY 1
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    data: Path
    socket: Path
    time_zone: str

    def query(self, sql: str) -> list[list[str]]:
        """The rows of the answer."""
        client = ["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "--user=root"]
        client += [f"--socket={self.socket}", "--batch", "--skip-column-names"]
        answer = _run(client, self.time_zone, input=sql)
        return [line.split("\t") for line in answer.stdout.splitlines()]

    def version(self) -> str:
        return self.query("SELECT VERSION()")[0][0]

    def checksums(self) -> dict[str, str]:
        """`CHECKSUM TABLE … EXTENDED` of every table of users: over all rows, not a stored sum."""
        tables = [row[0] for row in self.query(USER_TABLES)]
        return dict(map(tuple, self.query(f"CHECKSUM TABLE {', '.join(tables)} EXTENDED")))

    def rows(self) -> dict[str, int]:
        """Rows of every table of users."""
        tables = [row[0] for row in self.query(USER_TABLES)]
        counts = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables)
        return {table: int(count) for table, count in self.query(counts)}

    def back_up(self, target: Path, log: Path) -> None:
        """A full backup into `target`; `log` is what the tool says of it."""
        with log.open("wb") as stderr:
            tool = ["mariadb-backup", "--no-defaults", "--backup", "--user=root"]
            tool += [f"--socket={self.socket}", f"--datadir={self.data}", f"--target-dir={target}"]
            ended = subprocess.run(tool, env=_environment(self.time_zone), stderr=stderr)
        assert ended.returncode == 0, log.read_text(errors="replace")[-2000:]


def install(data: Path, time_zone: str) -> None:
    """A fresh data directory with the system tables."""
    installer = ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal"]
    _run([*installer, "--skip-test-db", "--user=root", f"--datadir={data}"], time_zone)


def prepare(backup: Path) -> None:
    """Makes a copy that was taken while the server ran fit for a start."""
    _run(["mariadb-backup", "--no-defaults", "--prepare", f"--target-dir={backup}"], "UTC")


@contextmanager
def running(data: Path, folder: Path, time_zone: str) -> Iterator[Server]:
    """Runs a server on `data`, binlog on, until the block ends.

    Its socket is in `folder`, whose path must be short: a socket's has at most 107 bytes.
    """
    server = Server(data, folder / "s", time_zone)
    errors = folder / "mariadbd.err"
    command = ["mariadbd", "--no-defaults", "--user=root", "--skip-networking"]
    command += [f"--datadir={data}", f"--socket={server.socket}", f"--pid-file={folder / 'pid'}"]
    command += ["--log-bin=mysql-bin", "--innodb-buffer-pool-size=256M"]
    command += ["--innodb-flush-log-at-trx-commit=0"]
    assert shutil.which("mariadbd"), "mariadbd is not installed: tests/run installs it"
    with errors.open("wb") as stderr:
        process = subprocess.Popen(command, env=_environment(time_zone), stderr=stderr)
    try:
        _wait_for(server, process, errors)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server, process: subprocess.Popen, errors: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        assert process.poll() is None, f"mariadbd ended: {errors.read_text(errors='replace')}"
        try:
            server.query("SELECT 1")
            return
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _run(command: list[str], time_zone: str, **options) -> subprocess.CompletedProcess:
    assert shutil.which(command[0]), f"{command[0]} is not installed: tests/run installs it"
    environment = _environment(time_zone)
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, **options)
    assert ended.returncode == 0, f"{command[0]}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}"
    return ended


def _environment(time_zone: str) -> dict[str, str]:
    return os.environ | {"TZ": time_zone}
