"""Which hosts a list such as that of NO_PROXY names."""

from __future__ import annotations

__all__ = ["is_named"]


def is_named(host: str, names: str) -> bool:
    """Whether `names`, with commas between them, have the host, a domain that it is in, or ``*``."""
    host = host.lower()
    for name in names.lower().split(","):
        domain = name.strip().lstrip(".")
        if domain and (domain == "*" or host == domain or host.endswith(f".{domain}")):
            return True
    return False
