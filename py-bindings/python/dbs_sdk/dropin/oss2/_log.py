"""Where what is logged goes: the native client logs as ``oss_multipart``."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging

_FORM = "%(asctime)s %(name)s [%(levelname)s] %(thread)d : %(message)s"


def set_file_logger(
    file_path: str, name: str = "oss2", level: int = 20, format_string: str | None = None
) -> None:
    """Appends what is logged to a file. level is one of logging's, INFO without it."""
    import logging

    _attach(logging.FileHandler(file_path), name, level, format_string)


def set_stream_logger(
    name: str = "oss2", level: int = 10, format_string: str | None = None
) -> None:
    """Writes what is logged to standard error. level is one of logging's, DEBUG without it."""
    import logging

    _attach(logging.StreamHandler(), name, level, format_string)


def _attach(handler: logging.Handler, name: str, level: int, format_string: str | None) -> None:
    import logging

    handler.setLevel(level)
    handler.setFormatter(logging.Formatter(format_string or _FORM))
    for each in {name, "oss_multipart"}:
        logger = logging.getLogger(each)
        logger.setLevel(level)
        logger.addHandler(handler)
