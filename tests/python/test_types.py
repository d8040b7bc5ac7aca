"""What type checkers and editors see of the wheel, compared with what it is."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import dbs_sdk._native

PROJECT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent.name for path in PROJECT.glob("py-bindings/python/*/__init__.py"))
README = PROJECT / "py-bindings" / "README.md"


def tool(*command):
    ended = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout


def test_the_stubs_say_what_the_wheel_has():
    assert len(PACKAGES) == 4
    tool("mypy.stubtest", *PACKAGES)


def documented(nodes, owner, path=()):
    """The documented names of a stub with what is there at run time."""
    for node in nodes:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            found = getattr(owner, node.name, None)
            text = ast.get_docstring(node)
            if text is not None and found is not None:
                yield (*path, node.name), text, found
            if isinstance(node, ast.ClassDef):
                yield from documented(node.body, found, (*path, node.name))


def test_the_stubs_repeat_the_docs():
    """Editors show the stub's texts, help() the module's."""
    stub = ast.parse((Path(dbs_sdk.__file__).parent / "_native.pyi").read_text())
    compared = 0
    for path, text, found in documented(stub.body, dbs_sdk._native):
        if path[0] in dbs_sdk.__all__:
            compared += 1
            assert " ".join((found.__doc__ or "").split()) == " ".join(text.split()), path
    assert compared > 20


def test_the_examples_of_the_readme_pass_strict_type_checks(tmp_path):
    examples = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert examples
    for number, example in enumerate(examples):
        (tmp_path / f"example_{number}.py").write_text(example)
    tool("mypy", "--strict", *tmp_path.glob("*.py"))
