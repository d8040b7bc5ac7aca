"""alibabacloud-dbs20210101 drives the local cloud, with ACS3 and HMAC-SHA1, over HTTP and HTTPS."""

import alibabacloud_oss_v2 as oss
import oss2
import pytest
from alibabacloud_dbs20210101 import models
from alibabacloud_dbs20210101.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions

EXTRA_META = '{"dataBegin": 1727286002000, "dataEnd": 1727286418000}'


@pytest.fixture(params=["acs3", "rpc-v1"])
def signature(request):
    return request.param


@pytest.fixture(params=["http", "https"])
def client(request, signature, cloud, trust):
    trust(cloud)
    return make_client(cloud, signature, request.param)


def make_client(cloud, signature, scheme="http", **changed):
    settings = {
        "access_key_id": cloud.access_key_id,
        "access_key_secret": cloud.access_key_secret,
        "endpoint": cloud.dbs,
        "protocol": scheme,
        "signature_algorithm": "v2" if signature == "rpc-v1" else None,
    }
    return Client(Config(**(settings | changed)))


def configure(cloud, client, status="WaitingUpload", **changed):
    params = {
        "backup_method": "Physical",
        "backup_mode": "Automated",
        "backup_set_name": "全量 备份.tar.gz",
        "backup_type": "LogBackup",
        "data_source_id": cloud.data_source_id,
        "extra_meta": EXTRA_META,
        "region_code": cloud.region,
        "region_id": cloud.region,
        "upload_status": status,
    }
    request = models.ConfigureBackupSetInfoRequest(**(params | changed))
    runtime = RuntimeOptions(autoretry=False)
    return client.configure_backup_set_info_with_options(request, runtime).body


def access(cloud, client, backup_set_id, **changed):
    params = {
        "backup_set_id": backup_set_id,
        "backup_type": "LogBackup",
        "data_source_id": cloud.data_source_id,
        "region_code": cloud.region,
    }
    request = models.DescribeBakDataSourceStorageAccessInfoRequest(**(params | changed))
    runtime = RuntimeOptions(autoretry=False)
    body = client.describe_bak_data_source_storage_access_info_with_options(request, runtime).body
    assert body.success == "true"
    return body.data.oss_access_info


def upload(info, body=b"x", version="v4"):
    keys = (info.access_key_id, info.access_key_secret, info.security_token)
    auth = oss2.StsAuth(*keys, auth_version=version)
    bucket = oss2.Bucket(auth, info.oss_endpoint, info.bucket_name, region=info.oss_region)
    return bucket.put_object(info.object_key, body)


def test_the_flow(cloud, client, signature):
    registered = configure(cloud, client)
    assert (registered.success, registered.code) == ("true", "Success")
    backup_set_id = registered.data.backup_set_id
    info = access(cloud, client, backup_set_id)
    upload(info)
    done = configure(cloud, client, "UploadSuccess", backup_set_id=backup_set_id)
    assert (done.success, done.data.backup_set_id) == ("true", backup_set_id)
    [backup_set] = cloud.backup_sets()
    assert backup_set["status"] == "UploadSuccess"
    assert backup_set["name"] == "全量 备份.tar.gz"
    assert backup_set["extra_meta"] == EXTRA_META
    assert [change["status"] for change in backup_set["history"]] == [
        "WaitingUpload",
        "UploadSuccess",
    ]
    assert {call["signature"] for call in cloud.calls(service="dbs")} == {signature}


def test_upload_success_needs_the_object(cloud, client):
    backup_set_id = configure(cloud, client).data.backup_set_id
    refused = configure(cloud, client, "UploadSuccess", backup_set_id=backup_set_id)
    assert (refused.success, refused.err_code) == ("false", "BackupSet.ObjectNotFound")
    assert cloud.backup_sets()[0]["status"] == "WaitingUpload"


def test_business_refusals(cloud, client):
    unknown = configure(cloud, client, data_source_id="ds-unknown")
    assert (unknown.success, unknown.err_code) == ("false", "Param.NotFound")
    unknown = configure(cloud, client, "UploadSuccess", backup_set_id="ee-unknown")
    assert (unknown.success, unknown.err_code) == ("false", "Param.NotFound")
    bad = configure(cloud, client, "Uploading")
    assert (bad.success, bad.err_code) == ("false", "DBS.ParamIsInValid")
    assert cloud.backup_sets() == []


def test_missing_parameter(cloud, client):
    with pytest.raises(ClientException) as error:
        configure(cloud, client, backup_method=None)
    assert (error.value.status_code, error.value.code) == (400, "MissingBackupMethod")


def test_client_token(cloud, client):
    first = configure(cloud, client, client_token="t1")
    again = configure(cloud, client, client_token="t1")
    assert again.data.backup_set_id == first.data.backup_set_id
    with pytest.raises(ClientException) as error:
        configure(cloud, client, client_token="t1", backup_set_name="other")
    assert error.value.code == "IdempotentParameterMismatch"
    assert len(cloud.backup_sets()) == 1


def test_wrong_secret(cloud, signature):
    client = make_client(cloud, signature, access_key_secret="wrong")
    with pytest.raises(ClientException) as error:
        configure(cloud, client)
    assert (error.value.status_code, error.value.code) == (400, "SignatureDoesNotMatch")
    assert cloud.backup_sets() == []


def test_unknown_key(cloud, signature):
    client = make_client(cloud, signature, access_key_id="nobody")
    with pytest.raises(ClientException) as error:
        configure(cloud, client)
    assert (error.value.status_code, error.value.code) == (404, "InvalidAccessKeyId.NotFound")


def test_skewed_clock(cloud, signature):
    cloud.set_clock_offset(-1000)
    with pytest.raises(ClientException) as error:
        configure(cloud, make_client(cloud, signature))
    assert error.value.code == "InvalidTimeStamp.Expired"


def test_account_with_token(start_cloud, signature):
    cloud = start_cloud("--security-token", "account-token")
    configure(cloud, make_client(cloud, signature, security_token="account-token"))
    with pytest.raises(ClientException) as error:
        configure(cloud, make_client(cloud, signature, security_token="other"))
    assert error.value.code == "InvalidSecurityToken.Malformed"


@pytest.mark.parametrize("version", ["v1", "v4"])
def test_temporary_keys(cloud, version):
    client = make_client(cloud, "acs3")
    first = access(cloud, client, configure(cloud, client).data.backup_set_id)
    other = access(cloud, client, configure(cloud, client).data.backup_set_id)
    upload(first, version=version)

    elsewhere = models.DescribeBakDataSourceStorageAccessInfoResponseBodyDataOssAccessInfo()
    elsewhere.from_map(first.to_map() | {"ObjectKey": other.object_key})
    forged = models.DescribeBakDataSourceStorageAccessInfoResponseBodyDataOssAccessInfo()
    forged.from_map(first.to_map() | {"SecurityToken": other.security_token})
    for info, code in [(elsewhere, "AccessDenied"), (forged, "InvalidSecurityToken")]:
        with pytest.raises(oss2.exceptions.ServerError) as error:
            upload(info, version=version)
        assert (error.value.status, error.value.code) == (403, code)

    cloud.expire_sts()
    with pytest.raises(oss2.exceptions.ServerError) as error:
        upload(first, version=version)
    assert (error.value.status, error.value.code) == (403, "SecurityTokenExpired")
    upload(access(cloud, client, cloud.backup_sets()[0]["backup_set_id"]), version=version)


def test_denied_operations(start_cloud):
    cloud = start_cloud("--sts-deny", "ListParts,HeadObject")
    client = make_client(cloud, "acs3")
    info = access(cloud, client, configure(cloud, client).data.backup_set_id)
    upload(info)
    auth = oss2.StsAuth(info.access_key_id, info.access_key_secret, info.security_token)
    bucket = oss2.Bucket(auth, info.oss_endpoint, info.bucket_name)
    with pytest.raises(oss2.exceptions.AccessDenied):
        bucket.head_object(info.object_key)


@pytest.mark.parametrize("version", ["v1", "v4"])
def test_temporary_keys_of_the_other_client(cloud, version):
    client = make_client(cloud, "acs3")
    info = access(cloud, client, configure(cloud, client).data.backup_set_id)
    config = oss.config.load_default()
    config.credentials_provider = oss.credentials.StaticCredentialsProvider(
        info.access_key_id, info.access_key_secret, info.security_token
    )
    config.region, config.signature_version = info.oss_region, version
    config.endpoint = f"http://{info.oss_endpoint}"
    oss.Client(config).put_object(
        oss.PutObjectRequest(bucket=info.bucket_name, key=info.object_key, body=b"x")
    )
    assert cloud.object_bytes(info.object_key) == b"x"
