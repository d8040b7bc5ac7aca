"""The program is killed at any moment while it packs and uploads a real backup, and started again:
one backup set, one object, the same bytes, little sent twice, and a server starts on them.

`FLOW_KILLS` says how often; the full proof, with a table of the moments:

    FLOW_KILLS=60 python -m pytest -s tests/python/test_crash.py
"""

import collections
import itertools
import os
import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import program
from fullbackup import ZONE, Backup

KILLS = int(os.environ.get("FLOW_KILLS", "6"))
SEED = 20_261_122
PART = 4 << 20
PARALLEL = 4
SPEED = 60_000_000
"""Bytes a second that the service takes, so that an upload lasts a while."""
PAUSE = 0.3
"""Seconds that each answer takes which is not about a part."""

REGISTER, CONFIRM = "WaitingUpload", "UploadSuccess"
ACCESS = "DescribeBakDataSourceStorageAccessInfo"
BEGIN, UPLOAD, COMPLETE = "InitiateMultipartUpload", "UploadPart", "CompleteMultipartUpload"
STEPS = [REGISTER, ACCESS, BEGIN, UPLOAD, COMPLETE, CONFIRM]


@dataclass(frozen=True)
class Moment:
    """When a kill comes: so long after a request of this kind has arrived, or after so much of the
    time that the whole takes."""

    step: str | None
    number: int
    """The first such request is 1."""
    after: float

    def __str__(self) -> str:
        if self.step is None:
            return f"{self.after:.0%} of the time"
        return f"{self.after:.2f} s after {self.step} {self.number}"


def moments() -> Iterator[Moment]:
    """By turns anywhere in the time, and around each step, however short it is."""
    chance = random.Random(SEED)
    for index in itertools.count():
        yield Moment(None, 0, chance.random())
        step = STEPS[index % len(STEPS)]
        number = chance.randint(1, 24) if step == UPLOAD else 1
        yield Moment(step, number, chance.uniform(0, PAUSE))


def name_of(call: dict) -> str:
    """What tells the two calls apart that share an operation is their status."""
    return call["params"].get("UploadStatus", call["operation"])


class Night:
    """One backup, the cloud that it goes to, and the program's notes."""

    def __init__(self, start_cloud, backup: Backup, state: Path) -> None:
        self.cloud = start_cloud(
            "--oss-endpoint", "http://127.0.0.1:{port}", "--total-bytes-per-second", SPEED
        )
        self._state = state
        options = ["--endpoint", self.cloud.dbs, "--region_code", self.cloud.region]
        options += ["--data_type", "FullBackup"]
        options += ["--datasource_id", self.cloud.data_source_id, "--time_zone", ZONE]
        options += ["--backup_dir", backup.directory, "--xtrabackup_log_path", backup.log]
        options += ["--state_dir", state, "--ca_file", self.cloud.ca_file]
        options += ["--parallel", PARALLEL, "--part_size", PART]
        self._command = [os.environ["UPLOAD_PROGRAM"], *map(str, options)]

    def start(self) -> subprocess.Popen:
        environment = os.environ | program.keys(self.cloud)
        output = (self._state.parent / f"{self._state.name}.out").open("ab")
        with output:
            return subprocess.Popen(
                self._command, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def run_to_the_end(self) -> None:
        process = self.start()
        code = process.wait(timeout=program.SECONDS)
        said = (self._state.parent / f"{self._state.name}.out").read_text(errors="replace")
        assert code == program.OK, said[-2000:]

    def slow_down(self) -> None:
        """Every answer takes a while that is not about a part."""
        late = round(PAUSE * 1000)
        for step in STEPS:
            if step in (REGISTER, CONFIRM):
                matching, operation = {"UploadStatus": step}, "ConfigureBackupSetInfo"
            else:
                matching, operation = {}, step
            if step != UPLOAD:
                self.cloud.inject(operation, "late_answer", matching, milliseconds=late)

    def kill(self, moment: Moment, whole: float) -> str | None:
        """Starts the program and kills it; says where it was, if it had not ended."""
        begun = time.monotonic()
        process = self.start()
        due = begun + moment.after * whole if moment.step is None else None
        while process.poll() is None and (due is None or time.monotonic() < due):
            if due is None:
                arrived = [call for call in self.cloud.calls() if name_of(call) == moment.step]
                if len(arrived) >= moment.number:
                    due = time.monotonic() + moment.after
            time.sleep(0.005)
        ended = process.poll() is not None
        process.kill()
        process.wait()
        if ended:
            return None
        calls = self.cloud.calls()
        if not calls:
            return "before the first request"
        # The answer to one that was killed is noted as given: it was sent.
        last = next((call for call in reversed(calls) if call["status"] is None), None)
        return f"during {name_of(last)}" if last else f"after {name_of(calls[-1])}"

    def received(self) -> int:
        """Bytes of parts."""
        return sum(call["bytes_received"] for call in self.cloud.calls(operation=UPLOAD))

    def object_bytes(self) -> bytes:
        [stored] = self.cloud.objects()
        return self.cloud.object_bytes(stored["key"])


def test_killed_at_any_moment_it_goes_on(
    start_cloud, backup: Backup, short_folder: Path, tmp_path: Path
):
    unbroken = Night(start_cloud, backup, tmp_path / "unbroken")
    unbroken.slow_down()
    begun = time.monotonic()
    unbroken.run_to_the_end()
    whole = time.monotonic() - begun
    archive = unbroken.object_bytes()
    assert unbroken.received() == len(archive)
    unbroken.cloud.stop()

    places: collections.Counter[str] = collections.Counter()
    resent = []
    for number, moment in enumerate(moments()):
        night = Night(start_cloud, backup, tmp_path / f"state-{number}")
        night.slow_down()
        begun = time.monotonic()
        place = night.kill(moment, whole)
        if place is None:
            # The machine is less busy than it was.
            whole = min(whole, time.monotonic() - begun)
            assert number < 3 * KILLS + 10, "it ends before it is killed"
            night.cloud.stop()
            continue
        places[place] += 1
        night.cloud.clear_faults()
        night.run_to_the_end()
        resent.append(night.received() - len(archive))
        about = f"killed {moment}, {place}"
        print(f"{len(resent):>4}. {about}: {resent[-1] / (1 << 20):.1f} MiB sent twice")
        check(night, archive, about)
        if len(resent) == KILLS:
            break
        night.cloud.stop()
    print(f"an unbroken run: {len(archive)} bytes in {whole:.1f} s")
    for place, count in places.most_common():
        print(f"{count:>4} × killed {place}")
    print(f"sent twice: {max(resent)} bytes at most, {sum(resent) / len(resent):.0f} on average")
    assert max(resent) <= PARALLEL * PART

    fetched = tmp_path / "fetched.tar.gz"
    fetched.write_bytes(night.object_bytes())
    backup.assert_restored_by(fetched, short_folder)


def check(night: Night, archive: bytes, about: str) -> None:
    """One backup set, one object, nothing else, whatever happened."""
    [registered] = night.cloud.backup_sets()
    history = [step["status"] for step in registered["history"]]
    assert history == [REGISTER, CONFIRM], about
    [stored] = night.cloud.objects()
    assert stored["key"] == registered["object_key"], about
    assert night.object_bytes() == archive, f"{about}: other bytes"
    # A kill between the answer that begins an upload and its note loses its id; without parts it
    # costs nothing.
    assert all(not upload["parts"] for upload in night.cloud.uploads()), about
