"""What dbs-sdk costs to compile: seconds and crates, with and without the upload.

    python tests/bench/compile.py --runs 3

Rust and a machine that does nothing else. Each build begins with an empty target folder; what it
needs from the registry is fetched before. "alone" is the crate itself again, with all that it
depends on in place. Crates are counted for this platform, this one included, build scripts not.
"""

import argparse
import os
import subprocess
import tempfile
import time
from itertools import product
from pathlib import Path

from documented import machine, spread

ROOT = Path(__file__).parents[2]
FEATURES = {
    "without default features": ["--no-default-features"],
    "default features": [],
    "all features": ["--all-features"],
}
PROFILES = {"dev": [], "release": ["--release"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="of each build")
    runs = parser.parse_args().runs
    cargo("fetch", "--quiet", "--locked")
    print(f"{machine()}; {cargo('--version').strip()}\n")
    print("| dbs-sdk | crates | profile | cold s | alone s |\n|---|---|---|---|---|")
    for (title, features), (profile, flags) in product(FEATURES.items(), PROFILES.items()):
        cold, alone = zip(*(build([*features, *flags]) for _ in range(runs)), strict=True)
        cells = [title, str(crates(features)), profile, spread(cold), spread(alone)]
        print(f"| {' | '.join(cells)} |", flush=True)


def build(flags: list[str]) -> tuple[float, float]:
    """Seconds of a build from nothing, and of the crate alone."""
    with tempfile.TemporaryDirectory() as target:
        chosen = ["--package", "dbs-sdk", "--target-dir", target]
        cold = seconds("build", "--quiet", "--frozen", *chosen, *flags)
        cargo("clean", "--quiet", "--frozen", *chosen, *[f for f in flags if f == "--release"])
        return cold, seconds("build", "--quiet", "--frozen", *chosen, *flags)


def crates(features: list[str]) -> int:
    """How many there are, proc macros included."""
    shown = ["--package", "dbs-sdk", "--edges", "normal", "--prefix", "none", "--format", "{p}"]
    tree = cargo("tree", "--quiet", "--frozen", *shown, *features)
    return len({tuple(line.split()[:2]) for line in tree.splitlines() if line})


def seconds(*arguments: str) -> float:
    begun = time.monotonic()
    cargo(*arguments)
    return time.monotonic() - begun


def cargo(*arguments: str) -> str:
    # What another build left in the environment would not be a cold start.
    environment = {name: value for name, value in os.environ.items() if name != "CARGO_TARGET_DIR"}
    command = ["cargo", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


if __name__ == "__main__":
    main()
