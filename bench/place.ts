import type pg from 'pg';
import { fromWire, type WirePage } from '#kernel';
import { requestOf } from './load.ts';
import type { Bare, Product } from './product.ts';
import type { Line } from './table.ts';

/** What every cell gets: both servers, a signed-in cookie of each role it asks for, the database for arranging and checking. */
export interface Place {
  dataFolder: string;
  product: Product;
  bare: Bare;
  /** Superuser connection for preparing and checking, never for what is measured. */
  db: pg.Pool;
  cookie: string;
  townCookie: string;
  town: string;
  quick: boolean;
  rounds: number;
  /** ms of one run of one side. */
  ms: number;
  say(line: Line): void;
  /** Stops the server with its database and starts both again, without the yardstick; answers when the new start began. */
  restart(): Promise<number>;
}

export type Cell = (place: Place) => Promise<void>;

export const API = '/api/v1';

export const getOurs = (p: Place, path: string, cookie = p.cookie): Buffer =>
  requestOf('GET', `${API}${path}`, { cookie });
export const getBare = (path: string): Buffer => requestOf('GET', path);

export async function json<T>(port: number, path: string, cookie?: string): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, cookie ? { headers: { cookie } } : {});
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Goes round a list for ever. */
export const cycle =
  <T>(list: readonly T[]) =>
  (n: number): T =>
    list[n % list.length]!;

/** One page of a ledger as the platform answers it, its rows named as the yardstick's are. */
export const ourPage = async (p: Place, path: string): Promise<Page> =>
  fromWire(await json<WirePage>(p.product.port, `${API}${path}`, p.cookie));

/** A page of rows as either side answers it. */
export interface Page {
  rows: ({ id: string } & Record<string, unknown>)[];
  total: number | { n: number; exact: boolean };
  next?: string | null;
}

export const totalOf = (page: Page): number => (typeof page.total === 'number' ? page.total : page.total.n);

/** Throws unless both sides give the same rows in the same order: a fast wrong answer is no result. */
export function sameRows(what: string, bare: Pick<Page, 'rows'>, ours: Pick<Page, 'rows'>): void {
  const ids = (page: Pick<Page, 'rows'>) => page.rows.map((row) => row.id).join();
  if (ids(bare) !== ids(ours)) throw new Error(`${what}: the two sides give other rows or another order`);
}

/** The same, and the same total. */
export function sameAnswers(what: string, bare: Page, ours: Page): void {
  sameRows(what, bare, ours);
  const exact = typeof ours.total === 'number' || ours.total.exact;
  if (exact && totalOf(bare) !== totalOf(ours))
    throw new Error(`${what}: total ${totalOf(bare)} (bare) and ${totalOf(ours)} (ours)`);
}
