// The hot screens: vite's development servers of desk and phone on one address, the API and the public pages behind them.
import { join } from 'node:path';
import { createServer } from 'vite';

const APPS = ['desk', 'field'];
/** What the server answers; everything else is a screen's. */
const SERVERS = /^\/(api\/|healthz|open(\/|$|\?))/;

/** A worker an installed build of the phone left on this address would go on showing that build: it is told to go. */
const NO_WORKER = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', async () => {
  await self.registration.unregister();
  for (const one of await self.clients.matchAll({ type: 'window' })) one.navigate(one.url);
});
`;

/** Public pages have no script of their own; this one lets them follow a change too. */
const FOLLOW = '<script type="module" src="/@vite/client"></script>';

/** Opens both screens on that HTTP server. `answer` takes a request, `anew(why)` tells open pages that the server is new or broken. */
export async function openScreens({ root, http, server }) {
  const proxied = {
    target: server.target,
    configure: (proxy) =>
      proxy.on('error', (_error, _request, response) => {
        if (!response.headersSent) sayAway(response);
      }),
  };
  const page = {
    ...proxied,
    selfHandleResponse: true,
    headers: { 'accept-encoding': 'identity' },
    configure: (proxy) => {
      proxied.configure(proxy);
      proxy.on('proxyRes', async (from, _request, response) => {
        const { 'content-length': length, ...headers } = from.headers;
        const isPage = String(headers['content-type']).startsWith('text/html');
        response.writeHead(from.statusCode, isPage || !length ? headers : from.headers);
        if (!isPage) return from.pipe(response);
        let html = '';
        for await (const piece of from.setEncoding('utf8')) html += piece;
        response.end(html.replace('</head>', `${FOLLOW}</head>`));
      });
    },
  };
  const [desk, field] = await Promise.all(
    APPS.map((app) =>
      createServer({
        configFile: join(root, 'apps', app, 'vite.config.ts'),
        cacheDir: join(root, 'dist', 'dev', app),
        clearScreen: false,
        logLevel: 'warn',
        server: {
          middlewareMode: true,
          hmr: { server: http, path: `hmr-${app}` },
          ...(app === 'desk' && { proxy: { '^/open': page, '^/(api|healthz)': proxied } }),
        },
      }),
    ),
  );
  const tell = (message) => {
    for (const one of [desk, field]) one.ws.send(message);
  };

  return {
    async answer(request, response) {
      if (SERVERS.test(request.url)) {
        if (!(await server.ready())) return sayAway(response);
        server.asked(response);
        return desk.middlewares(request, response);
      }
      if (request.url === '/field') return response.writeHead(302, { location: '/field/' }).end();
      if (request.url === '/field/sw.js')
        return response
          .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
          .end(NO_WORKER);
      return (request.url.startsWith('/field/') ? field : desk).middlewares(request, response);
    },
    anew: (why) =>
      tell(why ? { type: 'error', err: { message: `服务器：${why}`, stack: '' } } : { type: 'full-reload' }),
    /** Hears of every file that is saved, made or removed among the sources. */
    onSaved(then) {
      for (const folder of ['kernel', 'contexts', 'apps/server', 'db', 'law', 'notices'])
        desk.watcher.add(join(root, folder));
      desk.watcher.on('all', (event, file) => {
        if (!event.endsWith('Dir')) then(file);
      });
    },
    stop: () => Promise.all([desk.close(), field.close()]),
  };
}

/** The same shape a refusal of the server has. */
function sayAway(response) {
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ refused: { code: 'BUSY', message: '开发服务器没有运行：见终端' } }));
}
