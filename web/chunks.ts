import type { Plugin } from 'vite';

interface Chunk {
  readonly name: string;
  readonly roots: RegExp;
}

/** Each holds what its pages import at once, less what those before it hold. */
const CHUNKS: readonly Chunk[] = [
  {
    name: 'base',
    // Not `entry.js`, which imports the client: SvelteKit looks for the two in different files.
    roots:
      /\/runtime\/client\/client-entry\.js$|\/src\/routes\/(sign-in\/\+page|\+layout|\+error)\.(svelte|ts)$/,
  },
  { name: 'list', roots: /\/src\/routes\/collaborations\/\+(layout|page)\.(svelte|ts)$/ },
];

/**
 * Puts what everybody opens first into few files; the rest is cut as the bundler thinks best. Left alone it makes a
 * hundred of them, and a browser takes longer to ask for those than to run them (docs/decisions/0147).
 */
export function fewChunks(): Plugin {
  const homes = new Map<string, string>();
  return {
    name: 'parley-few-chunks',
    apply: 'build',
    configEnvironment(environment) {
      if (environment !== 'client') return;
      const group = { name: (id: string) => homes.get(id) ?? null };
      return { build: { rolldownOptions: { output: { codeSplitting: { groups: [group] } } } } };
    },
    buildEnd(failure) {
      if (failure || this.environment.name !== 'client') return;
      const ids = [...this.getModuleIds()];
      for (const { name, roots } of CHUNKS) {
        const open = ids.filter((id) => roots.test(id));
        if (open.length === 0) this.error(`no module is a root of the chunk "${name}"`);
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (homes.has(id)) continue;
          homes.set(id, name);
          open.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      }
    },
  };
}
