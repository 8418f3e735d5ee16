import type { ActError } from './act.ts';
import type { ActEvent } from './next.ts';
import { ACCOUNT_CODES } from './queue.ts';

/** What became of one request. */
export type Outcome =
  | { type: 'answered'; answer: unknown; entry: string | null }
  | { type: 'refused'; error: ActError }
  | { type: 'signedOut'; error: ActError }
  /** Not delivered, or delivered and not answered: the same again later. `everything`: no other act will fare better now. */
  | { type: 'unreachable'; error: ActError; retryAfter?: number; everything: boolean };

/** Refusals that are about the moment, not about what was sent. */
const MOMENTARY: readonly string[] = ['BUSY', 'TOO_MANY', 'BROKEN'];

/** No answer at all: no signal, a cut line, a time-out. */
export const noAnswer: Extract<Outcome, { type: 'unreachable' }> = {
  type: 'unreachable',
  everything: true,
  error: { code: 'NO_ANSWER', message: '连不上服务器' },
};

/** What a gateway says of itself or of the moment, not of what was sent. */
const ELSEWHERE: readonly number[] = [401, 407, 408, 425, 429, 511];

/** Whether an answer without words is about this very request: a wall on the way that dislikes it, a server that breaks on it. */
const isAboutThis = (status: number): boolean =>
  status === 500 || (status >= 400 && status < 500 && !ELSEWHERE.includes(status));

/**
 * Reads an answer. A refusal in the server's own words makes a problem of an act at once; a proxy's page, a sign-in page of a
 * guest network or a 5xx is no word of the server and the act waits. Those that are about this request are counted (`next.ts`).
 * @param body parsed JSON, or null when the answer was none
 * @param retryAfter value of the header of that name, in seconds
 */
export function outcomeOf(status: number, body: unknown, retryAfter: string | null): Outcome {
  const refused = (body as { refused?: ActError } | null)?.refused;
  const asked = Number(retryAfter);
  const later = Number.isFinite(asked) && asked > 0 ? { retryAfter: asked * 1000 } : {};
  if (refused && typeof refused.code === 'string') {
    const error: ActError = { ...refused, message: refused.message ?? '办理未被接受' };
    if (ACCOUNT_CODES.includes(error.code)) return { type: 'signedOut', error };
    if (status >= 500 || status === 429 || MOMENTARY.includes(error.code)) {
      return { type: 'unreachable', everything: error.code !== 'BROKEN', error, ...later };
    }
    return { type: 'refused', error };
  }
  if (status === 401) return { type: 'signedOut', error: { code: 'SIGNED_OUT', message: '请先登录' } };
  if (status === 200 && body !== null && typeof body === 'object') {
    const done = body as { answer?: unknown; entry?: string };
    return { type: 'answered', answer: 'answer' in done ? done.answer : body, entry: done.entry ?? null };
  }
  const error = isAboutThis(status)
    ? { code: 'UNEXPLAINED', message: `没有送达：服务器或途中的网关拒收（${status}），没有说明原因` }
    : { code: 'NO_ANSWER', message: '服务器没有应答' };
  return { type: 'unreachable', everything: true, error, ...later };
}

/** The event an outcome is for the act that was sent. */
export function eventOf(outcome: Outcome, at: string): ActEvent {
  switch (outcome.type) {
    case 'answered':
      return { type: 'answered', at, answer: outcome.answer, entry: outcome.entry };
    case 'refused':
      return { type: 'refused', at, error: outcome.error };
    case 'signedOut':
      return { type: 'signedOut', at, error: outcome.error };
    case 'unreachable':
      return {
        type: 'unreachable',
        at,
        error: outcome.error,
        ...(outcome.retryAfter ? { retryAfter: outcome.retryAfter } : {}),
      };
  }
}
