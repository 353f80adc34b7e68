import type { ChangeBody, ChangeName } from '@parley/domain/commands.schema';

/** What became of a change that this browser asked for. */
export type ChangeOutcome =
  | { readonly kind: 'stored' }
  /** Kept and on its way: offline, or not decided within the server's five seconds. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly code: string; readonly words: string };

/**
 * Asks for one change; the screen shows it at once and takes it back when refused. `ifMatch` is the version the
 * person saw. Never throws.
 */
export type SendChange = <N extends ChangeName>(
  name: N,
  body: ChangeBody<N>,
  options?: { readonly ifMatch?: number },
) => Promise<ChangeOutcome>;
