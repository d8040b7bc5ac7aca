"""Builds what is published, the source distribution and the wheel, into a folder.

    python .ci/wheel.py OUT

With the packages of tests/python/requirements.txt, of which ziglang links against the C library of
2012, so that one wheel runs on every distribution since. The wheel is made of the unpacked source
distribution, by pip, as a user would, so that nothing outside of it takes part. Neither file tells
where it was built, and the same sources give the same wheel again.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target")).resolve()
OPTIONS = "--zig --compatibility manylinux_2_17"
SDIST = "dbs_sdk-*.tar.gz"
WHEEL = "dbs_sdk-*.whl"


def main() -> None:
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob(WHEEL), *out.glob(SDIST)):
        old.unlink()
    # A name that stays, so that cargo finds again what it has compiled.
    unpacked = TARGET / "sdist"
    shutil.rmtree(unpacked, ignore_errors=True)

    manifest = PROJECT / "py-bindings" / "Cargo.toml"
    run("maturin", "sdist", "--manifest-path", manifest, "--out", out)
    [sdist] = out.glob(SDIST)
    with tarfile.open(sdist) as opened:
        opened.extractall(unpacked, filter=fresh)  # noqa: S202, it was made just now
    [sources] = unpacked.iterdir()
    run("pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--wheel-dir", out, sources)
    [wheel] = out.glob(WHEEL)
    rewrite(wheel, sources)
    shutil.rmtree(unpacked)


def run(module: str, *words: object) -> None:
    cargo_home = os.environ.get("CARGO_HOME", Path.home() / ".cargo")
    environment = os.environ | {
        "CARGO_ENCODED_RUSTFLAGS": f"--remap-path-prefix={cargo_home}=/cargo",
        "CARGO_TARGET_DIR": str(TARGET),
        "MATURIN_PEP517_ARGS": f"{OPTIONS} -- -C link-arg={unwinder()}",
        # maturin asks it for the Python that has ziglang.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [sys.executable, "-m", module, *map(str, words)]
    subprocess.run(command, env=environment, check=True)


def unwinder() -> str:
    """The library by which threads are unwound, also by the C library when one of them is ended.

    Without it zig puts an unwinder of its own into the module, and a thread that the interpreter ends
    while it is in there crashes between the two.
    """
    command = ["cc", "-print-file-name=libgcc_s.so.1"]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return found.stdout.strip()


def fresh(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """With the time of now, by which cargo knows what has changed; the archive has none."""
    filtered = tarfile.data_filter(member, folder)
    return filtered and filtered.replace(mtime=None, deep=False)


def rewrite(wheel: Path, sources: Path) -> None:
    """Puts the bill of materials right, and with it the record."""
    with zipfile.ZipFile(wheel) as opened:
        files = [(info, opened.read(info)) for info in opened.infolist()]
    made = wheel.with_suffix(".part")
    record = []
    with zipfile.ZipFile(made, "w") as opened:
        for info, content in files:
            if info.filename.endswith(".cyclonedx.json"):
                content = neutral(content, sources)
            if info.filename.endswith(".dist-info/RECORD"):
                content = "".join([*record, f"{info.filename},,\n"]).encode()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{info.filename},sha256={digest.decode()},{len(content)}\n")
            opened.writestr(info, content, compresslevel=9)
    made.replace(wheel)


def neutral(bill: bytes, sources: Path) -> bytes:
    """Without the folder, the time and the random number of the build."""
    document = json.loads(bill.replace(f"path+file://{sources}/".encode(), b"path+file:///"))
    del document["serialNumber"], document["metadata"]["timestamp"]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


if __name__ == "__main__":
    main()
