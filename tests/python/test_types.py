"""What type checkers and editors see of the wheel, compared with what it is."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import dbs_sdk._native

PROJECT = Path(__file__).parents[2]
SOURCES = PROJECT / "py-bindings" / "python"
BESIDE = sorted(path.stem for path in SOURCES.glob("*.py"))
"""The modules beside the package."""
README = PROJECT / "py-bindings" / "README.md"


def tool(*command, **environment):
    ended = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout


def test_the_stubs_say_what_the_wheel_has():
    tool("mypy.stubtest", "dbs_sdk")


def test_the_modules_beside_the_package_are_typed_as_they_are():
    """Types are looked for in the sources: an installed module alone has no place for `py.typed`."""
    assert BESIDE
    tool("mypy.stubtest", *BESIDE, MYPYPATH=str(SOURCES))


def documented(nodes, owner):
    """The documented names of a stub with what is there at run time."""
    for node in nodes:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            found = getattr(owner, node.name)
            text = ast.get_docstring(node)
            if text is not None:
                yield f"{owner.__name__}.{node.name}", text, found
            if isinstance(node, ast.ClassDef):
                yield from documented(node.body, found)


def test_the_stubs_repeat_the_docs():
    """Editors show the stub's texts, help() the module's."""
    stub = ast.parse((Path(dbs_sdk.__file__).parent / "_native.pyi").read_text())
    told = {name: (text, found) for name, text, found in documented(stub.body, dbs_sdk._native)}
    assert len(told) > 15
    for name, (text, found) in told.items():
        assert " ".join((found.__doc__ or "").split()) == " ".join(text.split()), name


def test_the_examples_of_the_readme_pass_strict_type_checks(tmp_path):
    examples = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert examples
    for number, example in enumerate(examples):
        (tmp_path / f"example_{number}.py").write_text(example)
    tool("mypy", "--strict", *tmp_path.glob("*.py"))
