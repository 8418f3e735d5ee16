import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Actor, type Reads, refuse, todayIn } from '#kernel';
import { checkpointsOf, type Runner, reading, sendRefused, type Working } from '#kernel/server';
import { type Good, type LastGood, lastGood } from './last-good.ts';
import { feedOf } from './public/feed.ts';
import { pageOf } from './public/page.ts';
import type { Publication } from './subjects.ts';

/** Nobody in particular: row-level security shows a public actor only what is published and not withdrawn. */
const anybody = (county: string): Actor => ({
  account: '',
  name: '公众',
  role: 'public',
  county,
  scope: 'public',
  town: null,
  enterprise: null,
  agency: null,
});

const visible = (reads: Reads): Promise<Publication[]> =>
  reads.many<Publication>(
    `select * from disclosure.publication where county = $1 and kind = 'progress' and withdrawn_at is null
     and (visible_until is null or visible_until >= $2) order by published_at desc limit 20`,
    [reads.actor.county, reads.today],
  );

/** The public pages of one server: what they read last lies in its data folder, for when the database is away. */
interface OpenPages {
  publications: LastGood<Publication[]>;
  checkpoints: LastGood<CheckpointShown[]>;
}
type CheckpointShown = Awaited<ReturnType<typeof checkpointsOf>>[number];

const made = new WeakMap<Runner, OpenPages>();
function openPages({ runner, county, dataFolder }: Working): OpenPages {
  const there = made.get(runner);
  if (there) return there;
  const file = (name: string) => join(dataFolder, 'open', `${name}-${county}.json`);
  const pages = {
    publications: lastGood(
      file('publications'),
      () => reading(runner, anybody(county), (_, reads) => visible(reads)),
      runner.clock,
    ),
    checkpoints: lastGood(
      file('checkpoints'),
      () => reading(runner, anybody(county), (_, reads) => checkpointsOf(reads, 500)),
      runner.clock,
    ),
  };
  made.set(runner, pages);
  return pages;
}

/** Keeps on disk what the public sees now, so that a withdrawn page is not what is left when the database goes. */
export async function keepOpenPages(working: Working): Promise<void> {
  const { publications, checkpoints } = openPages(working);
  await publications.refresh();
  await checkpoints.refresh();
}

const CACHED = 'public, max-age=60';
/** What was said last is asked for again soon. */
const STALE = 'public, max-age=5';

/** Headers that say how fresh it is. */
const told = (reply: FastifyReply, good: Good<unknown>): FastifyReply =>
  reply.header('cache-control', good.stale ? STALE : CACHED).header('x-as-of', good.at);

const nothing = (reply: FastifyReply): FastifyReply =>
  reply
    .code(503)
    .header('retry-after', '5')
    .type('text/html; charset=utf-8')
    .send(
      '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>暂时打不开</title><p>数据库暂时没有应答，请稍后再看。</p>',
    );

/** Public pages: no account, no script needed, every page the same for everybody and so cacheable. */
export async function disclosureRoutes(app: FastifyInstance, working: Working): Promise<void> {
  const { runner, county } = working;
  const { publications, checkpoints } = openPages(working);
  /** What may be seen today of what is known; null when nothing is. */
  const known = async (): Promise<Good<Publication[]> | null> => {
    const good = await publications.get();
    const today = todayIn(runner.clock());
    return good && { ...good, value: good.value.filter((p) => p.visibleUntil === null || p.visibleUntil >= today) };
  };
  // From the first moment on, not only from the first reader.
  app.addHook('onReady', async () => {
    keepOpenPages(working).catch(() => {});
  });
  app.get('/open', (_request, reply) => reply.redirect('/open/'));
  app.get('/open/', async (_request, reply) => {
    const good = await known();
    if (!good) return nothing(reply);
    const [newest, ...older] = good.value;
    return told(reply, good)
      .type('text/html; charset=utf-8')
      .send(pageOf(newest ?? null, older, good.stale ? good.at : null));
  });
  app.get<{ Params: { id: string } }>('/open/progress/:id', async (request, reply) => {
    const good = await known();
    if (!good) return nothing(reply);
    const one = good.value.find((p) => p.id === request.params.id);
    if (!one) return reply.callNotFound();
    const others = good.value.filter((p) => p !== one);
    return told(reply, good)
      .type('text/html; charset=utf-8')
      .send(pageOf(one, others, good.stale ? good.at : null));
  });
  app.get('/open/feed.xml', async (request, reply) => {
    const good = await known();
    if (!good) return nothing(reply);
    return told(reply, good)
      .type('application/atom+xml; charset=utf-8')
      .send(feedOf(good.value, `${request.protocol}://${request.headers.host ?? 'localhost'}`));
  });
  app.get('/open/progress.json', async (_request, reply) => {
    const good = await known();
    if (!good) return sendRefused(reply, refuse('BUSY'));
    return told(reply, good).send({
      publications: good.value.map(({ id, title, body, publishedAt, visibleUntil }) => ({
        id,
        title,
        publishedAt,
        visibleUntil,
        ...body,
      })),
    });
  });
  app.get('/open/checkpoints.json', async (_request, reply) => {
    const good = await checkpoints.get();
    if (!good) return sendRefused(reply, refuse('BUSY'));
    return told(reply, good).send({
      county,
      says: '办理日志封存链的检查点：任何人都可保存，以后据此发现日志被截断或改写',
      checkpoints: good.value,
    });
  });
}
