import type { Command } from './palette.svelte.ts';

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** Commands in which every word of the text is found, those whose label begins with it first. Empty: all of them. */
export function ranked(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return commands;
  const scored = commands.flatMap((command) => {
    const score = scoreOf(command, wanted);
    return score === null ? [] : [{ command, score }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ command }) => command);
}

function scoreOf({ label, words = '', group }: Command, wanted: readonly string[]): number | null {
  const name = fold(label);
  const all = `${name} ${fold(words)} ${fold(group)}`;
  if (!wanted.every((word) => all.includes(word))) return null;
  const begins = name.startsWith(wanted.join(' ')) ? 4 : 0;
  const starts = wanted.filter((word) => ` ${name}`.includes(` ${word}`)).length;
  return begins + starts + (wanted.every((word) => name.includes(word)) ? 1 : 0);
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Under their headings, in the order in which the first of each comes. */
export function grouped(commands: readonly Command[]): CommandGroup[] {
  const titles = [...new Set(commands.map(({ group }) => group))];
  return titles.map((title) => ({
    title,
    commands: commands.filter(({ group }) => group === title),
  }));
}

/** Those used lately, newest first, under a heading of their own, then the others. */
export function withRecent(commands: readonly Command[], recent: readonly string[]): Command[] {
  const used = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const others = commands.filter((command) => !used.includes(command));
  return [...used.map((command) => ({ ...command, group: 'Recent' })), ...others];
}
