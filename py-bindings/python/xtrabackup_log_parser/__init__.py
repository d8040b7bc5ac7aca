"""The log parser of the documented flow, under its own name.

``python -m xtrabackup_log_parser LOG`` prints what it finds.
"""

from dbs_sdk.dropin.xtrabackup_log_parser import analyze_slave_status, parse_date_part

__all__ = ["analyze_slave_status", "parse_date_part"]
