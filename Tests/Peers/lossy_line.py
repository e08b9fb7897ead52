"""A line between terminal and host that loses what a test tells it to."""

import contextlib
import socket
import threading


class LossyLine:
    """Passes frames on between whoever connects and the host, except those that a rule takes away.

    `loses(side, type)` is asked for every frame: side is "request" or "answer", type its four digits.
    """

    def __init__(self, host: str, port: int):
        self.target = (host, port)
        self.loses = lambda side, kind: False
        self.seen: list[tuple[str, str, bool]] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.sockets: list[socket.socket] = [self.listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(self.target)
                self.sockets += [near, far]
                threading.Thread(target=self._pass, args=(near, far, "request"), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, "answer"), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, side: str) -> None:
        with contextlib.suppress(OSError), source, target:
            stream = source.makefile("rb")
            while head := stream.read(2):
                frame = stream.read(int.from_bytes(head))
                # Behind TPDU and header.
                kind = frame[11:13].hex()
                lost = self.loses(side, kind)
                self.seen.append((side, kind, lost))
                if not lost:
                    target.sendall(head + frame)

    def close(self) -> None:
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.close()


@contextlib.contextmanager
def lossy_line(host: str, port: int):
    line = LossyLine(host, port)
    try:
        yield line
    finally:
        line.close()
