import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { packageRoot } from './package-root.ts';
import { deskPages, fieldPages, isPage } from './pages.ts';
import { pageBelow } from './sub-path.ts';

const pathOf = (url: string): string => url.split('?')[0]!;

const HASHED = /\/assets\//;

/** Serves the built screens: desk at `/`, field at `/field/`, each at its declared pages and nowhere else. Hashed assets are kept for a year, documents never. */
export async function serveScreens(app: FastifyInstance, base: string): Promise<void> {
  const dist = join(packageRoot(), 'dist');
  const rooms = [
    { prefix: '/field/', folder: join(dist, 'field') },
    { prefix: '/', folder: join(dist, 'desk') },
  ].filter((room) => existsSync(join(room.folder, 'index.html')));
  for (const [i, room] of rooms.entries()) {
    await app.register(fastifyStatic, {
      root: room.folder,
      prefix: room.prefix,
      preCompressed: true,
      decorateReply: i === 0,
      wildcard: false,
      index: false,
      // The document is answered by its pages, and by its own name to the worker that keeps it.
      globIgnore: ['index.html*'],
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (path.includes('sw.js')) reply.header('service-worker-allowed', base + room.prefix);
      },
    });
  }
  const document = (folder: string) => {
    const whole = (reply: FastifyReply) => reply.header('cache-control', 'no-cache');
    if (base === '' || !existsSync(join(dist, folder, 'index.html')))
      return (reply: FastifyReply) => whole(reply).sendFile('index.html', join(dist, folder), { cacheControl: false });
    const html = Buffer.from(pageBelow(base, readFileSync(join(dist, folder, 'index.html'), 'utf8')));
    return (reply: FastifyReply) => whole(reply).type('text/html; charset=utf-8').send(html);
  };
  const field = document('field');
  const desk = document('desk');
  if (rooms.some((room) => room.prefix === '/field/')) {
    app.get('/field', (_, reply) => reply.redirect('/field/'));
    app.get('/field/', (_, reply) => field(reply));
    app.get('/field/index.html', (_, reply) => field(reply));
    app.get('/field/*', (request, reply) =>
      isPage(fieldPages, pathOf(request.url).slice('/field'.length)) ? field(reply) : reply.callNotFound(),
    );
  }
  if (rooms.some((room) => room.prefix === '/')) {
    app.get('/', (_, reply) => desk(reply));
    app.get('/index.html', (_, reply) => desk(reply));
    app.get('/*', (request, reply) => (isPage(deskPages, pathOf(request.url)) ? desk(reply) : reply.callNotFound()));
  }
}
