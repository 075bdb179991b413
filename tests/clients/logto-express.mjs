// Signs in to a small site made with Express and @logto/express, which thinks that it speaks with Logto.
//
//   ENDPOINT=http://localhost:3001 CLIENT_ID=shop CLIENT_SECRET=… APP=http://localhost:8080 node logto-express.mjs
//
// The site is at APP, its redirect address is APP/logto/sign-in-callback, and people who sign out come back to APP.
import { once } from 'node:events';
import { handleAuthRoutes, withLogto } from '@logto/express';
import express from 'express';
import session from 'express-session';
import { Browser, scans } from './person.mjs';
import { run, setting } from './steps.mjs';

const [endpoint, appId, appSecret, baseUrl] = ['ENDPOINT', 'CLIENT_ID', 'CLIENT_SECRET', 'APP'].map(setting);
const config = { endpoint, appId, appSecret, baseUrl };

const app = express();
app.use(session({ secret: 'for this script alone', resave: false, saveUninitialized: false }));
app.use(handleAuthRoutes(config));
app.get('/', withLogto({ ...config, fetchUserInfo: true, getAccessToken: true }), ({ user }, response) => {
  const { isAuthenticated, claims, userInfo, accessToken } = user;
  response.json({ isAuthenticated, name: claims?.name, told: userInfo?.name, token: Boolean(accessToken) });
});
app.use(({ code }, _request, response, _next) => response.status(500).json({ code }));
const server = app.listen(Number(new URL(baseUrl).port), 'localhost');
await once(server, 'listening');

const xiaoming = new Browser();

/** What the site says of who is there. */
const home = async (browser) => {
  await browser.open(`${baseUrl}/`);
  return JSON.parse(browser.page);
};

await run({
  async 'sign in'() {
    const before = await home(xiaoming);
    await xiaoming.open(`${baseUrl}/logto/sign-in`);
    await xiaoming.press('/sign-in/social/wechat');
    await xiaoming.open(await scans(xiaoming, 'xiaoming'));
    return { before: before.isAuthenticated, ...JSON.parse(xiaoming.page) };
  },

  async 'sign up'() {
    const emma = new Browser();
    await emma.open(`${baseUrl}/logto/sign-up`);
    await emma.press('/sign-in/social/wechat');
    await emma.open(await scans(emma, 'emma'));
    return JSON.parse(emma.page);
  },

  async 'a callback of nobody'() {
    const stranger = new Browser();
    await stranger.open(`${baseUrl}/logto/sign-in-callback?code=guessed&state=guessed`);
    return { status: stranger.status, ...JSON.parse(stranger.page) };
  },

  async 'sign out'() {
    await xiaoming.open(`${baseUrl}/logto/sign-out`);
    const asked = xiaoming.title();
    await xiaoming.press('/oidc/session/end');
    const { isAuthenticated } = JSON.parse(xiaoming.page);
    await xiaoming.open(`${baseUrl}/logto/sign-in`);
    return { asked, isAuthenticated, afterwards: new URL(xiaoming.url).pathname };
  },
});
server.close();
server.closeAllConnections();
