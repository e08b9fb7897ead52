"""A connection from terminals to a host, as a concentrator (网控器) keeps it: several terminals, one link.

Replies are matched by message type, terminal and trace, never by their order. What nobody waits for (late
replies, second replies to a duplicate) is kept in `unexpected`.
"""

import contextlib
import queue
import socket
import ssl
import threading

from pos.spec import DIALECT, decode, framed

LOST = object()


class Line:
    def __init__(self, address: tuple[str, int], spec: dict = DIALECT, tls: ssl.SSLContext | None = None):
        self.address, self.spec, self.tls = address, spec, tls
        self.guard = threading.Lock()
        self.socket: socket.socket | None = None
        self.waiting: dict[tuple, queue.SimpleQueue] = {}
        self.unexpected: list[bytes] = []

    def exchange(self, content: bytes, expected: tuple, timeout_seconds: float) -> bytes | None:
        """Sends and waits for the reply (type, terminal, trace); None when none came in time or it broke."""
        answer = queue.SimpleQueue()
        with self.guard:
            self.waiting[expected] = answer
            try:
                self.connected().sendall(framed(content))
            except OSError:
                self.dropped()
        try:
            reply = answer.get(timeout=timeout_seconds)
        except queue.Empty:
            reply = LOST
        with self.guard:
            if self.waiting.get(expected) is answer:
                del self.waiting[expected]
        return None if reply is LOST else reply

    def connected(self) -> socket.socket:
        if self.socket is None:
            plain = socket.create_connection(self.address, timeout=10)
            self.socket = self.tls.wrap_socket(plain, server_hostname=self.address[0]) if self.tls else plain
            self.socket.settimeout(None)
            threading.Thread(target=self.listen, args=(self.socket,), daemon=True).start()
        return self.socket

    def listen(self, source: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (content := frame(source)) is not None:
                self.arrived(content)
        with self.guard:
            if self.socket is source:
                self.dropped()

    def arrived(self, content: bytes) -> None:
        try:
            reply = decode(content, self.spec)
            name = (reply["t"], reply.get("41"), reply.get("11"))
        except ValueError:
            name = None
        with self.guard:
            waiter = self.waiting.pop(name, None)
            if waiter is None:
                self.unexpected.append(content)
        if waiter is not None:
            waiter.put(content)

    def dropped(self) -> None:
        """The link is gone: whoever waits gets no answer. The guard is held."""
        if self.socket is not None:
            close(self.socket)
        self.socket = None
        for waiter in self.waiting.values():
            waiter.put(LOST)
        self.waiting.clear()

    def hang_up(self) -> None:
        with self.guard:
            self.dropped()


def close(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def exactly(source: socket.socket, size: int) -> bytes | None:
    content = b""
    while len(content) < size:
        part = source.recv(size - len(content))
        if not part:
            return None
        content += part
    return content


def frame(source: socket.socket) -> bytes | None:
    """The next frame's content; None at the end of the connection."""
    length = exactly(source, 2)
    return None if length is None else exactly(source, int.from_bytes(length, "big"))
