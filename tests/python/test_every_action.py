"""alibabacloud-dbs20190306, alibabacloud-dbs20210101 and this project's client send the same.

`EVERY_ACTION_BIN` names the program that sends every action with every parameter set. Without it
the test fails.
"""

import json
import os
import subprocess
from pathlib import Path

import alibabacloud_dbs20190306.client
import alibabacloud_dbs20190306.models
import alibabacloud_dbs20210101.client
import alibabacloud_dbs20210101.models
import pytest
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions

OFFICIAL = {
    "2019-03-06": alibabacloud_dbs20190306,
    "2021-01-01": alibabacloud_dbs20210101,
}
FACTS = Path(__file__).parents[2] / "dbs-sdk" / "api"


@pytest.fixture
def sent(cloud):
    """What this project's client sends, by action; two actions of different versions have no name
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
    actions = json.loads((FACTS / f"dbs-{version}.json").read_text())["actions"]
    for action in actions:
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
