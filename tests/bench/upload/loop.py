"""`loop.py FILE KEY`: oss2, part after part, as the documented script does it: 5 MiB each, read
whole, known to the completion by number and ETag alone.

`OSS_ENDPOINT`, `OSS_BUCKET`, `OSS_ACCESS_KEY_ID` and `OSS_ACCESS_KEY_SECRET` say where to.
"""

import os
import sys
from pathlib import Path

import oss2

PART = 5 << 20

_, file, key = sys.argv
auth = oss2.Auth(os.environ["OSS_ACCESS_KEY_ID"], os.environ["OSS_ACCESS_KEY_SECRET"])
bucket = oss2.Bucket(auth, os.environ["OSS_ENDPOINT"], os.environ["OSS_BUCKET"])
upload_id = bucket.init_multipart_upload(key).upload_id
parts = []
with Path(file).open("rb") as opened:
    while data := opened.read(PART):
        number = len(parts) + 1
        etag = bucket.upload_part(key, upload_id, number, data).etag
        parts.append(oss2.models.PartInfo(number, etag))
bucket.complete_multipart_upload(key, upload_id, parts)
