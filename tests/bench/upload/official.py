"""`official.py FILE KEY THREADS`: the Uploader of alibabacloud-oss-v2, with its default part size.

The same environment as `loop.py`, and `OSS_REGION`.
"""

import os
import sys

import alibabacloud_oss_v2 as oss

_, file, key, threads = sys.argv
config = oss.config.load_default()
config.credentials_provider = oss.credentials.EnvironmentVariableCredentialsProvider()
config.endpoint = os.environ["OSS_ENDPOINT"]
config.region = os.environ["OSS_REGION"]
uploader = oss.Client(config).uploader(parallel_num=int(threads))
request = oss.PutObjectRequest(bucket=os.environ["OSS_BUCKET"], key=key)
uploader.upload_file(request, filepath=file)
