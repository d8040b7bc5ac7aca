"""What Client and Uploader hold: keys that no repr shows, copies that are what they were, and numbers."""

import copy
import dataclasses
import functools
import pickle

import pytest

import dbs_sdk
from dbs_sdk import Credentials, v2021_01_01

SECRET = "plantedSecret0001"
KEYS = Credentials("id", SECRET)


def client(credentials=KEYS, kind=dbs_sdk.Client, **given):
    return kind(endpoint="dbs-api.cn-hangzhou.aliyuncs.com", credentials=credentials, **given)


def uploader(credentials=KEYS, kind=dbs_sdk.Uploader, **given):
    return kind("bucket", region="cn-hangzhou", credentials=credentials, **given)


BOTH = pytest.mark.parametrize("make", [client, uploader])

# keys


@dataclasses.dataclass
class Vault:
    access_key_secret: str
    access_key_id: str = "id"
    security_token: str = "plantedToken00001"

    def keys(self):
        return Credentials(self.access_key_id, self.access_key_secret)

    async def keys_async(self):
        return self.keys()


class Called(Vault):
    def __call__(self):
        return self.keys()


class CalledAsync(Vault):
    async def __call__(self):
        return self.keys()


@BOTH
def test_what_a_callable_is_made_of_is_not_shown(make):
    for keys in (
        functools.partial(Credentials, "id", SECRET),
        Vault(SECRET).keys,
        Called(SECRET),
    ):
        made = make(keys)
        assert "planted" not in f"{made!r} {made}"
        assert "credentials=<callable>" in repr(made)
    assert "credentials=Credentials('id', access_key_secret='***')" in repr(make(KEYS))
    assert "credentials=None" in repr(make(None))


@BOTH
def test_a_key_of_a_class_of_ones_own_is_not_shown(make):
    class Mine(Credentials):
        def __repr__(self):
            return self.access_key_secret

    assert "planted" not in repr(make(Mine("id", SECRET)))


@BOTH
def test_what_is_no_key_is_refused_without_showing_it(make):
    for keys in (SECRET, ("id", SECRET), {"id": SECRET}, Vault(SECRET)):
        with pytest.raises(
            TypeError, match=f"^credentials must be .* None, not {type(keys).__name__}$"
        ):
            make(keys)


@BOTH
def test_an_async_callable_is_refused(make):
    for keys in (
        Vault(SECRET).keys_async,
        functools.partial(Vault.keys_async, Vault(SECRET)),
        CalledAsync(SECRET),
    ):
        with pytest.raises(TypeError, match="must be a plain function, not an async one"):
            make(keys)


def test_a_key_cannot_be_made_again():
    keys = Credentials("id", SECRET)
    with pytest.raises(AttributeError, match="frozen"):
        keys.__init__("other", "other")
    assert keys == KEYS
    with pytest.raises(TypeError):
        Credentials("id", 1)

    class Mine(Credentials):
        pass

    assert type(pickle.loads(pickle.dumps(copy.copy(KEYS)))) is Credentials
    assert type(copy.copy(Mine("id", SECRET))) is Mine


# copies


class Region(dbs_sdk.Client):
    """As programs of many accounts have them: made from an argument of its own."""

    def __init__(self, account):
        super().__init__(endpoint="dbs-api.cn-hangzhou.aliyuncs.com", credentials=KEYS)
        self.account = account


class Shelf(dbs_sdk.Uploader):
    def __init__(self, account):
        super().__init__("bucket", region="cn-hangzhou", credentials=KEYS)
        self.account = account


@pytest.mark.parametrize("kind", [Region, Shelf])
@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))]
)
def test_a_copy_is_of_the_same_class(kind, copied):
    made = kind("shop")
    other = copied(made)
    assert type(other) is kind
    assert (other.account, repr(other)) == ("shop", repr(made))
    assert repr(made).startswith(f"{kind.__name__}(")


def test_headers_are_the_uploaders_own(cloud):
    headers = {"x-oss-meta-a": "b"}
    made = dbs_sdk.Uploader(
        cloud.bucket,
        endpoint=cloud.oss,
        region=cloud.region,
        credentials=Credentials(cloud.access_key_id, cloud.access_key_secret),
        ca_file=cloud.ca_file,
        headers=headers,
    )
    headers["x-oss-meta-a"] = "changed"
    copy.copy(made).upload(b"x", "key")
    assert cloud.objects()[0]["headers"]["x-oss-meta-a"] == "b"


# calls


def test_what_is_no_action_is_refused():
    made = client()
    for given, named in [
        ("DescribeBackupDataList", "str"),
        (v2021_01_01.DescribeBackupDataList, "DescribeBackupDataList"),
        (None, "NoneType"),
    ]:
        with pytest.raises(TypeError, match=f"^give an action of .*, not {named}"):
            made.send(given)
