"""Builds what is published, the wheel and the source distribution, into a folder.

    python .ci/wheel.py OUT

With the packages of tests/python/requirements.txt, of which ziglang links against the C library of
2012, so that one wheel runs on every distribution since. Neither file tells where it was built, and
the same sources give the same wheel again.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TAG = "manylinux_2_17"


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("dbs_sdk-*.whl"), *out.glob("dbs_sdk-*.tar.gz")):
        old.unlink()
    maturin("sdist", "--out", out)
    maturin(
        "build", "--quiet", "--release", "--locked", "--zig", "--compatibility", TAG, "--out", out
    )
    [wheel] = out.glob("*.whl")
    rewrite(wheel)


def maturin(command: str, *options: object) -> None:
    cargo_home = os.environ.get("CARGO_HOME", Path.home() / ".cargo")
    flags = [f"--remap-path-prefix={cargo_home}=/cargo", f"--remap-path-prefix={PROJECT}=/dbs-sdk"]
    # maturin asks PATH for the Python that has ziglang.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [
            *(sys.executable, "-m", "maturin", command),
            *("--manifest-path", PROJECT / "py-bindings" / "Cargo.toml"),
            *map(str, options),
        ],
        env=os.environ | {"CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags), "PATH": path},
        check=True,
    )


def rewrite(wheel: Path) -> None:
    """Puts the bill of materials right, and with it the record."""
    with zipfile.ZipFile(wheel) as opened:
        files = [(info, opened.read(info)) for info in opened.infolist()]
    made = wheel.with_suffix(".part")
    record = []
    with zipfile.ZipFile(made, "w") as opened:
        for info, content in files:
            if info.filename.endswith(".cyclonedx.json"):
                content = neutral(content)
            if info.filename.endswith(".dist-info/RECORD"):
                content = "".join([*record, f"{info.filename},,\n"]).encode()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{info.filename},sha256={digest.decode()},{len(content)}\n")
            opened.writestr(info, content, compresslevel=9)
    made.replace(wheel)


def neutral(bill: bytes) -> bytes:
    """Without the folder, the time and the random number of the build."""
    document = json.loads(bill.replace(f"path+file://{PROJECT}/".encode(), b"path+file:///"))
    del document["serialNumber"], document["metadata"]["timestamp"]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


if __name__ == "__main__":
    main()
