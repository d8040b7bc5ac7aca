"""A tap on the wire between a program and a local cloud, over plain HTTP."""

import re
import select
import socket
import struct
import threading

SIGNATURE = re.compile(
    rb"(?:Signature=|authorization: OSS [^:\s]+:)([A-Za-z0-9+/=%]+)", re.IGNORECASE
)
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER for a close that is a reset."""


class Tap:
    """Forwards connections to `target`, which is set before the first one, and keeps what the
    client sent."""

    target: str

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sent: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        """Takes no further connection."""
        # A close alone leaves the thread in accept.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def signatures(self) -> set[str]:
        """All signatures that the client sent."""
        return {found.decode() for found in SIGNATURE.findall(b"".join(self._sent))}

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        host, port = self.target.split(":")
        with client, socket.create_connection((host, int(port))) as server:
            sinks = {client: server, server: client}
            try:
                while sinks:
                    for source in select.select([*sinks], [], [])[0]:
                        data = source.recv(1 << 16)
                        if source is client:
                            self._sent.append(data)
                        if data:
                            sinks[source].sendall(data)
                        else:
                            sinks.pop(source).shutdown(socket.SHUT_WR)
            except OSError:
                # One side was reset; the other is to see that too.
                for side in (client, server):
                    side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
