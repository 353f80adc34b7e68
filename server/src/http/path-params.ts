import { uuid } from '@parley/domain/scalars';
import { Problem } from './problem.ts';

/** The names in a path such as `/api/collaborations/:id/content/:seq/review`. */
export type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type PathParams<Path extends string> = Readonly<Record<ParamName<Path>, string>>;

/** Path parameters in lower case where they are ids; 404 for an id that is no UUID and a seq that is no number. */
export function pathIds<Path extends string>(
  given: Readonly<Record<string, string>>,
): PathParams<Path> {
  const checked = Object.entries(given).map(([name, value]) => [name, checkedParam(name, value)]);
  return Object.fromEntries(checked) as PathParams<Path>;
}

function checkedParam(name: string, value: string): string {
  if (name === 'seq' && !/^[1-9]\d{0,8}$/.test(value)) throw notThere();
  if (name !== 'id' && !name.endsWith('Id')) return value;
  const id = uuid.safeParse(value);
  if (!id.success) throw notThere();
  return id.data;
}

function notThere(): Problem {
  return new Problem('NOT_FOUND', { detail: 'There is no such thing.' });
}
