import type { FastifyInstance } from 'fastify';
import type { Actor, Reads } from '#kernel';
import { checkpointsOf, type Runner, reading } from '#kernel/server';
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

const CACHED = 'public, max-age=60';

/** Public pages: no account, no script needed, every page the same for everybody and so cacheable. */
export async function disclosureRoutes(
  app: FastifyInstance,
  options: { runner: Runner; county: string },
): Promise<void> {
  const { runner, county } = options;
  const list = () => reading(runner, anybody(county), (_, reads) => visible(reads));
  app.get('/open', (_request, reply) => reply.redirect('/open/'));
  app.get('/open/', async (_request, reply) => {
    const [newest, ...older] = await list();
    return reply
      .header('cache-control', CACHED)
      .type('text/html; charset=utf-8')
      .send(pageOf(newest ?? null, older));
  });
  app.get<{ Params: { id: string } }>('/open/progress/:id', async (request, reply) => {
    const all = await list();
    const one = all.find((p) => p.id === request.params.id);
    if (!one) return reply.callNotFound();
    return reply
      .header('cache-control', CACHED)
      .type('text/html; charset=utf-8')
      .send(
        pageOf(
          one,
          all.filter((p) => p !== one),
        ),
      );
  });
  app.get('/open/feed.xml', async (request, reply) =>
    reply
      .header('cache-control', CACHED)
      .type('application/atom+xml; charset=utf-8')
      .send(feedOf(await list(), `${request.protocol}://${request.headers.host ?? 'localhost'}`)),
  );
  app.get('/open/progress.json', async (_request, reply) => {
    const all = await list();
    return reply.header('cache-control', CACHED).send({
      publications: all.map(({ id, title, body, publishedAt, visibleUntil }) => ({
        id,
        title,
        publishedAt,
        visibleUntil,
        ...body,
      })),
    });
  });
  app.get('/open/checkpoints.json', async (_request, reply) => {
    const rows = await reading(runner, anybody(county), (_, reads) => checkpointsOf(reads, 500));
    return reply.header('cache-control', CACHED).send({
      county,
      says: '办理日志封存链的检查点：任何人都可保存，以后据此发现日志被截断或改写',
      checkpoints: rows,
    });
  });
}
