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
import warnings
from pathlib import Path
from types import ModuleType

import pytest

import dbs_sdk
import generated
import xtrabackup_info_parser
import xtrabackup_log_parser

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


def by_program(files: list[Path], kind: str) -> dict[str, dict]:
    """What `parse-log` says of each file; one that it takes for another kind has no answer."""
    command = [setting("PARSE_LOG_PROGRAM"), "--output", "json", *map(str, files)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    answers = json.loads(ended.stdout)["files"]
    none = {"documented": None}
    return {
        Path(answer["path"]).name: answer if answer["kind"] == kind else answer | none
        for answer in answers
    }


def by_wheel(files: list[Path], kind: str) -> dict[str, dict]:
    """What the wheel's modules of the documented names say of each file."""
    if kind == "log":
        parse = xtrabackup_log_parser.analyze_slave_status
    else:

        def parse(path):
            return xtrabackup_info_parser.ExtraMetaParser(file_path=path).get_extra_meta()

    answers = {}
    for file in files:
        said = io.StringIO()
        with warnings.catch_warnings(), contextlib.redirect_stdout(said):
            # It warns of logs whose backup did not end well.
            warnings.simplefilter("ignore")
            try:
                answers[file.name] = {"documented": parse(str(file)), "error": None}
            except dbs_sdk.InputError as error:
                answers[file.name] = {"documented": None, "error": str(error)}
        assert said.getvalue() == ""
    return answers


OURS = pytest.mark.parametrize("by_ours", [by_program, by_wheel], ids=["program", "wheel"])


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
@OURS
def test_corpus(by_ours, folder, extension, parser, facts):
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
@OURS
def test_generated_logs(by_ours, tmp_path):
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
@OURS
def test_generated_infos(by_ours, tmp_path):
    infos = {f"{seed:05}.info": generated.info(seed) for seed in range(GENERATED)}
    for name, info in infos.items():
        (tmp_path / name).write_bytes(info.text)
    files = [tmp_path / name for name in infos]
    theirs, ours = by_documented(info_parser(), files), by_ours(files, "info")
    ways = explain({name: info.truth for name, info in infos.items()}, theirs, ours)
    print("generated infos", dict(ways))
    assert ways["right"] > GENERATED // 5 and ways["raised ValueError"] > GENERATED // 50


def test_an_unfinished_backup_has_no_end_and_a_reason():
    log = CORPUS / "logs" / "pxb24-trunc-binlog.log"
    with pytest.warns(UserWarning, match="ends without `completed OK!`") as warned:
        status = xtrabackup_log_parser.analyze_slave_status(logpath=log)
    assert "START_TIME" in status
    assert "END_TIME" not in status
    assert Path(warned[0].filename) == Path(__file__)
    assert str(log) in str(warned[0].message)


def test_a_later_run_that_failed_hides_an_earlier_one_that_did_not(tmp_path):
    both = tmp_path / "both.log"
    logs = [CORPUS / "logs" / f"pxb24-{name}.log" for name in ("mysql57-ok", "fail-connect")]
    both.write_bytes(b"".join(log.read_bytes() for log in logs))
    with pytest.warns(UserWarning, match="both.log: "):
        assert "END_TIME" not in xtrabackup_log_parser.analyze_slave_status(both)


@pytest.mark.parametrize(
    "parse",
    [
        xtrabackup_log_parser.analyze_slave_status,
        lambda path: xtrabackup_info_parser.ExtraMetaParser(path).get_extra_meta(),
    ],
)
def test_a_file_that_is_not_there(parse, tmp_path):
    missing = tmp_path / "missing"
    with pytest.raises(FileNotFoundError) as caught:
        parse(str(missing))
    assert (caught.value.filename, caught.value.strerror) == (
        str(missing),
        "No such file or directory",
    )
    with pytest.raises(IsADirectoryError):
        parse(tmp_path)


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("date", ["240925", "991231", "000101", "240230", "24925", ""])
def test_a_date_is_read_alike(date):
    def outcome(module):
        try:
            return module.parse_date_part(date, "17:46:58")
        except ValueError:
            return ValueError

    assert outcome(xtrabackup_log_parser) == outcome(documented("xtrabackup_log_parser"))


def test_the_log_parser_runs_as_a_command(tmp_path):
    log = CORPUS / "logs" / "pxb24-mysql57-ok.log"
    command = [sys.executable, "-m", "xtrabackup_log_parser", log]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == f"{xtrabackup_log_parser.analyze_slave_status(log)}\n"
