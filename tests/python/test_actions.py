"""The classes of all actions: what they demand, what is sent, and lists page by page."""

import asyncio
import copy
import http.server
import itertools
import json
import pickle
import threading
import urllib.parse

import pytest

import dbs_sdk
import facts
from dbs_sdk import v2019_03_06, v2021_01_01

pytestmark = pytest.mark.filterwarnings("error")

VERSIONS = {"2019-03-06": v2019_03_06, "2021-01-01": v2021_01_01}
EVERY = [
    pytest.param(VERSIONS[version], action, id=action["action"])
    for version in VERSIONS
    for action in facts.actions(version)
]

CONFIGURE = {
    "backup_method": "Physical",
    "backup_mode": "Automated",
    "backup_set_name": "shop.tar.gz",
    "backup_type": "FullBackup",
    "data_source_id": "ds-1",
    "region_code": "cn-hangzhou",
    "upload_status": "WaitingUpload",
}


def client(endpoint, **changed):
    keys = dbs_sdk.Credentials("id", "plantedSecret0001")
    return dbs_sdk.Client(**{"endpoint": endpoint, "credentials": keys, **changed})


@pytest.fixture
def service():
    """`service(answer)` gives a client of a service that answers so; `answer` takes the parameters."""
    servers = []

    def serve(answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                query = urllib.parse.urlsplit(self.path).query
                said = answer(dict(urllib.parse.parse_qsl(f"{query}&{body}")))
                text = json.dumps(said).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return client(f"http://127.0.0.1:{server.server_port}")

    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


# requests


@pytest.mark.parametrize(("module", "action"), EVERY)
def test_a_request_needs_what_the_facts_demand_and_takes_no_other(module, action):
    made = getattr(module, action["action"])
    needed = [facts.snake(field["wire_name"]) for field in action["params"] if field["required"]]
    for name in needed:
        others = dict.fromkeys(set(needed) - {name}, "x")
        with pytest.raises(TypeError, match=f"missing 1 required keyword-only argument: '{name}'"):
            made(**others)
        with pytest.raises(TypeError, match=f"{made.__name__}: "):
            made(**others, **{name: None})
    with pytest.raises(TypeError, match="unexpected keyword argument 'backup_plan'"):
        made(**dict.fromkeys(needed, "x"), backup_plan="x")
    assert (action["action"], action["ram"]["action"]) == (made.ACTION, made.RAM_ACTION)


def test_a_value_of_another_type_is_named():
    for given, said in [
        ({"page_number": "1"}, "page_number must be int, not str"),
        ({"page_number": True}, "page_number must be int, not bool"),
        ({"instance_is_deleted": "true"}, "instance_is_deleted must be bool, not str"),
        ({"backup_type": 1}, "backup_type must be str, not int"),
    ]:
        with pytest.raises(TypeError, match=f"^DescribeBackupDataList: {said}$"):
            v2021_01_01.DescribeBackupDataList(**given)
    for given in ("Monday", 1, None, [1]):
        with pytest.raises(TypeError, match="^ModifyBackupStrategy: backup_period must be "):
            v2019_03_06.ModifyBackupStrategy(
                backup_plan_id="dbs1", backup_period=given, backup_start_time="1"
            )


def test_a_request_is_a_value():
    request = v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE)
    assert repr(request).startswith("ConfigureBackupSetInfo(backup_method='Physical', ")
    assert "backup_set_id" not in repr(request)
    assert request.backup_set_id is None
    for same in (pickle.loads(pickle.dumps(request)), copy.copy(request), copy.deepcopy(request)):
        assert same == request and hash(same) == hash(request) and type(same) is type(request)
    other = v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE, backup_set_id="ee-1")
    assert other != request
    assert v2021_01_01.DescribeBackupPolicy() != v2021_01_01.CreateAdvancedPolicy()
    with pytest.raises(AttributeError, match="ConfigureBackupSetInfo cannot be changed"):
        request.backup_set_id = "ee-1"
    assert (request.idempotent(), other.idempotent()) == (False, True)


def test_words_have_the_published_spelling_and_unpublished_ones_their_own():
    changed = v2019_03_06.ModifyBackupStrategy(
        backup_plan_id="dbs1",
        backup_period=["MONDAY", v2019_03_06.Weekday.FRIDAY, "Someday"],
        backup_start_time="00:10",
    )
    assert changed.backup_period == ("Monday", "Friday", "Someday")
    assert changed.query()["BackupPeriod"] == "Monday,Friday,Someday"
    assert "BackupStrategyType" not in changed.query()


def test_a_password_is_in_the_body_and_in_no_text_about_the_request():
    request = v2019_03_06.CreateRestoreTask(
        backup_plan_id="dbs1",
        destination_endpoint_instance_type="agent",
        restore_task_name="task",
        destination_endpoint_password="planted",
    )
    assert request.form() == {"DestinationEndpointPassword": "planted"}
    assert request.query() == {
        "BackupPlanId": "dbs1",
        "DestinationEndpointInstanceType": "Agent",
        "RestoreTaskName": "task",
    }
    assert "planted" not in f"{request!r} {request} {request.form()} {request.query()}"
    assert request.destination_endpoint_password == "planted"
    assert pickle.loads(pickle.dumps(request)) == request


def test_objects_are_sent_as_json():
    policy = v2021_01_01.AdvanceDataPolicyChange(
        action_type="create", only_preserve_one_each_day=True, filter_value="1,2"
    )
    request = v2021_01_01.ModifyBackupPolicy(
        advance_data_policies=[policy], enable_inc_backup=False
    )
    assert request.query() == {
        "AdvanceDataPolicies": '[{"ActionType":"CREATE","FilterValue":"1,2","OnlyPreserveOneEachDay":true}]',
        "EnableIncBackup": "false",
    }
    assert hash(request) == hash(copy.deepcopy(request))
    for none in (None, (), []):
        nothing = v2021_01_01.ModifyBackupPolicy(advance_data_policies=none)
        assert (nothing.advance_data_policies, nothing.query()) == ((), {})
    with pytest.raises(TypeError, match="must be AdvanceDataPolicyChange, not dict"):
        v2021_01_01.ModifyBackupPolicy(advance_data_policies=[{"ActionType": "CREATE"}])


# sent


def test_a_backup_set_is_registered(cloud):
    dbs = client(cloud.dbs, ca_file=cloud.ca_file, credentials=keys_of(cloud))
    where = {"data_source_id": cloud.data_source_id, "region_code": cloud.region}
    answer = dbs.send(v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE | where))
    assert answer.success is True and answer.request_id == answer.wire["RequestId"]
    access = v2021_01_01.DescribeBakDataSourceStorageAccessInfo(
        backup_set_id=answer.data.backup_set_id, backup_type="FullBackup", **where
    )
    info = asyncio.run(dbs.send_async(access)).data.oss_access_info
    assert info.bucket_name == cloud.bucket
    assert info.access_key_secret and info.access_key_secret not in repr(info)


def keys_of(cloud):
    return dbs_sdk.Credentials(cloud.access_key_id, cloud.access_key_secret)


def test_a_refusal_is_raised_with_its_code_and_request_id(service):
    said = {"Success": "false", "Code": "Success", "ErrCode": "Param.NotFound"}
    said |= {"ErrMessage": "no such data source", "RequestId": "R-1", "Data": {"Secret": "planted"}}
    dbs = service(lambda _: said)
    request = v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE)
    for send in (dbs.send, lambda request: asyncio.run(dbs.send_async(request))):
        with pytest.raises(dbs_sdk.RefusedError, match="no such data source") as caught:
            send(request)
        error = caught.value
        assert (error.code, error.status, error.request_id) == ("Param.NotFound", 200, "R-1")


def test_a_lost_answer_is_asked_for_again_only_if_that_does_no_harm(cloud):
    dbs = client(cloud.dbs, ca_file=cloud.ca_file, credentials=keys_of(cloud), max_attempts=2)
    where = {"data_source_id": cloud.data_source_id, "region_code": cloud.region}
    request = v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE | where)
    cloud.inject("ConfigureBackupSetInfo", "lost_answer")
    with pytest.raises(dbs_sdk.NetworkError):
        dbs.send(request)
    cloud.inject("ConfigureBackupSetInfo", "lost_answer")
    token = v2021_01_01.ConfigureBackupSetInfo(**CONFIGURE | where, client_token="once")
    assert dbs.send(token).data.backup_set_id
    assert len(cloud.calls(operation="ConfigureBackupSetInfo")) == 3


# pages


def plans(asked, total):
    page, size = int(asked["PageNum"]), int(asked.get("PageSize", 10))
    shown = range(total)[page * size :][:size]
    return {
        "Success": True,
        "PageNum": page,
        "PageSize": size,
        "TotalElements": total,
        "Items": {"BackupPlanDetail": [{"BackupPlanId": f"dbs{n}"} for n in shown]},
    }


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (47, 5)])
def test_all_pages_are_read_from_page_zero(service, total, pages):
    dbs = service(lambda asked: plans(asked, total))
    request = v2019_03_06.DescribeBackupPlanList()
    read = list(dbs.pages(request))
    assert [page.page_num for page in read] == list(range(pages))
    ids = [plan.backup_plan_id for page in read for plan in request.items(page)]
    assert ids == [f"dbs{n}" for n in range(total)]
    assert asyncio.run(gathered(dbs.pages_async(request))) == read


async def gathered(pages):
    return [page async for page in pages]


def test_a_page_and_a_size_of_ones_own_are_kept(service):
    dbs = service(lambda asked: plans(asked, 100))
    request = v2019_03_06.DescribeBackupPlanList(page_num=2, page_size=30)
    read = list(dbs.pages(request))
    assert [(page.page_num, len(page.items)) for page in read] == [(2, 30), (3, 10)]
    assert request.page_num == 2
    [last] = dbs.pages(v2019_03_06.DescribeBackupPlanList(page_num=9))
    assert len(last.items) == 10, "pages of ten, as the answer says"


def test_a_list_without_a_total_ends_with_a_page_that_is_not_full(service):
    def answer(asked):
        told = plans(asked, 40)
        return {name: told[name] for name in ("Success", "Items")}

    request = v2019_03_06.DescribeBackupPlanList(page_size=30)
    assert [len(page.items) for page in service(answer).pages(request)] == [30, 10]


def test_lists_that_count_from_one_and_lie_within_data(service):
    def tasks(asked):
        page = int(asked["CurrentPage"])
        shown = [{"TaskId": n} for n in range(5)][(page - 1) * 2 :][:2]
        data = {"Content": {"List": shown}, "PageSize": "2", "TotalElements": "5"}
        return {"Success": "true", "Data": data}

    request = v2021_01_01.DescribeDownloadTask(region_code="cn-hangzhou")
    pages = service(tasks).pages(request)
    ids = [task.task_id for page in pages for task in request.items(page)]
    assert ids == ["0", "1", "2", "3", "4"]


def test_pages_that_are_json_in_a_text_are_counted_too(service):
    def instances(asked):
        page = int(asked["PageNumber"])
        data = {"size": 1, "totalElements": 2, "content": [{"instanceId": str(page)}]}
        return {"Success": "True", "Data": json.dumps(data)}

    request = v2021_01_01.DescribeSandboxInstances(backup_plan_id="1h")
    pages = list(service(instances).pages(request))
    assert [item.instance_id for page in pages for item in request.items(page)] == ["1", "2"]


@pytest.mark.parametrize(
    "request_", [v2021_01_01.DescribeBackupDataList(), v2019_03_06.DescribeBackupPlanList()]
)
def test_a_list_without_data_is_one_empty_page(service, request_):
    [page] = service(lambda _: {"Success": "true"}).pages(request_)
    assert request_.items(page) == []


def test_pages_are_fetched_when_they_are_asked_for_and_an_error_ends_them(service):
    asked = itertools.count()

    def answer(parameters):
        if next(asked) == 1:
            return {"Success": False, "ErrCode": "Param.NotFound", "ErrMessage": "gone"}
        return plans(parameters, 100)

    pages = service(answer).pages(v2019_03_06.DescribeBackupPlanList())
    assert next(pages).total_elements == 100
    assert next(asked) == 1, "one was asked for"
    asked = itertools.count(1)
    with pytest.raises(dbs_sdk.RefusedError, match="gone"):
        next(pages)
    assert list(pages) == []


def test_every_action_with_pages_has_them():
    for module in VERSIONS.values():
        for made in vars(module).values():
            if isinstance(made, type) and hasattr(made, "FIRST_PAGE"):
                assert made.items(made.answer({})) == []
    paged = [
        action["action"] for v in VERSIONS for action in facts.actions(v) if "paging" in action
    ]
    assert paged == [
        name
        for version, module in VERSIONS.items()
        for name in (action["action"] for action in facts.actions(version))
        if hasattr(getattr(module, name), "FIRST_PAGE")
    ]


# what is called by name


def test_numbers_are_sent_digit_for_digit(service):
    """Beyond 64 bits JSON's readers make floats of them."""
    seen = {}
    calling = service(lambda sent: seen.update(sent) or {"Success": "true"})
    calling.call(
        "NoSuchAction",
        "2021-01-01",
        {"Long": (1 << 70) + 1, "Truth": True, "Half": 0.5, "Deep": [{"At": 10**30}, None, (1,)]},
        form={"Negative": -(1 << 64) - 1, "Small": 7},
    )
    assert {name: seen[name] for name in seen if name in ("Long", "Truth", "Half", "Small")} == {
        "Long": "1180591620717411303425",
        "Truth": "True",
        "Half": "0.5",
        "Small": "7",
    }
    assert (seen["Negative"], seen["Deep.1.At"]) == (str(-(1 << 64) - 1), str(10**30))
    assert (seen["Deep.3.1"], "Deep.2" in seen) == ("1", False)


# what cannot be changed or sent


@pytest.mark.parametrize(("size", "fits"), [(1 << 31, False), ((1 << 31) - 1, True)])
def test_a_number_has_as_many_bits_as_the_service_gives_it(size, fits):
    make = v2021_01_01.DescribeBackupDataList
    if fits:
        assert make(page_size=size).query()["PageSize"] == str(size)
        return
    with pytest.raises(
        dbs_sdk.InputError,
        match="^DescribeBackupDataList: page_size must be an int from -2147483648 to 2147483647$",
    ):
        make(page_size=size)
    with pytest.raises(dbs_sdk.InputError, match="page_number"):
        make(page_number=-size - 1)


def test_a_long_number_has_64_bits():
    needed = dict.fromkeys(v2021_01_01.CreateDownload._NEEDED, "x")
    assert v2021_01_01.CreateDownload(**needed, bak_set_size=1 << 62).bak_set_size == 1 << 62
    with pytest.raises(dbs_sdk.InputError, match="bak_set_size must be an int from -9"):
        v2021_01_01.CreateDownload(**needed, bak_set_size=1 << 63)


def test_a_request_cannot_be_made_again():
    request = v2021_01_01.DescribeBackupDataList(page_number=2)
    with pytest.raises(AttributeError, match="DescribeBackupDataList cannot be changed"):
        request.__init__(page_number=3)
    assert request.page_number == 2
    assert copy.copy(request) == pickle.loads(pickle.dumps(request)) == request
