import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Place } from '#kernel';
import { sendRefused } from './http.ts';
import { refuseTexts, textFault, unfitTexts } from './texts.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Body and query of this route go through `parsed`, which names their fields by their titles. */
    declared?: true;
  }
}

/** Names of what stands beside a body. */
const headerTitles = { 'x-file-name': '文件名', 'idempotency-key': '办理编号', 'x-observed-at': '办理时刻' } as const;

/** A file's name as it was before it was put into a header; what cannot be decoded was cut within a character. */
function headerText(name: string, value: string): string {
  if (name !== 'x-file-name') return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return '\ud800';
  }
}

function unfitAround(request: FastifyRequest): Place[] {
  const places = unfitTexts(request.params, () => '网址');
  for (const [name, title] of Object.entries(headerTitles)) {
    const value = request.headers[name];
    const fault = typeof value === 'string' ? textFault(headerText(name, value), name, title) : null;
    if (fault) places.push(fault);
  }
  if (request.routeOptions.config.declared) return places;
  const { body } = request;
  const isStream = typeof (body as { pipe?: unknown } | null)?.pipe === 'function';
  return [...places, ...unfitTexts(request.query), ...(isStream ? [] : unfitTexts(body))];
}

/** A program asks: for the API, or for a file of data among the public pages. */
const isForProgram = ({ url, routeOptions }: FastifyRequest): boolean =>
  url.startsWith('/api/') || /\.(json|xml)$/.test(routeOptions.url ?? '');

/**
 * Puts the rule for texts before every handler: parts of the address and headers of all routes, query and body of those that parse by
 * themselves. What declared routes are given is looked at by `parsed`, which knows its titles.
 */
export function guardTexts(app: FastifyInstance): void {
  app.addHook('preValidation', (request, reply, done) => {
    const refused = refuseTexts(unfitAround(request));
    if (!refused) return done();
    // The rest of a streamed body is let through unread, so that the sentence reaches whoever sends.
    (request.body as { resume?: () => void } | null)?.resume?.();
    if (isForProgram(request)) sendRefused(reply, refused);
    // Somebody reads a page: the sentence is ours alone and holds nothing of what was sent.
    else
      reply
        .code(422)
        .type('text/html; charset=utf-8')
        .send(`<!doctype html><meta charset="utf-8"><title>网址有误</title><p>${refused.refused.message}。</p>`);
  });
}
