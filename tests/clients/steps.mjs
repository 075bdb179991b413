// What the scripts of this folder share: settings, steps that say what they got, and a stop at the first that fails.
import assert from 'node:assert/strict';

/** A setting, which comes by the environment. */
export const setting = (name) => {
  const value = process.env[name];
  assert.ok(value, `${name} is missing`);
  return value;
};

/** Runs steps in the order in which they are written. Each says one line of JSON; the first that fails is named. */
export const run = async (steps) => {
  for (const [name, step] of Object.entries(steps)) {
    try {
      console.log(JSON.stringify({ step: name, ...(await step()) }));
    } catch (error) {
      const cause = error.cause?.message ?? error.cause?.error ?? error.cause?.code;
      console.error(`${name}: ${error.message ?? error}${cause ? ` (${cause})` : ''}`);
      process.exit(1);
    }
  }
};

/** Fields that an object has to have, whatever else it has. */
export const has = (object, fields) => {
  for (const [name, value] of Object.entries(fields)) {
    assert.deepEqual(object[name], value, `${name} of ${JSON.stringify(object)}`);
  }
};

/** What a promise was rejected with. */
export const failure = async (promise) => {
  const result = await promise.then(
    (value) => assert.fail(`this went well: ${JSON.stringify(value)}`),
    (error) => error,
  );
  return result;
};
