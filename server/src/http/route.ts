import type { Action } from '@parley/domain/permissions';
import { permits } from '@parley/domain/permissions';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../auth/caller-of.ts';
import { type Parsed, parsedRequest } from './parsed-request.parser.ts';
import { Problem } from './problem.ts';
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
  /** Where the body may be larger than 1 MiB. */
  readonly mostBytes?: number;
  /** The route reads the body itself from `c.req.raw`, as another content type or a larger one. */
  readonly readsBodyItself?: boolean;
}
export interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

interface SignedIn<Path extends string, Body, Query> extends Parsed<Path, Body, Query> {
  readonly caller: Caller;
}

/** A route as the app mounts and the OpenAPI document describes it. */
export interface Route extends Omit<
  Definition<string, unknown, unknown>,
  'body' | 'query' | 'mostBytes'
> {
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
    return definition.handle({ ...(await parsedRequest(definition, c)), caller });
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
    async (_deps, c) => definition.handle(await parsedRequest(definition, c)),
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
