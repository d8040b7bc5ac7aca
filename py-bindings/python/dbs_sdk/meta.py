"""The command ``xtrabackup-meta``: says what the files of a MySQL backup hold. ``--help`` lists its
options and exit codes.

It is also ``python -m dbs_sdk.meta``.
"""

from __future__ import annotations

import sys

from dbs_sdk import _command, _native


def main() -> int:
    """Runs the command with ``sys.argv`` and gives its exit code.

    Its output goes to the process's own standard output and standard error, not to ``sys.stdout``. In
    a program, use ``dbs_sdk.parse_log``, ``parse_info`` and ``parse_binlog``.
    """
    return _command.run(_native.meta_command)


if __name__ == "__main__":
    sys.exit(main())
