import { ANSWERS, GroupWriter } from '../batch/group-writer.ts';
import { inLanes } from '../batch/in-lanes.ts';
import { newCollaboration } from '../collaboration/carried.schema.ts';
import { outcomeOf } from '../commands/carry-out.ts';
import type { PathDeps } from '../commands/path.ts';
import { policyNow } from '../commands/policy-now.ts';
import { send, type Sending } from '../commands/send.ts';
import type { Sql } from '../projection/postgres.ts';
import { projectAll } from '../projection/project.ts';
import type { CommandOutcome, Projection } from '../projection/projection.ts';
import type { ReadyCollaboration } from './decide-collaborations.ts';
import type { ImportJob, RowResult } from './import-row.ts';
import { changeOf, makeCollaboration, notMade, SEND_MS } from './make-collaboration.ts';
import { type RowCommand, storeRowCommands } from './store-row-commands.ts';

/** Changes on their way at once: more only queue behind the same two cores. */
const LANES = 16;

/**
 * Makes many collaborations through their workflows, and makes the answers readable in groups. Those of one campaign and creator come one after the other, in
 * the order of the file. Rows without a result are not decided yet; safe to repeat.
 */
export async function makeCollaborations(
  deps: PathDeps,
  job: ImportJob,
  ready: readonly ReadyCollaboration[],
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const undecided = new Set<string>();
  for (const wave of wavesOf(ready)) {
    const next = wave.filter((row) => !undecided.has(pairOf(row)));
    const made = await makeWave(deps, job, next);
    results.push(...made);
    const done = new Set(made.map(({ row }) => row));
    for (const row of next) if (!done.has(row.row)) undecided.add(pairOf(row));
  }
  return results;
}

function pairOf({ campaignId, creatorId }: ReadyCollaboration): string {
  return `${campaignId}/${creatorId}`;
}

function wavesOf(ready: readonly ReadyCollaboration[]): ReadyCollaboration[][] {
  const pairs = [...Map.groupBy(ready, pairOf).values()];
  const count = Math.max(0, ...pairs.map((pair) => pair.length));
  return Array.from({ length: count }, (_, at) => pairs.flatMap((pair) => pair[at] ?? []));
}

interface Made {
  readonly row: ReadyCollaboration;
  readonly projection: Projection;
}

async function makeWave(
  deps: PathDeps,
  job: ImportJob,
  rows: readonly ReadyCollaboration[],
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const odd: ReadyCollaboration[] = [];
  const writer = new GroupWriter<Made>(ANSWERS, async (group) => {
    const stored = await projectGroup(deps.sql, group);
    for (const { row } of group)
      if (stored.has(row.id)) results.push(created(row));
      else odd.push(row);
  });
  const rowToSend = await readWave(deps, job, rows);
  await inLanes(rows, LANES, async (row) => {
    const settled = settledOf(row, rowToSend(row).commands);
    if (settled) return void results.push(settled);
    const projection = await sent(deps, row, rowToSend(row));
    if (projection) writer.add({ row, projection });
    else odd.push(row);
  });
  await writer.finish();
  // A change that was refused, a workflow that ended or lost history: the path of a single change knows what to do.
  await inLanes(odd, LANES, async (row) => {
    const result = await makeCollaboration(deps, job, row);
    if (result !== null) results.push(result);
  });
  return results;
}

interface ToSend {
  /** Null where the row's change is not stored. */
  readonly commands: readonly (RowCommand | null)[];
  readonly sending: Omit<Sending, 'deadline'>;
}

/** Stores the changes of rows, and reads what sending them needs, in a handful of statements. */
async function readWave(
  deps: PathDeps,
  job: ImportJob,
  rows: readonly ReadyCollaboration[],
): Promise<(row: ReadyCollaboration) => ToSend> {
  const changes = new Map(
    rows.map((row) => [row.id, row.contents.map((content) => changeOf(job, row, content))]),
  );
  const stored = await storeRowCommands(deps.sql, [...changes.values()].flat());
  const versions = await deps.sql<{ id: string; version: number }[]>`
    select id, version from collaborations where id = any(${rows.map(({ id }) => id)}::uuid[])`;
  const known = new Map(versions.map(({ id, version }) => [id, version]));
  const campaigns = [...new Set(rows.map(({ campaignId }) => campaignId))];
  const policies = new Map(
    await Promise.all(
      campaigns.map(async (id) => [id, await policyNow(deps, deps.sql, id)] as const),
    ),
  );
  return ({ id, campaignId }) => ({
    commands: (changes.get(id) ?? []).map((change) => stored.get(change.id) ?? null),
    sending: {
      known: known.get(id) ?? 0,
      start: newCollaboration(id, policies.get(campaignId)),
    },
  });
}

/** The result of a row that needs nothing sent any more: all of it is there, or its creation was refused. */
function settledOf(row: ReadyCollaboration, commands: ToSend['commands']): RowResult | null {
  for (const [index, one] of commands.entries()) {
    const outcome = one?.outcome ?? null;
    const name = row.contents[index]?.name;
    if (one === null || outcome === null || name === undefined) return null;
    if (outcome !== 'applied' && outcome !== 'unchanged') return notMade(row, name, one);
  }
  return created(row);
}

/** Sends what is not decided, one change after the other; null where something is odd about one of the answers. */
async function sent(
  deps: PathDeps,
  row: ReadyCollaboration,
  { commands, sending }: ToSend,
): Promise<Projection | null> {
  const outcomes: CommandOutcome[] = [];
  let projection: Projection | null = null;
  for (const one of commands) {
    if (one === null) return null;
    if (one.outcome !== null) continue;
    const { name } = one.command;
    const answer = await send(deps, one.command, {
      known: sending.known,
      deadline: Date.now() + SEND_MS,
      ...(name === 'create' && sending.start ? { start: sending.start } : {}),
    });
    const outcome = answer.kind === 'applied' ? outcomeOf(one.command.id, answer) : null;
    if (answer.kind !== 'applied' || outcome === null) return null;
    outcomes.push(outcome);
    // Nothing is stored in between, so the last answer carries the events of all of them.
    const { events, version, stateHash } = answer;
    projection = { collaborationId: row.id, events, version, stateHash, outcomes };
  }
  return projection;
}

/** Makes many rows readable in one transaction, in the order of their ids; answers which of them are. */
async function projectGroup(sql: Sql, group: readonly Made[]): Promise<ReadonlySet<string>> {
  const sorted = group
    .map(({ projection }) => projection)
    .sort((a, b) => (a.collaborationId < b.collaborationId ? -1 : 1));
  const results = await sql.begin((transaction) => projectAll(transaction, sorted));
  return new Set(
    sorted.flatMap(({ collaborationId }, index) =>
      results[index]?.kind === 'stored' ? [collaborationId] : [],
    ),
  );
}

function created({ row, id }: ReadyCollaboration): RowResult {
  return { row, outcome: 'created', entityId: id };
}
