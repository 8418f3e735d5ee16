/** A small world for histories: a server that does each key once, a line that fails in every way, tabs that die. */
import type { OutboxAct, OutboxFile } from '../act.ts';
import { discarded, submitted, withdrawn } from '../line.ts';
import { type ActEvent, next } from '../next.ts';
import { noAnswer, type Outcome, outcomeOf } from '../outcome.ts';
import type { OutboxStore, Presence, Transport } from '../send.ts';

export class TabDied extends Error {}

/** What can go wrong with one request. `late`: no answer now, but it arrives and is done later. */
export const FAULTS = [
  'ok',
  'ok',
  'ok',
  'ok',
  'lost',
  'ackLost',
  'late',
  'busy',
  'broken',
  'broken',
  'broken',
  'wall',
  'tooMany',
  'proxy',
  'signedOut',
  'dieBefore',
  'dieAfter',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The server as a model: one effect a key, a refusal for bad content, everything it ever did written down. */
export class ModelServer {
  session: string | null = null;
  readonly done = new Map<string, { body: string; entry: string }>();
  readonly files = new Map<string, number>();
  readonly order: { key: string; subject: string; rank: number }[] = [];
  readonly breaches: string[] = [];
  readonly late: (() => void)[] = [];

  put(file: OutboxFile): [number, unknown] {
    if (this.session === null) return [401, { refused: { code: 'SIGNED_OUT', message: '请先登录' } }];
    this.files.set(file.sha256, file.bytes.length);
    return [200, { sha256: file.sha256 }];
  }

  post(act: OutboxAct): [number, unknown] {
    if (this.session === null) return [401, { refused: { code: 'SIGNED_OUT', message: '请先登录' } }];
    if (this.session !== act.account) this.breaches.push(`${act.actId} of ${act.account} sent by ${this.session}`);
    const body = JSON.stringify(act.given);
    const old = this.done.get(act.actId);
    if (old) {
      if (old.body !== body) this.breaches.push(`${act.actId} came with another body`);
      return [200, { answer: { n: old.entry }, entry: old.entry }];
    }
    const given = act.given as { bad: boolean; rank: number; subject: string };
    if (given.bad) return [422, { refused: { code: 'INVALID', message: '填写内容有误' } }];
    const missing = act.photos.filter((sha) => !this.files.has(sha));
    if (missing.length > 0) this.breaches.push(`${act.actId} came before its photos`);
    const entry = `e${this.done.size}`;
    this.done.set(act.actId, { body, entry });
    this.order.push({ key: act.actId, subject: given.subject, rank: given.rank });
    return [200, { answer: { n: entry }, entry }];
  }
}

/** The line to the model server; `fault` says what becomes of each request. */
export function modelTransport(server: ModelServer, fault: () => Fault, gate: () => Promise<void>): Transport {
  async function through(serve: () => [number, unknown], mayBeLate: boolean): Promise<Outcome> {
    await gate();
    const what = fault();
    if (what === 'dieBefore') throw new TabDied();
    if (what === 'lost') return noAnswer;
    if (what === 'busy') return outcomeOf(503, { refused: { code: 'BUSY', message: '系统繁忙' } }, '5');
    if (what === 'tooMany') return outcomeOf(429, { refused: { code: 'TOO_MANY', message: '稍后再试' } }, null);
    if (what === 'wall') return outcomeOf(403, null, null);
    if (what === 'broken') return outcomeOf(500, { refused: { code: 'BROKEN', message: '没有办成' } }, null);
    if (what === 'proxy') return outcomeOf(200, null, null);
    if (what === 'signedOut') return outcomeOf(401, { refused: { code: 'SIGNED_OUT', message: '请先登录' } }, null);
    if (what === 'late' && mayBeLate) {
      const session = server.session;
      server.late.push(() => {
        const now = server.session;
        server.session = session;
        serve();
        server.session = now;
      });
      return noAnswer;
    }
    const [status, body] = serve();
    await gate();
    if (what === 'ackLost') return noAnswer;
    if (what === 'dieAfter') throw new TabDied();
    return outcomeOf(status, body, null);
  }
  return {
    async who(): Promise<Presence> {
      await gate();
      if (server.session === null) return { type: 'signedOut', error: { code: 'SIGNED_OUT', message: '请先登录' } };
      return { type: 'here', account: server.session };
    },
    put: (file) => through(() => server.put(file), false),
    post: (act) => through(() => server.post(act), true),
  };
}

/** What a history needs of a store beside sending. */
export interface WorldStore extends OutboxStore {
  add(act: OutboxAct): Promise<void>;
  submit(actId: string, at: string): Promise<unknown>;
  withdraw(actId: string, at: string): Promise<unknown>;
  discard(actId: string): Promise<boolean>;
  keep(file: Omit<OutboxFile, 'receivedAt'>): Promise<void>;
}

/** A store in memory over the same pure functions, for histories by the thousand; each call is one transaction. */
export class MemoryStore implements WorldStore {
  private acts = new Map<string, OutboxAct>();
  private files = new Map<string, OutboxFile>();

  async all(): Promise<OutboxAct[]> {
    return [...this.acts.values()].sort((a, b) => (a.actId < b.actId ? -1 : 1)).map((act) => ({ ...act }));
  }
  async add(act: OutboxAct): Promise<void> {
    this.acts.set(act.actId, act);
  }
  async move(actId: string, event: ActEvent): Promise<OutboxAct | null> {
    const act = this.acts.get(actId);
    if (!act) return null;
    this.acts.set(actId, next(act, event));
    return this.acts.get(actId) ?? null;
  }
  async submit(actId: string, at: string): Promise<void> {
    for (const act of submitted([...this.acts.values()], actId, at)) this.acts.set(act.actId, act);
  }
  async withdraw(actId: string, at: string): Promise<void> {
    const draft = withdrawn([...this.acts.values()], actId, at);
    if (draft) this.acts.set(actId, draft);
  }
  async discard(actId: string): Promise<boolean> {
    const changed = discarded([...this.acts.values()], actId);
    if (!changed) return false;
    for (const act of changed) this.acts.set(act.actId, act);
    return this.acts.delete(actId);
  }
  async file(sha256: string): Promise<OutboxFile | null> {
    return this.files.get(sha256) ?? null;
  }
  async keep(file: Omit<OutboxFile, 'receivedAt'>): Promise<void> {
    if (!this.files.has(file.sha256)) this.files.set(file.sha256, { ...file, receivedAt: null });
  }
  async fileReceived(sha256: string, at: string | null): Promise<void> {
    const file = this.files.get(sha256);
    if (file) this.files.set(sha256, { ...file, receivedAt: at });
  }
}
