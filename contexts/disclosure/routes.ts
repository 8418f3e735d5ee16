import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type Reads, refuse } from '#kernel';
import { checkpointsOf, type Runner, reading, type Services, sendRefused } from '#kernel/server';
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

const CACHED = 'public, max-age=60';
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
  { runner, counties, base }: Pick<Services, 'runner' | 'counties' | 'base'>,
): Promise<void> {
  const [first] = counties;
  app.get(OPEN, (_request, reply) => reply.redirect(`${OPEN}/`));
  const stand = { runner, below: base };
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

/** The pages of one place in the tree of addresses; `below`: the path of the host under which the whole platform stands. */
function pagesAt(
  app: FastifyInstance,
  { runner, below }: { runner: Runner; below: string },
  at: string,
  meant: (code: string) => Meant | null,
): void {
  type Answer = (of: Meant, reply: FastifyReply, request: FastifyRequest<Named>) => Promise<unknown>;
  const get = (path: string, answer: Answer) =>
    app.get<Named>(`${at}/${path}`, async (request, reply) => {
      const of = meant(request.params.county);
      return of ? answer(of, reply.header('cache-control', CACHED), request) : reply.callNotFound();
    });
  const list = ({ county }: Meant) => reading(runner, anybody(county), (_, reads) => visible(reads));
  get('', async (of, reply) => {
    const [newest, ...older] = await list(of);
    return reply.type(HTML).send(pageOf(newest ?? null, older, of.base));
  });
  get('progress/:id', async (of, reply, request) => {
    const all = await list(of);
    const one = all.find((p) => p.id === request.params.id);
    if (!one) return reply.removeHeader('cache-control').callNotFound();
    const others = all.filter((p) => p !== one);
    return reply.type(HTML).send(pageOf(one, others, of.base));
  });
  get('feed.xml', async (of, reply, request) => {
    const site = `${request.protocol}://${request.headers.host ?? 'localhost'}${below}`;
    return reply.type('application/atom+xml; charset=utf-8').send(feedOf(await list(of), site, of.base));
  });
  get('progress.json', async (of) => ({
    publications: (await list(of)).map(({ id, title, body, publishedAt, visibleUntil }) => ({
      id,
      title,
      publishedAt,
      visibleUntil,
      ...body,
    })),
  }));
  get('checkpoints.json', async ({ county }) => ({
    county,
    says: '办理日志封存链的检查点：任何人都可保存，以后据此发现日志被截断或改写',
    checkpoints: await reading(runner, anybody(county), (_, reads) => checkpointsOf(reads, 500)),
  }));
}
