// Signs in to a small site with Passport and passport-wechat, unmodified: the environment is as for wechat-oauth.mjs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import express from 'express';
import passport from 'passport';
import WechatStrategy from 'passport-wechat';
import { Browser, IN_WECHAT, scans } from './person.mjs';
import { has, run } from './steps.mjs';

const WEBSITE = { appID: 'wx5f3a0c1e9b7d2d68', appSecret: 'c0ffee5eed0f9a11e7c0de5afe0b0a7d' };
const SERVICE_ACCOUNT = { appID: 'wx3e8b1d6f0a92c745', appSecret: '5e4f1ce0acc0027facade0ff1ce0beef' };

const app = express();
const server = app.listen(0, 'localhost');
await once(server, 'listening');
app.use(passport.initialize());
const site = `http://localhost:${server.address().port}`;

/** Two doors of the site: for computers, and for people who are in WeChat. */
const doors = {
  web: { ...WEBSITE, client: 'web', scope: 'snsapi_login' },
  mp: { ...SERVICE_ACCOUNT, client: 'wechat', scope: 'snsapi_userinfo' },
  wrong: { ...WEBSITE, appSecret: 'c0ffee5eed0f9a11e7c0de5afe0b0a70', client: 'web', scope: 'snsapi_login' },
};
for (const [name, options] of Object.entries(doors)) {
  const verify = (accessToken, refreshToken, { nickname, unionid }, expiresIn, done) =>
    done(null, { nickname, unionid, expiresIn, tokens: Boolean(accessToken && refreshToken) });
  const settings = { ...options, name, lang: 'zh_CN', state: 'door', callbackURL: `${site}/${name}/back` };
  passport.use(name, new WechatStrategy(settings, verify));
  const enter = passport.authenticate(name, { session: false });
  app.get(`/${name}`, enter);
  app.get(`/${name}/back`, enter, ({ user }, response) => response.json(user));
}
app.use(({ name, code, message }, _request, response, _next) => {
  response.status(502).json({ name, code, message });
});

const answer = (browser) => JSON.parse(browser.page);

await run({
  async 'by QR code'() {
    const browser = new Browser();
    await browser.open(`${site}/web`);
    await browser.open(await scans(browser, 'xiaoming'));
    const user = answer(browser);
    has(user, { expiresIn: 7200, tokens: true });

    // The callback a second time: WeChat knows the code as used.
    await browser.open(browser.url);
    return { nickname: user.nickname, unionid: user.unionid, again: answer(browser) };
  },

  async 'in WeChat'() {
    const browser = new Browser({ userAgent: IN_WECHAT });
    await browser.simulator('/_sim/browser', { person: 'lifang', consent: 'allow' }, 'https://open.weixin.qq.com');
    await browser.open(`${site}/mp`);
    return answer(browser);
  },

  async 'a refusal that reaches the site'() {
    const browser = new Browser({ userAgent: IN_WECHAT });
    const seat = { person: 'lifang', consent: 'refuse', refusal: 'authdeny' };
    await browser.simulator('/_sim/browser', seat, 'https://open.weixin.qq.com');
    await browser.open(`${site}/mp`);
    assert.match(browser.url, /\/mp\/back\?code=authdeny&state=door$/);
    return { status: browser.status, says: browser.page };
  },

  async 'wrong secret'() {
    const browser = new Browser();
    await browser.open(`${site}/wrong`);
    await browser.open(await scans(browser, 'xiaoming'));
    return { status: browser.status, ...answer(browser) };
  },
});
server.close();
server.closeAllConnections();
