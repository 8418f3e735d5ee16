import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type AnyCommand, instantGiven, isRefused, type Refused, refuse, statusOf } from '#kernel';
import { exportLedger } from './export.ts';
import { wirePageOf } from './ledger.ts';
import type { Ledger } from './ledger-half.ts';
import { commandPath } from './openapi.ts';
import { type Runner, runCommand } from './run-command.ts';
import { runQuery } from './run-query.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The device's clock at the act; one that says no time at all says nothing. */
const observedGiven = instantGiven('办理时刻');

/** What a request's session allows. `only` names the acts still open while a password change or enrolment is due. */
export interface Visitor {
  actor: Actor;
  due: Refused | null;
}

/** Who sends a request, or why nobody is let in. */
export type Authenticate = (request: FastifyRequest) => Promise<Visitor | Refused>;

/** Answers a refusal with the status of its code. */
export function sendRefused(reply: FastifyReply, refused: Refused): FastifyReply {
  const { code } = refused.refused;
  if (code === 'BUSY' || code === 'TOO_MANY') reply.header('retry-after', '5');
  if (code === 'DISK_FULL') reply.header('retry-after', '60');
  return reply.code(statusOf(code)).send(refused);
}

async function visit(auth: Authenticate, request: FastifyRequest, always = false): Promise<Actor | Refused> {
  const visitor = await auth(request);
  if (isRefused(visitor)) return visitor;
  return visitor.due && !always ? visitor.due : visitor.actor;
}

function envelopeOf(request: FastifyRequest): { key: string; body: unknown; observedAt: string | null } | Refused {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !UUID.test(key)) {
    return refuse('INVALID', '缺少办理编号：请求头 Idempotency-Key 应为 UUID', {
      places: [{ place: 'Idempotency-Key', value: key ?? '（空）', allowed: 'UUID', message: '办理编号应为 UUID' }],
    });
  }
  const observed = observedGiven.safeParse(request.headers['x-observed-at']);
  const observedAt = observed.success ? new Date(observed.data).toISOString() : null;
  return { key: key.toLowerCase(), body: request.body, observedAt };
}

/** What they are given goes through `parsed`. */
const declared = { config: { declared: true } } as const;

/** Mounts every declared command, query and ledger on the application. */
export function mount(app: FastifyInstance, r: Runner, auth: Authenticate): void {
  for (const cmd of r.modules.commands)
    for (const name of [cmd.name, ...(cmd.formerly ?? [])])
      app.post(commandPath(name), declared, (request, reply) => act(r, auth, cmd, request, reply));
  for (const q of r.modules.queries) {
    app.get(commandPath(q.name), declared, async (request, reply) => {
      const actor = await visit(auth, request, q.always);
      if (isRefused(actor)) return sendRefused(reply, actor);
      const answer = await runQuery(r, q, actor, request.query);
      return isRefused(answer) ? sendRefused(reply, answer) : reply.send(answer);
    });
  }
  for (const l of r.modules.ledgers) mountLedger(app, r, auth, l);
}

async function act(r: Runner, auth: Authenticate, cmd: AnyCommand, request: FastifyRequest, reply: FastifyReply) {
  const actor = await visit(auth, request, cmd.always);
  if (isRefused(actor)) return sendRefused(reply, actor);
  const envelope = envelopeOf(request);
  if (isRefused(envelope)) return sendRefused(reply, envelope);
  const outcome = await runCommand(r, cmd, actor, envelope);
  if (isRefused(outcome)) return sendRefused(reply, outcome);
  if (outcome.replay) reply.header('idempotent-replay', '1');
  return reply.send(outcome.done);
}

function mountLedger(app: FastifyInstance, r: Runner, auth: Authenticate, l: Ledger): void {
  const path = commandPath(l.shape.name);
  app.get(path, declared, async (request, reply) => {
    const actor = await visit(auth, request);
    if (isRefused(actor)) return sendRefused(reply, actor);
    const page = await wirePageOf(r, l, actor, request.query);
    return isRefused(page) ? sendRefused(reply, page) : reply.send(page);
  });
  app.get(`${path}/export.xlsx`, declared, async (request, reply) => {
    const actor = await visit(auth, request);
    if (isRefused(actor)) return sendRefused(reply, actor);
    const file = await exportLedger(r, l, actor, request.query);
    if (isRefused(file)) return sendRefused(reply, file);
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header(
        'content-disposition',
        `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .header('x-rows', String(file.rows))
      .send(file.stream);
  });
}
