"""The documented script and the program do the same job: what one leaves at the services, the
other leaves too."""

import random

import pytest

import documented
import program


@pytest.mark.parametrize("time_zone", [documented.SHANGHAI, documented.NEW_YORK])
@documented.JOBS
def test_same_job_same_result(start_cloud, tmp_path, options, name, size, time_zone):
    file = tmp_path / name
    file.write_bytes(random.Random(size).randbytes(size))
    by_script, by_program = (start_cloud("--data-source-id", "ds-of-both") for _ in range(2))

    documented.run(by_script, program.job(by_script, file, *options), tmp_path, time_zone)
    job = program.job(by_program, file, *options, "--ca_file", by_program.ca_file)
    # The script takes any file.
    job += ["--preflight", "off"]
    ended = program.run(job, tmp_path, TZ=time_zone)

    assert ended.code == program.OK, ended.stderr
    expected, found = documented.left_at(by_script), documented.left_at(by_program)
    assert expected.operations == documented.FLOW
    assert expected.history == ["WaitingUpload", "UploadSuccess"]
    assert expected.stored == file.read_bytes()
    assert found.stored == expected.stored, "other bytes"
    assert found.extra_meta == expected.extra_meta
    assert found == expected
