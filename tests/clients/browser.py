"""Somebody at a browser without script, whose phone is the simulator's: signs in at a page of this server.

SIMULATOR is the address of the simulator, as `pailou demo` prints it.
"""

import html
import os
import re
from urllib.parse import parse_qs, urljoin, urlsplit

import requests


class Browser:
    """Keeps cookies, follows redirects, presses buttons."""

    def __init__(self):
        self.session = requests.Session()
        self.page = None

    def opens(self, address, until=None, **form):
        """Goes where an address leads. Stops before one that begins with `until`, where nobody need be."""
        for _ in range(12):
            if until and address.startswith(until):
                return address
            method = "POST" if form else "GET"
            self.page = self.session.request(method, address, allow_redirects=False, timeout=30, **form)
            form = {}
            if not self.page.is_redirect:
                return address
            address = urljoin(address, self.page.headers["Location"])
        raise AssertionError(f"redirects without end, at {address}")

    def signs_in(self, address, person, until):
        """Opens an address, chooses WeChat, scans and allows. Gives the address that this leads to."""
        address = self.opens(address)
        found = re.search(r'<form[^>]*action="(/sign-in/social/wechat[^"]*)".*?</form>', self.page.text, re.S)
        assert found, f"no way to WeChat ({self.page.status_code}): {self.page.text[:2000]}"
        fields = re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', found[0])
        data = {name: html.unescape(value) for name, value in fields}
        way = urljoin(address, html.unescape(found[1]))
        qr = self.opens(way, data=data, headers={"Sec-Fetch-Site": "same-origin"})
        asked = parse_qs(urlsplit(qr).query)
        code = self.scans(re.search(r"/connect/qrcode/([\w-]{16})", self.page.text)[1], person)
        callback = requests.Request("GET", asked["redirect_uri"][0], params={"code": code, "state": asked["state"][0]})
        return self.opens(callback.prepare().url, until)

    def scans(self, uuid, person):
        """The phone. Gives what WeChat's page then sends the browser back with."""
        simulator = os.environ["SIMULATOR"]
        for what, body in [("scan", {"person": person}), ("allow", None)]:
            self.session.post(f"{simulator}/_sim/codes/{uuid}/{what}", json=body, timeout=30).raise_for_status()
        poll = self.session.get(f"{simulator}/connect/l/qrconnect", params={"f": "json", "uuid": uuid}, timeout=30)
        return poll.json()["wx_code"]
