import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isRefused, refuse, statusOf } from '#kernel';
import { sendRefused } from '#kernel/server';
import { evaluateRule, ruleEntries, ruleNamed, ruleSchema } from './rules/index.ts';

/** A calculator's input is small; a mixture of two hundred substances stays far below. */
const MOST_BYTES = 64 * 1024;
/** Asks one address may make in a minute: plenty for a person and for a screen that recalculates while one types. */
const PER_MINUTE = 300;

/** Counts asks by address in windows of a minute. */
function limiter(now: () => number): (address: string) => boolean {
  const asked = new LRUCache<string, { since: number; n: number }>({ max: 10_000 });
  return (address) => {
    const at = now();
    const window = asked.get(address);
    if (!window || at - window.since >= 60_000) {
      asked.set(address, { since: at, n: 1 });
      return true;
    }
    window.n += 1;
    return window.n <= PER_MINUTE;
  };
}

/** The day and the input of one ask: `?on=` with the input as body, or `{ on, input }` as body. */
function asked(request: FastifyRequest): { on: unknown; input: unknown } {
  const { on } = request.query as { on?: string };
  const body = request.body as Record<string, unknown> | null | undefined;
  if (on !== undefined) return { on, input: body ?? {} };
  const wrapped = typeof body === 'object' && body !== null && 'on' in body && 'input' in body;
  return wrapped ? { on: body.on, input: body.input } : { on: undefined, input: body };
}

const missingDay = refuse('INVALID', '缺少日期：写在地址里，如 ?on=2022-03-14', {
  places: [{ place: 'on', value: '（空）', allowed: 'YYYY-MM-DD', message: '缺少日期 on' }],
});

/**
 * The calculators by HTTP, for everybody: `GET /api/v1/law/rules`, `GET …/rules/{rule}/schema`, `POST …/rules/{rule}/eval`. They read
 * the law alone and need no account; size and pace are limited.
 */
export async function lawRoutes(
  app: FastifyInstance,
  { now = () => Date.now() }: { now?: () => number } = {},
): Promise<void> {
  const allowed = limiter(now);
  const paced = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!allowed(request.ip)) return sendRefused(reply, refuse('TOO_MANY'));
  };
  app.get('/api/v1/law/rules', { preHandler: paced }, async () => ({ rules: ruleEntries() }));
  app.get('/api/v1/law/rules/:rule/schema', { preHandler: paced }, async (request, reply) => {
    const rule = ruleNamed((request.params as { rule: string }).rule);
    return isRefused(rule) ? sendRefused(reply, rule) : ruleSchema(rule);
  });
  app.post('/api/v1/law/rules/:rule/eval', { preHandler: paced, bodyLimit: MOST_BYTES }, async (request, reply) => {
    const { on, input } = asked(request);
    if (on === undefined) return reply.code(statusOf('INVALID')).send(missingDay);
    const answer = evaluateRule((request.params as { rule: string }).rule, input, String(on));
    return isRefused(answer) ? sendRefused(reply, answer) : answer;
  });
}
