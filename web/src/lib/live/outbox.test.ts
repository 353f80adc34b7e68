import { describe, expect, it } from 'vitest';
import type { Outcome, QueuedChange } from './change.ts';
import { Outbox, type SendAnswer } from './outbox.ts';
import { saveStateOf } from './save-state.ts';

const UNREACHABLE: SendAnswer = { kind: 'unreachable', afterMs: null };
const UNCHANGED: SendAnswer = { kind: 'unchanged' };
const applied = (version: number): SendAnswer => ({
  kind: 'applied',
  version,
  collaboration: null,
  event: {
    seq: version,
    type: 'NoteAdded',
    at: '2026-11-01T00:00:00.000Z',
    actor: { id: null, name: 'Mina', kind: 'member' },
    commandId: 'c',
    data: { text: 'x', contact: false },
  },
});

let made = 0;
const changeOf = (
  collaborationId: string,
  to: 'Negotiating' | 'Fulfilling' = 'Negotiating',
): QueuedChange => ({
  name: 'changeStatus',
  body: { to },
  commandId: `command-${++made}`,
  collaborationId,
  seen: 1,
  at: '2026-11-01T00:00:00.000Z',
  phase: 'queued',
});

/** An outbox whose sends are answered by hand, and whose timers run when told. */
function setUp() {
  const sent: { change: QueuedChange; answer: (answer: SendAnswer) => void }[] = [];
  const asked: ((answer: SendAnswer) => void)[] = [];
  const timers: (() => void)[] = [];
  const kept = new Map<string, QueuedChange>();
  const settled: [string, Outcome['kind']][] = [];
  const outbox = new Outbox({
    send: (change) => new Promise((answer) => sent.push({ change, answer })),
    ask: () => new Promise((answer) => asked.push(answer)),
    keep: (change) => kept.set(change.commandId, change),
    forget: (commandId) => kept.delete(commandId),
    changed: () => {},
    settled: (change, outcome) => settled.push([change.commandId, outcome.kind]),
    later: (run) => timers.push(run),
  });
  const save = () => saveStateOf(outbox.changes, outbox.isOffline);
  return { outbox, sent, asked, timers, kept, settled, save };
}
/** Lets answers travel through the outbox's promises. */
const travelled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('the outbox', () => {
  it('sends one change after the other per collaboration, different ones side by side', async () => {
    const { outbox, sent } = setUp();
    const [first, second, other] = [changeOf('a'), changeOf('a', 'Fulfilling'), changeOf('b')];
    for (const change of [first, second, other]) void outbox.add(change);
    expect(sent.map((one) => one.change.commandId)).toEqual([first.commandId, other.commandId]);
    sent[0]?.answer(UNCHANGED);
    await travelled();
    expect(sent[2]?.change.commandId).toBe(second.commandId);
  });

  it('says "Saved" only once everything was answered', async () => {
    const { outbox, sent, save, kept } = setUp();
    expect(save()).toEqual({ kind: 'saved' });
    const outcome = outbox.add(changeOf('a'));
    expect(save()).toEqual({ kind: 'saving' });
    expect(kept.size).toBe(1);
    sent[0]?.answer(applied(2));
    expect((await outcome).kind).toBe('applied');
    expect(save()).toEqual({ kind: 'saved' });
    expect(kept.size).toBe(0);
  });

  it('keeps everything while nobody answers and sends it in order afterwards', async () => {
    const { outbox, sent, save, timers, kept } = setUp();
    const [first, second, other] = [changeOf('a'), changeOf('a', 'Fulfilling'), changeOf('b')];
    for (const change of [first, second]) void outbox.add(change);
    sent[0]?.answer(UNREACHABLE);
    await travelled();
    void outbox.add(other);
    expect(save()).toEqual({ kind: 'offline', count: 3 });
    expect(sent).toHaveLength(1);
    timers.at(-1)?.();
    expect(sent[1]?.change.commandId).toBe(first.commandId);
    sent[1]?.answer(UNCHANGED);
    await travelled();
    expect(sent.slice(2).map((one) => one.change.commandId)).toEqual([
      second.commandId,
      other.commandId,
    ]);
    sent[2]?.answer(UNCHANGED);
    sent[3]?.answer(UNCHANGED);
    await travelled();
    expect(save()).toEqual({ kind: 'saved' });
    expect(kept.size).toBe(0);
  });

  it('builds a later change of the same thing on the version of the earlier one', async () => {
    const { outbox, sent } = setUp();
    void outbox.add(changeOf('a'));
    void outbox.add(changeOf('a', 'Fulfilling'));
    sent[0]?.answer(applied(7));
    await travelled();
    expect(sent[1]?.change.seen).toBe(7);
  });

  it('asks later what became of a change that was only stored, and lets the next one follow', async () => {
    const { outbox, sent, asked, timers, save } = setUp();
    const outcome = outbox.add(changeOf('a'));
    void outbox.add(changeOf('a', 'Fulfilling'));
    sent[0]?.answer({ kind: 'waiting' });
    await travelled();
    expect(sent).toHaveLength(2);
    expect(save()).toEqual({ kind: 'saving' });
    timers[0]?.();
    asked[0]?.(applied(2));
    expect((await outcome).kind).toBe('applied');
  });

  it('settles once when the socket is faster than the answer', async () => {
    const { outbox, sent, settled } = setUp();
    const change = changeOf('a');
    const outcome = outbox.add(change);
    const told = applied(2);
    if (told.kind === 'applied') outbox.confirm(change.commandId, told);
    sent[0]?.answer(told);
    await outcome;
    await travelled();
    expect(settled).toEqual([[change.commandId, 'applied']]);
  });

  it('takes up what an earlier page left, before anything newer', () => {
    const { outbox, sent } = setUp();
    outbox.setOffline(true);
    void outbox.add(changeOf('a'));
    const left: QueuedChange = { ...changeOf('a', 'Fulfilling'), phase: 'sending' };
    outbox.restore([left]);
    outbox.setOffline(false);
    expect(sent.map((one) => one.change.commandId)).toEqual([left.commandId]);
  });
});
