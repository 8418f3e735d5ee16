import { statfs } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { refuse } from '#kernel';
import { sendRefused } from '#kernel/server';

/** A healthy database answers in a millisecond; one that takes this long (ms) is no help to anybody. */
const ANSWER_MS = 1_500;
/** A request older than this (ms) makes us ask whether the database still answers. */
const WAITING_MS = 3_000;
/** How long (ms) a full disk is told after it was last met; whoever writes meets it again. */
const FULL_MS = 30_000;
/** Less room than this (bytes) on the data folder's disk is none: PostgreSQL needs some for its log alone. */
const LEAST_ROOM = 64 * 1024 * 1024;

/** What the server knows of its own body: whether the database answers, whether there is room on the disk. */
export interface Vitals {
  /** In words for `/healthz`; empty when all is well. Answers within two seconds, whatever the database does. */
  troubles(): Promise<string[]>;
  /** Somebody met a full disk. */
  metFullDisk(): void;
  /** Puts a time limit on requests: when the database no longer answers, those that wait and those that come are told so. */
  guard(app: FastifyInstance): void;
}

/** The rules of law stand on files alone; public pages keep what they said last. */
const needsDatabase = (url: string): boolean =>
  /^\/api\/v1(\/|$)/.test(url) && !/^\/api\/v1\/law\/rules(\/|\?|$)/.test(url);

const sayAway = (reply: FastifyReply): FastifyReply =>
  sendRefused(reply, refuse('BUSY', '数据库暂时没有应答，请稍后再试'));

/** Watches a pool and the disk of the data folder. */
export function vitalsOf(pool: Pool, dataFolder: string): Vitals {
  let asking: Promise<boolean> | null = null;
  let hung = false;
  let fullUntil = 0;
  const waiting = new Map<FastifyReply, { request: FastifyRequest; since: number }>();

  /** One question at a time: while nobody answers, questions must not pile up. */
  const ask = (): Promise<boolean> => {
    asking ??= pool
      .query('select 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  const answers = async (): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((done) => {
      timer = setTimeout(() => done(false), ANSWER_MS);
    });
    const answered = await Promise.race([ask(), late]);
    clearTimeout(timer);
    return answered;
  };
  const hasRoom = async (): Promise<boolean> => {
    const disk = await statfs(dataFolder).catch(() => null);
    return disk === null || disk.bavail * disk.bsize >= LEAST_ROOM;
  };
  const look = async () => {
    const oldest = Math.min(...[...waiting.values()].map((one) => one.since));
    if (!hung && performance.now() - oldest < WAITING_MS) return;
    hung = !(await answers());
    if (!hung) return;
    for (const [reply, { since }] of waiting) {
      if (performance.now() - since < WAITING_MS) continue;
      waiting.delete(reply);
      if (!reply.sent) sayAway(reply);
    }
  };
  return {
    async troubles() {
      const [reached, room] = await Promise.all([answers(), hasRoom()]);
      return [...(reached ? [] : ['数据库无法连接']), ...(room && performance.now() >= fullUntil ? [] : ['磁盘已满'])];
    },
    metFullDisk() {
      fullUntil = performance.now() + FULL_MS;
    },
    guard(app) {
      let looking = false;
      const timer = setInterval(() => {
        if (looking || (waiting.size === 0 && !hung)) return;
        looking = true;
        look().finally(() => {
          looking = false;
        });
      }, 1_000);
      timer.unref();
      app.addHook('onClose', async () => clearInterval(timer));
      app.addHook('onRequest', (request, reply, done) => {
        if (!needsDatabase(request.url)) return done();
        if (hung) {
          sayAway(reply);
          return;
        }
        waiting.set(reply, { request, since: performance.now() });
        done();
      });
      app.addHook('onSend', (_request, reply, _payload, done) => {
        waiting.delete(reply);
        done();
      });
      app.addHook('onRequestAbort', (request, done) => {
        for (const [reply, one] of waiting) if (one.request === request) waiting.delete(reply);
        done();
      });
    },
  };
}
