import { redirect } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { get } from '#lib/api/client.ts';
import {
  isTimeZone,
  localeFrom,
  themeFrom,
  THEME_COOKIE,
  TIME_ZONE_COOKIE,
} from '#lib/format/reader.ts';
import type { Me } from '@parley/domain/view';

/** Pages that people without a session see. */
const OPEN_PAGES = /^\/(sign-in|setup|hand-in)(\/|$)/;

export const handle: Handle = async ({ event, resolve }) => {
  const zone = event.cookies.get(TIME_ZONE_COOKIE) ?? '';
  event.locals.reader = {
    locale: localeFrom(event.request.headers.get('accept-language')),
    timeZone: isTimeZone(zone) ? zone : 'UTC',
    now: Date.now(),
    theme: themeFrom(event.cookies.get(THEME_COOKIE)),
  };
  event.locals.me = null;
  if (event.route.id !== null && !OPEN_PAGES.test(event.url.pathname)) {
    const me = await get<Me>(event.fetch, '/api/me');
    if (me.ok) event.locals.me = me.data.user;
    else if (me.problem.status === 401) redirect(303, signInPath(event.url));
  }
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%parley.theme%', event.locals.reader.theme),
    filterSerializedResponseHeaders: (name) => name === 'parley-cursor' || name === 'content-type',
    preload: ({ type, path }) =>
      type === 'js' || type === 'css' || /inter-latin-wght-normal.*woff2$/.test(path),
  });
};

function signInPath(url: URL): string {
  const wanted = url.pathname + url.search;
  return wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;
}

/**
 * Reads of pages call the API in this process, with the page request's own cookies. Only `vite dev`, which
 * runs beside the server, goes through HTTP.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
  const cookie = event.request.headers.get('cookie');
  const headers = new Headers(request.headers);
  if (cookie !== null) headers.set('cookie', cookie);
  const inProcess = event.platform?.req.parley;
  if (inProcess) return inProcess.fetch(new Request(request, { headers }));
  const api = process.env.PARLEY_API ?? 'http://127.0.0.1:3000';
  return globalThis.fetch(new URL(url.pathname + url.search, api), {
    method: request.method,
    headers,
  });
};

export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'unknown') console.error(caught.error);
  if (caught.kind === 'framework' && caught.error.status === 404) {
    return { message: 'This page is not there.' };
  }
  if (caught.kind === 'app') return caught.error;
  return { message: 'Something went wrong on the server.' };
};
