"""Numbers that Client and Uploader take: what is none is refused by the name of the argument."""

import fractions

import pytest

import dbs_sdk

KEYS = dbs_sdk.Credentials("id", "plantedSecret0001")


def client(**given):
    return dbs_sdk.Client(endpoint="dbs-api.cn-hangzhou.aliyuncs.com", credentials=KEYS, **given)


def uploader(**given):
    return dbs_sdk.Uploader("bucket", region="cn-hangzhou", credentials=KEYS, **given)


class Counted:
    """As the integers of numpy are: no int, but as good as one."""

    def __index__(self):
        return 3


WHOLE = [
    (client, "max_attempts"),
    *((uploader, name) for name in ("parallel", "part_size", "memory", "rate_limit")),
    (uploader, "max_attempts"),
]
SECONDS = [
    *((client, name) for name in ("connect_timeout", "timeout")),
    *((uploader, name) for name in ("connect_timeout", "stall_timeout", "answer_timeout")),
]


@pytest.mark.parametrize(("make", "name"), WHOLE)
def test_whole_numbers(make, name):
    for value in (0, -1, 1 << 70, 10**5000):
        with pytest.raises(dbs_sdk.InputError, match=f"^{name} must be a whole number from 1 to "):
            make(**{name: value})
    for value in (True, "3", 3.0, b"3"):
        with pytest.raises(TypeError, match=f"^{name} must be an int, not {type(value).__name__}"):
            make(**{name: value})
    for value in (None, Counted(), 200_000):
        make(**{name: value})


@pytest.mark.parametrize(("make", "name"), SECONDS)
def test_seconds(make, name):
    for value in (0, -1.5, float("nan"), float("inf"), 10**400):
        with pytest.raises(dbs_sdk.InputError, match=f"^{name} must be a number of seconds above"):
            make(**{name: value})
    for value in (True, "3", b"3", [1]):
        with pytest.raises(
            TypeError, match=f"^{name} must be a number of seconds, not {type(value).__name__}"
        ):
            make(**{name: value})
    for value in (None, 3, 0.5, fractions.Fraction(1, 3)):
        make(**{name: value})
    # Longer than the clock of any machine counts.
    with pytest.raises(dbs_sdk.InputError, match=name):
        make(**{name: 1e300})
