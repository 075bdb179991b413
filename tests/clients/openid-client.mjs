// Signs in with openid-client, as a web application with a secret, or with a key of its own.
//
//   ISSUER=http://localhost:3001/oidc CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 node openid-client.mjs
//
// In place of CLIENT_SECRET there may be PRIVATE_KEY, a JWK as key-pair.mjs makes it.
// The application has the redirect address APP/callback and the address APP/ after signing out. Nobody listens there.
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { Browser, signsIn } from './person.mjs';
import { failure, has, run, setting } from './steps.mjs';

const [issuer, id, app] = ['ISSUER', 'CLIENT_ID', 'APP'].map(setting);
const { CLIENT_SECRET: secret, PRIVATE_KEY: key } = process.env;
const redirect_uri = `${app}/callback`;
const options = { execute: [client.allowInsecureRequests] };

/** The ways in which an application may prove who it is. */
const bySecret = (it) => ({
  basic: client.ClientSecretBasic(it),
  post: client.ClientSecretPost(it),
  'signed with it': client.ClientSecretJwt(it),
});
const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const byKey = (privateKey) => ({ 'signed with a key': client.PrivateKeyJwt({ key: privateKey, kid: 'k1' }) });
const ownKey = () => crypto.subtle.importKey('jwk', JSON.parse(key), EC, false, ['sign']);
const anotherKey = async () => (await crypto.subtle.generateKey(EC, false, ['sign'])).privateKey;

const ways = secret ? bySecret(secret) : byKey(await ownKey());
const guesses = secret ? bySecret('guessed') : byKey(await anotherKey());

const xiaoming = new Browser();
let config;
let tokens;
let subject;

/** An authorization request with everything that the library can check, and the checks for its answer. */
const asks = async (more = {}) => {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: 'openid profile offline_access',
    prompt: 'consent',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return { address, checks };
};

await run({
  async discovery() {
    config = await client.discovery(new URL(issuer), id, undefined, Object.values(ways)[0], options);
    const server = config.serverMetadata();
    assert.equal(server.issuer, issuer);
    return { pkce: server.supportsPKCE(), iss: server.authorization_response_iss_parameter_supported };
  },

  async 'sign in'() {
    const { address, checks } = await asks();
    const back = await signsIn(xiaoming, address, 'xiaoming', redirect_uri);
    tokens = await client.authorizationCodeGrant(config, new URL(back), checks);
    const claims = tokens.claims();
    has(claims, { aud: id, iss: issuer, nonce: checks.expectedNonce });
    subject = claims.sub;
    // The same code again; and by somebody who does not know what it was asked with.
    const again = await failure(client.authorizationCodeGrant(config, new URL(back), checks));
    const other = { ...checks, expectedState: 'another' };
    const elsewhere = await failure(client.authorizationCodeGrant(config, new URL(back), other));
    const { alg } = JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url'));
    const refused = { again: again.error, elsewhere: elsewhere.code };
    return { name: claims.name, expires: tokens.expires_in, signed: alg, ...refused };
  },

  // The replay above has ended what the code gave, so this is another sign-in: the session answers at once.
  async 'sign in again'() {
    const { address, checks } = await asks();
    const back = await xiaoming.open(address, { until: redirect_uri });
    tokens = await client.authorizationCodeGrant(config, new URL(back), checks);
    assert.equal(tokens.claims().sub, subject);
    return { scope: tokens.scope };
  },

  async userinfo() {
    const user = await client.fetchUserInfo(config, tokens.access_token, subject);
    const wrong = await failure(client.fetchUserInfo(config, 'nothing', subject));
    return { name: user.name, picture: Boolean(user.picture), wrong: wrong.cause[0].parameters.error };
  },

  async introspection() {
    const known = await client.tokenIntrospection(config, tokens.access_token);
    has(known, { active: true, sub: subject, client_id: id });
    return { unknown: (await client.tokenIntrospection(config, 'nothing')).active };
  },

  async refresh() {
    const before = tokens;
    tokens = await client.refreshTokenGrant(config, before.refresh_token);
    assert.notEqual(tokens.access_token, before.access_token);
    await client.fetchUserInfo(config, tokens.access_token, subject);
    const wrong = await failure(client.refreshTokenGrant(config, 'nothing'));
    return { rotated: tokens.refresh_token !== before.refresh_token, wrong: wrong.error, status: wrong.status };
  },

  async revocation() {
    await client.tokenRevocation(config, tokens.access_token);
    return { active: (await client.tokenIntrospection(config, tokens.access_token)).active };
  },

  async 'ways to prove who it is'() {
    for (const way of Object.values(ways)) {
      const as = await client.discovery(new URL(issuer), id, undefined, way, options);
      assert.equal((await client.tokenIntrospection(as, 'nothing')).active, false);
    }
    const refused = [];
    for (const way of Object.values(guesses)) {
      const as = await client.discovery(new URL(issuer), id, undefined, way, options);
      const { error, cause } = await failure(client.tokenIntrospection(as, 'nothing'));
      refused.push(error ?? cause[0].scheme);
    }
    return { ways: Object.keys(ways), refused };
  },

  async 'posted answer'() {
    const { address, checks } = await asks({ response_mode: 'form_post' });
    await xiaoming.open(address);
    const posted = xiaoming.form(redirect_uri);
    const request = new Request(posted.action, { method: 'POST', body: posted.fields });
    const got = await client.authorizationCodeGrant(config, request, checks);
    return { sub: got.claims().sub === subject };
  },

  async 'sign out'() {
    const address = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: `${app}/`,
      id_token_hint: tokens.id_token,
      state: 'bye',
    });
    const back = await xiaoming.open(address, { until: `${app}/` });
    const { address: silent, checks } = await asks({ prompt: 'none' });
    const answer = await xiaoming.open(silent, { until: redirect_uri });
    const refused = await failure(client.authorizationCodeGrant(config, new URL(answer), checks));
    return { state: new URL(back).searchParams.get('state'), afterwards: refused.error };
  },
});
