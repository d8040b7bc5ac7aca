"""Whether every crate that is built allows the toolchain that the workspace promises.

Where that toolchain is installed, the workspace is compiled with it too. Where it is not, what the
sources themselves use is left to clippy's `incompatible_msrv`, which the workspace denies.
"""

import json
import subprocess
import sys


def version(text: str) -> tuple[int, ...]:
    numbers = [int(number) for number in text.split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))


def main() -> int:
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    ours = set(metadata["workspace_members"])
    promised = {
        package["rust_version"] for package in metadata["packages"] if package["id"] in ours
    }
    if len(promised) != 1 or None in promised:
        print(f"the members promise different toolchains: {promised}")
        return 1
    oldest = promised.pop()

    newer = [
        f"{package['name']} {package['version']} needs {package['rust_version']}"
        for package in metadata["packages"]
        if package["rust_version"] and version(package["rust_version"]) > version(oldest)
    ]
    print(f"{len(metadata['packages'])} crates, promised toolchain {oldest}")
    for line in newer:
        print(line)

    installed = subprocess.run(["rustup", "toolchain", "list"], capture_output=True, text=True)
    if oldest in installed.stdout:
        check = ["cargo", f"+{oldest}", "check", "--workspace", "--all-targets", "--locked"]
        subprocess.run(check, check=True)
    return 1 if newer else 0


if __name__ == "__main__":
    sys.exit(main())
