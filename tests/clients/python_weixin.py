"""Signs in with python-weixin, unmodified: the environment is as for wechatpy_oauth.py."""

from weixin import WeixinAPI, WeixinMpAPI
from weixin.oauth2 import OAuth2AuthExchangeError

from person import Person, failure, run

WEBSITE = {"appid": "wx5f3a0c1e9b7d2d68", "app_secret": "c0ffee5eed0f9a11e7c0de5afe0b0a7d"}
SERVICE_ACCOUNT = {"appid": "wx3e8b1d6f0a92c745", "app_secret": "5e4f1ce0acc0027facade0ff1ce0beef"}
CALLBACK = "http://localhost:8080/callback"

website = WeixinAPI(**WEBSITE, redirect_uri=CALLBACK)
xiaoming = Person("xiaoming")
token = {}


def code_to_token():
    # It asks WeChat for the page itself, to see whether that is one of its errors.
    address = website.get_authorize_login_url(scope=("snsapi_login",), state="a1B2")
    code = xiaoming.scans(address)
    token.update(website.exchange_code_for_access_token(code=code))
    assert token["expires_in"] == 7200, token
    again = failure(OAuth2AuthExchangeError, website.exchange_code_for_access_token, code=code)
    return {"openid": token["openid"], "scope": token["scope"], "again": again.code}


def signed_in():
    return WeixinAPI(**WEBSITE, access_token=token["access_token"])


def profile():
    user = signed_in().user(openid=token["openid"])
    return {"nickname": user["nickname"], "unionid": user["unionid"]}


def check():
    answer = signed_in().validate_token(openid=token["openid"])
    other = signed_in().validate_token(openid="oSIMULATED-somebody-else-000")
    return {"errcode": answer["errcode"], "other": other["errcode"]}


def refresh():
    # Version 0.5.0 sends the refresh token as `js_code` to where codes are exchanged, where a code is missed.
    call = website.exchange_refresh_token_for_access_token
    error = failure(OAuth2AuthExchangeError, call, refresh_token=token["refresh_token"])
    return {"code": error.code, "description": error.description}


def wrong_secret():
    wrong = WeixinAPI(appid=WEBSITE["appid"], app_secret="c0ffee5eed0f9a11e7c0de5afe0b0a70", redirect_uri=CALLBACK)
    code = xiaoming.scans(wrong.get_authorize_url(scope=("snsapi_login",)))
    error = failure(OAuth2AuthExchangeError, wrong.exchange_code_for_access_token, code=code)
    return {"code": error.code, "description": error.description}


def in_wechat():
    account = WeixinMpAPI(**SERVICE_ACCOUNT, redirect_uri=CALLBACK)
    lifang = Person("lifang", in_wechat=True)
    code, state = lifang.passes(account.get_authorize_url(scope=("snsapi_userinfo",), state="s1"), CALLBACK)
    assert state == "s1", state
    got = account.exchange_code_for_access_token(code=code)
    user = WeixinMpAPI(**SERVICE_ACCOUNT, access_token=got["access_token"]).user(openid=got["openid"])
    return {"nickname": user["nickname"], "unionid": user["unionid"]}


run([code_to_token, profile, check, refresh, wrong_secret, in_wechat])
