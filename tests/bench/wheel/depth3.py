"""`depth3.py FILE`: the documented class and call, served by the wheel's own flow.

`DBS_ENDPOINT`, `DBS_DATASOURCE_ID`, `OSS_REGION`, `OSS_ACCESS_KEY_ID` and `OSS_ACCESS_KEY_SECRET` say
where to.
"""

import json
import os
import sys

from upload_and_register_backup_set import OssUploader

uploader = OssUploader(
    os.environ["OSS_ACCESS_KEY_ID"],
    os.environ["OSS_ACCESS_KEY_SECRET"],
    os.environ["DBS_ENDPOINT"],
    os.environ["OSS_REGION"],
    os.environ["DBS_DATASOURCE_ID"],
)
meta = {"dataBegin": 1_795_104_000_000, "dataEnd": 1_795_190_400_000}
uploader.upload_and_register_backup_set(sys.argv[1], "LogBackup", json.dumps(meta))
