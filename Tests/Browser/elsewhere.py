"""Browsers of other addresses: a relay (SOCKS 5, RFC 1928) whose connections come from 127.0.1.N.

A door counts wrong tries by account and by address, and lets both wait longer with each. Tests that try wrong
secrets come from an address of their own, as other people do, and hold nobody else up.
"""

import itertools
import socket
import socketserver
import struct
import threading

numbers = itertools.count(1)


class Relay(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, source: str):
        self.source = source
        super().__init__(("127.0.0.1", 0), Connection)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        _, methods = self.take(2)
        self.take(methods)
        self.request.sendall(b"\x05\x00")
        _, _, _, kind = self.take(4)
        host = socket.inet_ntoa(self.take(4)) if kind == 1 else self.take(self.take(1)[0]).decode()
        port, = struct.unpack(">H", self.take(2))
        source = (self.server.source, 0)
        with socket.create_connection((host, port), 30, source_address=source) as there:
            there.settimeout(None)
            self.request.sendall(b"\x05\x00\x00\x01" + bytes(6))
            back = threading.Thread(target=pour, args=(there, self.request), daemon=True)
            back.start()
            pour(self.request, there)
            back.join()

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            piece = self.request.recv(count - len(taken))
            if not piece:
                raise ConnectionError("the browser went away")
            taken += piece
        return taken


def pour(source: socket.socket, into: socket.socket) -> None:
    try:
        while piece := source.recv(65_536):
            into.sendall(piece)
        into.shutdown(socket.SHUT_WR)
    except OSError:
        # Either side may go away whenever it likes, and the other is told by the end of what comes.
        pass


def elsewhere() -> dict:
    """What a context is opened with so that it comes from an address that no other one has."""
    relay = Relay(f"127.0.1.{next(numbers)}")
    return {"proxy": {"server": f"socks5://127.0.0.1:{relay.server_address[1]}"}}
