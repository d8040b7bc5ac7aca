"""What type checkers, `help` and the import of the package make of the classes of all actions."""

import os
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import dbs_sdk
from dbs_sdk import v2019_03_06, v2021_01_01

VERSIONS = (v2019_03_06, v2021_01_01)


def typed(tmp_path, program):
    """What mypy --strict says of a program that uses the package."""
    source = tmp_path / "program.py"
    source.write_text(program)
    package = Path(dbs_sdk.__file__).parents[1]
    env = dict(os.environ)
    if "site-packages" not in package.parts:
        env["MYPYPATH"] = str(package)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(source)]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env)
    return ended.stdout + ended.stderr


TYPED = """
from collections.abc import AsyncIterator, Iterator
from typing_extensions import assert_type
from dbs_sdk import Client, v2019_03_06, v2021_01_01
from dbs_sdk import v2021_01_01 as dbs

def plain(client: Client, request: dbs.ConfigureBackupSetInfo) -> None:
    answer = client.send(request)
    assert_type(answer, dbs.ConfigureBackupSetInfoResponse)
    assert_type(answer.success, bool | None)
    if answer.data:
        assert_type(answer.data.backup_set_id, str | None)
    data = client.send(dbs.DescribeBackupDataList(page_number=1)).data
    if data:
        assert_type(data.content, list[dbs.BackupData])
        assert_type(data.content[0].wire["New"], __import__("typing").Any)
    assert_type(request.backup_set_id, str | None)

async def waiting(client: Client, request: v2019_03_06.DescribeBackupPlanList) -> None:
    assert_type(await client.send_async(request), v2019_03_06.DescribeBackupPlanListResponse)
    pages = client.pages(request)
    assert_type(pages, Iterator[v2019_03_06.DescribeBackupPlanListResponse])
    async for page in client.pages_async(request):
        assert_type(page, v2019_03_06.DescribeBackupPlanListResponse)
        assert_type(request.items(page), list[v2019_03_06.BackupPlanDetail])
        assert_type(page.items[0].backup_period, list[str])
""".replace('__import__("typing").Any', "Any").replace(
    "from typing_extensions", "from typing import Any\nfrom typing_extensions"
)


def test_mypy_knows_each_answer(tmp_path):
    assert typed(tmp_path, TYPED) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("dbs.DeleteSandboxInstance(backup_plan_id='1')", 'Missing named argument "instance_id"'),
        ("dbs.DescribeBackupDataList(page='1')", 'Unexpected keyword argument "page"'),
        (
            "dbs.DescribeBackupDataList(page_number='1')",
            'incompatible type "str"; expected "int | None"',
        ),
        ("client.send(dbs.DescribeBackupDataList()).date", 'has no attribute "date"'),
        (
            "client.pages(dbs.DescribeBackupPolicy())",
            'has incompatible type "DescribeBackupPolicy"',
        ),
        ("client.send(dbs.DescribeBackupPolicy()).code = 'x'", 'Property "code"'),
    ],
)
def test_mypy_finds_what_is_wrong(tmp_path, line, said):
    program = (
        "from dbs_sdk import Client, v2021_01_01 as dbs\n"
        f"def run(client: Client) -> None:\n    {line}\n"
    )
    assert said in typed(tmp_path, program)


def test_help_describes_every_field():
    for module in VERSIONS:
        for made in map(vars(module).get, module.__all__):
            assert made.__doc__, made
            for name in getattr(made, "_FIELDS", {}):
                assert f" {name}: ``" in " ".join(made.__doc__.split())
            for name, value in vars(made).items():
                assert not isinstance(value, property) or value.__doc__.startswith("``"), name
    text = pydoc.plain(pydoc.render_doc(v2021_01_01.OssAccessInfo))
    assert "``ExpiredTime``: the end of the credentials' life" in text


def test_the_classes_are_imported_when_they_are_asked_for():
    program = (
        "import sys, dbs_sdk\n"
        "assert not {'dbs_sdk._action', 'dbs_sdk.v2021_01_01'} & set(sys.modules)\n"
        "before = set(sys.modules)\n"
        "assert dbs_sdk.v2021_01_01.VERSION == '2021-01-01'\n"
        "assert 'v2019_03_06' in dir(dbs_sdk)\n"
        "slow = {'dataclasses', 'enum', 'inspect', 'json', 're', 'typing'}\n"
        "assert not slow & (set(sys.modules) - before)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
