"""The binary as its users see it."""

import signal
import urllib.error
import urllib.request
from pathlib import Path

import oss2
import pytest
import requests


def test_ends_with_its_input(cloud):
    cloud.process.stdin.close()
    assert cloud.process.wait(timeout=10) == 0
    assert not Path(cloud.storage_dir).exists()


def test_ends_on_sigterm(cloud):
    cloud.process.send_signal(signal.SIGTERM)
    assert cloud.process.wait(timeout=10) == 0


def test_planted_values(start_cloud, tmp_path):
    cloud = start_cloud(
        *("--access-key-id", "planted-id", "--access-key-secret", "planted-secret"),
        *("--data-source-id", "ds-planted", "--bucket", "planted-bucket"),
        *("--region", "cn-planted", "--storage-dir", tmp_path / "storage"),
    )
    assert (cloud.access_key_id, cloud.access_key_secret) == ("planted-id", "planted-secret")
    assert (cloud.data_source_id, cloud.bucket) == ("ds-planted", "planted-bucket")
    assert (cloud.region, cloud.storage_dir) == ("cn-planted", str(tmp_path / "storage"))


def test_discarded_bytes_are_hashed(start_cloud):
    cloud = start_cloud("--discard", "--etag", "crc")
    auth = oss2.Auth(cloud.access_key_id, cloud.access_key_secret)
    bucket = oss2.Bucket(auth, f"http://{cloud.oss}", cloud.bucket)
    # The client compares the CRC of the answer with its own.
    bucket.put_object("k", b"123456789")
    assert cloud.objects()[0]["crc64"] == 0x995DC9BBDF1939FA
    assert list(Path(cloud.storage_dir).iterdir()) == [Path(cloud.ca_file)]


def test_without_crc_header(start_cloud):
    cloud = start_cloud("--no-crc-header")
    auth = oss2.Auth(cloud.access_key_id, cloud.access_key_secret)
    put = oss2.Bucket(auth, f"http://{cloud.oss}", cloud.bucket).put_object("k", b"x")
    assert put.crc is None


def test_no_secret_in_log_or_stderr(start_cloud):
    cloud = start_cloud("--access-key-id", "id", "--access-key-secret", "planted-secret")
    bucket = oss2.Bucket(oss2.Auth("id", "planted-secret"), f"http://{cloud.oss}", cloud.bucket)
    url = bucket.sign_url("PUT", "k", 60)
    assert requests.put(url, b"x", timeout=10).status_code == 200
    refused = requests.put(url + "x", b"x", timeout=10)
    assert b"SignatureDoesNotMatch" in refused.content
    signature = url.split("Signature=")[1]
    with urllib.request.urlopen(f"{cloud.admin}/calls") as answer:
        text = answer.read().decode()
    assert '"PutObject"' in text
    assert signature not in text
    assert "planted-secret" not in text
    assert cloud.stderr() == ""


def test_admin_refuses_what_it_does_not_know(cloud):
    with pytest.raises(AssertionError, match="unknown variant"):
        cloud.inject("*", "earthquake")
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{cloud.admin}/nothing")
