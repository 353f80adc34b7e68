import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker';

const SOURCES = ['../../../domain/src/', '../../../workflows/src/'];
const VERSIONS = [
  '../../../pnpm-lock.yaml',
  '../../../workflows/package.json',
  '../../../domain/package.json',
];
const CACHE = fileURLToPath(new URL('../../../.cache/workflow-bundles/', import.meta.url));
/** Of swc, as the SDK has it but for the target. */
const COMPILED = { target: 'es2023', parser: { syntax: 'typescript' } };
/** Bundles kept beside the present one. */
const KEPT = 3;

/**
 * Bundles the workflows, or takes the bundle that was made of the very same sources before: a second start is fast.
 * Safe to run from several processes at once; where nothing can be kept, the code itself is answered.
 */
export async function workflowBundle(
  cache: string = CACHE,
): Promise<{ readonly codePath: string } | { readonly code: string }> {
  const codePath = join(cache, `${await sourceHash()}.js`);
  if (await exists(codePath)) return { codePath };
  const { code } = await bundleWorkflowCode({
    workflowsPath: pathOf('../registered-workflows.ts'),
    payloadConverterPath: pathOf('../tolerant-payload-converter.ts'),
    workflowInterceptorModules: [pathOf('../workflow/reserved-names.ts')],
    preloadModules: [pathOf('../workflow/shared-modules.ts')],
    webpackConfigHook: compiledForThisNode,
    logger: new DefaultLogger('WARN'),
  });
  try {
    await mkdir(cache, { recursive: true });
    await writeFile(`${codePath}.${process.pid}`, code);
    await rename(`${codePath}.${process.pid}`, codePath);
    await removeOld(cache);
    return { codePath };
  } catch {
    return { code };
  }
}

type WebpackConfigHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** By itself the SDK compiles for 2017, where every `{ ...state }` is a loop over its keys in a helper. */
const compiledForThisNode: WebpackConfigHook = (config) => {
  for (const rule of config.module?.rules ?? []) {
    if (typeof rule !== 'object' || typeof rule?.use !== 'object' || !rule.use) continue;
    if ('options' in rule.use && typeof rule.use.options === 'object')
      Object.assign(rule.use.options, { jsc: COMPILED });
  }
  return config;
};

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const root = pathOf(folder);
    const names = (await readdir(root, { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .sort();
    for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(root, name)));
  }
  for (const file of VERSIONS)
    hash.update(`\0${file}\0`).update(await readFile(pathOf(file)).catch(() => ''));
  return hash.digest('hex').slice(0, 32);
}

async function removeOld(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.endsWith('.js'));
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      ageMs: Date.now() - (await stat(join(cache, name))).mtimeMs,
    })),
  );
  const old = aged.sort((a, b) => a.ageMs - b.ageMs).slice(KEPT + 1);
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { force: true })));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
