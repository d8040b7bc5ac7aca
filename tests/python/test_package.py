"""The wheel and the source distribution as files: what they hold, say and need.

`WHEEL` and `SDIST` name them. Without them every test fails: none is skipped.
"""

import base64
import csv
import hashlib
import json
import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
import tomllib
from packaging.metadata import Metadata

PROJECT = Path(__file__).parents[2]
NATIVE = "dbs_sdk/_native.abi3.so"
MOST_MB = 6
OLDEST_GLIBC = (2, 17)
"""Of the tag manylinux_2_17, and of every distribution since 2014."""
SYSTEM = {"libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1"}
"""Libraries that the tag takes to be there, of those that Rust could need."""


def file(name: str) -> Path:
    path = os.environ.get(name)
    assert path, f"{name} must name the file"
    return Path(path)


@pytest.fixture(scope="module")
def wheel():
    with zipfile.ZipFile(file("WHEEL")) as opened:
        yield opened


@pytest.fixture(scope="module")
def native(wheel, tmp_path_factory) -> Path:
    return Path(wheel.extract(NATIVE, tmp_path_factory.mktemp("native")))


def in_dist_info(wheel: zipfile.ZipFile, name: str) -> str:
    [path] = [path for path in wheel.namelist() if re.fullmatch(rf"[^/]+\.dist-info/{name}", path)]
    return wheel.read(path).decode()


def printed(*command: object) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


# where it runs


def test_one_wheel_serves_every_python_since_3_9_and_every_distribution_since_2018(wheel):
    version = tomllib.loads((PROJECT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    tags = "manylinux2014_x86_64.manylinux_2_17_x86_64"
    assert file("WHEEL").name == f"dbs_sdk-{version}-cp39-abi3-{tags}.whl"
    assert "Tag: cp39-abi3-manylinux_2_17_x86_64\n" in in_dist_info(wheel, "WHEEL")


def test_the_native_module_needs_what_the_tag_promises(native):
    symbols = printed("objdump", "-T", native)
    versions = {
        tuple(map(int, version.split("."))) for version in re.findall(r"\bGLIBC_([0-9.]+)", symbols)
    }
    assert (2, 2, 5) in versions
    assert max(versions) <= OLDEST_GLIBC
    needed = re.findall(r"NEEDED\s+(\S+)", printed("objdump", "-p", native))
    assert "libc.so.6" in needed
    assert set(needed) <= SYSTEM | {"ld-linux-x86-64.so.2"}
    # All that it has for others is what Python asks for.
    assert re.findall(r"^\S+ g .* (\S+)$", symbols, re.MULTILINE) == ["PyInit__native"]


def test_the_wheel_is_small(wheel):
    assert file("WHEEL").stat().st_size < MOST_MB * 1_000_000


# what it holds


def test_the_wheel_holds_what_the_sources_have_and_nothing_else(wheel):
    python = PROJECT / "py-bindings" / "python"
    sources = python.rglob("*")
    wanted = {
        str(path.relative_to(python))
        for path in sources
        if path.suffix in (".py", ".pyi", ".typed")
    }
    held = {path for path in wheel.namelist() if ".dist-info/" not in path}
    assert held == wanted | {NATIVE}
    assert "dbs_sdk/py.typed" in held
    told = {path.partition("/")[2] for path in wheel.namelist() if ".dist-info/" in path}
    known = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    assert told - {"entry_points.txt"} == known - {"entry_points.txt"} | {
        "sboms/py-bindings.cyclonedx.json"
    }


def test_the_record_is_true(wheel):
    rows = list(csv.reader(in_dist_info(wheel, "RECORD").splitlines()))
    assert sorted(path for path, *_ in rows) == sorted(wheel.namelist())
    for path, told, size in rows:
        if path.endswith("/RECORD"):
            continue
        content = wheel.read(path)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (told, size) == (f"sha256={digest}", str(len(content))), path


def test_an_index_would_take_the_metadata(wheel):
    """`validate` is what the index does: it raises where a field is not as its specification says."""
    about = Metadata.from_email(in_dist_info(wheel, "METADATA"), validate=True)
    assert about.name == "dbs-sdk"
    assert about.requires_dist is None
    assert str(about.requires_python) == ">=3.9"
    assert about.license_expression == "Apache-2.0"
    assert about.license_files == ["LICENSE"]
    assert about.project_urls is None
    assert about.description.rstrip() + "\n" == (PROJECT / "py-bindings" / "README.md").read_text()
    assert about.description_content_type.startswith("text/markdown")
    license_text = (PROJECT / "LICENSE").read_text()
    assert in_dist_info(wheel, "licenses/LICENSE") == license_text


def test_the_bill_of_materials_names_what_is_compiled_in(wheel):
    bill = json.loads(in_dist_info(wheel, r"sboms/py-bindings\.cyclonedx\.json"))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "py-bindings"
    told = {(part["name"], part["version"]) for part in bill["components"]}
    lock = tomllib.loads((PROJECT / "Cargo.lock").read_text())["package"]
    locked = {(package["name"], package["version"]) for package in lock}
    assert told <= locked
    named = {name for name, _ in told}
    assert {"reqwest", "ring", "rustls", "tokio", "dbs-sdk", "oss-multipart"} <= named
    # What only tests are made of is not in it.
    assert not named & {"hyper-server", "local-cloud", "proptest"}


def test_nothing_tells_where_it_was_built(wheel):
    """Neither home nor checkout nor cargo's folders; a path under them would name a user."""
    homes = [Path.home(), Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo")), PROJECT]
    homes += [Path(os.environ["CARGO_TARGET_DIR"])] if "CARGO_TARGET_DIR" in os.environ else []
    traces = {f"{home}/".encode() for home in homes}
    for path in wheel.namelist():
        content = wheel.read(path)
        found = sorted(trace.decode() for trace in traces if trace in content)
        assert not found, f"{path} tells {found}"


# the source distribution, of which the wheel was made


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(file("SDIST")) as opened:
        opened.extractall(folder, filter="data")
    [top] = folder.iterdir()
    return top


def test_the_source_distribution_holds_what_the_wheel_is_made_of(sources, wheel):
    assert (sources / "PKG-INFO").read_text() == in_dist_info(wheel, "METADATA")
    assert (sources / "Cargo.lock").read_bytes() == (PROJECT / "Cargo.lock").read_bytes()
    for path in wheel.namelist():
        if path.endswith((".py", ".pyi", ".typed")):
            assert (sources / "python" / path).read_bytes() == wheel.read(path)
    # No compiled files.
    assert not [path for path in sources.rglob("*") if path.suffix in (".so", ".pyc")]


def test_the_source_distribution_is_small():
    assert file("SDIST").stat().st_size < MOST_MB * 1_000_000
