"""The parser of xtrabackup_info of the documented flow, under its own name."""

from dbs_sdk.dropin.xtrabackup_info_parser import ExtraMetaParser

__all__ = ["ExtraMetaParser"]
