import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type Reads, refuse, todayIn } from '#kernel';
import { checkpointsOf, type Runner, reading, type Services, sendRefused, type Working } from '#kernel/server';
import { type Good, type LastGood, lastGood } from './last-good.ts';
import { feedOf } from './public/feed.ts';
import { countiesPage, OPEN, pageOf } from './public/page.ts';
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

/** What the pages of one county read last; it lies in the data folder, for when the database is away. */
interface OpenPages {
  publications: LastGood<Publication[]>;
  checkpoints: LastGood<Awaited<ReturnType<typeof checkpointsOf>>>;
}

const made = new WeakMap<Runner, Map<string, OpenPages>>();
function openPages(runner: Runner, county: string, dataFolder: string): OpenPages {
  const all = made.get(runner) ?? new Map<string, OpenPages>();
  made.set(runner, all);
  const there = all.get(county);
  if (there) return there;
  const kept = <T>(name: string, read: (reads: Reads) => Promise<T>) =>
    lastGood(
      join(dataFolder, 'open', `${name}-${county}.json`),
      () => reading(runner, anybody(county), (_, reads) => read(reads)),
      runner.clock,
    );
  const pages = {
    publications: kept('publications', visible),
    checkpoints: kept('checkpoints', (reads) => checkpointsOf(reads, 500)),
  };
  all.set(county, pages);
  return pages;
}

/** Keeps on disk what the public sees now, so that a withdrawn page is not what is left when the database goes. */
export async function keepOpenPages(w: Pick<Working, 'runner' | 'county' | 'dataFolder'>): Promise<void> {
  const { publications, checkpoints } = openPages(w.runner, w.county, w.dataFolder);
  await publications.refresh();
  await checkpoints.refresh();
}

const CACHED = 'public, max-age=60';
/** What was said last is asked for again soon. */
const STALE = 'public, max-age=5';
const HTML = 'text/html; charset=utf-8';

/** Whose pages an address means, and where they stand; null for a county that is not served here. */
interface Meant {
  county: string;
  base: string;
}

/**
 * Public pages: no account, no script needed, every page the same for everybody and so cacheable. Those of the only county stand at `/open/…`; of
 * several, each county's at `/open/<code>/…`, which answers for the only one as well.
 */
export async function disclosureRoutes(
  app: FastifyInstance,
  { runner, counties, dataFolder, base }: Pick<Services, 'runner' | 'counties' | 'dataFolder' | 'base'>,
): Promise<void> {
  const [first] = counties;
  const of: PagesOf = (county) => openPages(runner, county, dataFolder);
  // From the first moment on, not only from the first reader.
  app.addHook('onReady', async () => {
    for (const { code } of counties) keepOpenPages({ runner, county: code, dataFolder }).catch(() => {});
  });
  app.get(OPEN, (_request, reply) => reply.redirect(`${OPEN}/`));
  const stand = { of, clock: runner.clock, below: base };
  if (counties.length === 1) pagesAt(app, stand, OPEN, () => ({ county: first.code, base: OPEN }));
  else {
    app.get(`${OPEN}/`, async (_request, reply) =>
      reply.header('cache-control', CACHED).type(HTML).send(countiesPage(counties)),
    );
    for (const what of ['progress/:id', 'feed.xml', 'progress.json', 'checkpoints.json'])
      app.get(`${OPEN}/${what}`, (_request, reply) => sendRefused(reply, whichCounty(counties)));
  }
  const own = `${OPEN}/:county`;
  const meant = (code: string): Meant | null =>
    counties.some((one) => one.code === code) ? { county: code, base: `${OPEN}/${code}` } : null;
  app.get<{ Params: { county: string } }>(own, (request, reply) =>
    meant(request.params.county) ? reply.redirect(`${OPEN}/${request.params.county}/`) : reply.callNotFound(),
  );
  pagesAt(app, stand, own, meant);
}

/** An address without a county where there are several. */
const whichCounty = (counties: Services['counties']) => {
  const allowed = counties.map(({ code, name }) => `${OPEN}/${code}/…（${name}）`).join('、');
  const message = '本平台服务多个县（市、区），网址须写明县代码';
  return refuse('NOT_FOUND', message, { places: [{ place: 'county', value: '（空）', allowed, message }] });
};

interface Named {
  Params: { county: string; id: string };
}

type PagesOf = (county: string) => OpenPages;

/** The database says nothing and never said anything. */
const nothing = (reply: FastifyReply): FastifyReply =>
  reply
    .code(503)
    .header('retry-after', '5')
    .type(HTML)
    .send(
      '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>暂时打不开</title><p>数据库暂时没有应答，请稍后再看。</p>',
    );

/** The pages of one place in the tree of addresses; `below`: the path of the host under which the whole platform stands. */
function pagesAt(
  app: FastifyInstance,
  kept: { of: PagesOf; clock: () => string; below: string },
  at: string,
  meant: (code: string) => Meant | null,
): void {
  type Answer<T> = (good: Good<T>, reply: FastifyReply, place: Meant, request: FastifyRequest<Named>) => unknown;
  const get = <T>(path: string, ask: (of: Meant) => Promise<Good<T> | null>, answer: Answer<T>) =>
    app.get<Named>(`${at}/${path}`, async (request, reply) => {
      const place = meant(request.params.county);
      if (!place) return reply.callNotFound();
      const good = await ask(place);
      if (!good) return nothing(reply);
      reply.header('cache-control', good.stale ? STALE : CACHED).header('x-as-of', good.at);
      return answer(good, reply, place, request);
    });
  /** What may be seen today of what is known. */
  const list = async ({ county }: Meant): Promise<Good<Publication[]> | null> => {
    const good = await kept.of(county).publications.get();
    const today = todayIn(kept.clock());
    return good && { ...good, value: good.value.filter((p) => p.visibleUntil === null || p.visibleUntil >= today) };
  };
  const asOf = (good: Good<unknown>) => (good.stale ? good.at : null);
  get('', list, (good, reply, { base }) => {
    const [newest, ...older] = good.value;
    return reply.type(HTML).send(pageOf(newest ?? null, older, base, asOf(good)));
  });
  get('progress/:id', list, (good, reply, { base }, request) => {
    const one = good.value.find((p) => p.id === request.params.id);
    if (!one) return reply.removeHeader('cache-control').callNotFound();
    const others = good.value.filter((p) => p !== one);
    return reply.type(HTML).send(pageOf(one, others, base, asOf(good)));
  });
  get('feed.xml', list, (good, reply, { base }, request) => {
    const site = `${request.protocol}://${request.headers.host ?? 'localhost'}${kept.below}`;
    return reply.type('application/atom+xml; charset=utf-8').send(feedOf(good.value, site, base));
  });
  get('progress.json', list, (good) => ({
    publications: good.value.map(({ id, title, body, publishedAt, visibleUntil }) => ({
      id,
      title,
      publishedAt,
      visibleUntil,
      ...body,
    })),
  }));
  get(
    'checkpoints.json',
    ({ county }) => kept.of(county).checkpoints.get(),
    (good, _reply, { county }) => ({
      county,
      says: '办理日志封存链的检查点：任何人都可保存，以后据此发现日志被截断或改写',
      checkpoints: good.value,
    }),
  );
}
