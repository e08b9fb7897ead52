"""An outside programme, written by itself: a partner that keeps a book by our numbers and can be slow,
refuse, lose its answer or be away."""

import base64
import hashlib
import hmac
import http.server
import json
import threading
import time


class Outside:
    """A partner's server; `moods` says what becomes of the next calls, then all goes well."""

    def __init__(self, secret: str):
        self.secret = secret
        # By how much the platform's clock may be put ahead, in days.
        self.aheads = [0, 3 * 86_400]
        self.book: dict[str, dict] = {}
        self.calls: list[dict] = []
        self.faults: list[str] = []
        self.moods: list[str] = []
        # What lies in accounts of its customers, and the codes that it sent them.
        self.accounts: dict[str, int] = {}
        self.codes: dict[str, str] = {}
        self.lock = threading.Lock()
        outside = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outside.answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/tongbao"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def check(self, headers, body: bytes) -> None:
        """The signature, as Standard Webhooks 1.0.0 says, with the secret's own bytes as the key."""
        stamp = headers["webhook-timestamp"]
        signed = f"{headers['webhook-id']}.{stamp}.".encode() + body
        code = base64.b64encode(hmac.digest(self.secret.encode(), signed, hashlib.sha256)).decode()
        if f"v1,{code}" not in headers["webhook-signature"].split(" "):
            self.faults.append("signature")
        if not any(abs(time.time() + ahead - int(stamp)) < 300 for ahead in self.aheads):
            self.faults.append("timestamp")

    def answer(self, request) -> None:
        body = request.rfile.read(int(request.headers["content-length"]))
        self.check(request.headers, body)
        asked = json.loads(body)
        if request.path.endswith("/days"):
            lines = [line for line in self.book.values() if line["day"] == asked["day"]]
            return self.send(request, 200, {"lines": [
                {key: line[key] for key in ("id", "direction", "points")} for line in lines]})
        with self.lock:
            self.calls.append(asked)
            mood = self.moods.pop(0) if self.moods else "well"
            if asked["object"] in ("partner_link_code", "partner_link_check", "partner_balance"):
                return self.about_account(request, asked, mood)
            known = self.book.get(asked["id"])
            if known is not None and known["asked"] != asked:
                self.faults.append("another request under a number")
            if mood in ("well", "loses", "slow") and known is None:
                self.book[asked["id"]] = {
                    "id": asked["id"], "points": asked["points"], "day": asked["day"], "asked": asked,
                    "direction": "in" if request.path.endswith("/debits") else "out"}
        if mood == "slow":
            time.sleep(2)
        if mood in ("loses", "away"):
            request.connection.close()
            return None
        if mood == "broken":
            return self.send(request, 502, {"message": "bad gateway"})
        if mood == "refuses" and known is None:
            return self.send(
                request, 422, {"id": asked["id"], "status": "refused", "code": "account_unknown"})
        return self.send(
            request, 200, {"id": asked["id"], "status": "done", "reference": f"OUT-{len(self.book)}"})

    def about_account(self, request, asked: dict, mood: str) -> None:
        """What moves nothing: a code to an account, whether it is right, and what lies there."""
        said = {"id": asked["id"], "status": "done"}
        if asked["object"] == "partner_link_code":
            self.codes[asked["id"]] = f"{len(self.calls):06d}"
        elif asked["object"] == "partner_link_check" and self.codes.get(asked["id"]) != asked["code"]:
            said |= {"status": "refused", "code": "wrong"}
        elif asked["object"] == "partner_balance":
            said["points"] = self.accounts.get(asked["account"], 0)
        if mood in ("loses", "away"):
            return request.connection.close()
        return self.send(request, 200, said)

    @staticmethod
    def send(request, status: int, answer: dict) -> None:
        text = json.dumps(answer).encode()
        request.send_response(status)
        request.send_header("content-type", "application/json")
        request.send_header("content-length", str(len(text)))
        request.end_headers()
        request.wfile.write(text)
