import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Choice } from './choice.ts';
import { foundWords, lookUpWords } from './found-words.ts';
import { refuseUnknown, requireKnown } from './known-values.ts';
import type { ListFilter } from './list-query.ts';
import { readPosition } from './memory/list-position.ts';
import { listSnapshot, type ListMemory, memoryOf } from './memory/list-memory.ts';
import type { Listed } from './memory/listed.ts';

/** Times that an answer is begun anew because the database has moved on meanwhile. */
const TRIES = 3;

interface Steps<Picked, T> {
  readonly filter: ListFilter;
  /** Chooses at once, without asking anybody. */
  readonly pick: (choice: Choice) => Picked;
  /** Reads what is not in memory, in one statement. */
  readonly read: (sql: Queries, picked: Picked) => Promise<Told<T>>;
}
interface Told<T> {
  readonly value: T;
  /** The cursor of the statement; null where there was none to read. */
  readonly cursor: string | null;
  /** Keeps what was read. Called while memory stands at that cursor. */
  readonly keep: (listed: Listed) => void;
}

/**
 * An answer from the lists in memory, of one state of the database: one statement says where it stands, what the
 * reader may see and what changed, a second one reads what is not in memory. Both see the same where both see the
 * same cursor, because whatever alters a list moves it. Where that does not come about, a transaction tells.
 */
export async function toldList<Picked, T>(
  sql: Sql,
  reader: Reader,
  steps: Steps<Picked, T>,
): Promise<Snapshot<T>> {
  const memory = memoryOf(sql);
  for (let turn = 0; turn < TRIES; turn += 1) {
    const told = await toldAtOnce(sql, memory, reader, steps);
    if (told === 'needs more') break;
    if (told !== 'moved on') return told;
  }
  return await toldInTransaction(sql, memory, reader, steps);
}

async function toldAtOnce<Picked, T>(
  sql: Sql,
  memory: ListMemory,
  reader: Reader,
  { filter, pick, read }: Steps<Picked, T>,
): Promise<Snapshot<T> | 'moved on' | 'needs more'> {
  const position = await readPosition(sql, reader, filter, memory.cursor);
  const { cursor, sight, known } = position;
  refuseUnknown(filter, known);
  const listed = memory.follow(position);
  const words = listed && foundWords(listed, filter.q);
  if (!listed || !words) return 'needs more';
  const told = await read(sql, pick({ listed, sight, words }));
  if (told.cursor !== null && told.cursor !== cursor) return 'moved on';
  if (memory.stands(listed, cursor)) told.keep(listed);
  return { cursor, value: told.value };
}

async function toldInTransaction<Picked, T>(
  sql: Sql,
  memory: ListMemory,
  reader: Reader,
  { filter, pick, read }: Steps<Picked, T>,
): Promise<Snapshot<T>> {
  return await listSnapshot(sql, reader, {
    pick: async (transaction, listed, sight) => {
      await requireKnown(transaction, reader, filter);
      const words = await lookUpWords(transaction, listed, filter.q);
      return { listed, picked: pick({ listed, sight, words }) };
    },
    read: async (transaction, { listed, picked }, cursor) => {
      const told = await read(transaction, picked);
      if (memory.stands(listed, cursor)) told.keep(listed);
      return told.value;
    },
  });
}
