"""What it costs to sign one request: dbs-sdk beside the official client.

    python tests/bench/sign.py --runs 5

The packages of tests/python/requirements.txt, Rust for the benchmark of dbs-sdk, which is built
here, and a machine that does nothing else. Both sign the same request of the official client, the
first of the vectors, from parameters to signature, in turn, and both must come to the signature
that is noted there.
"""

import argparse
import json
import re
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from alibabacloud_tea_openapi.utils import Utils
from darabonba.request import DaraRequest

from documented import machine, spread

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "dbs-sdk" / "tests" / "vectors"
PASSES = 21
REQUESTS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="of each client")
    runs = parser.parse_args().runs
    bench()
    print(machine())
    signers = {"ACS3-HMAC-SHA256": acs3(), "HMAC-SHA1": rpc()}
    ours: dict[str, list[float]] = {name: [] for name in signers}
    theirs: dict[str, list[float]] = {name: [] for name in signers}
    for _ in range(runs):
        for name, microseconds in bench().items():
            ours[name].append(microseconds)
        for name, sign in signers.items():
            theirs[name].append(measured(sign))
    print("\nµs for one signature, median (min–max)\n")
    print("| signature | dbs-sdk | alibabacloud-tea-openapi | ratio |\n|---|---|---|---|")
    for name in signers:
        ratio = statistics.median(theirs[name]) / statistics.median(ours[name])
        print(f"| {name} | {spread(ours[name])} | {spread(theirs[name])} | {ratio:.1f} |")


def bench() -> dict[str, float]:
    """Microseconds by signature, as our benchmark says them. It checks what it signs itself."""
    command = ["cargo", "bench", "--quiet", "--locked", "--package", "dbs-sdk", "--bench", "sign"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    lines = re.findall(r"^(\S+) +([\d.]+) µs$", done.stdout, re.MULTILINE)
    return {name: float(text) for name, text in lines}


def acs3() -> Callable[[], None]:
    """As `Client.call_api` of the package does it."""
    vector = first("openapi_acs3")
    keys = vector["input"]["access_key_id"], vector["input"]["access_key_secret"]
    request = DaraRequest()
    request.method, request.pathname = "POST", "/"
    request.query = vector["request"]["query"]
    request.headers = dict(vector["request"]["headers"])
    expected = request.headers.pop("Authorization")

    def sign() -> None:
        body_hash = Utils.hash(b"", "ACS3-HMAC-SHA256").hex()
        signed = Utils.get_authorization(request, "ACS3-HMAC-SHA256", body_hash, *keys)
        assert signed == expected, signed

    return sign


def rpc() -> Callable[[], None]:
    """As `Client.do_rpcrequest` of the package does it."""
    vector = first("openapi_rpc_v1")
    parameters = dict(vector["request"]["query"])
    expected = parameters.pop("Signature")
    secret = vector["input"]["access_key_secret"]

    def sign() -> None:
        signed = Utils.get_rpcsignature(parameters, "POST", secret)
        assert signed == expected, signed

    return sign


def first(family: str) -> dict:
    return json.loads((VECTORS / f"{family}.json").read_text())["vectors"][0]


def measured(sign: Callable[[], None]) -> float:
    """The median of many passes, in microseconds."""
    seconds = []
    for _ in range(PASSES):
        begun = time.perf_counter()
        for _ in range(REQUESTS):
            sign()
        seconds.append((time.perf_counter() - begun) / REQUESTS)
    return statistics.median(seconds) * 1e6


if __name__ == "__main__":
    main()
