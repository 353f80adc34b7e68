import type { CollaborationRow } from '@parley/domain/view';
import { ATTENTION_WORDS } from '#lib/details/attention-words.ts';

export interface ShownAttention {
  readonly tone: 'amber' | 'danger';
  /** The oldest that holds, and how many more, as "Negotiation stalled +1"; how long is said beside it. */
  readonly short: string;
  /** All that holds, as "Negotiation stalled, Delivery problem". */
  readonly words: string;
  /** Since when the oldest holds. */
  readonly since: string;
}

/** What needs someone's attention now, the most serious tone of all; null when nothing does. */
export function attentionNow(row: CollaborationRow, now: number): ShownAttention | null {
  const holding = row.attention
    .filter((one) => Date.parse(one.since) <= now)
    .sort((a, b) => (a.since < b.since ? -1 : 1));
  const first = holding[0];
  if (!first) return null;
  const all = holding.map((one) => ATTENTION_WORDS[one.code]);
  const more = all.length > 1 ? ` +${all.length - 1}` : '';
  return {
    short: `${all[0]?.title ?? ''}${more}`,
    tone: all.some((one) => one.tone === 'danger') ? 'danger' : 'amber',
    words: all.map((one) => one.title).join(', '),
    since: first.since,
  };
}
