// Makes a key pair for an application that proves who it is with one: the private key as a setting, the public one as
// a JWK Set.
import { exportJWK, generateKeyPair } from 'jose';
import { run } from './steps.mjs';

await run({
  async 'key pair'() {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const [own, known] = await Promise.all([privateKey, publicKey].map(exportJWK));
    const about = { kid: 'k1', alg: 'ES256', use: 'sig' };
    return { private: JSON.stringify({ ...own, ...about }), jwks: JSON.stringify({ keys: [{ ...known, ...about }] }) };
  },
});
