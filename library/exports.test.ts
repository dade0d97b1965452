/** What others can rely on, what importing it loads, and that none of it need be paid for when it is not used. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const ROOT = dirname(import.meta.dirname);

/** Everything that a fresh process loads for the sake of one module, as paths and names of packages. */
async function loadedBy(module: string): Promise<readonly string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({
      // Outside its own run vitest refuses to be imported.
      resolve: (name, context, next) => (name === 'vitest' ? { url: 'data:text/javascript,export const [beforeAll, describe, test] = []', shortCircuit: true } : next(name, context)),
      load: (url, context, next) => { urls.push(url); return next(url, context); },
    });
    const before = Object.keys(globalThis).join();
    await import(${JSON.stringify(join(ROOT, 'library', module))});
    if (Object.keys(globalThis).join() !== before) throw new Error('the globals are others than before');
    console.log(JSON.stringify(urls));`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  expect(stderr).toBe('');
  const paths = (JSON.parse(stdout) as string[]).map((url) => url.replace(/^file:\/\//, '').replace(`${ROOT}/`, ''));
  return [...new Set(paths.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path))];
}

test('the root exports what people build on, and nothing else', async () => {
  expect(Object.keys(await import('./index.ts')).toSorted()).toEqual([
    'ConfigError', 'ContractError', 'findContracts', 'findInvariants', 'judge', 'listedPlans', 'loadContract', 'nearMisses', 'parseContract', 'plans', 'readReport', 'readTraceFile',
    'validKeys', 'validMaps', 'validValues',
  ]);
});

test('the sub-paths export one function each', async () => {
  expect(Object.keys(await import('./vitest.ts'))).toEqual(['conformance']);
  expect(Object.keys(await import('./reference-cloud.ts'))).toEqual(['startReferenceCloud']);
});

test('importing the root loads neither vitest, nor Pact, nor Allure, nor a server, nor a client', async () => {
  const loaded = await loadedBy('index.ts');
  expect(loaded).toContain('library/index.ts');
  expect(loaded).toContain('fast-check');
  const strangers = /^(vitest|vite|rolldown|@vitest\/.*|@pact-foundation\/.*|allure.*|fastify|undici|preact.*|express|commander|unified|node:https?|node:net)$|^targets\/reference\/|^cli\/|^reports\/page\//;
  expect(loaded.filter((each) => strangers.test(each))).toEqual([]);
});

test('metaconform/vitest loads neither Pact, nor Allure, nor the reference cloud, nor the command line', async () => {
  const loaded = await loadedBy('vitest.ts');
  expect(loaded).toContain('library/vitest.ts');
  expect(loaded.filter((each) => /^(@pact-foundation\/.*|allure.*|fastify|preact.*|express|commander)$|^targets\/reference\/|^cli\//.test(each))).toEqual([]);
});

test('metaconform/reference-cloud loads no test framework', async () => {
  const loaded = await loadedBy('reference-cloud.ts');
  expect(loaded).toContain('fastify');
  expect(loaded.filter((each) => /^(vitest|vite|@pact-foundation\/.*|allure.*|commander)$|^cli\/|^library\/index/.test(each))).toEqual([]);
});

/** The bundle of a module's use of the root: what is left of it when only that is kept. */
async function bundleOf(source: string): Promise<string> {
  const entry = 'entry.ts';
  const bundle = await rolldown({
    input: entry, platform: 'node', external: (id) => !/^[./]|^entry/.test(id), treeshake: { moduleSideEffects: false },
    plugins: [{ name: 'entry', resolveId: (id) => (id === entry ? join(ROOT, 'library/entry.ts') : null), load: (id) => (id.endsWith('library/entry.ts') ? source : null) }],
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return output[0].code;
}

test('whoever bundles one function does not bundle the others', async () => {
  const one = await bundleOf(`export { ContractError } from './index.ts';`);
  expect(one).toMatch(/class ContractError|ContractError = class/);
  expect(one).not.toMatch(/fast-check|ajv|node:fs/);
  expect(await bundleOf(`export { validKeys } from './index.ts';`)).toMatch(/fast-check/);
});
