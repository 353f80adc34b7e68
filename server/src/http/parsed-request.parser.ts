import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import type { z } from 'zod';
import { fieldErrors, refuseFields } from './field-errors.ts';
import { invalid, Problem } from './problem.ts';
import { queryOf } from './query.ts';
import { readJson, readNothing } from './read-body.ts';
import type { RequestContext } from './request-context.ts';
import { valid } from './valid.ts';

/** The names in a path such as `/api/collaborations/:id/content/:seq/review`. */
export type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type PathParams<Path extends string> = Readonly<Record<ParamName<Path>, string>>;

/** Path parameters in lower case where they are ids; 404 for an id that is no UUID and a seq that is no number. */
function pathIds<Path extends string>(given: Readonly<Record<string, string>>): PathParams<Path> {
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

/** What a route's schemas made of a request. */
export interface Parsed<Path extends string, Body, Query> {
  readonly c: RequestContext;
  readonly params: PathParams<Path>;
  readonly body: Body;
  readonly query: Query;
}
interface Schemas<Body, Query> {
  readonly body?: z.ZodType<Body>;
  readonly query?: z.ZodType<Query>;
  readonly readsBodyItself?: boolean;
  readonly mostBytes?: number;
}

/*
 * The casts below are the parser's: a route without a schema has `undefined` as the type of its body or query, and the
 * names in its path are those of its type.
 */

/** Parses path, body and query; throws the problem of whatever is not valid. */
export async function parsedRequest<Path extends string, Body, Query>(
  definition: Schemas<Body, Query>,
  c: RequestContext,
): Promise<Parsed<Path, Body, Query>> {
  const params = pathIds<Path>(c.req.param());
  const body = await bodyOf(definition, c);
  const query = parsedQuery(definition.query, c);
  return { c, params, body, query };
}

async function bodyOf<Body>(definition: Schemas<Body, unknown>, c: RequestContext): Promise<Body> {
  const takesNone = c.req.method === 'GET' || c.req.method === 'HEAD' || definition.readsBodyItself;
  if (takesNone) return undefined as Body;
  const { body, mostBytes = LIMITS.bodyBytes } = definition;
  if (body) return valid(body, await readJson(c.req.raw, mostBytes));
  await readNothing(c.req.raw);
  return undefined as Body;
}

function parsedQuery<Query>(schema: z.ZodType<Query> | undefined, c: RequestContext): Query {
  const query = queryOf(c.req.url);
  const broken = Object.keys(query).filter((name) =>
    [query[name]].flat().some((text) => text?.includes('\0')),
  );
  if (broken.length > 0)
    throw invalid(broken.map((path) => ({ path, message: 'must not contain control characters' })));
  if (schema) return validQuery(schema, query);
  refuseFields(query);
  return undefined as Query;
}

/** A parameter is named by its name alone, also where it may come several times. */
function validQuery<Query>(schema: z.ZodType<Query>, query: unknown): Query {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  throw invalid(
    fieldErrors(result.error).map(({ path, message }) => ({
      path: path.replace(/\.\d+$/, ''),
      message,
    })),
  );
}
