// Signs in to a small site made with Express and express-openid-connect, which is told when a session has ended.
//
//   ISSUER=http://localhost:3001/oidc CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 \
//   node express-openid-connect.mjs
//
// The site is at APP, its redirect address is APP/callback, people who sign out come back to APP, and the server tells
// of ended sessions at APP/backchannel-logout.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import express from 'express';
import openid from 'express-openid-connect';
import session from 'express-session';
import { Browser, scans } from './person.mjs';
import { run, setting } from './steps.mjs';

const [issuerBaseURL, clientID, clientSecret, baseURL] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'APP'].map(setting);
const PATIENCE = 10_000;

const app = express();
app.use(
  openid.auth({
    issuerBaseURL,
    baseURL,
    clientID,
    clientSecret,
    clientAuthMethod: 'client_secret_basic',
    secret: 'for this script alone, and long enough',
    authRequired: false,
    idpLogout: true,
    idTokenSigningAlg: 'ES256',
    authorizationParams: { response_type: 'code', scope: 'openid profile offline_access', prompt: 'consent' },
    backchannelLogout: { store: new session.MemoryStore() },
  }),
);
app.get('/', async ({ oidc }, response) => {
  const isAuthenticated = oidc.isAuthenticated();
  const told = isAuthenticated ? await oidc.fetchUserInfo() : undefined;
  response.json({ isAuthenticated, name: oidc.user?.name, told: told?.name });
});
app.get('/refresh', async ({ oidc }, response) => {
  const before = oidc.accessToken.access_token;
  const after = await oidc.accessToken.refresh();
  response.json({ another: after.access_token !== before, rotated: Boolean(oidc.refreshToken) });
});
app.use(({ message }, _request, response, _next) => response.status(500).json({ message }));
const server = app.listen(Number(new URL(baseURL).port), 'localhost');
await once(server, 'listening');

const get = async (browser, path) => {
  await browser.open(baseURL + path);
  return JSON.parse(browser.page);
};

const signsIn = async (person) => {
  const browser = new Browser();
  await browser.open(`${baseURL}/login`);
  await browser.press('/sign-in/social/wechat');
  await browser.open(await scans(browser, person));
  return browser;
};

const post = async (logout_token) => {
  const body = new URLSearchParams(logout_token ? { logout_token } : {});
  const answer = await fetch(`${baseURL}/backchannel-logout`, { method: 'POST', body });
  return { status: answer.status, error: (await answer.json().catch(() => ({}))).error };
};

const xiaoming = await signsIn('xiaoming').catch((error) => error);

await run({
  async 'sign in'() {
    if (xiaoming instanceof Error) throw xiaoming;
    return get(xiaoming, '/');
  },

  async refresh() {
    return get(xiaoming, '/refresh');
  },

  async 'the session ends at the server'() {
    const emma = await signsIn('emma');
    const before = await get(xiaoming, '/');
    // Not at the site, which learns of it from the server alone.
    await xiaoming.open(`${issuerBaseURL}/session/end`);
    await xiaoming.press('/oidc/session/end');
    const until = Date.now() + PATIENCE;
    let after = before;
    while (after.isAuthenticated && Date.now() < until) {
      await setTimeout(50);
      after = await get(xiaoming, '/');
    }
    const other = await get(emma, '/');
    return { before: before.isAuthenticated, after: after.isAuthenticated, emma: other.isAuthenticated };
  },

  async 'news of nobody'() {
    const guessed = `${btoa('{"alg":"ES256"}')}.${btoa('{}')}.guessed`;
    return { guessed: await post(guessed), nothing: await post() };
  },

  async 'sign out'() {
    const lifang = await signsIn('lifang');
    const before = await get(lifang, '/');
    await lifang.open(`${baseURL}/logout`);
    const after = JSON.parse(lifang.page);
    await lifang.open(`${baseURL}/login`);
    return { before: before.name, after: after.isAuthenticated, afterwards: new URL(lifang.url).pathname };
  },
});
server.close();
server.closeAllConnections();
