"""`uploader.py FILE KEY`: the wheel's own Uploader, as it is by default.

`OSS_ENDPOINT`, `OSS_BUCKET`, `OSS_REGION`, `OSS_ACCESS_KEY_ID` and `OSS_ACCESS_KEY_SECRET` say where to.
"""

import os
import sys

import dbs_sdk

_, file, key = sys.argv
uploader = dbs_sdk.Uploader(
    os.environ["OSS_BUCKET"],
    endpoint=os.environ["OSS_ENDPOINT"],
    region=os.environ["OSS_REGION"],
    credentials=dbs_sdk.Credentials(
        os.environ["OSS_ACCESS_KEY_ID"], os.environ["OSS_ACCESS_KEY_SECRET"]
    ),
)
uploader.upload(file, key)
