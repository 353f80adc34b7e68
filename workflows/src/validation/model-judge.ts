import { setTimeout as pause } from 'node:timers/promises';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { Profile } from '@parley/domain/matcher/profile';
import { generateText } from 'ai';
import { type Judge, ModelUnusable, type Wanted } from './judge.ts';
import type { ModelSettings } from './model-settings.ts';
import { type Trouble, troubleOf } from './model-trouble.ts';
import type { Pace } from './pace.ts';
import { promptFor } from './prompt.ts';
import { readAnswer } from './read-answer.ts';

/** Requests under way at once, per run. */
const AT_ONCE = 4;
/** Answers without a score until a creator is given up, and requests that fail on the way. */
const NONSENSE = 3;
const TRANSPORT = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** An answer is two short sentences; what is longer is no answer. */
const ANSWER_TOKENS = 600;

/**
 * Asks a model behind any OpenAI-compatible server. Every request takes its place in the pace, also a repeated one;
 * no response format is asked for, because many servers know none: the answer is read and checked here.
 */
export function modelJudge(criteria: string, settings: ModelSettings, pace: Pace): Judge {
  const ask = asking(settings);
  const judge: Judge['judge'] = async (profile, signal, wanted) => {
    let [nonsense, failures] = [0, 0];
    for (;;) {
      if (!(await waited(wanted, signal, pace.turn)) || !(await wanted.isSo())) return null;
      const answer = await ask(criteria, profile, signal);
      if (answer.kind === 'text') {
        const read = readAnswer(answer.text);
        if (read) return { kind: 'scored', ...read };
        nonsense += 1;
        if (nonsense < NONSENSE) continue;
        return { kind: 'failed', detail: withoutScore(answer.text) };
      }
      if (answer.kind === 'unusable') throw new ModelUnusable(answer.detail);
      failures += 1;
      if (answer.kind === 'final' || failures >= TRANSPORT)
        return { kind: 'failed', detail: failedAfter(failures, answer.detail) };
      if (answer.retryAfterMs !== null) await pace.holdBack(answer.retryAfterMs);
      const pausing = (waiting: AbortSignal) =>
        pause(pauseBefore(failures), undefined, { signal: waiting });
      if (!(await waited(wanted, signal, pausing))) return null;
    }
  };
  return { model: settings.model, atOnce: AT_ONCE, judge };
}

/** Waits, unless and until the run is paused or cancelled: then false. Throws where the work itself is aborted. */
async function waited(
  { no }: Wanted,
  signal: AbortSignal,
  wait: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  try {
    await wait(AbortSignal.any([signal, no]));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (no.aborted) return false;
    throw error;
  }
}

type Answer = { readonly kind: 'text'; readonly text: string } | Trouble;

function asking({ baseUrl, apiKey, model, timeoutMs }: ModelSettings) {
  const provider = createOpenAICompatible({
    name: 'validator',
    baseURL: baseUrl,
    ...(apiKey === null ? {} : { apiKey }),
  });
  return async (criteria: string, profile: Profile, signal: AbortSignal): Promise<Answer> => {
    try {
      const { text } = await generateText({
        model: provider.chatModel(model),
        ...promptFor(criteria, profile),
        temperature: 0,
        maxOutputTokens: ANSWER_TOKENS,
        // A repeated request takes a place of its own in the pace.
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return { kind: 'text', text };
    } catch (error) {
      signal.throwIfAborted();
      return troubleOf(error, timeoutMs);
    }
  };
}

function pauseBefore(failures: number): number {
  const fullMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return fullMs * (0.5 + Math.random() / 2);
}

function withoutScore(text: string): string {
  const start = text.replace(/\s+/g, ' ').trim().slice(0, 160).toWellFormed();
  return start === ''
    ? `The model answered nothing, ${NONSENSE} times.`
    : `The model gave no score in ${NONSENSE} answers; the last began: “${start}”`;
}

function failedAfter(times: number, detail: string): string {
  return times === 1 ? detail : `${detail} It was asked ${times} times.`;
}
