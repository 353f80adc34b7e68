import Clock from '@lucide/svelte/icons/clock';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import UserRoundX from '@lucide/svelte/icons/user-round-x';
import { isFinal, STATUSES } from '@parley/domain/statuses';
import type { ChangeBody, ChangeName } from '@parley/domain/commands.schema';
import type { CollaborationRow, Named } from '@parley/domain/view';
import { SNOOZES, snoozeUntil } from '#lib/details/snooze-choices.ts';
import type { Live } from '#lib/live/live.svelte.ts';
import { tell, tellError } from '#lib/ui/toast.ts';
import type { Aim, Command } from './palette.svelte.ts';

interface Parts {
  readonly aim: Aim;
  readonly live: Live;
  readonly me: Named;
  readonly now: () => number;
}

/** What the palette offers for the selected or opened collaborations. */
export function aimedCommands(parts: Parts): Command[] {
  const { rows } = parts.aim;
  const what = rows.length === 1 ? (rows[0]?.creator.name ?? '') : `${rows.length} collaborations`;
  return [
    ...statusCommands(parts, what),
    ...ownerCommands(parts, what),
    ...snoozeCommands(parts, what),
    noteCommand(parts, what),
  ];
}

function statusCommands({ aim }: Parts, what: string): Command[] {
  return STATUSES.filter((to) =>
    aim.rows.some((row) => !isFinal(row.status) && row.status !== to),
  ).map((to) => ({
    id: `status.${to}`,
    label: `Set status to ${to}`,
    hint: what,
    group: 'Status',
    words: 'move change',
    scope: 'status',
    status: to,
    run: () => aim.move(aim.rows, to),
  }));
}

function ownerCommands(parts: Parts, what: string): Command[] {
  const { aim, me } = parts;
  const group = 'Owner';
  const one = (id: string, label: string, person: Named | null): Command => ({
    ...{ id, label, group, hint: what, words: 'owner', scope: 'owner' },
    ...(person ? { person } : { icon: UserRoundX }),
    run: () => void assign(parts, person),
  });
  const others = aim.people.filter((person) => person.id !== me.id);
  return [
    one('owner.me', 'Assign to me', me),
    ...others.map((person) => one(`owner.${person.id}`, `Assign to ${person.name}`, person)),
    one('owner.nobody', 'Assign to nobody', null),
  ];
}

async function assign(parts: Parts, person: Named | null): Promise<void> {
  const ownerId = person?.id ?? null;
  const rows = parts.aim.rows.filter((row) => (row.owner?.id ?? null) !== ownerId);
  const name = person?.name ?? 'nobody';
  await sendAll(parts, rows, 'assignOwner', { ownerId }, `assigned to ${name}`);
}

function snoozeCommands(parts: Parts, what: string): Command[] {
  return SNOOZES.map(({ id, label }) => ({
    id: `snooze.${id}`,
    label: `Snooze: ${label.toLowerCase()}`,
    hint: what,
    group: 'Snooze',
    words: 'reminder later',
    scope: 'snooze',
    icon: Clock,
    run: () => {
      const until = snoozeUntil(id, parts.now());
      const words = `snoozed: ${label.toLowerCase()}`;
      if (until) void sendAll(parts, parts.aim.rows, 'snoozeReminder', { until }, words);
    },
  }));
}

function noteCommand({ aim }: Parts, what: string): Command {
  return {
    ...{ id: 'note', label: 'Add a note', hint: what, group: 'Note', words: 'write comment' },
    icon: StickyNote,
    run: () => aim.note(aim.rows),
  };
}

/** Sends the change to each, and says in one sentence what became of them. */
async function sendAll<N extends ChangeName>(
  { live }: Parts,
  rows: readonly CollaborationRow[],
  name: N,
  body: ChangeBody<N>,
  done: string,
): Promise<void> {
  const [only] = rows;
  if (!only) return tell(`Already ${done}.`);
  const what = rows.length === 1 ? only.creator.name : `${rows.length} collaborations`;
  const outcomes = await Promise.all(
    rows.map((row) => live.changes.send(row.id, name, body, { seen: row.version, quiet: true })),
  );
  const refused = outcomes.flatMap((one) => (one.kind === 'refused' ? [one.problem] : []));
  const [first] = refused;
  if (first) return tellError(`${refused.length} of ${rows.length} not ${done}.`, first.message);
  const [outcome] = outcomes;
  const seq = outcome?.kind === 'applied' && rows.length === 1 ? outcome.event.seq : null;
  const undo = {
    label: 'Undo',
    run: () => void live.changes.send(only.id, 'undo', { seq: seq ?? 0 }),
  };
  tell(`${what} ${done}`, seq !== null && name === 'assignOwner' ? undo : undefined);
}
