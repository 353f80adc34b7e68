import { execFileSync } from 'node:child_process';
import type { ChildPart } from '../harness/child-part.ts';

/** What a part holds in memory now, in MiB. */
export function memoryOf({ pid }: ChildPart): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
