"""The classes of answers: what they make of what the service says, and what they show."""

import copy
import json
import pickle

import pytest

import facts
from dbs_sdk import v2019_03_06, v2021_01_01

pytestmark = pytest.mark.filterwarnings("error")

VERSIONS = {"2019-03-06": v2019_03_06, "2021-01-01": v2021_01_01}
EVERY = [
    pytest.param(VERSIONS[version], action, id=action["action"])
    for version in VERSIONS
    for action in facts.actions(version)
]


@pytest.mark.parametrize(("module", "action"), EVERY)
def test_no_field_of_an_answer_is_lost(module, action):
    wire, expected = facts.marked(action["response"]["fields"])
    answer = getattr(module, action["action"]).answer(wire)
    assert type(answer) is getattr(module, action["action"] + "Response")
    compare(answer, expected)
    assert "planted" not in f"{answer!r} {answer}"
    # The public half of a key.
    assert "planted" not in repr(answer.wire).replace("'AccessKeyId': 'planted'", "")
    assert answer.wire == wire
    assert (
        pickle.loads(pickle.dumps(answer)) == copy.deepcopy(answer) == copy.copy(answer) == answer
    )
    assert answer != getattr(module, action["action"]).answer({})


def compare(holder, expected):
    """The attributes of `holder` are those of `expected` and hold what is said there."""
    assert properties(holder) == set(expected)
    for name, values in expected.items():
        found = getattr(holder, name)
        if isinstance(values, dict):
            compare(found, values)
        elif isinstance(values, facts.Items):
            assert len(found) == len(values)
            for number, inner in enumerate(values):
                compare(found[number], inner)
        else:
            assert any(found == value and type(found) is type(value) for value in values), (
                f"{type(holder).__name__}.{name} is {found!r}, not one of {values}"
            )


def properties(holder):
    return {name for name, value in vars(type(holder)).items() if isinstance(value, property)}


@pytest.mark.parametrize(("module", "action"), EVERY)
def test_the_published_examples_can_be_read(module, action):
    wire = facts.published(action["response"]["fields"])
    answer = getattr(module, action["action"]).answer(wire)
    readable(answer)


def readable(holder):
    for name in properties(holder):
        value = getattr(holder, name)
        wire = facts.taken(holder.wire, name)
        items = value if isinstance(value, list) else [value]
        # Lists have no items and keys are empty where there are none.
        assert any(items) or value is False or value == 0 or wire in (None, []), f"{name}: {wire!r}"
        for item in items:
            if hasattr(item, "wire"):
                readable(item)


@pytest.mark.parametrize(("module", "action"), EVERY)
@pytest.mark.parametrize(
    "wire", [{}, {"Items": None, "Data": []}, {"Data": "?", "Items": 1}, None, []]
)
def test_nothing_at_all_is_an_answer_too(module, action, wire):
    answer = getattr(module, action["action"]).answer(wire)
    for name in properties(answer):
        value = getattr(answer, name)
        assert not value or name in ("data", "items"), f"{name}: {value!r}"


def test_one_odd_field_takes_no_other_with_it():
    plan = {
        "BackupPlanId": 77,
        "BackupPlanName": None,
        "BackupGatewayId": "160",
        "BackupRetentionPeriod": "many",
        "BackupPlanCreateTime": 1.6e12,
        "EnableBackupLog": "True",
        "BackupPeriod": "MONDAY,friday, Someday,",
        "SourceEndpointInstanceType": "rds",
        "BackupPlanStatus": "frozen",
        "New": {"Field": [1]},
    }
    items = {"BackupPlanDetail": [plan, "no plan", None, 7]}
    answer = v2019_03_06.DescribeBackupPlanListResponse(
        {"Items": items, "TotalElements": "1", "PageNum": {}, "Success": "True"}
    )
    assert (answer.total_elements, answer.page_num, answer.success) == (1, None, True)
    [plan] = answer.items
    assert (plan.backup_plan_id, plan.backup_plan_name) == ("77", None)
    assert (plan.backup_gateway_id, plan.backup_retention_period) == (160, None)
    assert plan.backup_plan_create_time == 1_600_000_000_000
    assert plan.enable_backup_log is True
    assert plan.backup_period == ["Monday", "Friday", "Someday"]
    assert plan.source_endpoint_instance_type == v2019_03_06.EndpointType.RDS
    assert plan.backup_plan_status == "frozen"
    assert plan.wire["New"] == {"Field": [1]} and plan.wire["BackupPeriod"][:6] == "MONDAY"
    assert answer.items[0] is answer.items[0]


@pytest.mark.parametrize(
    ("wire", "number"),
    [
        ("1661373070000", 1661373070000),
        (" 7 ", 7),
        ("20.0", 20),
        (20.0, 20),
        ("20.5", None),
        (1e300, None),
        ("inf", None),
        ("nan", None),
        ("1_000", None),
        ("٣", None),
        ("", None),
        (True, None),
        (1 << 63, None),
        ([1], None),
    ],
)
def test_numbers_come_as_texts_too(wire, number):
    answer = v2019_03_06.DescribeBackupPlanListResponse({"TotalElements": wire})
    assert answer.total_elements == number


@pytest.mark.parametrize(
    ("wire", "truth"),
    [
        (True, True),
        ("True", True),
        ("false", False),
        (1, True),
        ("0", False),
        (2, None),
        ("?", None),
    ],
)
def test_truth_has_many_forms(wire, truth):
    assert v2019_03_06.DescribeBackupPlanListResponse({"Success": wire}).success is truth


def test_texts_come_as_anything():
    for wire, text in [(216, "216"), (True, "true"), ({"a": ["é", 1]}, '{"a":["é",1]}')]:
        answer = v2021_01_01.DescribeDBTablesRecoveryStateResponse({"Data": wire})
        assert answer.data == text


def test_lists_come_wrapped_bare_alone_and_as_json():
    for wire in [{"dbName": ["shop", 2, None]}, ["shop", 2]]:
        assert v2019_03_06.GetDBListFromAgentResponse({"DbList": wire}).db_list == ["shop", "2"]
    assert v2019_03_06.GetDBListFromAgentResponse({"DbList": {"dbName": "a"}}).db_list == ["a"]
    page = {"size": 30, "totalElements": 1, "content": [{"backupSetId": "1x"}]}
    for wire in (page, json.dumps(page)):
        answer = v2021_01_01.DescribeSandboxBackupSetsResponse({"Data": wire})
        assert [item.backup_set_id for item in answer.data.content] == ["1x"]
    module = {"moduleCode": "BackupStorageSize"}
    for wire in (module, [module], json.dumps(module), json.dumps([module])):
        answer = v2021_01_01.DescribeCostInfoByDbsInstanceResponse({"Data": wire})
        assert [item.module_code for item in answer.data] == ["BackupStorageSize"]
    assert v2021_01_01.DescribeCostInfoByDbsInstanceResponse({"Data": "no JSON"}).data == []


def test_secrets_are_there_for_programs_and_for_nobody_else():
    keys = {
        "AccessKeyId": "STS.planted",
        "AccessKeySecret": "planted1",
        "SecurityToken": "planted2",
    }
    keys |= {"BucketName": "b", "ObjectKey": '{"Password": "planted3"}'}
    answer = v2021_01_01.DescribeBakDataSourceStorageAccessInfoResponse(
        {"Data": {"OssAccessInfo": keys, "More": [{"Deep": {"access_key_secret": "planted4"}}]}}
    )
    info = answer.data.oss_access_info
    assert (info.access_key_id, info.access_key_secret) == ("STS.planted", "planted1")
    assert (info.security_token, info.wire["SecurityToken"]) == ("planted2", "planted2")
    for shown in (
        repr(answer),
        str(answer),
        f"{[answer]}",
        repr(answer.data),
        str(answer.data.wire),
    ):
        assert "planted1" not in shown and "planted2" not in shown
        assert "planted3" not in shown and "planted4" not in shown
    assert repr(info) == (
        "OssAccessInfo(access_key_id='***', access_key_secret='***', bucket_name='b', "
        "object_key='{\"Password\": \"***\"}', security_token='***')"
    )
    assert v2021_01_01.OssAccessInfo({}).access_key_secret == ""


def test_an_answer_cannot_be_changed():
    answer = v2021_01_01.ConfigureBackupSetInfoResponse(
        {"Data": {"BackupSetId": "ee-1"}, "New": [1]}
    )
    with pytest.raises(AttributeError, match="cannot be changed"):
        answer.code = "Success"
    with pytest.raises(AttributeError, match="cannot be changed"):
        del answer.code
    answer.wire["New"].append(2)
    answer.wire["Data"]["BackupSetId"] = "ee-2"
    assert (answer.data.backup_set_id, answer.wire["New"]) == ("ee-1", [1])
    with pytest.raises(TypeError, match="unhashable"):
        hash(answer)


def test_what_is_done_to_a_list_is_not_done_to_the_answer():
    wire = {"Items": {"BackupPlanDetail": [{"BackupPlanId": "1", "BackupPeriod": "Monday"}]}}
    answer = v2019_03_06.DescribeBackupPlanListResponse(wire)
    answer.items.append("junk")
    answer.items[0].backup_period.append("junk")
    assert len(answer.items) == 1
    assert answer.items[0].backup_period == ["Monday"]
    assert isinstance(answer.items, list)


def test_an_answer_cannot_be_made_again():
    answer = v2019_03_06.DescribeBackupPlanListResponse({"PageNum": 2})
    with pytest.raises(AttributeError, match="DescribeBackupPlanListResponse cannot be changed"):
        answer.__init__({"PageNum": 3})
    assert answer.page_num == 2
