/**
 * The platform below a path of its host (子路径, `ZEAN_BASE=/zean`). Routes, pages and links name addresses from `/`; the path is taken off as a request comes
 * in, whether the proxy has done so already or not, and put before what an answer names as it leaves.
 */
import type { FastifyInstance } from 'fastify';

/** The address within the platform of one within the host; what does not begin with the path has lost it at the proxy. */
export function pathWithin(base: string, url: string): string {
  if (base === '' || !url.startsWith(base)) return url;
  const rest = url.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** A page as it stands below the path: its links, scripts and forms, and what its own script must know. */
export const pageBelow = (base: string, html: string): string =>
  base === ''
    ? html
    : html
        .replace(/\b(href|src|action)="\/(?!\/)/g, (_whole, name: string) => `${name}="${base}/`)
        .replace('<head>', `<head><meta name="zean-base" content="${base}">`);

/** Puts the path before where an answer leads to, and before the links of a page it makes. */
export function belowPath(app: FastifyInstance, base: string): void {
  if (base === '') return;
  app.addHook('onSend', async (_request, reply, payload) => {
    const location = reply.getHeader('location');
    if (typeof location === 'string' && /^\/(?!\/)/.test(location)) reply.header('location', base + location);
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    return isPage && typeof payload === 'string' ? pageBelow(base, payload) : payload;
  });
}
