"""A member's browser, by plain requests: enters with the code of the demo's inbox, and sends forms."""

import re

import requests


def token(page: str) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', page)[1]


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


class MemberSite:
    def __init__(self, demo, member: dict):
        self.home, self.member = demo.http, member
        self.browser = requests.Session()
        self.browser.headers["Accept-Language"] = "en"
        first = self.get("/member/enter")
        self.post("/member/enter", {"phone": member["phone"]}, first)
        inbox = self.get("/demo/inbox")
        letter = inbox[inbox.index(member["phone"]) + len(member["phone"]):]
        code = re.search(r"(?<!\d)\d{6}(?!\d)", re.sub(r"<[^>]+>", " ", letter))[0]
        answer = self.post("/member/enter/code", {"phone": member["phone"], "code": code}, first)
        if ticket := re.search(r'name="ticket" value="([^"]+)"', answer.text):
            self.post("/member/enter/agree", {"ticket": ticket[1], "agree": "1", "language": "en"}, first)

    def get(self, path: str) -> str:
        return self.browser.get(self.home + path, timeout=60).text

    def post(self, path: str, form: dict, page: str) -> requests.Response:
        return self.browser.post(
            self.home + path, data=form | {"form_token": token(page)}, timeout=60)
