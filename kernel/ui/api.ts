import type { ColumnsOf, LedgerGiven, LedgerPage, LedgerShape, RowWith } from '../act/ledger.ts';
import { fromWire, type WirePage } from '../act/ledger-wire.ts';
import { mintId } from '../id/index.ts';
import type { Latest } from '../refusal/index.ts';
import { under } from './sub-path.ts';

/** Root of the API (docs/architecture.md, HTTP). */
const root = '/api/v1/';

/** One wrong place in what was sent, as the server names it. */
export interface RefusedPlace {
  place: string;
  value: unknown;
  allowed: string;
  message: string;
}

/** The server said no, with its reason in Chinese. Never a bug: those throw anything else. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly missing: string[];
  readonly places: RefusedPlace[];
  /** Who came first, when the record has moved on since it was shown. */
  readonly latest: Latest | undefined;
  /** The whole body, for a sign-in page that shows what else the server tells (`demo`). */
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    const refused = body.refused as {
      code: string;
      message?: string;
      missing?: string[];
      places?: RefusedPlace[];
      latest?: Latest;
    };
    super(refused.message ?? '办理未被接受');
    this.name = 'Refused';
    this.code = refused.code;
    this.status = status;
    this.missing = refused.missing ?? [];
    this.places = refused.places ?? [];
    this.latest = refused.latest;
    this.body = body;
  }
}

/** The server could not be reached or answered something that is not ours (a proxy's page). */
export class Unreachable extends Error {
  constructor(message = '连不上服务器，填写的内容仍保留在本页。请检查网络后重试。') {
    super(message);
    this.name = 'Unreachable';
  }
}

/** The Chinese sentence of anything thrown; a bug's English never reaches a user. */
export function sentence(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof Unreachable) return error.message;
  return '这一页没能显示出来。请重试；仍不行请把此刻时间告知管理员。';
}

let signedOut: () => void = () => {};

/** The shell says what to do when the session is over or its account must first be put in order; drafts stay in this browser tab. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

/** `hazards.judge` → `/api/v1/hazards/judge`. */
export function routeOf(name: string): string {
  return root + name.replace('.', '/');
}

/** Values a query may carry; empty ones are left out of the address. */
export type Given = Record<string, unknown>;

/** Query text of a GET: arrays are repeated keys, empty values are left out, true is 1. */
export function encodeGiven(given: Given): string {
  const text = new URLSearchParams();
  for (const [key, value] of Object.entries(given)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null || one === '' || one === false) continue;
      text.append(key, one === true ? '1' : String(one));
    }
  }
  const query = text.toString();
  return query ? `?${query}` : '';
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) {
    throw new Unreachable('服务器暂时没有应答，填写的内容仍保留在本页。请稍后重试。');
  }
  return (await response.json()) as Record<string, unknown>;
}

async function answered<T>(response: Response): Promise<T> {
  const body = await bodyOf(response);
  if (response.ok) return body as T;
  if (body.refused) {
    const refused = new Refused(response.status, body);
    if (refused.code === 'SIGNED_OUT' || refused.code.startsWith('MUST_')) signedOut();
    throw refused;
  }
  throw new Refused(response.status, {
    refused: { code: 'BROKEN', message: `服务器出错（${String(response.status)}），请重试；仍不行请联系管理员。` },
  });
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(under(path), { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a command answers: its own answer, the journal entry, and whether the key had been used before. */
export interface Done<Answer> {
  answer: Answer;
  entry: string;
  replayed: boolean;
}

/**
 * Runs a command (办理). The same `key` answers the same for ever, so a lost answer is asked for again with the same key
 * (three tries); pass the key yourself when the person may press the button again on the same content.
 * @throws Refused, Unreachable
 */
export async function act<Answer = unknown>(
  name: string,
  given: Given,
  how: { key?: string } = {},
): Promise<Done<Answer>> {
  const key = how.key ?? mintId();
  const init: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(given),
  };
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await reach(routeOf(name), init);
      const body = await answered<{ answer: Answer; entry: string }>(response);
      return { ...body, replayed: response.headers.get('idempotent-replay') === '1' };
    } catch (error) {
      if (!(error instanceof Unreachable) || tried === 3) throw error;
      await wait(400 * tried);
    }
  }
}

/** Asks a query. @throws Refused, Unreachable */
export async function ask<Answer = unknown>(name: string, given: Given = {}, signal?: AbortSignal): Promise<Answer> {
  return answered<Answer>(await reach(routeOf(name) + encodeGiven(given), { signal: signal ?? null }));
}

/** One page of a ledger, with its exact or at-least total. */
export type LedgerAnswer<Row> = LedgerPage<Row>;

/** One page of a ledger: filters, `columns`, `sort`, `limit`, `after` or `before`. @throws Refused, Unreachable */
export async function page<Row>(name: string, filters: Given = {}, signal?: AbortSignal): Promise<LedgerAnswer<Row>> {
  return fromWire<Row>(await ask<WirePage>(name, filters, signal));
}

/** Rows of a declared ledger with exactly these columns beside what every row carries. @throws Refused, Unreachable */
export const rowsOf = <S extends LedgerShape, const K extends keyof ColumnsOf<S> & string = never>(
  shape: S,
  given: Partial<LedgerGiven<S>>,
  columns: readonly K[] = [],
  signal?: AbortSignal,
): Promise<LedgerAnswer<RowWith<S, K>>> =>
  page(
    shape.name,
    { ...given, columns: [...columns, ...shape.columns.filter((c) => c.fixed).map((c) => c.key)].join() },
    signal,
  );

/** Address of an export: exactly the filters and columns shown. `plain`: the journal entry that opened its personal data. */
export function exportUrl(name: string, filters: Given, columns: string[], plain?: string): string {
  return `${routeOf(name)}/export.xlsx${encodeGiven({ ...filters, columns: columns.join(','), plain })}`;
}

/** Says why an export is to hold personal data plainly; the entry in the journal that opens it. @throws Refused, Unreachable */
export async function openExport(name: string, filters: Given, columns: string[], reason: string): Promise<string> {
  const asked = encodeGiven({ ...filters, columns: columns.join(',') }).slice(1);
  return (await act('access.open-export', { ledger: name, asked, reason })).entry;
}

/** Fetches an export with progress in bytes; the row count comes in `X-Rows`. @throws Refused, Unreachable */
export async function download(
  url: string,
  told: (bytes: number, rows: number | null) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await reach(url, { signal });
  if (!response.ok || !response.body) return answered<Blob>(response);
  const rows = response.headers.get('x-rows');
  const reader = response.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value as Uint8Array<ArrayBuffer>);
    bytes += value.length;
    told(bytes, rows === null ? null : Number(rows));
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? 'application/octet-stream' });
}
