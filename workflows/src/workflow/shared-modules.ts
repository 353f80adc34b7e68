import '../registered-workflows.ts';
import './reserved-names.ts';

/** Webpack's modules by id, in scope of every bundled module. */
declare const __webpack_modules__: Readonly<Record<string, unknown>>;

declare global {
  /** The cache that the Temporal SDK gives to the bundle; before a workflow exists it is everybody's. */
  var __webpack_module_cache__: Readonly<Record<string, { readonly exports: unknown }>> | undefined;
}

// The SDK freezes what shared modules export, as deep as it goes, but passes over what is frozen already. A schema of
// Zod must not be frozen: it adds its methods to itself when they are first asked for.
for (const id of Object.keys(__webpack_modules__)) {
  if (id.includes('@temporalio')) continue;
  const shared = globalThis.__webpack_module_cache__?.[id];
  if (shared !== undefined) Object.freeze(shared.exports);
}
