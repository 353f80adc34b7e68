import type { Page } from 'playwright-core';
import { until } from '../harness/wait.ts';

/* What a page measures of itself: scripts that run in the browser, and what they found. */

/** Installed before the page runs: notes the first moment at which a key on the first row does something. */
const USABLE = `
  globalThis.measured = { usableMs: null, lcpMs: 0, shift: 0, interactions: new Map(), frames: [] };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) measured.lcpMs = one.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) measured.shift += one.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (!one.interactionId) continue;
      const known = measured.interactions.get(one.interactionId) ?? 0;
      measured.interactions.set(one.interactionId, Math.max(known, one.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  const look = () => {
    const first = document.querySelector('[data-row] a');
    const at = document.activeElement;
    // The key moved the focus on, a moment after it was pressed.
    if (first && at !== first && at?.closest('[data-row]')) {
      measured.usableMs = performance.now();
      return;
    }
    if (first) {
      // Focus that was there before the page ran told it nothing.
      first.blur();
      first.focus({ preventScroll: true });
      first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

/** Scrolls by so many pixels a frame for a while, noting how long each frame took. */
const SCROLL = `async ({ selector, ms, step }) => {
  const scroller = document.querySelector(selector);
  const frames = [];
  let before = await new Promise(requestAnimationFrame);
  const end = before + ms;
  while (before < end) {
    scroller.scrollTop += step;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames;
}`;

/** Jumps to the middle and waits until rows stand there; milliseconds. */
const JUMP = `async ({ selector, row }) => {
  const scroller = document.querySelector(selector);
  const began = performance.now();
  scroller.scrollTop = scroller.scrollHeight / 2;
  const [top, bottom] = [scroller.scrollTop, scroller.scrollTop + scroller.clientHeight];
  for (;;) {
    await new Promise(requestAnimationFrame);
    const shown = [...scroller.querySelectorAll('[data-row]')].map((one) => parseFloat(one.style.top));
    if (shown.filter((at) => at >= top && at < bottom - row).length >= Math.floor((bottom - top) / row) - 2)
      return performance.now() - began;
    if (performance.now() - began > 10000) return Infinity;
  }
}`;

export interface Measured {
  readonly usableMs: number | null;
  readonly lcpMs: number;
  readonly shift: number;
  readonly nodes: number;
  /** Milliseconds of each interaction that took more than one frame; the others count as 16. */
  readonly interactions: readonly number[];
}

export const installProbe = (page: Page) => page.addInitScript(USABLE);

/** Asked from outside: the page's own policy lets it evaluate nothing. */
export const isUsable = (page: Page) =>
  until('the first row to be usable', () => page.evaluate<boolean>('measured.usableMs !== null'));

export const forgetInteractions = (page: Page) => page.evaluate('measured.interactions.clear()');

export function measured(page: Page): Promise<Measured> {
  return page.evaluate<Measured>(
    `({ ...measured, interactions: [...measured.interactions.values()], nodes: document.querySelectorAll('*').length })`,
  );
}

/** Milliseconds of every frame while it scrolls. */
export function scroll(page: Page, selector: string, ms: number, step: number): Promise<number[]> {
  const given = JSON.stringify({ selector, ms, step });
  return page.evaluate<number[]>(`(${SCROLL})(${given})`);
}

export function jump(page: Page, selector: string, row: number): Promise<number> {
  return page.evaluate<number>(`(${JUMP})(${JSON.stringify({ selector, row })})`);
}
