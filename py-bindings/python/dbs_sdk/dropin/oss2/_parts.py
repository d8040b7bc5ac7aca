"""What is remembered of the parts that were sent."""

from __future__ import annotations

import threading
from collections import OrderedDict

from .models import PartInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_UPLOADS = 64
"""How many uploads' parts are remembered, so that the objects they make can be compared."""


class SentParts:
    """The CRC-64s of the parts of uploads that are under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._uploads: OrderedDict[str, dict[int, PartInfo]] = OrderedDict()

    def add(
        self, upload_id: str, number: int, etag: str | None, size: int, crc64: int | None
    ) -> None:
        with self._lock:
            parts = self._uploads.setdefault(upload_id, {})
            parts[int(number)] = PartInfo(int(number), etag or "", size, part_crc=crc64)
            self._uploads.move_to_end(upload_id)
            while len(self._uploads) > _UPLOADS:
                self._uploads.popitem(last=False)

    def known(self, upload_id: str, parts: Iterable[Any]) -> list[Any]:
        """These parts; those that do not tell their CRC-64, as they were sent."""
        with self._lock:
            sent = dict(self._uploads.get(upload_id, {}))
        known = []
        for part in parts:
            here = sent.get(part.part_number)
            tells = part.part_crc and part.size
            same = here is not None and here.etag == part.etag.strip('"')
            known.append(here if same and not tells else part)
        return known

    def forget(self, upload_id: str) -> None:
        with self._lock:
            self._uploads.pop(upload_id, None)
