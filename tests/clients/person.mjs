// A person at a browser, with a phone that has WeChat.
//
// The browser keeps cookies, follows redirects and posts forms, as one without script does. The phone is the
// simulator's: it scans and allows through `/_sim`, wherever the QR page was.
import assert from 'node:assert/strict';

const REDIRECTS = 12;

/** WeChat's own browser. */
export const IN_WECHAT = 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN';

export class Browser {
  /** Cookies by host and name: like other browsers this one gives them to every port of a host. */
  #cookies = new Map();
  #headers;

  /** The address of the page that is open, and the page. */
  url = '';
  page = '';
  status = 0;

  constructor({ userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } = {}) {
    this.#headers = { 'user-agent': userAgent, 'accept-language': 'en', accept: 'text/html' };
  }

  /** One request, without following where the answer leads. */
  async request(address, { method = 'GET', body, type } = {}) {
    const url = new URL(address);
    const cookies = [...(this.#cookies.get(url.hostname) ?? [])].map(([name, value]) => `${name}=${value}`);
    const headers = { ...this.#headers };
    if (cookies.length > 0) headers.cookie = cookies.join('; ');
    if (method === 'POST') {
      headers['content-type'] = type ?? 'application/x-www-form-urlencoded';
      const from = this.url ? new URL(this.url).origin : url.origin;
      headers.origin = from;
      headers['sec-fetch-site'] = from === url.origin ? 'same-origin' : 'cross-site';
    }
    const answer = await fetch(url, { method, headers, body, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(url.hostname, line);
    return answer;
  }

  #keep(host, line) {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const jar = this.#cookies.get(host) ?? new Map();
    this.#cookies.set(host, jar);
    const gone = attributes.some((it) => /^max-age=0$/i.test(it) || /^expires=Thu, 01 Jan 1970/i.test(it));
    if (gone) jar.delete(name);
    else jar.set(name, value);
  }

  /**
   * Opens an address and goes where it leads, to a page. Stops before an address that begins with `until`, where
   * nobody need be, and gives it.
   */
  async open(address, { until, ...request } = {}) {
    let next = { address: new URL(address).href, request };
    for (let hop = 0; hop < REDIRECTS; hop += 1) {
      if (until && next.address.startsWith(until)) {
        this.url = next.address;
        return this.url;
      }
      const answer = await this.request(next.address, next.request);
      const location = answer.headers.get('location');
      if (location && answer.status >= 300 && answer.status < 400) {
        await answer.arrayBuffer();
        next = { address: new URL(location, next.address).href };
        continue;
      }
      this.url = next.address;
      this.page = await answer.text();
      this.status = answer.status;
      const { pathname, searchParams } = new URL(this.url);
      // WeChat takes its time: this page asks again until there is something.
      if (pathname.startsWith('/sign-in/attempt/') && this.status === 200) {
        searchParams.set('wait', '1');
        next = { address: new URL(`?${searchParams}`, this.url).href };
        continue;
      }
      assert.ok(!until, `${this.status} at ${this.url}, not ${until}: ${this.title()}`);
      return this.url;
    }
    assert.fail(`too many redirects, at last to ${next.address}`);
  }

  /** What the page calls itself. */
  title() {
    return /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.page)?.[1].replace(/<[^>]*>/g, '').trim() ?? this.page.slice(0, 200);
  }

  /** The form whose action begins with `action`: where it goes, and what it says without anybody's doing. */
  form(action) {
    for (const [, tag, inside] of this.page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      const to = attribute(tag, 'action');
      if (!to?.startsWith(action)) continue;
      const fields = new URLSearchParams();
      for (const [, input] of inside.matchAll(/<input([^>]*)>/g)) {
        if (attribute(input, 'type') !== 'hidden') continue;
        fields.append(attribute(input, 'name'), attribute(input, 'value') ?? '');
      }
      return { action: new URL(to, this.url).href, fields };
    }
    return assert.fail(`no form for ${action} at ${this.url} (${this.status}): ${this.title()}`);
  }

  /** Presses the button of the form whose action begins with `action`. */
  async press(action, options = {}) {
    const { action: to, fields } = this.form(action);
    return this.open(to, { ...options, method: 'POST', body: fields.toString() });
  }

  /** A call of the simulator's, at the origin of its page or another one. */
  async simulator(path, body, origin = new URL(this.url).origin) {
    const type = 'application/json';
    const request = body === undefined ? {} : { method: 'POST', type, body: JSON.stringify(body) };
    const answer = await this.request(new URL(path, origin), request);
    const text = await answer.text();
    assert.equal(answer.status, 200, `${path}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}

/** The person scans the QR code that the browser shows, and allows. Gives the callback's address. */
export const scans = async (browser, person, { decision = 'allow' } = {}) => {
  const uuid = /\/connect\/qrcode\/([\w-]{16})/.exec(browser.page)?.[1];
  assert.ok(uuid, `no QR code at ${browser.url}: ${browser.title()}`);
  await browser.simulator(`/_sim/codes/${uuid}/scan`, { person });
  await browser.simulator(`/_sim/codes/${uuid}/${decision}`, {});
  const asked = new URL(browser.url);
  // The page asks here; WeChat's has a host of its own for it.
  const polled = asked.hostname.startsWith('open.') ? `https://lp.${asked.hostname}` : asked.origin;
  const news = await (await browser.request(`${polled}/connect/l/qrconnect?uuid=${uuid}`)).text();
  const [, code] = /wx_errcode=405;window\.wx_code='([^']+)'/.exec(news) ?? assert.fail(news);
  const back = asked.searchParams.get('redirect_uri');
  const state = asked.searchParams.get('state') ?? '';
  return `${back}${back.includes('?') ? '&' : '?'}code=${code}&state=${state}`;
};

/**
 * The whole way of a sign-in: from an application's request over the sign-in page, WeChat's QR code and the phone to
 * the address of the application that begins with `until`.
 */
export const signsIn = async (browser, request, person, until) => {
  await browser.open(request);
  await browser.press('/sign-in/social/wechat');
  return browser.open(await scans(browser, person), { until });
};

const ENTITIES = { quot: '"', lt: '<', gt: '>', amp: '&' };

const attribute = (tag, name) => {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replace(/&(?:#(\d+)|(\w+));/g, (_, code, word) => ENTITIES[word] ?? String.fromCharCode(code));
};
