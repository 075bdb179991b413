// Uses the Management API through Logto's own package, unmodified.
//
//   ENDPOINT=http://localhost:3001 CLIENT_ID=ops CLIENT_SECRET=… node logto-api.mjs
//
// Prints one line of JSON for each step, and ends with 1 at the first answer that is not as expected.
import assert from 'node:assert/strict';
import { createManagementApi } from '@logto/api/management';

const setting = (name) => {
  const value = process.env[name];
  assert.ok(value, `${name} is missing`);
  return value;
};

const { apiClient: api, clientCredentials } = createManagementApi('default', {
  clientId: setting('CLIENT_ID'),
  clientSecret: setting('CLIENT_SECRET'),
  baseUrl: setting('ENDPOINT'),
});

const say = (step, result) => console.log(JSON.stringify({ step, ...result }));

/** What an answer holds, if it has the status that was expected. */
const expect = ({ response, data, error }, status) => {
  assert.equal(response.status, status, `${response.url}: ${JSON.stringify(error ?? data)}`);
  assert.ok(response.headers.get('logto-core-request-id'), `${response.url}: no request id`);
  return error ?? data;
};

const steps = {
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
    return { ids: factories.map(({ id }) => id), name: one.name['zh-CN'], form };
  },

  async 'unknown factory'() {
    const path = { id: 'nothing' };
    const answer = await api.GET('/api/connector-factories/{id}', { params: { path } });
    const { code, message } = expect(answer, 404);
    assert.ok(message);
    return { code };
  },
};

for (const [name, step] of Object.entries(steps)) {
  say(name, await step());
}
