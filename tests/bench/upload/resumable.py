"""`resumable.py FILE KEY THREADS`: oss2's own parallel upload, with its default part size.

The same environment as `loop.py`; its notes of the upload go to the working folder.
"""

import os
import sys
from pathlib import Path

import oss2

_, file, key, threads = sys.argv
auth = oss2.Auth(os.environ["OSS_ACCESS_KEY_ID"], os.environ["OSS_ACCESS_KEY_SECRET"])
bucket = oss2.Bucket(auth, os.environ["OSS_ENDPOINT"], os.environ["OSS_BUCKET"])
store = oss2.ResumableStore(root=str(Path.cwd()))
oss2.resumable_upload(bucket, key, file, store=store, num_threads=int(threads))
