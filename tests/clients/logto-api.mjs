// Uses the Management API through Logto's own package, unmodified.
//
//   ENDPOINT=http://localhost:3001 CLIENT_ID=ops CLIENT_SECRET=… node logto-api.mjs
//
// Prints one line of JSON for each step. At the first answer that is not as expected it names the step, and
// ends with 1. What it makes it deletes, and what it changes it changes back.
import assert from 'node:assert/strict';
import { createManagementApi } from '@logto/api/management';
import { has, run, setting } from './steps.mjs';

const { apiClient: api, clientCredentials } = createManagementApi('default', {
  clientId: setting('CLIENT_ID'),
  clientSecret: setting('CLIENT_SECRET'),
  baseUrl: setting('ENDPOINT'),
});

/** What an answer holds, if it has the status that was expected. */
const expect = ({ response, data, error }, status) => {
  assert.equal(response.status, status, `${response.url}: ${JSON.stringify(error ?? data)}`);
  assert.ok(response.headers.get('logto-core-request-id'), `${response.url}: no request id`);
  return error ?? data;
};

/** The code of a refusal, which has words for people too. */
const refused = (answer, status) => {
  const { code, message } = expect(answer, status);
  assert.ok(message, `${code} says nothing`);
  return code;
};

const ids = (list) => list.map(({ id }) => id);

const NAME = 'logto-api script';

await run({
  async token() {
    const { scope, expiresAt } = await clientCredentials.getAccessToken();
    return { scope, lasts: expiresAt - Math.floor(Date.now() / 1000) };
  },

  async status() {
    expect(await api.GET('/api/status'), 204);
  },

  async factories() {
    const factories = expect(await api.GET('/api/connector-factories'), 200);
    const path = { id: 'wechat-web' };
    const one = expect(await api.GET('/api/connector-factories/{id}', { params: { path } }), 200);
    const form = one.formItems.map(({ key, type }) => `${key}:${type}`);
    return { ids: ids(factories), name: one.name['zh-CN'], form };
  },

  async 'unknown factory'() {
    const path = { id: 'nothing' };
    const answer = await api.GET('/api/connector-factories/{id}', { params: { path } });
    return { code: refused(answer, 404) };
  },

  async connectors() {
    const config = { appId: 'wx00000000000000cc', appSecret: '0123456789abcdef0123456789abcdef' };
    const body = { connectorId: 'wechat-web', id: 'script', config };
    const made = expect(await api.POST('/api/connectors', { body }), 200);
    has(made, { id: 'script', connectorId: 'wechat-web', type: 'Social', target: 'wechat', syncProfile: false });
    assert.equal(refused(await api.POST('/api/connectors', { body }), 422), 'entity.unique_integrity_violation');
    const params = { path: { id: 'script' } };
    assert.deepEqual(expect(await api.GET('/api/connectors/{id}', { params }), 200), made);

    const change = { syncProfile: true, config: { appId: config.appId, scope: 'snsapi_base' } };
    const changed = expect(await api.PATCH('/api/connectors/{id}', { params, body: change }), 200);
    has(changed, { syncProfile: true, config: { clientId: config.appId, scope: 'snsapi_base' } });
    const query = { target: ['wechat'] };
    const list = expect(await api.GET('/api/connectors', { params: { query } }), 200);
    const none = expect(await api.GET('/api/connectors', { params: { query: { target: ['qq'] } } }), 200);
    assert.deepEqual(none, []);

    const asked = { state: 'abc', redirectUri: 'https://app.example/callback' };
    const address = await api.POST('/api/connectors/{connectorId}/authorization-uri', {
      params: { path: { connectorId: 'script' } },
      body: asked,
    });
    const { redirectTo } = expect(address, 200);
    assert.equal(new URL(redirectTo).searchParams.get('state'), 'abc');

    expect(await api.DELETE('/api/connectors/{id}', { params }), 204);
    assert.equal(refused(await api.GET('/api/connectors/{id}', { params }), 404), 'entity.not_found');
    return { ids: ids(list) };
  },

  async 'sign-in experience'() {
    const before = expect(await api.GET('/api/sign-in-exp'), 200);
    const body = {
      color: { ...before.color, primaryColor: '#123456' },
      termsOfUseUrl: 'https://app.example/terms',
      signInMode: 'SignIn',
      languageInfo: { ...before.languageInfo, autoDetect: false },
    };
    const changed = expect(await api.PATCH('/api/sign-in-exp', { body }), 200);
    has(changed, { termsOfUseUrl: body.termsOfUseUrl, signInMode: 'SignIn' });
    assert.equal(changed.color.primaryColor, '#123456');
    assert.equal(changed.languageInfo.autoDetect, false);
    assert.deepEqual(expect(await api.GET('/api/sign-in-exp'), 200), changed);
    const wrong = await api.PATCH('/api/sign-in-exp', { body: { termsOfUseUrl: 'nowhere' } });
    const code = refused(wrong, 400);

    const { color, termsOfUseUrl, signInMode, languageInfo } = before;
    const back = { color, termsOfUseUrl, signInMode, languageInfo };
    assert.deepEqual(expect(await api.PATCH('/api/sign-in-exp', { body: back }), 200), before);
    return { targets: before.socialSignInConnectorTargets, code };
  },

  async applications() {
    const oidcClientMetadata = {
      redirectUris: ['https://app.example/callback'],
      postLogoutRedirectUris: ['https://app.example/'],
    };
    const body = { name: NAME, type: 'Traditional', oidcClientMetadata, customData: { team: 'blue' } };
    const made = expect(await api.POST('/api/applications', { body }), 200);
    has(made, { ...body, description: null, isThirdParty: false });
    assert.match(made.id, /^\w{21}$/);
    assert.match(made.secret, /^\w{32}$/);
    const params = { path: { id: made.id } };
    const { secret, ...rest } = expect(await api.GET('/api/applications/{id}', { params }), 200);
    assert.equal(secret, '', 'a secret is shown once');
    has(made, rest);

    const change = { description: 'Made by a script', oidcClientMetadata: { postLogoutRedirectUris: [] } };
    const changed = expect(await api.PATCH('/api/applications/{id}', { params, body: change }), 200);
    has(changed, { name: NAME, description: 'Made by a script' });
    has(changed.oidcClientMetadata, { redirectUris: oidcClientMetadata.redirectUris, postLogoutRedirectUris: [] });
    const search = { search: `%${NAME.toUpperCase()}%`, types: ['Traditional'], page: 1, page_size: 5 };
    const list = await api.GET('/api/applications', { params: { query: search } });
    assert.deepEqual(ids(expect(list, 200)), [made.id]);
    assert.equal(list.response.headers.get('total-number'), '1');
    assert.match(list.response.headers.get('link'), /rel="first"/);

    const secrets = async () => {
      const answer = await api.GET('/api/applications/{id}/secrets', { params });
      return expect(answer, 200).map(({ name, value }) => name + value);
    };
    assert.deepEqual(await secrets(), ['default']);
    const expiresAt = Date.now() + 3_600_000;
    const more = { name: '2027', expiresAt };
    const second = expect(await api.POST('/api/applications/{id}/secrets', { params, body: more }), 201);
    has(second, { applicationId: made.id, name: '2027', expiresAt });
    assert.match(second.value, /^\w{32}$/);
    assert.deepEqual(await secrets(), ['default', '2027']);
    const named = { params: { path: { id: made.id, name: '2027' } } };
    const other = { ...named, body: { name: 'next' } };
    has(expect(await api.PATCH('/api/applications/{id}/secrets/{name}', other), 200), { name: 'next' });
    assert.equal(
      refused(await api.DELETE('/api/applications/{id}/secrets/{name}', named), 404),
      'entity.not_found',
    );
    const last = { params: { path: { id: made.id, name: 'next' } } };
    expect(await api.DELETE('/api/applications/{id}/secrets/{name}', last), 204);
    assert.deepEqual(await secrets(), ['default']);

    expect(await api.DELETE('/api/applications/{id}', { params }), 204);
    return { code: refused(await api.GET('/api/applications/{id}', { params }), 404) };
  },

  async users() {
    const body = { name: NAME, username: 'logto_api_script', primaryEmail: 'script@app.example', customData: { a: 1 } };
    const made = expect(await api.POST('/api/users', { body }), 200);
    has(made, { ...body, identities: {}, isSuspended: false, hasPassword: false, lastSignInAt: null });
    const taken = refused(await api.POST('/api/users', { body }), 422);
    const userId = { params: { path: { userId: made.id } } };
    assert.deepEqual(expect(await api.GET('/api/users/{userId}', userId), 200), made);

    const list = await api.GET('/api/users', { params: { query: { search: `%${NAME}%` } } });
    assert.deepEqual(ids(expect(list, 200)), [made.id]);
    assert.equal(list.response.headers.get('total-number'), '1');
    const everybody = await api.GET('/api/users', { params: { query: { page: 1, page_size: 1 } } });
    assert.equal(expect(everybody, 200).length, 1);

    const suspend = async (isSuspended) => {
      const answer = await api.PATCH('/api/users/{userId}/is-suspended', { ...userId, body: { isSuspended } });
      has(expect(answer, 200), { id: made.id, isSuspended });
    };
    await suspend(true);
    has(expect(await api.GET('/api/users/{userId}', userId), 200), { isSuspended: true });
    await suspend(false);

    const changed = await api.PATCH('/api/users/{userId}', { ...userId, body: { name: 'Another name' } });
    has(expect(changed, 200), { name: 'Another name', username: body.username });
    const data = await api.PATCH('/api/users/{userId}/custom-data', { ...userId, body: { customData: { b: 2 } } });
    assert.deepEqual(expect(data, 200), { a: 1, b: 2 });
    const sessions = expect(await api.GET('/api/users/{userId}/sessions', userId), 200);
    assert.deepEqual(sessions.sessions, []);

    expect(await api.DELETE('/api/users/{userId}', userId), 204);
    assert.equal(refused(await api.GET('/api/users/{userId}', userId), 404), 'entity.not_found');
    return { total: Number(everybody.response.headers.get('total-number')), taken };
  },

  async logs() {
    const list = await api.GET('/api/logs', { params: { query: { page: 1, page_size: 5 } } });
    const logs = expect(list, 200);
    assert.ok(logs.length > 0, 'nobody has signed in');
    const [{ id, key, payload, createdAt }] = logs;
    assert.ok(Math.abs(Date.now() - createdAt) < 3_600_000, `${createdAt} is not of today`);
    assert.deepEqual(expect(await api.GET('/api/logs/{id}', { params: { path: { id } } }), 200), logs[0]);
    const of = async (query) => expect(await api.GET('/api/logs', { params: { query } }), 200).length;
    assert.ok((await of({ applicationId: payload.applicationId, logKey: key })) > 0);
    assert.equal(await of({ applicationId: 'nobody' }), 0);
    return { key, result: payload.result, application: payload.applicationId };
  },

  async dashboard() {
    const total = expect(await api.GET('/api/dashboard/users/total'), 200);
    const added = expect(await api.GET('/api/dashboard/users/new'), 200);
    const active = expect(await api.GET('/api/dashboard/users/active'), 200);
    assert.equal(active.dauCurve.length, 30);
    return { total: total.totalUserCount, today: added.today.count, dau: active.dau.count };
  },
});
