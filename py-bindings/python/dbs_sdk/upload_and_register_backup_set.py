"""The command ``upload-and-register-backup-set``: uploads a MySQL backup to Alibaba Cloud OSS and
registers it with Database Backup (DBS). ``--help`` lists its options and exit codes.

It is also ``python -m dbs_sdk.upload_and_register_backup_set``.
"""

from __future__ import annotations

import sys

from dbs_sdk import _command, _native


def main() -> int:
    """Runs the command with ``sys.argv`` and gives its exit code.

    It has the process for itself: its output goes to the process's own standard output and standard
    error, not to ``sys.stdout``, and Ctrl-C, SIGTERM and SIGHUP end it within half a second, with 130,
    143 and 129. In a program that goes on afterwards, use ``dbs_sdk.register_backup_set``.
    """
    return _command.run(_native.upload_command)


if __name__ == "__main__":
    sys.exit(main())
