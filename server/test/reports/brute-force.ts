import { deliveredCount } from '@parley/domain/deliverables';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { evolve } from '@parley/domain/evolve';
import type { CollaborationState } from '@parley/domain/state.schema';
import { OPEN_STATUSES, type Status, STATUSES } from '@parley/domain/statuses';
import { localDay } from '../../src/reports/local-day.ts';

/* What a report must say, told by folding every timeline with the domain alone. */

/** A collaboration as it was at an instant, with what led there; null before it was created. */
export interface Then {
  readonly state: CollaborationState;
  readonly events: readonly CollaborationEvent[];
}

export function asItWas(events: readonly CollaborationEvent[], asOf: string): Then | null {
  const known = events.filter((event) => event.at <= asOf);
  const state = known.reduce<CollaborationState | null>(evolve, null);
  return state && { state, events: known };
}

export function counts(all: readonly Then[]): Record<string, number> {
  const of = (status: Status) => all.filter(({ state }) => state.status === status).length;
  return Object.fromEntries(STATUSES.map((status) => [status, of(status)]));
}

/** Committed and paid by currency, those without either left out. */
export function money(all: readonly Then[]): Record<string, { committed: number; paid: number }> {
  const sums: Record<string, { committed: number; paid: number }> = {};
  const sum = (currency: string) => (sums[currency] ??= { committed: 0, paid: 0 });
  for (const { state } of all) {
    const { amountCents, currency } = state.terms.compensation;
    if (state.status !== 'Cancelled' && amountCents !== null && currency !== null)
      sum(currency).committed += amountCents;
    for (const payment of state.payments) sum(payment.currency).paid += payment.amountCents;
  }
  return sums;
}

/** Moves by actor kind and way, without those taken back. */
export function moves(all: readonly Then[]): Record<string, number> {
  const found = all.flatMap(({ events }) => {
    const undone = new Set(
      events.flatMap((event) => (event.type === 'Undone' ? [event.data.seq] : [])),
    );
    return events.flatMap((event) =>
      event.type === 'StatusChanged' && !undone.has(event.seq)
        ? [`${event.actor.kind} ${event.data.from} ${event.data.to}`]
        : [],
    );
  });
  return Object.fromEntries(
    [...Map.groupBy(found, (way) => way)].map(([way, list]) => [way, list.length]),
  );
}

/** Pieces due, delivered and overdue. */
export function pieces(all: readonly Then[], asOf: string, timeZone: string) {
  const today = localDay(asOf, timeZone);
  const sums = {
    due: 0,
    delivered: 0,
    overdue: 0,
    undatedDue: 0,
    undatedDelivered: 0,
    handedIn: 0,
  };
  for (const { state } of all) {
    sums.handedIn += state.content.length;
    if (state.status === 'Cancelled') continue;
    for (const { id, quantity, dueOn } of state.terms.deliverables) {
      const delivered = Math.min(quantity, deliveredCount(state, id));
      sums[dueOn === null ? 'undatedDue' : 'due'] += quantity;
      sums[dueOn === null ? 'undatedDelivered' : 'delivered'] += delivered;
      if (state.status === 'Fulfilling' && dueOn !== null && dueOn < today)
        sums.overdue += quantity - delivered;
    }
  }
  return sums;
}

/** How long each that is open has been in its status: what the board calls "since". */
export function openSince(all: readonly Then[], asOf: string): Record<string, readonly number[]> {
  const of = (status: Status) =>
    all
      .filter(({ state }) => state.status === status)
      .map(({ state }) => Date.parse(asOf) - Date.parse(state.statusSince))
      .sort((a, b) => a - b);
  return Object.fromEntries(OPEN_STATUSES.map((status) => [status, of(status)]));
}

/** As percentile_cont: between the two values beside the place. */
export function percentile(sorted: readonly number[], share: number): number | null {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return Math.round(low + (high - low) * (place - Math.floor(place)));
}
