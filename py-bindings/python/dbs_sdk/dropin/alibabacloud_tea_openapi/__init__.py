"""The part of alibabacloud_tea_openapi 0.4.6 that the documented flow uses, and its neighbours."""

__version__ = "0.4.6"
