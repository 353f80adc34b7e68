import type { Status } from '@parley/domain/statuses';
import type { CollaborationRow } from '@parley/domain/view';
import type { Live } from '#lib/live/live.svelte.ts';
import { asksFirst, type FinalRequest } from '#lib/status/final.ts';
import { tell, tellError } from '#lib/ui/toast.ts';
import type { Collaborations } from './collaborations.svelte.ts';
import { movesOf, openCount } from './moves.ts';

interface Asked {
  readonly row: CollaborationRow;
  readonly request: FinalRequest;
}

/** Moves a collaboration to another status, alike from drag, menu and keyboard: asks first where it is final. */
export class StatusMoves {
  asked = $state.raw<Asked | null>(null);
  /** The last result, for a polite live region. */
  spoken = $state('');
  readonly #live: Live;
  readonly #store: Pick<Collaborations, 'placeOwn'>;
  readonly #readOnly: string | null;

  constructor(live: Live, store: Pick<Collaborations, 'placeOwn'>, readOnly: string | null) {
    this.#live = live;
    this.#store = store;
    this.#readOnly = readOnly;
  }

  possible(row: CollaborationRow) {
    return movesOf(row, this.#readOnly);
  }

  move(row: CollaborationRow, to: Status): void {
    const move = this.possible(row).find((one) => one.to === to);
    if (!move || move.isHere) return;
    if (move.blocked !== null) {
      this.spoken = `${row.creator.name} stays in ${row.status}. ${move.blocked}`;
      return tellError(`${row.creator.name} stays in ${row.status}.`, move.blocked);
    }
    if (!asksFirst(to)) return void this.#send(row, to, null);
    const request = { to, what: row.creator.name, openDeliverables: openCount(row) };
    this.asked = { row, request };
  }

  /** The person confirmed what was asked. */
  confirm(reason: string | null): void {
    const asked = this.asked;
    this.asked = null;
    if (asked) void this.#send(asked.row, asked.request.to, reason);
  }

  async #send(row: CollaborationRow, to: Status, reason: string | null): Promise<void> {
    const body = reason === null ? { to } : { to, reason };
    const decided = this.#live.changes.send(row.id, 'changeStatus', body, { seen: row.version });
    this.#store.placeOwn([row.id]);
    this.spoken = `${row.creator.name} moved from ${row.status} to ${to}.`;
    const outcome = await decided;
    this.#store.placeOwn([row.id]);
    if (outcome.kind === 'refused') {
      this.spoken = `${row.creator.name} is back in ${row.status}. ${outcome.problem.message}`;
    }
    if (outcome.kind !== 'applied') return;
    const seq = outcome.event.seq;
    const undo = { label: 'Undo', run: () => void this.#undo(row, seq) };
    tell(`${row.creator.name} moved to ${to}`, asksFirst(to) ? undefined : undo);
  }

  async #undo(row: CollaborationRow, seq: number): Promise<void> {
    const outcome = await this.#live.changes.send(row.id, 'undo', { seq });
    this.#store.placeOwn([row.id]);
    if (outcome.kind === 'applied') this.spoken = `${row.creator.name} is back in ${row.status}.`;
  }
}
