// Signs in with @logto/node, as a web application that thinks it speaks with Logto.
//
//   ENDPOINT=http://localhost:3001 CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 node logto-node.mjs
//
// The application has the redirect address APP/callback and the address APP/ after signing out. Nobody listens there.
import assert from 'node:assert/strict';
import LogtoClient, { UserScope } from '@logto/node';
import { Browser, signsIn } from './person.mjs';
import { failure, has, run, setting } from './steps.mjs';

const [endpoint, appId, appSecret, app] = ['ENDPOINT', 'CLIENT_ID', 'CLIENT_SECRET', 'APP'].map(setting);
const callback = `${app}/callback`;

/** A client whose storage is a map, and whose redirects are noted. */
const client = (config = {}) => {
  const kept = new Map();
  const storage = {
    getItem: async (key) => kept.get(key) ?? null,
    setItem: async (key, value) => void kept.set(key, value),
    removeItem: async (key) => void kept.delete(key),
  };
  const sent = [];
  const scopes = [UserScope.Identities, UserScope.CustomData];
  const navigate = (address) => void sent.push(address);
  const logto = new LogtoClient({ endpoint, appId, appSecret, scopes, ...config }, { navigate, storage });
  return { logto, kept, sent: () => sent.at(-1) };
};

const lifang = new Browser();
const site = client();
const { logto } = site;

await run({
  async 'sign in'() {
    assert.equal(await logto.isAuthenticated(), false);
    await logto.signIn({ redirectUri: callback });
    const back = await signsIn(lifang, site.sent(), 'lifang', callback);
    await logto.handleSignInCallback(back);
    assert.equal(await logto.isAuthenticated(), true);
    const claims = await logto.getIdTokenClaims();
    has(claims, { iss: `${endpoint}/oidc`, aud: appId });
    return { name: claims.name, refresh: Boolean(await logto.getRefreshToken()) };
  },

  async userinfo() {
    const { sub, name, identities, custom_data: data } = await logto.fetchUserInfo();
    assert.equal(sub, (await logto.getIdTokenClaims()).sub);
    return { name, wechat: identities.wechat.userId, data };
  },

  async refresh() {
    const before = [await logto.getAccessToken(), await logto.getRefreshToken()];
    await logto.clearAccessToken();
    const after = [await logto.getAccessToken(), await logto.getRefreshToken()];
    assert.notEqual(after[0], before[0]);
    await logto.fetchUserInfo();
    return { rotated: after[1] !== before[1] };
  },

  async context() {
    const { isAuthenticated, claims, userInfo } = await logto.getContext({ getAccessToken: true, fetchUserInfo: true });
    return { isAuthenticated, same: claims.sub === userInfo.sub };
  },

  async 'an answer to somebody else'() {
    const other = client();
    await other.logto.signIn({ redirectUri: callback });
    const back = new URL(await lifang.open(site.sent(), { until: callback }));
    const error = await failure(other.logto.handleSignInCallback(back.href));
    return { code: error.code };
  },

  async 'a wrong secret'() {
    const other = client({ appSecret: 'guessed' });
    await other.logto.signIn({ redirectUri: callback, prompt: 'consent' });
    const back = await lifang.open(other.sent(), { until: callback });
    // The package prints what it was refused with.
    const { error: print } = console;
    console.error = () => {};
    const error = await failure(other.logto.handleSignInCallback(back));
    console.error = print;
    return { code: error.code, signedIn: await other.logto.isAuthenticated() };
  },

  async 'at WeChat at once'() {
    const other = client();
    const wechat = new Browser();
    await other.logto.signIn({ redirectUri: callback, directSignIn: { method: 'social', target: 'wechat' } });
    await wechat.open(other.sent());
    return { page: new URL(wechat.url).pathname };
  },

  async 'sign out'() {
    const refresh = await logto.getRefreshToken();
    await logto.signOut(`${app}/`);
    assert.equal(await logto.isAuthenticated(), false);
    assert.equal(site.kept.size, 0, 'nothing is kept');
    // It sends no ID token along, so the person is asked.
    await lifang.open(site.sent());
    const asked = lifang.title();
    await lifang.press('/oidc/session/end', { until: `${app}/` });

    await logto.signIn({ redirectUri: callback, prompt: 'none' });
    const answer = new URL(await lifang.open(site.sent(), { until: callback }));
    const body = { grant_type: 'refresh_token', refresh_token: refresh, client_id: appId, client_secret: appSecret };
    const refused = await fetch(`${endpoint}/oidc/token`, { method: 'POST', body: new URLSearchParams(body) });
    return { asked, afterwards: answer.searchParams.get('error'), refresh: (await refused.json()).error };
  },
});
