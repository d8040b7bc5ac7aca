"""alibabacloud-dbs20190306, alibabacloud-dbs20210101 and this project's clients, in Rust and in Python,
send the same.

`EVERY_ACTION_BIN` names the program that sends every action with every parameter set. Without it
the test fails.
"""

import contextlib
import json
import os
import subprocess
import sys

import alibabacloud_dbs20190306.client
import alibabacloud_dbs20190306.models
import alibabacloud_dbs20210101.client
import alibabacloud_dbs20210101.models
import pytest
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions

import dbs_sdk
import facts

OFFICIAL = {
    "2019-03-06": alibabacloud_dbs20190306,
    "2021-01-01": alibabacloud_dbs20210101,
}
OURS = {"2019-03-06": dbs_sdk.v2019_03_06, "2021-01-01": dbs_sdk.v2021_01_01}


@pytest.fixture
def sent(cloud):
    """What this project's Rust client sends, by action; two actions of different versions have no name
    in common."""
    program = os.environ.get("EVERY_ACTION_BIN")
    assert program, "EVERY_ACTION_BIN must name the example `every_action`"
    keys = [cloud.access_key_id, cloud.access_key_secret]
    subprocess.run([program, f"http://{cloud.dbs}", *keys], check=True, timeout=60)
    calls = cloud.calls(service="dbs")
    by_action = {call["operation"]: call["params"] for call in calls}
    assert len(by_action) == len(calls) == 58
    return by_action


@pytest.mark.parametrize("version", OFFICIAL)
def test_the_official_client_sends_the_same(cloud, sent, version):
    official = OFFICIAL[version]
    client = official.client.Client(
        Config(
            access_key_id=cloud.access_key_id,
            access_key_secret=cloud.access_key_secret,
            endpoint=cloud.dbs,
            protocol="http",
        )
    )
    for action in facts.actions(version):
        name = action["action"]
        before = len(cloud.calls())
        send(official.models, client, action, sent[name])
        [call] = cloud.calls()[before:]
        assert call["operation"] == name
        decoded = {parameter["wire_name"]: parameter for parameter in action["params"]}
        theirs = {key: value_of(decoded[key], text) for key, text in call["params"].items()}
        ours = {key: value_of(decoded[key], text) for key, text in sent[name].items()}
        assert ours == theirs, name
        assert ours.keys() == decoded.keys(), f"{name}: a parameter is not set"


@pytest.mark.parametrize("version", OURS)
def test_the_python_classes_send_the_same_text(cloud, sent, version):
    keys = dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret)
    client = dbs_sdk.Client(endpoint=f"http://{cloud.dbs}", credentials=keys, max_attempts=1)
    for action in facts.actions(version):
        name = action["action"]
        made = getattr(OURS[version], name)
        request = made(**arguments(made, sent[name]))
        before = len(cloud.calls())
        with contextlib.suppress(dbs_sdk.DbsError):
            client.send(request)
        [call] = cloud.calls()[before:]
        assert (call["operation"], call["params"]) == (name, sent[name])
        secret = {field["wire_name"] for field in action["params"] if field.get("secret")}
        assert request.form().keys() == secret, name


def arguments(made, params):
    """The keyword arguments that mean these parameters, by the types that the class names."""
    types = made.__annotations__
    named = {facts.snake(wire_name): value for wire_name, value in params.items()}
    return {name: argument(made, types[name], value) for name, value in named.items()}


def argument(made, kind, value):
    kind = kind.removesuffix(" | None")
    if kind.startswith("tuple["):
        kind = kind[len("tuple[") : -len(", ...]")]
        if kind == "str":
            return value.split(",")
        listed = json.loads(value) if isinstance(value, str) else value
        inner = getattr(sys.modules[made.__module__], kind)
        return [inner(**arguments(inner, item)) for item in listed]
    if isinstance(value, str) and kind != "str":
        return value == "true" if kind == "bool" else int(value)
    return value


def send(models, client, action, params):
    """Gives the official client the values that ours sent, and lets it send them."""
    method = getattr(client, f"{action['sdk_method']}_with_options")
    arguments = [RuntimeOptions(autoretry=False)]
    model = getattr(models, f"{action['action']}Request", None)
    if model is not None:
        decoded = {parameter["wire_name"]: parameter for parameter in action["params"]}
        values = {
            name: text if decoded[name]["type"] == "string" else value_of(decoded[name], text)
            for name, text in params.items()
        }
        arguments.insert(0, model().from_map(values))
    try:
        method(*arguments)
    except Exception as error:
        if not getattr(error, "code", None):
            raise AssertionError(f"{action['action']} was not answered") from error


def value_of(parameter, text):
    """What a parameter's text means: Python's client writes booleans in another case, and each
    writes JSON with spaces of its own."""
    if parameter["type"] == "boolean":
        return {"true": True, "false": False}[text.lower()]
    if parameter["type"] == "integer":
        return int(text)
    if parameter["type"] == "array" or ("shape" in parameter and text.startswith(("[", "{"))):
        return json.loads(text)
    return text
