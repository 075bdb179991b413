"""Signs in with Authlib and its client for requests, as a web application with a secret.

ISSUER=http://localhost:3001/oidc CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 \\
    SIMULATOR=http://localhost:3002 .venv/bin/python authlib_requests.py

The application has the redirect address APP/callback and the address APP/ after signing out. Nobody listens there.
"""

import os
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.jwk import KeySet

from browser import Browser
from person import failure, run

ISSUER, CLIENT_ID, SECRET, APP = (os.environ[name] for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "APP"))
CALLBACK = f"{APP}/callback"

server = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=30).json()
browser = Browser()


def session(secret=SECRET, way="client_secret_basic"):
    return OAuth2Session(
        CLIENT_ID,
        secret,
        token_endpoint_auth_method=way,
        scope="openid profile offline_access",
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
        token_endpoint=server["token_endpoint"],
    )


client = session()


def claims_of(id_token, nonce):
    keys = KeySet.import_key_set(requests.get(server["jwks_uri"], timeout=30).json())
    token = jwt.decode(id_token, keys, algorithms=server["id_token_signing_alg_values_supported"])
    claims = CodeIDToken(
        token.claims,
        token.header,
        {"iss": {"value": ISSUER}, "aud": {"value": CLIENT_ID}},
        {"nonce": nonce, "client_id": CLIENT_ID},
    )
    claims.validate()
    return claims


def asks(client):
    verifier, nonce = generate_token(48), generate_token()
    address, state = client.create_authorization_url(
        server["authorization_endpoint"], code_verifier=verifier, nonce=nonce
    )
    return address, state, verifier, nonce


def sign_in():
    address, state, verifier, nonce = asks(client)
    back = browser.signs_in(address, "xiaoming", CALLBACK)
    answer = parse_qs(urlsplit(back).query)
    assert answer["iss"] == [ISSUER] and answer["state"] == [state], back
    token = client.fetch_token(authorization_response=back, state=state, code_verifier=verifier)
    claims = claims_of(token["id_token"], nonce)
    alg = jws.extract_compact(token["id_token"].encode()).headers()["alg"]
    return {"name": claims["name"], "signed": alg, "scope": token["scope"]}


def userinfo():
    user = client.get(server["userinfo_endpoint"]).json()
    return {"name": user["name"], "picture": user["picture"].startswith("http")}


def refresh():
    before = dict(client.token)
    client.refresh_token(server["token_endpoint"])
    assert client.token["access_token"] != before["access_token"]
    assert client.get(server["userinfo_endpoint"]).status_code == 200
    wrong = failure(OAuthError, client.refresh_token, server["token_endpoint"], refresh_token="nothing")
    return {"rotated": client.token["refresh_token"] != before["refresh_token"], "wrong": wrong.error}


def ways_to_prove_the_secret():
    said = {}
    for way in ("client_secret_basic", "client_secret_post"):
        for secret in (SECRET, "guessed"):
            other = session(secret, way)
            address, state, verifier, _ = asks(other)
            back = browser.opens(address, CALLBACK)
            if secret == SECRET:
                other.fetch_token(authorization_response=back, state=state, code_verifier=verifier)
            else:
                refused = failure(
                    OAuthError, other.fetch_token, authorization_response=back, state=state, code_verifier=verifier
                )
                said[way] = refused.error
    return said


def introspection():
    answer = client.introspect_token(server["introspection_endpoint"], token=client.token["access_token"]).json()
    assert answer["client_id"] == CLIENT_ID, answer
    return {"active": answer["active"]}


def sign_out():
    query = {"id_token_hint": client.token["id_token"], "post_logout_redirect_uri": f"{APP}/", "state": "bye"}
    back = browser.opens(f"{server['end_session_endpoint']}?{urlencode(query)}", APP)
    address, _ = client.create_authorization_url(server["authorization_endpoint"], prompt="none")
    refused = parse_qs(urlsplit(browser.opens(address, CALLBACK)).query)
    return {"back": back.removeprefix(APP), "afterwards": refused["error"][0]}


def revocation():
    client.revoke_token(server["revocation_endpoint"], token=client.token["refresh_token"])
    error = failure(OAuthError, client.refresh_token, server["token_endpoint"])
    return {"afterwards": error.error}


run([sign_in, userinfo, refresh, ways_to_prove_the_secret, introspection, sign_out, revocation])
