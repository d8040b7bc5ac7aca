"""Answers as dicts: true for programs, clean for eyes."""

import copy
import json
import logging
import pickle
import pprint

import pytest

from dbs_sdk._masked import Masked

SECRET, TOKEN = "planted+Secret/01==", "CAISplanted+Token/02=="
PLANTED = (SECRET, TOKEN, "planted%2BSecret")


def answer() -> dict:
    keys = {"AccessKeyId": "STS.id", "AccessKeySecret": SECRET, "SecurityToken": TOKEN}
    return {
        "Success": "true",
        "ClientToken": "client-1",
        "NextToken": "page-2",
        "SecurityToken": None,
        "Data": {"OssAccessInfo": keys | {"ObjectKey": "a/b"}},
        "Items": [keys, {"Deep": ({"access-key-secret": SECRET}, [{"Password": SECRET}])}],
        "Text": json.dumps({"source_endpoint_password": SECRET, "user": "root"}),
        "Link": "see https://b.oss/k?Expires=1&Signature=planted%2BSecret&x=1 please",
        "Plain": "[not json",
        "Proxy": f"http://user:{SECRET}@proxy:3128",
        "Pem": f"-----BEGIN PRIVATE KEY-----{SECRET}",
    }


def ways_to_print(value):
    record = logging.LogRecord("n", logging.INFO, "f", 1, "%s", (value,), None)
    yield from (
        repr(value),
        str(value),
        f"{value}",
        f"{value!r:>5}",
        f"{value}",
        repr([value]),
    )
    yield from (pprint.pformat(value, width=20), record.getMessage())


@pytest.mark.parametrize(
    "made",
    [
        lambda d: d,
        lambda d: d.copy(),
        copy.copy,
        copy.deepcopy,
        lambda d: pickle.loads(pickle.dumps(d)),
        lambda d: d | {"Secret": SECRET},
        lambda d: {"Secret": SECRET} | d,
        lambda d: Masked(d, Password=SECRET),
        lambda d: d["Data"],
        lambda d: d["Items"],
        lambda d: d["Items"][0],
        lambda d: d["Items"][1],
    ],
)
def test_no_way_to_print_shows_a_secret(made):
    value = made(Masked(answer()))
    assert type(value) in (Masked, list)
    for text in ways_to_print(value):
        assert "***" in text
        assert not [planted for planted in PLANTED if planted in text]


def test_what_is_no_secret_is_shown():
    shown = repr(Masked(answer()))
    for expected in ("'STS.id'", "'client-1'", "'page-2'", "'SecurityToken': None", "'a/b'"):
        assert expected in shown
    assert "'see https://b.oss/k?*** please'" in shown
    assert '{"source_endpoint_password": "***", "user": "root"}' in shown
    assert "'http://***@proxy:3128'" in shown
    assert repr(Masked(a=[1, "[1,2]"])) == "{'a': [1, '[1,2]']}"


def test_a_program_sees_the_truth():
    masked = Masked(answer())
    assert masked == answer() and dict(masked) == answer() and isinstance(masked, dict)
    assert json.loads(json.dumps(masked)) == json.loads(json.dumps(answer()))
    assert masked["Data"]["OssAccessInfo"]["AccessKeySecret"] == SECRET
    for other in (copy.copy(masked), copy.deepcopy(masked), pickle.loads(pickle.dumps(masked))):
        assert other == masked and other is not masked and type(other["Data"]) is Masked


def test_what_is_put_in_later_is_masked_as_well():
    masked = Masked()
    masked["inner"] = {"AccessKeySecret": SECRET}
    masked |= {"SecurityToken": TOKEN}
    assert repr(masked) == "{'inner': {'AccessKeySecret': '***'}, 'SecurityToken': '***'}"


def test_a_circle_ends():
    masked = Masked(Secret=SECRET)
    masked["self"] = [masked]
    assert repr(masked) == "{'Secret': '***', 'self': [Ellipsis]}"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(json.dumps({"AccessKeySecret": SECRET})),
        json.dumps({"a": json.dumps({"b": json.dumps({"AccessKeySecret": SECRET})})}),
        f"the answer was {json.dumps({'AccessKeySecret': SECRET, 'x': 1})}",
        f"the answer was {json.dumps(json.dumps({'AccessKeySecret': SECRET}))}",
        f"the answer was { {'SecurityToken': TOKEN} }",
        f"AccessKeyId=a&AccessKeySecret={SECRET}&b=c",
        f"<Credentials><AccessKeySecret>{SECRET}</AccessKeySecret></Credentials>",
        f"x-oss-security-token={TOKEN}",
        f"source_endpoint_password={SECRET}",
    ],
)
def test_texts_that_name_a_secret(text):
    for value in (text, text.encode()):
        shown = repr(Masked(a=value))
        assert "***" in shown
        assert "planted" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "The SecurityToken: it has expired",
        "NextToken=page-2&ClientToken=one",
        '{"NextToken": "page-2"}',
        "<NextToken>2</NextToken>",
        "a = b, secret is nothing",
        '"AccessKeySecret": ""',
    ],
)
def test_texts_without_a_secret_are_shown(text):
    assert repr(Masked(a=text)) == repr({"a": text})
    assert repr(Masked(a=text.encode())) == repr({"a": text.encode()})
    assert repr(Masked(a=b"\xff{")) == repr({"a": b"\xff{"})


@pytest.mark.parametrize("names", [("Key", "Value"), ("Name", "Value"), ("name", "value")])
def test_pairs(names):
    key, value = names
    pairs = [{key: "AccessKeySecret", value: SECRET}, {key: "plain", value: "seen"}]
    shown = repr(Masked(Tags=pairs))
    assert "planted" not in shown
    assert "'seen'" in shown


def put(masked):
    masked["a"] = {"AccessKeySecret": SECRET}


def put_more(masked):
    masked |= {"a": {"AccessKeySecret": SECRET}}


@pytest.mark.parametrize(
    "put",
    [
        put,
        put_more,
        lambda masked: masked.update({"a": {"AccessKeySecret": SECRET}}),
        lambda masked: masked.update([("a", {"AccessKeySecret": SECRET})]),
        lambda masked: masked.update(a={"AccessKeySecret": SECRET}),
        lambda masked: masked.setdefault("a", {"AccessKeySecret": SECRET}),
    ],
)
def test_what_is_put_in_can_be_taken_out(put):
    masked = Masked(b=1)
    put(masked)
    assert type(masked) is Masked
    assert type(masked["a"]) is Masked
    assert masked == {"b": 1, "a": {"AccessKeySecret": SECRET}}
    assert masked.setdefault("b", 2) == 1
    assert masked.setdefault("c") is None
