"""``python -m upload_and_register_backup_set``: the wheel's command, with the script's options."""

import sys

from dbs_sdk.upload_and_register_backup_set import main

if __name__ == "__main__":
    sys.exit(main())
