"""The documented parsers and ours on the same files: equal where the documented ones are right,
and the truth where they are not.

The truth is the corpus's, or the generator's own. `DOCUMENTED_FLOW_DIR` names the folder of the
documented parsers, `PARSE_LOG_PROGRAM` the binary `parse-log`, `XTRABACKUP_CORPUS_DIR` another
corpus than the project's. Without the first two every test fails: none is skipped.
"""

import collections
import contextlib
import importlib.util
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import generated

CORPUS = Path(__file__).parents[2] / "xtrabackup-meta" / "tests" / "corpus"

GENERATED = 3000
"""Logs, and as many info files."""

RAISED = "raised"
"""Stands for a documented parser that gave no answer."""


def setting(name: str) -> str:
    value = os.environ.get(name)
    assert value, f"{name} must be set"
    return value


def documented(name: str) -> ModuleType:
    """A documented parser, as it stands."""
    path = Path(setting("DOCUMENTED_FLOW_DIR")) / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        # Its regular expressions are no raw strings, which newer Pythons warn of.
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def by_documented(parse, files: list[Path]) -> dict[str, object]:
    answers = {}
    for file in files:
        try:
            # One of them prints what it reads, passwords included.
            with contextlib.redirect_stdout(io.StringIO()):
                answers[file.name] = parse(str(file))
        except Exception as error:  # noqa: BLE001, they raise what they meet
            answers[file.name] = f"{RAISED} {type(error).__name__}"
    return answers


def by_ours(files: list[Path], kind: str) -> dict[str, dict]:
    """What `parse-log` says of each file; one that it takes for another kind has no answer."""
    command = [setting("PARSE_LOG_PROGRAM"), "--output", "json", *map(str, files)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    answers = json.loads(ended.stdout)["files"]
    none = {"documented": None}
    return {
        Path(answer["path"]).name: answer if answer["kind"] == kind else answer | none
        for answer in answers
    }


def log_parser():
    return documented("xtrabackup_log_parser").analyze_slave_status


def info_parser():
    module = documented("xtrabackup_info_parser")
    return lambda path: module.ExtraMetaParser(file_path=path).get_extra_meta()


def explain(truth: dict, theirs: dict, ours: dict) -> collections.Counter:
    """Counts the ways in which the documented answers differ from the truth; ours do not."""
    ways: collections.Counter = collections.Counter()
    for name, facts in truth.items():
        assert ours[name]["documented"] == facts, (name, theirs[name], ours[name]["error"])
        if theirs[name] == facts:
            ways["right"] += 1
        elif isinstance(theirs[name], str):
            ways[theirs[name]] += 1
        elif facts is None:
            ways["answers without the fact"] += 1
        else:
            wrong = {key for key, value in theirs[name].items() if facts.get(key) != value}
            ways["wrong" if wrong else "missing"] += 1
    return ways


def samples(folder: str, extension: str) -> list[tuple[Path, dict]]:
    corpus = Path(os.environ.get("XTRABACKUP_CORPUS_DIR") or CORPUS) / folder
    expected = sorted(corpus.glob("*.expected.json"))
    assert expected, f"no sample in {corpus}"
    return [
        (
            path.with_name(path.name.removesuffix("expected.json") + extension),
            json.loads(path.read_text("utf-8")),
        )
        for path in expected
    ]


def log_facts(truth: dict) -> dict:
    """The truth of a log in the documented keys."""
    facts = {
        "START_TIME": truth["start_time"],
        "SERVER_VERSION": truth["server_version"],
        "BINLOG_FILE": truth["binlog"]["file"],
        "BINLOG_POS": truth["binlog"]["pos"],
        "CONSISTENT_TIME": truth["consistent_time"],
        "END_TIME": truth["end_time"],
    }
    return {key: value for key, value in facts.items() if value is not None}


def info_facts(truth: dict) -> dict | None:
    """The truth of an info file in the documented keys; without a binlog there is no answer."""
    if truth["binlog"]["file"] is None:
        return None
    return {
        "BINLOG_FILE": truth["binlog"]["file"],
        "SERVER_VERSION": truth["server_version"],
        "START_TIME": truth["start_time"],
        "END_TIME": truth["end_time"],
    }


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("folder", "extension", "parser", "facts"),
    [("logs", "log", log_parser, log_facts), ("infos", "info", info_parser, info_facts)],
)
def test_corpus(folder, extension, parser, facts):
    found = samples(folder, extension)
    files = [path for path, _ in found]
    truth = {path.name: facts(expected["truth"]) for path, expected in found}
    theirs = by_documented(parser(), files)
    ways = explain(truth, theirs, by_ours(files, extension))
    print(folder, dict(ways))
    assert ways["right"] and len(ways) > 1
    for path, expected in found:
        # Both notions of `right` are the same, where the corpus has one.
        if "seed_verdict" in expected:
            assert (expected["seed_verdict"] == "ok") == (theirs[path.name] == truth[path.name]), (
                path.name
            )


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_generated_logs(tmp_path):
    logs = {f"{seed:05}.log": generated.log(seed) for seed in range(GENERATED)}
    for name, log in logs.items():
        (tmp_path / name).write_bytes(log.text)
    files = [tmp_path / name for name in logs]
    theirs, ours = by_documented(log_parser(), files), by_ours(files, "log")
    wrong = [
        (name, log.shows, log.truth, ours[name]["documented"], ours[name]["error"])
        for name, log in logs.items()
        if ours[name]["documented"] != log.truth
    ]
    assert not wrong, f"{len(wrong)} of {len(logs)}: {wrong[:3]}"
    ways = explain({name: log.truth for name, log in logs.items()}, theirs, ours)
    print("generated logs", dict(ways))
    assert min(ways["right"], ways["wrong"], ways["missing"]) > GENERATED // 50, ways
    assert any(generated.FORGED in str(answer) for answer in theirs.values())


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_generated_infos(tmp_path):
    infos = {f"{seed:05}.info": generated.info(seed) for seed in range(GENERATED)}
    for name, info in infos.items():
        (tmp_path / name).write_bytes(info.text)
    files = [tmp_path / name for name in infos]
    theirs, ours = by_documented(info_parser(), files), by_ours(files, "info")
    ways = explain({name: info.truth for name, info in infos.items()}, theirs, ours)
    print("generated infos", dict(ways))
    assert ways["right"] > GENERATED // 5 and ways["raised ValueError"] > GENERATED // 50
