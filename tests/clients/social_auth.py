"""Signs in with social-auth-core, unmodified, which Django, Flask and others build on.

The environment is as for wechatpy_oauth.py.
"""

from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

from social_core.backends.weixin import WeixinOAuth2, WeixinOAuth2APP
from social_core.exceptions import SocialAuthBaseException
from social_core.strategy import BaseStrategy

from person import Person, failure, run

KEYS = {
    "SOCIAL_AUTH_WEIXIN_KEY": "wx5f3a0c1e9b7d2d68",
    "SOCIAL_AUTH_WEIXIN_SECRET": "c0ffee5eed0f9a11e7c0de5afe0b0a7d",
    "SOCIAL_AUTH_WEIXINAPP_KEY": "wx3e8b1d6f0a92c745",
    "SOCIAL_AUTH_WEIXINAPP_SECRET": "5e4f1ce0acc0027facade0ff1ce0beef",
    "SOCIAL_AUTH_WEIXINAPP_SCOPE": ["snsapi_userinfo"],
    # Otherwise it asks for the QR page's scope too, which service accounts do not have.
    "SOCIAL_AUTH_WEIXINAPP_IGNORE_DEFAULT_SCOPE": True,
}
CALLBACK = "http://localhost:8080/complete/weixin"
PIPELINE = (
    "social_core.pipeline.social_auth.social_details",
    "social_core.pipeline.social_auth.social_uid",
    "__main__.made_of",
)


def made_of(details, uid, response, **_):
    """The last step: a user is what it was told."""
    return {"user": SimpleNamespace(uid=uid, unionid=response["unionid"], told=response, **details)}


class Nonces:
    """Each state is used once."""

    def __init__(self):
        self.kept = set()

    def use(self, _scope, _time, salt):
        return salt not in self.kept and not self.kept.add(salt)

    def consume(self, _scope, _time, salt):
        return salt in self.kept and not self.kept.remove(salt)


class Site(BaseStrategy):
    """What a framework would be: one visitor's session, and the query of the request that is answered."""

    def __init__(self, **settings):
        super().__init__(SimpleNamespace(nonce=Nonces()))
        self.settings = {**KEYS, **settings}
        self.session = {}
        self.query = {}

    def get_setting(self, name):
        return self.settings[name]

    def get_request_data(self, merge=True):
        return self.query

    def get_pipeline(self, backend=None):
        return PIPELINE

    def build_absolute_uri(self, path=None):
        return path

    def session_get(self, name, default=None):
        return self.session.get(name, default)

    def session_set(self, name, value):
        self.session[name] = value

    def session_pop(self, name):
        return self.session.pop(name, None)

    def request_host(self):
        return "localhost"


def comes_back(site, kind, query):
    """The callback is opened: gives the person."""
    site.query = query
    return kind(site, CALLBACK).complete()


def scanned(site, person):
    """From the site to WeChat and back: the query of the callback."""
    address = WeixinOAuth2(site, CALLBACK).auth_url()
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    return {"code": Person(person).scans(address), "state": state}


def sign_in():
    site = Site()
    query = scanned(site, "xiaoming")
    user = comes_back(site, WeixinOAuth2, query)
    again = failure(SocialAuthBaseException, comes_back, site, WeixinOAuth2, query)
    return {"username": user.username, "uid": user.uid, "picture": user.profile_image_url != "", "again": again.code}


def refresh():
    # It has no address for this, and so asks where codes are exchanged.
    site = Site()
    user = comes_back(site, WeixinOAuth2, scanned(site, "xiaoming"))
    backend = WeixinOAuth2(site, CALLBACK)
    error = failure(SocialAuthBaseException, backend.refresh_token, user.told["refresh_token"])
    return {"code": error.provider_code}


def balloons():
    site = Site()
    return {"username": comes_back(site, WeixinOAuth2, scanned(site, "xiaoxiao")).username}


def another_state():
    site = Site()
    query = {**scanned(site, "xiaoming"), "state": "another"}
    return {"error": failure(SocialAuthBaseException, comes_back, site, WeixinOAuth2, query).code}


def wrong_secret():
    site = Site(SOCIAL_AUTH_WEIXIN_SECRET="c0ffee5eed0f9a11e7c0de5afe0b0a70")
    error = failure(SocialAuthBaseException, comes_back, site, WeixinOAuth2, scanned(site, "xiaoming"))
    return {"code": error.provider_code}


def in_wechat():
    site = Site()
    lifang = Person("lifang", in_wechat=True)
    code, state = lifang.passes(WeixinOAuth2APP(site, CALLBACK).auth_url(), CALLBACK)
    user = comes_back(site, WeixinOAuth2APP, {"code": code, "state": state})
    return {"username": user.username, "unionid": user.unionid}


run([sign_in, refresh, balloons, another_state, wrong_secret, in_wechat])
