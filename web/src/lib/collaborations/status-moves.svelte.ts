import type { Status } from '@parley/domain/statuses';
import type { CollaborationRow } from '@parley/domain/view';
import type { Live } from '#lib/live/live.svelte.ts';
import { asksFirst, type FinalRequest } from '#lib/status/final.ts';
import { tell, tellError } from '#lib/ui/toast.ts';
import type { Collaborations } from './collaborations.svelte.ts';
import { movesOf, openCount } from './moves.ts';

interface Asked {
  readonly rows: readonly CollaborationRow[];
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
    this.asked = { rows: [row], request };
  }

  /** Moves all that may go there; what is final or there already stays. */
  moveMany(rows: readonly CollaborationRow[], to: Status): void {
    const moving = rows.filter((row) =>
      this.possible(row).some((one) => one.to === to && !one.isHere && one.blocked === null),
    );
    if (moving.length === 0) return tell(`None of the selected can move to ${to}.`);
    if (!asksFirst(to)) return void this.#sendMany(moving, to, null);
    const openDeliverables = moving.reduce((sum, row) => sum + openCount(row), 0);
    const what = moving.length === 1 ? '1 collaboration' : `${moving.length} collaborations`;
    this.asked = { rows: moving, request: { to, what, openDeliverables } };
  }

  /** The person confirmed what was asked. */
  confirm(reason: string | null): void {
    const asked = this.asked;
    this.asked = null;
    const [first, ...others] = asked?.rows ?? [];
    if (!asked || !first) return;
    if (others.length === 0) void this.#send(first, asked.request.to, reason);
    else void this.#sendMany(asked.rows, asked.request.to, reason);
  }

  async #sendMany(
    rows: readonly CollaborationRow[],
    to: Status,
    reason: string | null,
  ): Promise<void> {
    const body = reason === null ? { to } : { to, reason };
    const decided = rows.map((row) =>
      this.#live.changes.send(row.id, 'changeStatus', body, { seen: row.version, quiet: true }),
    );
    const ids = rows.map((row) => row.id);
    this.#store.placeOwn(ids);
    const outcomes = await Promise.all(decided);
    this.#store.placeOwn(ids);
    const refused = outcomes.filter((outcome) => outcome.kind === 'refused');
    this.spoken = `${rows.length - refused.length} of ${rows.length} moved to ${to}.`;
    const first = refused[0];
    if (first) tellError(`${this.spoken} ${refused.length} stayed.`, first.problem.message);
    else tell(this.spoken);
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
