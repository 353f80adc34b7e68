import type { Compensation, Deliverable, Timeline } from '@parley/domain/terms.schema';
import type { Say } from './say.ts';

/** "2 × Reel"; one of something is just its name. */
export function deliverableWords({
  quantity,
  type,
}: Pick<Deliverable, 'quantity' | 'type'>): string {
  return quantity === 1 ? type : `${quantity} × ${type}`;
}

export function deliverablesWords(deliverables: readonly Deliverable[]): string {
  return deliverables.length === 0 ? 'none' : deliverables.map(deliverableWords).join(', ');
}

/** "€1,500 + 5% commission + Ceramic set", or "none". */
export function compensationWords(compensation: Compensation, say: Pick<Say, 'money'>): string {
  const { amountCents, currency, commissionPercent, product } = compensation;
  const parts = [
    amountCents !== null && currency !== null ? say.money({ amountCents, currency }) : null,
    commissionPercent !== null ? `${commissionPercent}% commission` : null,
    product,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'none' : parts.join(' + ');
}

export function timelineWords({ startsOn, dueOn }: Timeline, say: Pick<Say, 'day'>): string {
  if (startsOn && dueOn) return `${say.day(startsOn)} to ${say.day(dueOn)}`;
  if (startsOn) return `from ${say.day(startsOn)}`;
  return dueOn ? `until ${say.day(dueOn)}` : 'open';
}
