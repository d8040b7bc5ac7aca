"""`python -m dbs_sdk.dropin` and `install()`: imports come from the wheel, and all else is as ever."""

import json
import os
import re
import subprocess
import sys
import textwrap
import traceback
from pathlib import Path

import pytest

import dbs_sdk

SERVED = [
    "Tea",
    "alibabacloud_openapi_util",
    "alibabacloud_tea_openapi",
    "alibabacloud_tea_util",
    "darabonba",
    "oss2",
    "xtrabackup_info_parser",
    "xtrabackup_log_parser",
]
DROPIN = ["-m", "dbs_sdk.dropin"]


def python(folder, *arguments, **environment):
    """Runs this Python in `folder`."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def printed(folder, *arguments):
    """What a run that goes well prints, as JSON."""
    ended = python(folder, *arguments)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return json.loads(ended.stdout)


@pytest.fixture
def script(tmp_path):
    """`script(text)`: a script in a folder of its own, beside which copies of all modules lie."""

    def write(text):
        folder = tmp_path / "scripts"
        folder.mkdir()
        for name in SERVED:
            (folder / f"{name}.py").write_text("raise SystemExit('a copy beside the script')")
        path = folder / "script.py"
        path.write_text(textwrap.dedent(text))
        return path

    return write


def test_all_imports_come_from_the_wheel(script, tmp_path):
    text = """
        import json, sys
        import darabonba.exceptions, oss2, oss2.exceptions, xtrabackup_info_parser, xtrabackup_log_parser
        from alibabacloud_openapi_util.client import Client as OpenApiUtilClient
        from alibabacloud_tea_openapi import models as open_api_models
        from alibabacloud_tea_openapi.client import Client as OpenApiClient
        from alibabacloud_tea_openapi.exceptions import ClientException
        from alibabacloud_tea_util import models as util_models
        from Tea.exceptions import TeaException
        import dbs_sdk.dropin
        print(json.dumps({
            "places": {
                name: sys.modules[name].__name__
                for name in sys.modules
                if name.partition(".")[0] in SERVED
            },
            "one": [
                oss2 is dbs_sdk.dropin.oss2,
                oss2.exceptions is sys.modules["dbs_sdk.dropin.oss2.exceptions"],
                OpenApiClient is dbs_sdk.dropin.OpenApiClient,
                OpenApiUtilClient is dbs_sdk.dropin.OpenApiUtilClient,
                open_api_models is dbs_sdk.dropin.open_api_models,
                util_models is dbs_sdk.dropin.util_models,
                issubclass(ClientException, TeaException),
            ],
        }))
    """
    path = script(text.replace("SERVED", str(SERVED)))
    found = printed(tmp_path, *DROPIN, path)
    assert set(SERVED) <= set(found["places"])
    assert found["places"] == {name: f"dbs_sdk.dropin.{name}" for name in found["places"]}
    assert all(found["one"])


def test_a_call_does_the_same(tmp_path):
    code = """
        import json, dbs_sdk.dropin, sys
        before = list(sys.meta_path)
        dbs_sdk.dropin.install()
        dbs_sdk.dropin.install()
        import xtrabackup_log_parser, alibabacloud_tea_openapi
        from importlib.util import find_spec
        print(json.dumps([
            xtrabackup_log_parser.__name__,
            alibabacloud_tea_openapi.__name__,
            len(sys.meta_path) - len(before),
            find_spec("darabonba.exceptions").name,
        ]))
    """
    assert printed(tmp_path, "-c", textwrap.dedent(code)) == [
        "dbs_sdk.dropin.xtrabackup_log_parser",
        "dbs_sdk.dropin.alibabacloud_tea_openapi",
        1,
        "darabonba.exceptions",
    ]


def test_what_was_imported_before_is_not_replaced(tmp_path):
    code = """
        import oss2.exceptions, dbs_sdk.dropin, sys
        before = list(sys.meta_path)
        try:
            dbs_sdk.dropin.install()
        except dbs_sdk.DbsError as error:
            assert sys.meta_path == before
            sys.exit(str(error))
    """
    ended = python(tmp_path, "-c", textwrap.dedent(code))
    assert ended.returncode == 1
    assert ended.stderr.startswith("oss2 was imported already, from ")
    assert "dbs_sdk.dropin.install() before the first import of it" in ended.stderr


def test_originals_are_left_alone(tmp_path):
    """Names taken from the drop-in touch no import of a process."""
    code = f"""
        import json, sys
        from dbs_sdk.dropin import OpenApiClient, OpenApiUtilClient, open_api_models, oss2, util_models
        import upload_and_register_backup_set, xtrabackup_info_parser, xtrabackup_log_parser
        served = [name for name in sys.modules if name.partition(".")[0] in {SERVED[:-2]}]
        assert served == [], served
        import oss2 as original, alibabacloud_tea_openapi.client as client
        assert original is not oss2 and client.Client is not OpenApiClient
        print(json.dumps([original.__name__, original.__version__, client.__name__]))
    """
    assert printed(tmp_path, "-c", textwrap.dedent(code)) == [
        "oss2",
        "2.19.1",
        "alibabacloud_tea_openapi.client",
    ]


def test_a_module_that_is_not_served_says_what_to_use(tmp_path):
    code = """
        import json, dbs_sdk.dropin
        dbs_sdk.dropin.install()
        found = []
        for name in ("darabonba.core", "alibabacloud_tea_openapi.utils"):
            for kind in (ImportError, NotImplementedError):
                try:
                    __import__(name)
                except kind as error:
                    found.append([error.name, "dbs_sdk.Client" in str(error)])
        print(json.dumps(found))
    """
    assert printed(tmp_path, "-c", textwrap.dedent(code)) == [
        ["darabonba.core", True],
        ["darabonba.core", True],
        ["alibabacloud_tea_openapi.utils", True],
        ["alibabacloud_tea_openapi.utils", True],
    ]


# As `python SCRIPT` would run it

PROBE = """
    '''Of the probe.'''
    import json, sys, __main__
    print(json.dumps({
        "argv": sys.argv, "path": sys.path[0], "name": __name__, "file": __file__, "doc": __doc__,
        "spec": __spec__ is None, "package": __package__, "main": __main__.__dict__ is globals(),
        "loader": type(__loader__).__name__, "builtins": type(__builtins__).__name__,
        "annotations": "__annotations__" in globals(), "future": 1 / 2,
    }))
"""


@pytest.mark.parametrize("options", [[], ["-I"], ["-O", "-X", "utf8"]])
def test_a_script_sees_what_it_would_see(script, tmp_path, options):
    path = script(PROBE)
    link = tmp_path / "link.py"
    link.symlink_to(path)
    # With -I nothing of the environment tells where the wheel is, unless it is installed.
    if "-I" in options and "PYTHONPATH" in os.environ:
        options = ["-P"] if sys.version_info >= (3, 11) else []
    for given in ("scripts/script.py", path, link):
        arguments = [given, "a b", "--key", "-m", "ü"]
        seen = printed(tmp_path, *options, *DROPIN, *arguments)
        assert seen == printed(tmp_path, *options, *arguments)


@pytest.mark.parametrize(
    "text",
    [
        "import sys; sys.exit(7)",
        "import sys; sys.exit('words')",
        "raise SystemExit",
        "def f():\n    1 / 0\ntry:\n    f()\nexcept ValueError:\n    pass",
        "try:\n    1 / 0\nexcept ArithmeticError as error:\n    raise KeyError('BackupSetId')",
        "raise KeyboardInterrupt",
        "import os; os.abort()",
        "def f(:",
        "raise ExceptionGroup('g', [ValueError(1)])" if sys.version_info >= (3, 11) else "1 / 0",
        "import sys; sys.excepthook = lambda *found: print(found[0]); {}['x']",
        "import atexit; atexit.register(print, 'at exit'); raise OSError(2, 'none', 'f')",
        "# -*- coding: latin-1 -*-\nprint(ascii('\u00c3\u00bc'))",
        "import threading; threading.Thread(target=lambda: 1 / 0).start()",
    ],
)
def test_a_script_ends_as_it_would_end(tmp_path, text):
    path = tmp_path / "script.py"
    path.write_text(text, "utf-8")
    found, expected = (python(tmp_path, *start, path) for start in (DROPIN, []))
    assert found.returncode == expected.returncode
    assert found.stdout == expected.stdout
    if "abort" not in text:
        # It names a thread by where it is in memory.
        assert found.stderr == expected.stderr


def test_a_module_runs_as_well(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").touch()
    text = "import json, sys, oss2; print(json.dumps([sys.argv, __name__, oss2.__name__]))"
    (package / "__main__.py").write_text(text)
    argv, name, served = printed(tmp_path, *DROPIN, "-m", "package", "a", "-b")
    assert [name, served] == ["__main__", "dbs_sdk.dropin.oss2"]
    assert argv == [str(package / "__main__.py"), "a", "-b"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "usage: python -m dbs_sdk.dropin SCRIPT.py"),
        (["-m"], 2, "usage: "),
        (["--access_key_secret", "planted"], 2, "usage: "),
        (["nowhere.py"], 2, "nowhere.py cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_run(tmp_path, arguments, code, said):
    ended = python(tmp_path, *DROPIN, *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.startswith(said)
    assert "planted" not in ended.stderr


def test_help(tmp_path):
    ended = python(tmp_path, *DROPIN, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("usage: ")


def test_a_name_that_is_not_served_says_what_to_use(tmp_path):
    code = """
        import dbs_sdk.dropin
        dbs_sdk.dropin.install()
        from oss2 import Bucket, utils, logger
        from oss2 import CryptoBucket
    """
    ended = python(tmp_path, "-c", textwrap.dedent(code))
    said = ended.stderr.splitlines()[-1]
    assert said.startswith("dbs_sdk.dropin._finder.NotOffered: oss2.CryptoBucket is not offered")
    assert said.endswith("use the official oss2, or encrypt before uploading")


def test_the_wheel_s_own_parsers_may_be_there_already(tmp_path):
    code = """
        import json, xtrabackup_info_parser, xtrabackup_log_parser, dbs_sdk.dropin
        dbs_sdk.dropin.install()
        import oss2, xtrabackup_log_parser as again
        print(json.dumps([oss2.__name__, again is xtrabackup_log_parser]))
    """
    assert printed(tmp_path, "-c", textwrap.dedent(code)) == ["dbs_sdk.dropin.oss2", True]
    (tmp_path / "xtrabackup_log_parser.py").touch()
    ended = python(tmp_path, "-c", textwrap.dedent(code))
    assert "xtrabackup_log_parser was imported already, from " in ended.stderr


# The documented call on the native flow

README = Path(__file__).parents[2] / "py-bindings" / "README.md"
META = '{"dataBegin": 1727286002000, "dataEnd": 1727286418000}'


@pytest.fixture
def uploader(cloud, trust, tmp_path, monkeypatch):
    """`uploader(kind)`: one of the kind, for the cloud."""
    from upload_and_register_backup_set import OssUploader

    trust(cloud)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backup.tar.gz").write_bytes(os.urandom(1 << 20))

    def made(kind=OssUploader):
        key = cloud.access_key_id, cloud.access_key_secret
        return kind(*key, cloud.dbs, cloud.region, cloud.data_source_id)

    return made


def test_the_example_of_the_documented_call_runs(cloud, uploader, monkeypatch):
    uploader()
    [example] = [
        text
        for text in re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
        if "OssUploader" in text
    ]
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id)
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret)
    for written, meant in (
        ("dbs-api.cn-hangzhou.aliyuncs.com", cloud.dbs),
        ("cn-hangzhou", cloud.region),
        ("ds-…", cloud.data_source_id),
    ):
        assert written in example
        example = example.replace(written, meant)
    exec(example, {})
    [backup_set] = cloud.backup_sets()
    assert backup_set["status"] == "UploadSuccess"
    assert json.loads(backup_set["extra_meta"])["BINLOG_FILE"] == "mysql-bin.000012"


@pytest.mark.parametrize(
    ("meta", "kind", "said"),
    [
        ({"dataBegin": 1, "dataEnd": 2}, TypeError, "JSON text, not dict: give json.dumps"),
        (None, TypeError, "JSON text, not NoneType"),
        ("[]", dbs_sdk.InputError, "no JSON object"),
        ('{"dataBegin": 1}', dbs_sdk.InputError, "dataEnd of a LogBackup is missing"),
    ],
)
def test_extra_meta_is_checked_first(cloud, uploader, meta, kind, said):
    with pytest.raises(kind, match=said):
        uploader().upload_and_register_backup_set("backup.tar.gz", "LogBackup", meta)
    assert cloud.calls() == []


def test_a_step_of_one_s_own_is_not_passed_over(cloud, uploader):
    from upload_and_register_backup_set import OssUploader

    class Own(OssUploader):
        def configure_backup_set_info(self, req_param):
            return super().configure_backup_set_info(req_param)

    class Whole(OssUploader):
        def upload_and_register_backup_set(self, *given):
            return super().upload_and_register_backup_set(*given)

    own = uploader(Own)
    with pytest.raises(NotImplementedError, match="Own has a configure_backup_set_info of its own"):
        own.upload_and_register_backup_set("backup.tar.gz", "LogBackup", META)
    assert cloud.calls() == []
    uploader(Whole).upload_and_register_backup_set("backup.tar.gz", "LogBackup", META)
    assert [found["status"] for found in cloud.backup_sets()] == ["UploadSuccess"]


def test_a_traceback_of_the_documented_call_shows_no_secret(cloud, uploader):
    cloud.inject("InitiateMultipartUpload", "access_denied", count=100)
    with pytest.raises(dbs_sdk.RefusedError) as raised:
        uploader().upload_and_register_backup_set("backup.tar.gz", "LogBackup", META)
    lines = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert cloud.access_key_secret not in "".join(lines.format())
