"""``python -m xtrabackup_log_parser LOG``."""

import sys

from . import analyze_slave_status

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m xtrabackup_log_parser LOG")
    print(analyze_slave_status(sys.argv[1]))
