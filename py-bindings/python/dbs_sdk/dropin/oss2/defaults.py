"""Values that hold where none is given; they may be set."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

connect_timeout = 60
"""Seconds, to connect and while nothing moves."""

request_retries = 3
"""Tries of the iterators on top of those of each request."""

multipart_threshold = 10 * 1024 * 1024
"""Bytes from which resumable_upload sends parts."""

multipart_num_threads = 1
"""Parts at once; 1 here means as many as the line is worth."""

part_size = 10 * 1024 * 1024
"""Bytes of a part."""

max_part_count = 10000
"""Parts of an upload."""

min_part_size = 100 * 1024
"""Bytes of a part but the last."""

connection_pool_size = 10
"""Without effect: connections are kept as they are needed."""

multiget_threshold = 100 * 1024 * 1024
"""Bytes from which resumable_download reads ranges."""

multiget_num_threads = 4
"""Ranges at once."""

multiget_part_size = 10 * 1024 * 1024
"""Bytes of a range."""


def get(value: Any, default_value: Any) -> Any:
    return default_value if value is None else value
