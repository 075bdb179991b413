"""A person at a browser, with a phone that has WeChat: what person.mjs is for the scripts of Python.

The browser reaches WeChat as the client under test does, by what the environment says of a proxy and an authority.
"""

import json
import re
import sys
from urllib.parse import parse_qs, urlsplit

import requests

OPEN = "https://open.weixin.qq.com"
IN_WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN"


class Person:
    """Somebody who scans with a phone, or sits in WeChat's own browser."""

    def __init__(self, name, in_wechat=False):
        self.name = name
        self.browser = requests.Session()
        self.browser.headers["User-Agent"] = IN_WECHAT if in_wechat else "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        if in_wechat:
            self.simulator("/_sim/browser", {"person": name, "consent": "allow"})

    def simulator(self, path, body):
        answer = self.browser.post(OPEN + path, json=body)
        answer.raise_for_status()
        return answer

    def opens(self, address):
        """Opens an address: gives the page, or where it leads."""
        answer = self.browser.get(address, allow_redirects=False)
        return answer.headers.get("Location") or answer.content.decode()

    def scans(self, address):
        """Scans the code of the QR page at an address and allows. Gives the code of the callback."""
        page = self.opens(address)
        found = re.search(r"/connect/qrcode/([\w-]{16})", page)
        assert found, f"no QR code at {address}"
        uuid = found[1]
        self.simulator(f"/_sim/codes/{uuid}/scan", {"person": self.name})
        self.simulator(f"/_sim/codes/{uuid}/allow", {})
        poll = f"https://lp.open.weixin.qq.com/connect/l/qrconnect?uuid={uuid}"
        return re.search(r"wx_errcode=405;window\.wx_code='([^']+)'", self.opens(poll))[1]

    def passes(self, address, callback):
        """Opens a link in WeChat that leads back to `callback`. Gives the code and the state."""
        back = self.opens(address)
        assert back.startswith(callback), back[:300]
        query = parse_qs(urlsplit(back).query)
        return query["code"][0], query["state"][0]


def run(steps):
    """Runs functions in order. Each gives what it got, which becomes a line of JSON; the first that fails is named."""
    for step in steps:
        name = step.__name__.replace("_", " ")
        try:
            print(json.dumps({"step": name, **step()}, ensure_ascii=False), flush=True)
        except Exception as error:  # noqa: BLE001: whatever it is, the step has failed
            sys.exit(f"{name}: {type(error).__name__}: {error}")


def failure(kind, call, *arguments, **named):
    """What a call was refused with."""
    try:
        result = call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"this went well: {result}")
