import type { Action } from '@parley/domain/permissions';
import { permits } from '@parley/domain/permissions';
import { LIMITS } from '@parley/domain/limits';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../auth/caller-of.ts';
import { fieldErrors, refuseFields } from './field-errors.ts';
import { pathIds, type PathParams } from './path-params.ts';
import { invalid, Problem } from './problem.ts';
import { queryOf } from './query.ts';
import { readJson, readNothing } from './read-body.ts';
import type { RequestContext } from './request-context.ts';

type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

/** What a route declares once: it is parsed by it, checked by it and described by it. */
interface Definition<Path extends string, Body, Query> {
  readonly method: Method;
  /** `:id` and `:…Id` are UUIDs, `:seq` a positive whole number: anything else is answered 404. */
  readonly path: Path;
  readonly summary: string;
  /** JSON body of at most 1 MiB; a strict schema. A route without one takes an empty body or `{}`. */
  readonly body?: z.ZodType<Body>;
  /** A strict schema of strings; `many` and `wholeNumber` of query.ts help. Without one no parameter is known. */
  readonly query?: z.ZodType<Query>;
  /** Answers by status, but the problems every route has. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Codes of problems that only this route has, in the order of the check. */
  readonly problems?: readonly string[];
  /** The route reads the body itself from `c.req.raw`, as another content type or a larger one. */
  readonly readsBodyItself?: boolean;
}
export interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

interface Parsed<Path extends string, Body, Query> {
  readonly c: RequestContext;
  readonly params: PathParams<Path>;
  readonly body: Body;
  readonly query: Query;
}
interface SignedIn<Path extends string, Body, Query> extends Parsed<Path, Body, Query> {
  readonly caller: Caller;
}

/** A route as the app mounts and the OpenAPI document describes it. */
export interface Route extends Omit<Definition<string, unknown, unknown>, 'body' | 'query'> {
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly isOpen: boolean;
  readonly run: (deps: Deps, c: RequestContext) => Promise<Response>;
}

/** What a file under routes/ exports: a function from the deps to its routes. */
export type Router = (deps: Deps) => Route[];

/**
 * A route for someone signed in. `allow` is asked before the body is read (403); what depends on the thing itself
 * is the handler's. Order of refusals: origin, 401, 429, 403, 404 of the path, 413, 415, 400, 422.
 */
export function route<const Path extends string, Body = undefined, Query = undefined>(
  definition: Definition<Path, Body, Query> & {
    readonly allow?: Action;
    readonly handle: (request: SignedIn<Path, Body, Query>) => Promise<Response> | Response;
  },
): Route {
  const run = async (deps: Deps, c: RequestContext): Promise<Response> => {
    const caller = await callerOf(deps, c);
    if (!caller) throw new Problem('UNAUTHENTICATED', { detail: 'Sign in, or send a token.' });
    await deps.limits.count(caller.accountId, c.req.method);
    if (definition.allow && !permits(caller.role, definition.allow))
      throw new Problem('FORBIDDEN', { detail: `The role ${caller.role} may not do this.` });
    return definition.handle({ ...(await parsed(definition, c)), caller });
  };
  return erased(definition, run, false);
}

/** A route for anybody, signed in or not. */
export function openRoute<const Path extends string, Body = undefined, Query = undefined>(
  definition: Definition<Path, Body, Query> & {
    readonly handle: (request: Parsed<Path, Body, Query>) => Promise<Response> | Response;
  },
): Route {
  return erased(
    definition,
    async (_deps, c) => definition.handle(await parsed(definition, c)),
    true,
  );
}

function erased<Path extends string, Body, Query>(
  definition: Definition<Path, Body, Query>,
  run: Route['run'],
  isOpen: boolean,
): Route {
  const { method, path, summary, answers, problems, readsBodyItself, body, query } = definition;
  return {
    ...{ method, path, summary, answers, run, isOpen, body, query },
    ...(problems ? { problems } : {}),
    ...(readsBodyItself ? { readsBodyItself } : {}),
  };
}

async function parsed<Path extends string, Body, Query>(
  definition: Definition<Path, Body, Query>,
  c: RequestContext,
): Promise<Parsed<Path, Body, Query>> {
  const params = pathIds<Path>(c.req.param());
  const body = await bodyOf(definition, c);
  const query = parsedQuery(definition.query, c);
  return { c, params, body, query };
}

/* The two casts below are the parser's: without a schema the types Body and Query are `undefined` by default. */

async function bodyOf<Body>(
  definition: Definition<string, Body, unknown>,
  c: RequestContext,
): Promise<Body> {
  const takesNone = c.req.method === 'GET' || c.req.method === 'HEAD' || definition.readsBodyItself;
  if (takesNone) return undefined as Body;
  if (definition.body) return valid(definition.body, await readJson(c.req.raw, LIMITS.bodyBytes));
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
  if (schema) return valid(schema, query);
  refuseFields(query);
  return undefined as Query;
}

/** Parses or answers 422 with an error per field. */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(fieldErrors(result.error));
  return result.data;
}
