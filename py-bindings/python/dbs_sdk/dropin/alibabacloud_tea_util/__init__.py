"""The part of alibabacloud_tea_util 0.3.15 that the documented flow uses, and its neighbours."""

__version__ = "0.3.15"
