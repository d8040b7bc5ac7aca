"""The part of alibabacloud_openapi_util 0.2.4 that the documented flow uses, and its neighbours."""

__version__ = "0.2.4"
