"""Signs in with idpyoidc's relying party, as a web application with a secret.

ISSUER=http://localhost:3001/oidc CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 \\
    SIMULATOR=http://localhost:3002 .venv/bin/python idpyoidc_rp.py

The application has the redirect address APP/callback and the address APP/ after signing out. Nobody listens there.
"""

import logging
import os
from urllib.parse import parse_qs, urlsplit

from cryptojwt import KeyJar
from idpyoidc.client.defaults import DEFAULT_OIDC_SERVICES
from idpyoidc.client.rp_handler import RPHandler

from browser import Browser
from person import run

ISSUER, CLIENT_ID, SECRET, APP = (os.environ[name] for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "APP"))
CALLBACK = f"{APP}/callback"

# It warns of every answer that has the right type ("application/json != json"). What is wrong it raises too.
logging.disable()

browser = Browser()
party = RPHandler(
    base_url=APP,
    keyjar=KeyJar(),
    services={**DEFAULT_OIDC_SERVICES, "end_session": {"class": "idpyoidc.client.oidc.end_session.EndSession"}},
    client_configs={
        ISSUER: {
            "issuer": ISSUER,
            "client_type": "oidc",
            "client_id": CLIENT_ID,
            "client_secret": SECRET,
            "redirect_uris": [CALLBACK],
            "post_logout_redirect_uris": [f"{APP}/"],
            "response_types_supported": ["code"],
            "scopes_supported": ["openid", "profile", "offline_access"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "client_authn_methods": ["client_secret_basic", "bearer_header"],
            "add_ons": {
                "pkce": {
                    "function": "idpyoidc.client.oauth2.add_on.pkce.add_support",
                    "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"},
                }
            },
        }
    },
)
state = None


def sign_in():
    global state
    address = party.begin(ISSUER)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["nonce"], address
    back = browser.signs_in(address, "lifang", CALLBACK)
    answer = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    assert answer["iss"] == ISSUER, back
    result = party.finalize(ISSUER, answer)
    assert "error" not in result, result
    state = result["state"]
    claims = result["id_token"]
    assert claims["aud"] == [CLIENT_ID] and claims["nonce"] == asked["nonce"][0], claims
    return {"name": claims["name"], "signed": claims.jws_header["alg"], "scope": asked["scope"][0]}


def userinfo():
    user = party.get_user_info(state)
    assert user["sub"], user
    return {"name": user["name"]}


def refresh():
    before, _ = party.get_valid_access_token(state)
    tokens = party.refresh_access_token(state)
    after, _ = party.get_valid_access_token(state)
    assert before != after == tokens["access_token"]
    return {"name": party.get_user_info(state)["name"]}


def sign_out():
    request = party.logout(state, post_logout_redirect_uri=f"{APP}/")
    back = browser.opens(request["url"], APP)
    refused = browser.opens(party.begin(ISSUER, req_args={"prompt": "none"}), CALLBACK)
    return {"back": urlsplit(back).path, "afterwards": parse_qs(urlsplit(refused).query)["error"][0]}


run([sign_in, userinfo, refresh, sign_out])
