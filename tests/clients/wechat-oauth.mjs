// Signs in with wechat-oauth, unmodified, which knows WeChat's own addresses and no others.
//
//   HTTPS_PROXY=http://localhost:3004 NODE_EXTRA_CA_CERTS=wechat-simulator.pem \
//   NODE_USE_ENV_PROXY=1 URLLIB_ENABLE_PROXY=1 node wechat-oauth.mjs
//
// The last two settings tell fetch, which is the browser here, and the client's own HTTP library to ask the
// environment.
import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import OAuth from 'wechat-oauth';
import { Browser, IN_WECHAT, scans } from './person.mjs';
import { failure, has, run } from './steps.mjs';

const WEBSITE = ['wx5f3a0c1e9b7d2d68', 'c0ffee5eed0f9a11e7c0de5afe0b0a7d'];
const SERVICE_ACCOUNT = ['wx3e8b1d6f0a92c745', '5e4f1ce0acc0027facade0ff1ce0beef'];
const CALLBACK = 'http://localhost:8080/callback?from=wechat';

/** The client's calls, which take a callback, as promises. */
const client = (keys) => {
  const oauth = new OAuth(...keys);
  const calls = ['getAccessToken', 'refreshAccessToken', 'getUser', 'getUserByCode', 'verifyToken'];
  return {
    oauth,
    ...Object.fromEntries(calls.map((name) => [name, promisify(oauth[name].bind(oauth))])),
  };
};

const codeOf = (address) => new URL(address).searchParams.get('code');

/** A code of the QR page, for who scans it. */
const scanned = async ({ oauth }, person) => {
  const browser = new Browser();
  await browser.open(oauth.getAuthorizeURLForWebsite(CALLBACK, 'a1B2', 'snsapi_login'));
  const back = await scans(browser, person);
  assert.match(back, /^http:\/\/localhost:8080\/callback\?from=wechat&code=\w{32}&state=a1B2$/);
  return codeOf(back);
};

const website = client(WEBSITE);
let token;

await run({
  async 'code to token'() {
    const code = await scanned(website, 'xiaoming');
    ({ data: token } = await website.getAccessToken(code));
    has(token, { expires_in: 7200, scope: 'snsapi_login' });
    const again = await failure(website.getAccessToken(code));
    return { openid: token.openid, unionid: token.unionid, again: again.code, error: again.name };
  },

  async profile() {
    const { openid, nickname, headimgurl, privilege } = await website.getUser({ openid: token.openid, lang: 'zh_CN' });
    assert.equal(openid, token.openid);
    assert.deepEqual(privilege, []);
    return { nickname, picture: headimgurl !== '' };
  },

  async check() {
    const { errcode, errmsg } = await website.verifyToken(token.openid, token.access_token);
    const other = await failure(website.verifyToken('oSIMULATED-somebody-else-000', token.access_token));
    return { errcode, errmsg, other: other.code };
  },

  async refresh() {
    const { data: renewed } = await website.refreshAccessToken(token.refresh_token);
    assert.equal(renewed.openid, token.openid);
    assert.equal(renewed.access_token, token.access_token, 'its life was prolonged');
    const wrong = await failure(website.refreshAccessToken('nothing'));
    return { refused: wrong.code };
  },

  async 'two hours later'() {
    const browser = new Browser();
    await browser.simulator('/_sim/clock', { advance_seconds: 7201 }, 'https://open.weixin.qq.com');
    const late = await failure(website.verifyToken(token.openid, token.access_token));
    const { data: renewed } = await website.refreshAccessToken(token.refresh_token);
    assert.notEqual(renewed.access_token, token.access_token);
    await website.verifyToken(token.openid, renewed.access_token);
    return { late: late.code };
  },

  async 'wrong secret'() {
    const wrong = client([WEBSITE[0], 'c0ffee5eed0f9a11e7c0de5afe0b0a70']);
    const error = await failure(wrong.getAccessToken(await scanned(wrong, 'xiaoming')));
    return { code: error.code, name: error.name };
  },

  async 'another domain'() {
    const browser = new Browser();
    await browser.open(website.oauth.getAuthorizeURLForWebsite('https://shop.example/callback', 's'));
    return { status: browser.status, says: browser.page.includes('redirect_uri 参数错误') };
  },

  async 'in WeChat'() {
    const account = client(SERVICE_ACCOUNT);
    const browser = new Browser({ userAgent: IN_WECHAT });
    await browser.simulator('/_sim/browser', { person: 'lifang', consent: 'allow' }, 'https://open.weixin.qq.com');
    const address = account.oauth.getAuthorizeURL(CALLBACK, 's1', 'snsapi_userinfo');
    const back = await browser.open(address, { until: CALLBACK });
    const user = await account.getUserByCode({ code: codeOf(back), lang: 'en' });
    return { nickname: user.nickname, unionid: user.unionid };
  },

  async 'in WeChat, silently'() {
    const account = client(SERVICE_ACCOUNT);
    const browser = new Browser({ userAgent: IN_WECHAT });
    await browser.simulator('/_sim/browser', { person: 'lifang' }, 'https://open.weixin.qq.com');
    const back = await browser.open(account.oauth.getAuthorizeURL(CALLBACK, 's2'), { until: CALLBACK });
    const { data } = await account.getAccessToken(codeOf(back));
    const error = await failure(account.getUser(data.openid));
    return { scope: data.scope, unionid: data.unionid ?? null, profile: error.code };
  },

  async 'not in WeChat'() {
    const browser = new Browser();
    await browser.open(client(SERVICE_ACCOUNT).oauth.getAuthorizeURL(CALLBACK, 's3'));
    return { says: browser.page.includes('请在微信客户端打开链接') };
  },
});
