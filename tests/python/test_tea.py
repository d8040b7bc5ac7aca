"""The same programs on the official OpenAPI client and on the wheel's, against the local cloud."""

import asyncio
import base64
import contextlib
import copy
import inspect
import json
import os
import pickle
import socket
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

import dbs_sdk

VECTORS = Path(__file__).parents[1] / "vectors"

KEY_SECRET = "plantedKey+Secret/0001=="
KEY_TOKEN = "plantedKey+Token/0002=="
STS_SECRET = "plantedSts+Secret/0003=="
STS_TOKEN = "CAISplantedSts+Token/0004=="
PLANTED = (KEY_SECRET, KEY_TOKEN, STS_SECRET, STS_TOKEN)


def stack_of(prefix: str) -> SimpleNamespace:
    def module(name):
        return import_module(prefix + name)

    return SimpleNamespace(
        is_ours=bool(prefix),
        OpenApiClient=module("alibabacloud_tea_openapi.client").Client,
        OpenApiUtilClient=module("alibabacloud_openapi_util.client").Client,
        TeaModel=module("Tea.model").TeaModel,
        UtilClient=module("alibabacloud_tea_util.client").Client,
        dara=module("darabonba.exceptions"),
        exceptions=module("alibabacloud_tea_openapi.exceptions"),
        open_api_models=module("alibabacloud_tea_openapi.models"),
        tea=module("Tea.exceptions"),
        util_models=module("alibabacloud_tea_util.models"),
    )


@pytest.fixture(params=["", "dbs_sdk.dropin."], ids=["official", "ours"])
def stack(request):
    return stack_of(request.param)


@pytest.fixture
def ours():
    return stack_of("dbs_sdk.dropin.")


@pytest.fixture
def official():
    return stack_of("")


@pytest.fixture
def client(stack, cloud, trust):
    trust(cloud)
    return client_of(stack, cloud)


def client_of(stack, cloud, **settings):
    given = {
        "access_key_id": cloud.access_key_id,
        "access_key_secret": cloud.access_key_secret,
        "endpoint": cloud.dbs,
    }
    return stack.OpenApiClient(stack.open_api_models.Config(**(given | settings)))


def params_of(stack, action="ConfigureBackupSetInfo", **changed):
    given = {
        "action": action,
        "version": "2021-01-01",
        "protocol": "HTTPS",
        "method": "POST",
        "auth_type": "AK",
        "style": "RPC",
        "pathname": "/",
        "req_body_type": "json",
        "body_type": "json",
    }
    return stack.open_api_models.Params(**(given | changed))


def registration(cloud, **changed):
    given = {
        "BackupMode": "Automated",
        "BackupMethod": "Physical",
        "RegionId": cloud.region,
        "RegionCode": cloud.region,
        "DataSourceId": cloud.data_source_id,
        "BackupSetName": "全量 备份+1.tar.gz",
        "ExtraMeta": '{"dataBegin": 1727286002000, "dataEnd": 1727286418000}',
        "BackupType": "LogBackup",
        "UploadStatus": "WaitingUpload",
        "BackupSetId": None,
    }
    return given | changed


def access(cloud, backup_set_id):
    return {
        "RegionId": cloud.region,
        "RegionCode": cloud.region,
        "DataSourceId": cloud.data_source_id,
        "BackupType": "LogBackup",
        "BackupSetId": backup_set_id,
    }


def call(stack, client, parameters, action="ConfigureBackupSetInfo", runtime=None, **params):
    return client.call_api(
        params_of(stack, action, **params),
        stack.open_api_models.OpenApiRequest(query=stack.OpenApiUtilClient.query(parameters)),
        runtime or stack.util_models.RuntimeOptions(),
    )


# Answers


def test_an_answer_has_body_headers_and_status(stack, cloud, client):
    answer = call(stack, client, registration(cloud))
    assert set(answer) == {"body", "headers", "statusCode"}
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"].startswith("application/json")
    assert answer["body"]["Success"] == "true"
    [backup_set] = cloud.backup_sets()
    assert answer["body"]["Data"]["BackupSetId"] == backup_set["backup_set_id"]
    assert backup_set["name"] == "全量 备份+1.tar.gz"
    [sent] = cloud.calls()
    assert sent["scheme"] == "https"
    assert sent["signature"] == "acs3"
    assert "BackupSetId" not in sent["params"]
    assert json.loads(json.dumps(answer)) == answer


def test_the_access_info_holds_the_keys_and_shows_none(stack, start_cloud, trust):
    cloud = start_cloud("--sts-secret", STS_SECRET, "--sts-token", STS_TOKEN)
    trust(cloud)
    client = client_of(stack, cloud)
    data = call(stack, client, registration(cloud))["body"]["Data"]
    action = "DescribeBakDataSourceStorageAccessInfo"
    answer = call(stack, client, access(cloud, data["BackupSetId"]), action)
    info = answer["body"]["Data"]["OssAccessInfo"]
    assert (info["AccessKeySecret"], info["SecurityToken"]) == (STS_SECRET, STS_TOKEN)
    if stack.is_ours:
        for shown in (answer, answer["body"]["Data"], info, [info]):
            for text in (str(shown), repr(shown), f"{shown}"):
                assert STS_SECRET not in text
                assert STS_TOKEN not in text
                assert info["OssEndpoint"] in text


def test_the_call_by_asyncio_is_the_same(stack, cloud, client):
    request = stack.open_api_models.OpenApiRequest(
        query=stack.OpenApiUtilClient.query(registration(cloud))
    )

    async def both():
        runtime = stack.util_models.RuntimeOptions()
        return await asyncio.gather(
            *(client.call_api_async(params_of(stack), request, runtime) for _ in range(2))
        )

    answers = asyncio.run(both())
    ids = {answer["body"]["Data"]["BackupSetId"] for answer in answers}
    assert ids == {backup_set["backup_set_id"] for backup_set in cloud.backup_sets()}
    assert len(ids) == 2


def test_the_older_signature(stack, cloud, trust):
    trust(cloud)
    client = client_of(stack, cloud, signature_algorithm="v2")
    call(stack, client, registration(cloud))
    assert cloud.calls()[0]["signature"] == "rpc-v1"


def test_parameters_in_the_body(stack, cloud, client):
    client.call_api(
        params_of(stack, req_body_type="formData"),
        stack.open_api_models.OpenApiRequest(body=registration(cloud)),
        stack.util_models.RuntimeOptions(),
    )
    assert cloud.calls()[0]["params"]["BackupSetName"] == "全量 备份+1.tar.gz"


def test_plain_http_where_it_is_asked_for(stack, cloud, trust):
    trust(cloud)
    for settings, params in [
        ({"protocol": "HTTP"}, {}),
        ({"endpoint": f"http://{cloud.dbs}"}, {}),
        ({}, {"protocol": "HTTP"}),
    ]:
        call(stack, client_of(stack, cloud, **settings), registration(cloud), **params)
    assert {sent["scheme"] for sent in cloud.calls()} == {"http"}


def test_parameters_for_all_calls_and_for_one(stack, cloud, trust):
    trust(cloud)
    models, util = stack.open_api_models, stack.util_models
    queries = {"BackupSetName": "of all", "BackupMode": "of all"}
    client = client_of(stack, cloud, global_parameters=models.GlobalParameters(queries=queries))
    parameters = registration(cloud, BackupSetName=None, BackupMode=None, BackupType=None)
    extends = util.ExtendsParameters(queries={"BackupMode": "of one", "BackupType": "LogBackup"})
    call(stack, client, parameters, runtime=util.RuntimeOptions(extends_parameters=extends))
    sent = cloud.calls()[0]["params"]
    assert [sent[n] for n in ("BackupSetName", "BackupMode", "BackupType")] == [
        "of all",
        "of one",
        "LogBackup",
    ]


def test_settings_changed_later_are_for_other_clients(stack, cloud, trust):
    trust(cloud)
    config = stack.open_api_models.Config(cloud.access_key_id, cloud.access_key_secret)
    config.endpoint = cloud.dbs
    client = stack.OpenApiClient(config)
    config.endpoint, config.access_key_secret = "127.0.0.1:1", "another"
    call(stack, client, registration(cloud))
    assert len(cloud.backup_sets()) == 1


def test_eight_threads(stack, cloud, client):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: call(stack, client, registration(cloud)), range(24)))
    ids = {answer["body"]["Data"]["BackupSetId"] for answer in answers}
    assert len(ids) == len(cloud.backup_sets()) == 24


# Keys


@pytest.mark.filterwarnings("ignore:Call to deprecated function get_:DeprecationWarning")
def test_a_token_goes_with_the_key(stack, start_cloud, trust):
    cloud = start_cloud("--security-token", KEY_TOKEN)
    trust(cloud)
    client = client_of(stack, cloud, security_token=KEY_TOKEN)
    call(stack, client, registration(cloud))
    assert client.get_access_key_id() == cloud.access_key_id
    assert client.get_access_key_secret() == cloud.access_key_secret
    assert client.get_security_token() == KEY_TOKEN
    assert client.get_type() == "sts"
    assert asyncio.run(client.get_access_key_id_async()) == cloud.access_key_id


class Credential:
    """As alibabacloud_credentials has them: asked for each call."""

    def __init__(self, cloud):
        self.cloud, self.asked = cloud, 0

    def get_credential(self):
        self.asked += 1
        return SimpleNamespace(
            access_key_id=self.cloud.access_key_id,
            access_key_secret=self.cloud.access_key_secret,
            security_token=None,
            type="access_key",
            provider_name=None,
        )


def test_a_credential_is_asked(stack, cloud, trust):
    trust(cloud)
    credential = Credential(cloud)
    keys = {"access_key_id": None, "access_key_secret": None, "credential": credential}
    client = client_of(stack, cloud, **keys)
    assert credential.asked == 0
    call(stack, client, registration(cloud))
    assert credential.asked >= 1
    assert len(cloud.backup_sets()) == 1


def test_without_a_key(stack, cloud, trust, monkeypatch):
    trust(cloud)
    for name in [name for name in os.environ if name.startswith("ALIBABA_CLOUD_")]:
        monkeypatch.delenv(name)
    client = client_of(stack, cloud, access_key_id=None, access_key_secret=None)
    with pytest.raises(stack.exceptions.ClientException) as caught:
        call(stack, client, registration(cloud))
    assert caught.value.code == "InvalidCredentials"
    assert cloud.calls() == []


def test_the_key_of_the_environment_serves(ours, cloud, trust, monkeypatch):
    trust(cloud)
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id)
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret)
    client = client_of(ours, cloud, access_key_id=None, access_key_secret=None)
    call(ours, client, registration(cloud))
    assert len(cloud.backup_sets()) == 1


def test_half_a_key_is_refused(ours, cloud):
    with pytest.raises(ours.exceptions.ClientException, match="half an access key"):
        client_of(ours, cloud, access_key_secret=None)


# Errors


def check_attributes(stack, error, status, code):
    assert (error.code, error.data["statusCode"], error.statusCode) == (code, status, status)
    assert error.status_code == status
    assert error.message
    assert isinstance(error, stack.tea.TeaException)
    assert isinstance(error, stack.dara.DaraException)
    if stack.is_ours:
        assert isinstance(error, dbs_sdk.DbsError)
        assert (error.status, error.stage, error.backup_set_id) == (status, None, None)
        assert error.request_id
        for same in (copy.copy(error), pickle.loads(pickle.dumps(error))):
            assert type(same) is type(error)
            assert vars(same) == vars(error)
            assert str(same) == str(error)


def test_a_refusal_is_a_client_exception(stack, cloud, client):
    with pytest.raises(stack.exceptions.ClientException) as caught:
        call(stack, client, registration(cloud, BackupMethod=None))
    check_attributes(stack, caught.value, 400, "MissingBackupMethod")
    if stack.is_ours:
        assert isinstance(caught.value, dbs_sdk.RefusedError)
        assert caught.value.retryable is False


def test_a_wrong_secret_is_a_client_exception(stack, cloud, trust):
    trust(cloud)
    with pytest.raises(stack.exceptions.ClientException) as caught:
        call(stack, client_of(stack, cloud, access_key_secret=KEY_SECRET), registration(cloud))
    check_attributes(stack, caught.value, 400, "SignatureDoesNotMatch")
    assert KEY_SECRET not in f"{caught.value} {caught.value!r}"


def test_a_failure_of_the_service_is_a_server_exception(stack, cloud, client):
    cloud.inject(
        "ConfigureBackupSetInfo", "status", status=503, code="ServiceUnavailable", message="busy"
    )
    with pytest.raises(stack.exceptions.ServerException) as caught:
        call(stack, client, registration(cloud))
    check_attributes(stack, caught.value, 503, "ServiceUnavailable")
    if stack.is_ours:
        assert isinstance(caught.value, dbs_sdk.ServiceError)
        assert caught.value.retryable is True


def test_throttling(stack, cloud, client):
    cloud.inject("ConfigureBackupSetInfo", "throttle", count=99)
    runtime = stack.util_models.RuntimeOptions(autoretry=False)
    with pytest.raises(stack.exceptions.ClientException) as caught:
        call(stack, client, registration(cloud), runtime=runtime)
    check_attributes(stack, caught.value, 400, "Throttling.User")
    assert len(cloud.calls()) == 1
    if stack.is_ours:
        assert isinstance(caught.value, stack.exceptions.ThrottlingException)


def test_no_connection(stack, cloud, trust):
    trust(cloud)
    cloud.stop()
    runtime = stack.util_models.RuntimeOptions(autoretry=False)
    with pytest.raises(stack.tea.UnretryableException) as caught:
        call(stack, client_of(stack, cloud), registration(cloud), runtime=runtime)
    assert caught.value.code is None
    assert type(caught.value.inner_exception).__name__ == "RetryError"
    assert str(caught.value.inner_exception)
    if stack.is_ours:
        assert isinstance(caught.value, dbs_sdk.NetworkError)
        assert isinstance(caught.value, ConnectionError)
        assert "no connection to the service" in str(caught.value)
        assert caught.value.retryable is True
        same = pickle.loads(pickle.dumps(caught.value))
        assert (type(same), str(same)) == (type(caught.value), str(caught.value))


def test_success_false_raises(ours, cloud, trust):
    """The original gives it as an answer, and the script ends in a KeyError."""
    trust(cloud)
    with pytest.raises(ours.exceptions.ClientException) as caught:
        call(ours, client_of(ours, cloud), registration(cloud, DataSourceId="ds-unknown"))
    check_attributes(ours, caught.value, 200, "Param.NotFound")


def test_missing_things_are_said(stack, cloud, client):
    for make in (
        lambda: stack.OpenApiClient(None),
        lambda: client.call_api(None, None, None),
        lambda: client.check_config(stack.open_api_models.Config()),
    ):
        with pytest.raises(stack.exceptions.ClientException) as caught:
            make()
        assert caught.value.code == "ParameterMissing"


def test_no_endpoint(stack, cloud, trust):
    trust(cloud)
    with pytest.raises(stack.tea.TeaException):
        call(stack, client_of(stack, cloud, endpoint=None), registration(cloud))


# Settings


@pytest.mark.parametrize("setting", ["read_timeout", "connect_timeout"])
def test_timeouts_in_milliseconds(stack, cloud, client, setting):
    if setting == "connect_timeout":
        # An address that nothing answers on: TEST-NET-1.
        client = client_of(stack, cloud, endpoint="192.0.2.1")
    else:
        cloud.inject("ConfigureBackupSetInfo", "stall", seconds=30)
    runtime = stack.util_models.RuntimeOptions(autoretry=False, **{setting: 300})
    with pytest.raises(stack.tea.UnretryableException):
        call(stack, client, registration(cloud), runtime=runtime)


def test_a_ca_of_its_own(stack, cloud, monkeypatch):
    for name in [name for name in os.environ if name.upper().endswith("_PROXY")]:
        monkeypatch.delenv(name)
    with pytest.raises(stack.tea.UnretryableException):
        call(stack, client_of(stack, cloud), registration(cloud))
    runtime = stack.util_models.RuntimeOptions(autoretry=False, ca=cloud.ca_file)
    call(stack, client_of(stack, cloud), registration(cloud), runtime=runtime)
    call(stack, client_of(stack, cloud, ca=cloud.ca_file), registration(cloud))
    assert len(cloud.backup_sets()) == 2


@pytest.mark.parametrize("place", ["config", "runtime"])
def test_a_proxy_is_gone_through(stack, cloud, trust, place):
    trust(cloud)
    proxy = {"https_proxy": "http://127.0.0.1:1"}
    client = client_of(stack, cloud, **(proxy if place == "config" else {}))
    given = proxy if place == "runtime" else {}
    runtime = stack.util_models.RuntimeOptions(autoretry=False, **given)
    with pytest.raises(stack.tea.UnretryableException):
        call(stack, client, registration(cloud), runtime=runtime)
    assert cloud.calls() == []


@pytest.mark.parametrize(
    ("no_proxy", "direct"),
    [("x.com, 127.0.0.1", True), ("*", True), (".0.1", True), ("7.0", False)],
)
def test_no_proxy_counts(ours, cloud, trust, no_proxy, direct):
    trust(cloud)
    client = client_of(ours, cloud, https_proxy="http://127.0.0.1:1", no_proxy=no_proxy)
    runtime = ours.util_models.RuntimeOptions(autoretry=False)
    outcome = contextlib.nullcontext() if direct else pytest.raises(dbs_sdk.NetworkError)
    with outcome:
        call(ours, client, registration(cloud), runtime=runtime)
    assert len(cloud.calls()) == direct


def test_the_programs_name_is_sent(stack, cloud, trust):
    trust(cloud)
    call(stack, client_of(stack, cloud, user_agent="nightly/2.1"), registration(cloud))
    assert cloud.calls()[0]["headers"]["user-agent"].endswith(" nightly/2.1")


def test_tries(ours, cloud, trust):
    """The original makes one, whatever these say."""
    trust(cloud)
    client = client_of(ours, cloud)
    backup_set = call(ours, client, registration(cloud))["body"]["Data"]["BackupSetId"]
    action = "DescribeBakDataSourceStorageAccessInfo"
    for given, tries in [({"autoretry": False}, 1), ({"max_attempts": 1}, 2)]:
        cloud.inject(action, "bad_gateway", count=tries)
        before = len(cloud.calls())
        runtime = ours.util_models.RuntimeOptions(**given)
        with pytest.raises(ours.exceptions.ServerException):
            call(ours, client, access(cloud, backup_set), action, runtime)
        assert len(cloud.calls()) - before == tries


@pytest.mark.parametrize(
    ("settings", "instead"),
    [
        ({"bearer_token": "t"}, "access_key_id"),
        ({"cert": "c.pem"}, "access key"),
        ({"signature_version": "v4"}, "signature_algorithm"),
        ({"signature_algorithm": "ACS3-HMAC-SM3"}, "'v2'"),
        ({"tls_min_version": "TLSv1.3"}, "TLSv1.2"),
        ({"retry_options": object()}, "max_attempts"),
    ],
)
def test_a_client_refuses_what_it_cannot_honour(ours, cloud, settings, instead):
    with pytest.raises(NotImplementedError, match=instead):
        client_of(ours, cloud, **settings)


@pytest.mark.parametrize(
    ("params", "request_", "runtime", "instead"),
    [
        ({"style": "ROA"}, {}, {}, "'RPC'"),
        ({"method": "GET"}, {}, {}, "'POST'"),
        ({"body_type": "binary"}, {}, {}, "'json'"),
        ({"protocol": "wss"}, {}, {}, "'HTTPS'"),
        ({"auth_type": "Anonymous"}, {}, {}, "'AK'"),
        ({}, {"body": {"A": 1}}, {}, "'formData'"),
        ({}, {"headers": {"x": "y"}}, {}, "query"),
        ({}, {"stream": b""}, {}, "body"),
        ({}, {}, {"ignore_ssl": True}, "ca"),
        ({}, {}, {"local_addr": "10.0.0.1"}, "proxy"),
        ({}, {}, {"key": "k.pem"}, "access key"),
    ],
)
def test_a_call_refuses_what_it_cannot_honour(ours, cloud, params, request_, runtime, instead):
    with pytest.raises(NotImplementedError, match=instead):
        client_of(ours, cloud).call_api(
            params_of(ours, **params),
            ours.open_api_models.OpenApiRequest(**request_),
            ours.util_models.RuntimeOptions(**runtime),
        )
    assert cloud.calls() == []


def test_what_is_not_offered_says_what_to_use(ours, cloud):
    client = client_of(ours, cloud)
    with pytest.raises(NotImplementedError, match="use call_api"):
        client.do_roarequest()
    with pytest.raises(NotImplementedError, match=r"use OpenApiClient\.call_api"):
        ours.OpenApiUtilClient.get_authorization()
    with pytest.raises(NotImplementedError, match="use Python's own json"):
        ours.UtilClient.read_as_json()
    with pytest.raises(NotImplementedError, match="use call_api"):
        ours.open_api_models.SSEResponse()
    for thing in (ours.open_api_models, client, ours.OpenApiUtilClient, ours.UtilClient):
        assert not hasattr(thing, "_nothing_of_this_name")


# Models


MODELS = [
    ("open_api_models", "Config"),
    ("open_api_models", "GlobalParameters"),
    ("open_api_models", "OpenApiRequest"),
    ("open_api_models", "Params"),
    ("util_models", "ExtendsParameters"),
    ("util_models", "RuntimeOptions"),
]


def filled(stack, module, name):
    """A model with a value in each field, given by position."""
    models = getattr(stack, module)
    names = list(inspect.signature(getattr(models, name)).parameters)
    inner = {
        "global_parameters": lambda: stack.open_api_models.GlobalParameters({"h": "1"}),
        "extends_parameters": lambda: stack.util_models.ExtendsParameters(None, {"q": "1"}),
        "retry_options": lambda: None,
    }
    values = [inner.get(n, lambda n=n: f"value of {n}")() for n in names]
    return getattr(models, name)(*values), names


@pytest.mark.parametrize(("module", "name"), MODELS)
def test_models_have_the_same_fields(official, ours, module, name):
    theirs, names = filled(official, module, name)
    mine, my_names = filled(ours, module, name)
    assert my_names == names
    assert mine.to_map() == theirs.to_map()
    assert [getattr(mine, n) for n in names if not n.endswith("parameters")] == [
        getattr(theirs, n) for n in names if not n.endswith("parameters")
    ]
    back = type(mine)().from_map(theirs.to_map())
    assert back.to_map() == theirs.to_map()
    assert type(mine)().to_map() == type(theirs)().to_map() == {}
    mine.validate()
    assert pickle.loads(pickle.dumps(mine)).to_map() == mine.to_map()
    assert copy.deepcopy(mine).to_map() == mine.to_map()


def test_validate_names_what_is_missing(stack):
    with pytest.raises(stack.dara.RequiredArgumentException, match='"version" is required'):
        stack.open_api_models.Params(action="A").validate()


def test_settings_show_no_secret(ours):
    config = ours.open_api_models.Config(
        "id",
        KEY_SECRET,
        KEY_TOKEN,
        https_proxy=f"http://user:{STS_SECRET}@proxy:3128",
        bearer_token=STS_TOKEN,
    )
    for text in (str(config), repr(config), f"{config.to_map()}", repr([config])):
        assert not [secret for secret in PLANTED if secret in text]
        assert "'id'" in text


def test_a_client_can_be_pickled(ours, cloud, trust):
    trust(cloud)
    client = client_of(ours, cloud)
    call(ours, client, registration(cloud))
    call(ours, pickle.loads(pickle.dumps(client)), registration(cloud))
    assert len(cloud.backup_sets()) == 2
    assert cloud.access_key_secret not in repr(client)


# Functions


def decoded(value):
    """What JSON has no word for."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$bytes_base64" in value:
        return base64.b64decode(value["$bytes_base64"])
    if "$tuple" in value:
        return tuple(decoded(value["$tuple"]))
    return {name: decoded(item) for name, item in value.items()}


def test_parameters_are_flattened_alike(stack):
    vectors = json.loads((VECTORS / "openapi_flatten.json").read_text("utf-8"))["vectors"]
    assert len(vectors) > 3
    for vector in vectors:
        given = decoded(vector["input"])
        assert stack.OpenApiUtilClient.query(given) == vector["output"], vector["id"]
        assert stack.OpenApiUtilClient.to_form(given) == vector["form"], vector["id"]


def test_models_of_ones_own_are_flattened(stack):
    class Filter(stack.TeaModel):
        def to_map(self):
            return {"Key": "k", "Values": ["a", b"b"]}

    with Path(os.devnull).open() as file:
        given = {"Filter": [Filter()], "File": file, "None": None}
        assert stack.OpenApiUtilClient.query(given) == {
            "Filter.1.Key": "k",
            "Filter.1.Values.1": "a",
            "Filter.1.Values.2": "b",
        }
    parsed = stack.OpenApiUtilClient.parse_to_map({"F": Filter(), "L": [1, {"x": None}]})
    assert parsed == {"F": {"Key": "k", "Values": ["a", b"b"]}, "L": [1, {"x": None}]}
    assert stack.OpenApiUtilClient.query(None) == {}
    assert stack.OpenApiUtilClient.parse_to_map("text") is None
    assert str(Filter()).startswith("{'Key': 'k'")


@pytest.mark.parametrize(
    "style", ["repeatList", "simple", "spaceDelimited", "pipeDelimited", "json", "other"]
)
def test_lists_become_texts_alike(official, ours, style):
    def text(stack, array):
        return stack.OpenApiUtilClient.array_to_string_with_specified_style(array, "名", style)

    assert text(ours, ["a b", 2, "ü"]) == text(official, ["a b", 2, "ü"])
    assert text(ours, None) == text(official, None) == ""


CALLS = [
    ("to_bytes", "é"),
    ("to_bytes", b"x"),
    ("to_bytes", 1),
    ("to_string", "é".encode()),
    ("to_string", 1),
    ("parse_json", '{"a": [1, null]}'),
    ("parse_json", "{"),
    ("to_jsonstring", {"a": "ü", "b": b"x", "c": [1.5, None]}),
    ("to_jsonstring", "as it is"),
    ("default_string", None, "d"),
    ("default_string", "", "d"),
    ("default_number", None, 1),
    ("default_number", 0, 1),
    ("empty", ""),
    ("empty", "x"),
    ("equal_string", "a", "b"),
    ("equal_number", 1, 1),
    ("is_unset", None),
    ("assert_as_string", 1),
    ("assert_as_string", "x"),
    ("assert_as_boolean", 1),
    ("assert_as_bytes", b"x"),
    ("assert_as_number", 1.5),
    ("assert_as_number", "1"),
    ("assert_as_integer", 1.5),
    ("assert_as_map", {"a": 1}),
    ("assert_as_map", []),
    ("assert_as_array", [1]),
    ("assert_as_array", ()),
    ("to_map", {"a": 1}),
    ("validate_model", "no model"),
    ("sleep", 1),
]


@pytest.mark.parametrize("called", CALLS, ids=lambda called: f"{called[0]}-{called[1]!r:.12}")
def test_small_functions(official, ours, called):
    def outcome(stack):
        try:
            return getattr(stack.UtilClient, called[0])(*called[1:])
        except (ValueError, RuntimeError) as error:
            return type(error)

    assert outcome(ours) == outcome(official)


def test_words_for_paths(official, ours):
    for text in ("a b/ü~*", "", "+%"):
        for name in ("get_encode_path", "get_encode_param"):
            mine = getattr(ours.OpenApiUtilClient, name)(text)
            assert mine == getattr(official.OpenApiUtilClient, name)(text)
    assert ours.OpenApiUtilClient.hex_encode(b"\x01\xff") == "01ff"
    stamps = [stack.OpenApiUtilClient.get_timestamp() for stack in (official, ours)]
    assert len(stamps[0]) == len(stamps[1]) == len("2026-11-23T02:00:00Z")


# Proxies that are passed over, keys of one's own, and what may be sent twice


@pytest.mark.parametrize(
    ("settings", "no_proxy", "asked"),
    [
        ({"endpoint": "dbs.invalid"}, None, True),
        ({"endpoint": "dbs.invalid"}, "other.invalid", True),
        ({"endpoint": "dbs.invalid"}, "a,DBS.invalid", False),
        ({"endpoint": "https://DBS.invalid:443/"}, ".invalid", False),
        ({"region_id": "cn-hangzhou"}, "aliyuncs.com", False),
    ],
)
@pytest.mark.parametrize("place", ["environment", "settings"])
def test_hosts_without_proxy(ours, cloud, trust, monkeypatch, settings, no_proxy, asked, place):
    trust(cloud)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.2)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        given = {"no_proxy": no_proxy}
        if place == "environment":
            monkeypatch.setenv("HTTPS_PROXY", address)
        else:
            given["https_proxy"] = address
        config = ours.open_api_models.Config("id", KEY_SECRET, **settings, **given)
        # Nobody answers: what counts is who was asked.
        runtime = ours.util_models.RuntimeOptions(
            autoretry=False, read_timeout=300, connect_timeout=300
        )
        with pytest.raises(dbs_sdk.NetworkError):
            call(ours, ours.OpenApiClient(config), {}, "DescribeRegions", runtime)
        reached = True
        try:
            proxy.accept()[0].close()
        except TimeoutError:
            reached = False
        assert reached is asked


class Failing:
    """Hands out no key."""

    def __init__(self, error):
        self.error = error

    def get_credential(self):
        raise self.error


def test_a_credential_that_fails(stack, cloud, trust):
    trust(cloud)
    client = client_of(
        stack, cloud, access_key_id=None, access_key_secret=None, credential=Failing(KeyError("a"))
    )
    with pytest.raises(stack.tea.TeaException):
        call(stack, client, registration(cloud))
    assert cloud.calls() == []


def test_a_key_of_a_kind_that_is_not_offered(ours, cloud):
    bearer = SimpleNamespace(get_credential=lambda: SimpleNamespace(type="bearer"))
    client = client_of(ours, cloud, access_key_id=None, access_key_secret=None, credential=bearer)
    with pytest.raises(NotImplementedError, match="credentials of type 'bearer'"):
        call(ours, client, registration(cloud))


def test_what_is_wrong_is_told_as_it_is(ours, cloud):
    client = client_of(ours, cloud, endpoint=None)
    with pytest.raises(ours.exceptions.ClientException) as raised:
        call(ours, client, {})
    assert (raised.value.code, raised.value.data) == ("ParameterMissing", None)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("parameters", "sent"),
    [
        ({"BackupSetId": "known", "UploadStatus": "WaitingUpload"}, 2),
        ({"UploadStatus": "WaitingUpload", "ClientToken": "one"}, 2),
        ({"UploadStatus": "WaitingUpload"}, 1),
    ],
)
def test_a_lost_answer_is_asked_for_again_where_it_does_no_harm(
    ours, cloud, trust, parameters, sent
):
    trust(cloud)
    client = client_of(ours, cloud)
    known = call(ours, client, registration(cloud))["body"]["Data"]["BackupSetId"]
    given = registration(cloud, **parameters)
    if given["BackupSetId"]:
        given["BackupSetId"] = known
    before = len(cloud.calls())
    cloud.inject("ConfigureBackupSetInfo", "lost_answer")
    with contextlib.suppress(dbs_sdk.NetworkError):
        call(ours, client, given)
    assert len(cloud.calls()) - before == sent
