// Signs in with oauth4webapi, as a public client: no secret, and each answer is checked by hand.
//
//   ISSUER=http://localhost:3001/oidc CLIENT_ID=page APP=http://localhost:8080 node oauth4webapi.mjs
//
// The application has the redirect address APP/callback and the address APP/ after signing out. Nobody listens there.
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import { Browser, signsIn } from './person.mjs';
import { failure, has, run, setting } from './steps.mjs';

const [issuer, client_id, app] = ['ISSUER', 'CLIENT_ID', 'APP'].map(setting);
const redirect_uri = `${app}/callback`;
const client = { client_id };
const noSecret = oauth.None();
const options = { [oauth.allowInsecureRequests]: true };

const emma = new Browser();
let server;
let tokens;
let claims;

/** Where a person is sent, and what only this client knows about it. */
const asks = async (more = {}) => {
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
  const nonce = oauth.generateRandomNonce();
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile offline_access',
    prompt: 'consent',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  });
  return { address, verifier, state, nonce };
};

/** The tokens for an answer at the redirect address, with every check that there is. */
const redeem = async (back, { state, verifier, nonce }) => {
  const parameters = oauth.validateAuthResponse(server, client, new URL(back), state);
  const request = [server, client, noSecret, parameters, redirect_uri, verifier, options];
  const answer = await oauth.authorizationCodeGrantRequest(...request);
  const checks = { expectedNonce: nonce, requireIdToken: true };
  const result = await oauth.processAuthorizationCodeResponse(server, client, answer, checks);
  // Whether the ID token is signed by a key of the issuer's.
  await oauth.validateApplicationLevelSignature(server, answer, options);
  return result;
};

await run({
  async discovery() {
    const address = new URL(issuer);
    const answer = await oauth.discoveryRequest(address, { ...options, algorithm: 'oidc' });
    server = await oauth.processDiscoveryResponse(address, answer);
    // The same document where RFC 8414 puts it.
    const other = await oauth.discoveryRequest(address, { ...options, algorithm: 'oauth2' });
    assert.deepEqual(await oauth.processDiscoveryResponse(address, other), server);
    return { methods: server.code_challenge_methods_supported };
  },

  async 'sign in'() {
    const request = await asks();
    const back = await signsIn(emma, request.address, 'emma', redirect_uri);
    tokens = await redeem(back, request);
    claims = oauth.getValidatedIdTokenClaims(tokens);
    has(claims, { iss: issuer, aud: client_id, nonce: request.nonce });
    has(tokens, { token_type: 'bearer', expires_in: 3600 });
    return { name: claims.name, signed: JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url')).alg };
  },

  async 'another state'() {
    const request = await asks();
    const back = await emma.open(request.address, { until: redirect_uri });
    const error = await failure(redeem(back, { ...request, state: oauth.generateRandomState() }));
    const wrong = await failure(redeem(back, { ...request, verifier: oauth.generateRandomCodeVerifier() }));
    return { code: error.code, verifier: wrong.error };
  },

  async 'no proof key'() {
    const { address } = await asks({ code_challenge: '', code_challenge_method: '' });
    const back = await emma.open(address, { until: redirect_uri });
    const state = address.searchParams.get('state');
    const { error } = await failure((async () => oauth.validateAuthResponse(server, client, new URL(back), state))());
    return { error };
  },

  async userinfo() {
    const answer = await oauth.userInfoRequest(server, client, tokens.access_token, options);
    const user = await oauth.processUserInfoResponse(server, client, claims.sub, answer);
    const wrong = await oauth.userInfoRequest(server, client, 'nothing', options);
    const refused = await failure(oauth.processUserInfoResponse(server, client, claims.sub, wrong));
    return { name: user.name, refused: refused.cause[0].parameters.error };
  },

  async refresh() {
    const answer = await oauth.refreshTokenGrantRequest(server, client, noSecret, tokens.refresh_token, options);
    const before = tokens;
    tokens = await oauth.processRefreshTokenResponse(server, client, answer);
    assert.notEqual(tokens.access_token, before.access_token);
    assert.equal(oauth.getValidatedIdTokenClaims(tokens).sub, claims.sub);
    return { rotated: tokens.refresh_token !== before.refresh_token };
  },

  async revocation() {
    const revoked = await oauth.revocationRequest(server, client, noSecret, tokens.refresh_token, options);
    await oauth.processRevocationResponse(revoked);
    const answer = await oauth.refreshTokenGrantRequest(server, client, noSecret, tokens.refresh_token, options);
    const refused = await failure(oauth.processRefreshTokenResponse(server, client, answer));
    return { afterwards: refused.error };
  },

  async 'sign out'() {
    const address = new URL(server.end_session_endpoint);
    const back = { client_id, post_logout_redirect_uri: `${app}/`, id_token_hint: tokens.id_token, state: 'bye' };
    address.search = new URLSearchParams(back);
    const arrived = new URL(await emma.open(address, { until: `${app}/` }));
    const silent = await asks({ prompt: 'none' });
    const answer = new URL(await emma.open(silent.address, { until: redirect_uri }));
    const { error } = await failure((async () => oauth.validateAuthResponse(server, client, answer, silent.state))());
    return { state: arrived.searchParams.get('state'), afterwards: error };
  },
});
