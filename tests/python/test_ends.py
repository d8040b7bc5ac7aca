"""How a process ends that used the wheel: by its exit code, whatever was under way in it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from test_wheel import ALWAYS, arguments

pytestmark = pytest.mark.usefixtures("nothing_foreign")

PREAMBLE = """
import asyncio, io, json, logging, os, signal, subprocess, sys, threading, time
import dbs_sdk

# Whoever starts the tests in the background may have had SIGINT ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
given = json.loads(sys.argv[1])
uploader = dbs_sdk.Uploader(
    given.pop("bucket"),
    endpoint=given.pop("oss"),
    region=given["region_code"],
    ca_file=given["ca_file"],
    credentials=dbs_sdk.Credentials(given["access_key_id"], given["access_key_secret"]),
)
client = dbs_sdk.Client(
    endpoint=given["endpoint"],
    ca_file=given["ca_file"],
    credentials=dbs_sdk.Credentials(given["access_key_id"], given["access_key_secret"]),
)

def call():
    try:
        client.call("DescribeNothing", "2021-01-01")
    except dbs_sdk.DbsError:
        pass

class Busy:
    # In Python most of the time, as objects that decode or decrypt are.
    def read(self, size):
        for _ in range(20):
            sum(range(2000))
            time.sleep(0.001)
        return b"x" * 1000

def interrupt(after=0.4):
    threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT)).start()
"""


@pytest.fixture
def ended(cloud):
    """Runs a program and gives its exit code, the last line of its standard error, and seconds."""
    given = arguments(cloud) | {"bucket": cloud.bucket, "oss": f"https://{cloud.oss}"}

    def run(program, stdin=subprocess.DEVNULL):
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", PREAMBLE + program, json.dumps(given)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        stdout, stderr = process.communicate(timeout=60)
        return process.returncode, stdout, stderr, time.monotonic() - begun

    return run


# Each was seen to crash in some of its runs.
TIMES = 8


@pytest.mark.parametrize("calls", [1, 50])
def test_a_program_of_asyncio_ends_well(ended, calls):
    program = f"""
async def one():
    try:
        await client.call_async("DescribeNothing", "2021-01-01")
    except dbs_sdk.DbsError:
        pass

async def all_of_them():
    await asyncio.gather(*(one() for _ in range({calls})))

asyncio.run(all_of_them())
"""
    assert [ended(program)[0] for _ in range(TIMES)] == [0] * TIMES


@pytest.mark.parametrize(
    "program",
    [
        'interrupt(); uploader.upload(Busy(), "k")',
        'interrupt(); dbs_sdk.register_backup_set(Busy(), name="n", **given)',
        'interrupt(); uploader.upload(subprocess.Popen(["yes"], stdout=-1).stdout, "k")',
    ],
    ids=["upload", "register", "pipe"],
)
def test_ctrl_c_while_an_object_is_read_is_an_interrupt(ended, program):
    for _ in range(TIMES // 2):
        code, _, stderr, _ = ended(program)
        assert code == -signal.SIGINT, stderr
        assert "KeyboardInterrupt" in stderr


def test_ctrl_c_while_standard_input_is_idle_is_an_interrupt(ended):
    read, write = os.pipe()
    try:
        for _ in range(3):
            code, _, stderr, _ = ended('interrupt(); uploader.upload(sys.stdin.buffer, "k")', read)
            assert code == -signal.SIGINT, stderr
    finally:
        os.close(read)
        os.close(write)


def test_a_timeout_while_an_object_is_read_ends_well(ended):
    program = """
async def main():
    try:
        await asyncio.wait_for(uploader.upload_async(Busy(), "k"), 0.3)
    except asyncio.TimeoutError:
        print("timeout")

asyncio.run(main())
"""
    for _ in range(TIMES // 2):
        code, stdout, stderr, _ = ended(program)
        assert (code, stdout) == (0, "timeout\n"), stderr


def test_ctrl_c_while_a_key_is_looked_up_is_an_interrupt(ended):
    program = """
def key():
    while True:
        sum(range(2000))
        time.sleep(0.001)

interrupt()
dbs_sdk.Client(endpoint=given["endpoint"], credentials=key).call("X", "2021-01-01")
"""
    for _ in range(TIMES // 2):
        code, _, stderr, _ = ended(program)
        assert code == -signal.SIGINT, stderr


def test_ctrl_c_while_a_log_is_awaited_is_heard(ended, tmp_path):
    os.mkfifo(tmp_path / "log")
    program = f"""
begun = time.monotonic()
interrupt()
try:
    dbs_sdk.parse_log({str(tmp_path / "log")!r})
except KeyboardInterrupt:
    print(time.monotonic() - begun < 0.9)
"""
    code, stdout, stderr, seconds = ended(program)
    assert (code, stdout) == (0, "True\n"), stderr
    assert seconds < 20


def test_what_is_called_on_the_way_may_use_the_package(ended, cloud, tmp_path):
    (tmp_path / "log").write_bytes(b"x" * 3_000_000)
    cloud.inject("PutObject", "stall", seconds=1, count=ALWAYS)
    program = f"""
told = []

def progress(sent, size):
    call()
    told.append(sent)

class Ship(logging.Handler):
    def emit(self, record):
        if record.name == "app":
            call()

logging.basicConfig(level=logging.DEBUG, handlers=[Ship()])
logging.getLogger("app").warning("hello")
signal.signal(signal.SIGALRM, lambda *_: call())
signal.setitimer(signal.ITIMER_REAL, 0.3, 0.3)
uploader.upload({str(tmp_path / "log")!r}, "k", on_progress=progress)
signal.setitimer(signal.ITIMER_REAL, 0)
print(bool(told))
"""
    code, stdout, stderr, _ = ended(program)
    assert (code, stdout, stderr) == (0, "True\n", "")


def test_an_exception_of_the_last_progress_does_not_undo_what_was_done(ended, cloud, tmp_path):
    (tmp_path / "b").write_bytes(b"content")
    cloud.inject("DescribeBakDataSourceStorageAccessInfo", "stall", seconds=1)
    cloud.inject("UploadPart", "stall", seconds=1)
    program = f"""
calls = []

def progress(sent, size):
    calls.append(sent)
    if len(calls) > 1:
        raise LookupError("too late")
    # All is done meanwhile.
    time.sleep(4)

done = dbs_sdk.register_backup_set({str(tmp_path / "b")!r}, on_progress=progress, **given)
print(done.verified)
"""
    code, stdout, stderr, _ = ended(program)
    assert (code, stdout) == (0, "True\n"), stderr
    assert "LookupError: too late" in stderr


def test_a_thrown_away_coroutine_ends_well(ended):
    program = """
async def main():
    task = asyncio.ensure_future(uploader.upload_async(Busy(), "k"))
    await asyncio.sleep(0.2)

loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
"""
    for _ in range(TIMES // 2):
        code, _, stderr, _ = ended(program)
        assert code == 0, stderr
        assert "GeneratorExit" not in stderr and "RuntimeError" not in stderr


@pytest.mark.parametrize("source", ["Busy()", 'subprocess.Popen(["yes"], stdout=-1).stdout'])
def test_a_daemon_thread_that_waits_does_not_crash_the_end(ended, source):
    program = f"""
threading.Thread(target=uploader.upload, args=({source}, "k"), daemon=True).start()
time.sleep(0.3)
"""
    for _ in range(TIMES // 2):
        code, _, stderr, _ = ended(program)
        assert code == 0, stderr
