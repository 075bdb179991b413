"""Signs in with wechatpy, unmodified, which knows WeChat's own addresses and no others.

HTTPS_PROXY=http://localhost:3004 REQUESTS_CA_BUNDLE=wechat-simulator.pem .venv/bin/python wechatpy_oauth.py
"""

from wechatpy.exceptions import WeChatOAuthException
from wechatpy.oauth import WeChatOAuth

from person import Person, failure, run

WEBSITE = ("wx5f3a0c1e9b7d2d68", "c0ffee5eed0f9a11e7c0de5afe0b0a7d")
SERVICE_ACCOUNT = ("wx3e8b1d6f0a92c745", "5e4f1ce0acc0027facade0ff1ce0beef")
CALLBACK = "http://localhost:8080/callback"

website = WeChatOAuth(*WEBSITE, CALLBACK, state="a1B2")
xiaoming = Person("xiaoming")


def code_to_token():
    code = xiaoming.scans(website.qrconnect_url)
    token = website.fetch_access_token(code)
    assert token["expires_in"] == 7200, token
    again = failure(WeChatOAuthException, website.fetch_access_token, code)
    return {"openid": website.open_id, "scope": token["scope"], "unionid": token["unionid"], "again": again.errcode}


def profile():
    user = website.get_user_info()
    assert user["openid"] == website.open_id, user
    return {"nickname": user["nickname"], "unionid": user["unionid"], "sex": user["sex"]}


def check():
    assert website.check_access_token() is True
    other = failure(WeChatOAuthException, website.check_access_token, access_token="nothing")
    return {"other": other.errcode}


def refresh():
    before = website.access_token
    website.refresh_access_token(website.refresh_token)
    assert website.access_token == before, "its life was prolonged"
    xiaoming.simulator("/_sim/clock", {"advance_seconds": 7201})
    late = failure(WeChatOAuthException, website.get_user_info)
    website.refresh_access_token(website.refresh_token)
    assert website.access_token != before
    return {"late": late.errcode, "nickname": website.get_user_info()["nickname"]}


def wrong_secret():
    wrong = WeChatOAuth(WEBSITE[0], "c0ffee5eed0f9a11e7c0de5afe0b0a70", CALLBACK)
    error = failure(WeChatOAuthException, wrong.fetch_access_token, xiaoming.scans(wrong.qrconnect_url))
    return {"errcode": error.errcode, "errmsg": error.errmsg}


def another_domain():
    page = xiaoming.opens(WeChatOAuth(*WEBSITE, "https://shop.example/callback").qrconnect_url)
    return {"says": "redirect_uri 参数错误" in page}


def in_wechat():
    account = WeChatOAuth(*SERVICE_ACCOUNT, CALLBACK, scope="snsapi_userinfo", state="s1")
    lifang = Person("lifang", in_wechat=True)
    code, state = lifang.passes(account.authorize_url, CALLBACK)
    assert state == "s1", state
    account.fetch_access_token(code)
    user = account.get_user_info(lang="en")
    return {"nickname": user["nickname"], "unionid": user["unionid"]}


run([code_to_token, profile, check, refresh, wrong_secret, another_domain, in_wechat])
