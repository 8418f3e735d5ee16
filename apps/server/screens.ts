import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { packageRoot } from './package-root.ts';

/** Whether an address names a file: a missing one is a 404, never a page in its place. */
const isFile = (url: string): boolean =>
  /\.(m?js|css|map|svg|png|jpe?g|ico|json|webmanifest|woff2?|txt|html|xml)$/.test(url.split('?')[0]!);

const HASHED = /\/assets\//;

/** Serves the built screens: desk at `/`, field at `/field/`. Hashed assets are kept for a year, documents never. */
export async function serveScreens(app: FastifyInstance): Promise<void> {
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
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (path.includes('sw.js')) reply.header('service-worker-allowed', room.prefix);
      },
    });
  }
  const document = (folder: string) => (reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', join(dist, folder), { cacheControl: false });
  const field = document('field');
  const desk = document('desk');
  if (rooms.some((room) => room.prefix === '/field/')) {
    app.get('/field', (_, reply) => reply.redirect('/field/'));
    app.get('/field/', (_, reply) => field(reply));
    app.get('/field/*', (request, reply) => (isFile(request.url) ? reply.callNotFound() : field(reply)));
  }
  if (rooms.some((room) => room.prefix === '/')) {
    app.get('/', (_, reply) => desk(reply));
    app.get('/*', (request, reply) => {
      const path = request.url.split('?')[0]!;
      // The name of a rule has a dot (`/law/calculators/risk.lec`) and is no file.
      if (
        path.startsWith('/api/') ||
        path.startsWith('/open') ||
        (!path.startsWith('/law/calculators/') && /\.[a-z0-9]{2,5}$/.test(path))
      )
        return reply.callNotFound();
      return desk(reply);
    });
  }
}
