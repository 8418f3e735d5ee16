/** What the server's own log says of requests and errors: where and what kind, never what somebody typed or what a row holds. */
import type { FastifyServerOptions } from 'fastify';

interface Failing {
  name?: string;
  message?: string;
  stack?: string;
  code?: string;
  /** PostgreSQL's errors have these; `detail`, `where` and parameters hold values of rows. */
  severity?: string;
  constraint?: string;
  table?: string;
}

/** PostgreSQL quotes the value that failed: `invalid input syntax for type uuid: "…"`. */
const withoutValues = (text: string): string => text.replace(/: "[^"\n]*"/g, ': "…"');

/** An error for the log; of the database's the constraint and table, not the row. */
export function errorLogged(error: Failing) {
  const { name, code, severity, constraint, table } = error;
  const said = (text = '') => (severity ? withoutValues(text) : text);
  return {
    type: name ?? 'Error',
    message: said(error.message),
    stack: said(error.stack),
    ...(code ? { code } : {}),
    ...(constraint ? { constraint } : {}),
    ...(table ? { table } : {}),
  };
}

/** The address of a request without its values: a telephone that was searched for stands in the query. */
export const pathLogged = (url = ''): string => {
  const [path = '', query] = url.split('?');
  return query ? `${path}?…` : path;
};

/** Where the log goes; standard output when left out. */
export type LogTo = { write(line: string): void };

/** The logger of the HTTP application. */
export const loggerOf = (level: string, to?: LogTo): FastifyServerOptions['logger'] =>
  level === 'silent'
    ? false
    : {
        level,
        ...(to ? { stream: to } : {}),
        serializers: {
          req: ({ method, url, id, ip }: { method?: string; url?: string; id?: string; ip?: string }) => ({
            method,
            url: pathLogged(url),
            id,
            ip,
          }),
          err: (error) => errorLogged(error as Failing) as never,
        },
      };
