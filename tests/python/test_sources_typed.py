"""What type checkers take for something to upload."""

import array

import pytest

import dbs_sdk
from test_actions_typed import typed

PROGRAM = """
import array, io, mmap, pathlib, tempfile
from typing import IO
from dbs_sdk import Uploader

class Arrays:
    def read(self, size: int) -> bytearray:
        return bytearray(size)

class Views:
    def read(self, size: int = -1, /) -> memoryview:
        return memoryview(b"")

def run(up: Uploader, numbers: "array.array[int]", mapped: mmap.mmap, opened: IO[bytes]) -> None:
    up.upload(numbers, "key")
    up.upload(mapped, "key")
    up.upload(opened, "key")
    up.upload(Arrays(), "key")
    up.upload(Views(), "key")
    up.upload(io.BytesIO(), "key")
    up.upload(b"", "key")
    up.upload(bytearray(), "key")
    up.upload(memoryview(b""), "key")
    up.upload("path", "key")
    up.upload(pathlib.Path("path"), "key")
    with tempfile.TemporaryFile() as file:
        up.upload(file, "key")
"""

WRONG = """
import io
from dbs_sdk import Uploader

def run(up: Uploader) -> None:
    up.upload({}, "key")
"""


def test_whatever_can_be_uploaded_is_taken(tmp_path):
    assert typed(tmp_path, PROGRAM) == ""


@pytest.mark.parametrize("source", ["3", "io.StringIO()", "None"])
def test_nothing_else_is(tmp_path, source):
    assert 'incompatible type "' in typed(tmp_path, WRONG.format(source))


class Arrays:
    def __init__(self, left):
        self.left = left

    def read(self, size):
        given, self.left = bytearray(self.left[:size]), self.left[size:]
        return given


def test_buffers_of_any_kind_are_uploaded(cloud):
    uploader = dbs_sdk.Uploader(
        cloud.bucket,
        endpoint=cloud.oss,
        region=cloud.region,
        credentials=dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret),
        ca_file=cloud.ca_file,
    )
    numbers = array.array("q", range(1000))
    for number, source in enumerate((numbers, Arrays(numbers.tobytes()))):
        uploader.upload(source, f"key-{number}")
        assert cloud.object_bytes(f"key-{number}") == numbers.tobytes()
