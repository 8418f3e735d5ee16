import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { Actor } from '#kernel';
import { type Runner, systemActor, transaction } from '#kernel/server';
import type { ParsedRow, Problem, Sheet, SheetRow } from '#kernel/workbook';
import type { ImportLedger } from '../domain/words.ts';

/** A checked file waiting for its 导入: what was read, what was wrong; bound to who uploaded it. */
export interface Check {
  id: string;
  ledger: ImportLedger;
  fileName: string;
  sheet: Sheet;
  /** Where the template's columns stand in the sheet. */
  places: Readonly<Record<string, number>>;
  /** The rows as their cells were understood. */
  rows: ParsedRow<unknown>[];
  /** Every problem of a row at the time of the check, of its cells and beyond them. */
  told: Problem[];
  /** What becomes of each good row, in words. */
  verdicts: ReadonlyMap<number, string>;
}

type Content = Omit<Check, 'id' | 'ledger' | 'fileName'>;

const minutes = 30;
/** Checks of one account that wait at a time; the oldest makes room. */
const WAITING = 5;
/** Rows written in one turn of the event loop. */
const PORTION = 2_000;

const packed = promisify(gzip);
const unpacked = promisify(gunzip);
const turn = () => new Promise((go) => setImmediate(go));

type Portion =
  | { head: Omit<Sheet, 'rows'>; places: Content['places'] }
  | { sheetRows: SheetRow[] }
  | { rows: ParsedRow<unknown>[] }
  | { told: Problem[] }
  | { verdicts: [number, string][] };

/** Portions one behind the other, each with its length before it. */
async function contentOf({ sheet, places, rows, told, verdicts }: Content): Promise<Buffer> {
  const { rows: sheetRows, ...head } = sheet;
  const parts: Buffer[] = [];
  const put = async (portion: Portion) => {
    const bytes = serialize(portion);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
    await turn();
  };
  const inPortions = async <One>(all: readonly One[], portion: (some: One[]) => Portion) => {
    for (let at = 0; at < all.length; at += PORTION) await put(portion(all.slice(at, at + PORTION)));
  };
  await put({ head, places });
  await inPortions(sheetRows, (some) => ({ sheetRows: some }));
  await inPortions(rows, (some) => ({ rows: some }));
  await inPortions(told, (some) => ({ told: some }));
  await inPortions([...verdicts], (some) => ({ verdicts: some }));
  return packed(Buffer.concat(parts), { level: 1 });
}

/** What `contentOf` packed; null when another version of the program did, in another form. */
async function readContent(content: Buffer): Promise<Content | null> {
  try {
    const bytes = await unpacked(content);
    const sheetRows: SheetRow[] = [];
    const rows: ParsedRow<unknown>[] = [];
    const told: Problem[] = [];
    const verdicts = new Map<number, string>();
    let begun: { head: Omit<Sheet, 'rows'>; places: Content['places'] } | null = null;
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      const portion = deserialize(bytes.subarray(at + 4, at + 4 + length)) as Portion;
      if ('head' in portion) begun = portion;
      else if ('sheetRows' in portion) sheetRows.push(...portion.sheetRows);
      else if ('rows' in portion) rows.push(...portion.rows);
      else if ('told' in portion) told.push(...portion.told);
      else for (const [row, verdict] of portion.verdicts) verdicts.set(row, verdict);
      at += 4 + length;
      await turn();
    }
    return begun && { sheet: { ...begun.head, rows: sheetRows }, places: begun.places, rows, told, verdicts };
  } catch {
    return null;
  }
}

/** Keeps a check for half an hour, in the database: whichever server the import reaches finds it. */
export async function keepCheck(r: Runner, actor: Actor, check: Check): Promise<void> {
  const content = await contentOf(check);
  const now = r.clock();
  const owner = actor.account || null;
  await transaction(r.pool, actor, 'write', async (client) => {
    await client.query(
      `delete from registry.checked_file where county = $1 and account is not distinct from $2::uuid and (ends_at <= $3 or id in
         (select id from registry.checked_file where county = $1 and account is not distinct from $2::uuid order by at desc, id desc offset $4))`,
      [actor.county, owner, now, WAITING - 1],
    );
    await client.query(
      `insert into registry.checked_file (county, id, account, ledger, file_name, content, at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(mins => $8))`,
      [actor.county, check.id, owner, check.ledger, check.fileName, content, now, minutes],
    );
  });
}

interface Asks {
  actor: Actor;
  at: string;
  one<T>(sql: string, values?: readonly unknown[]): Promise<T | null>;
}

/** The check, when it is there, still good and this account's own. */
export async function checkOf(reads: Asks, id: string): Promise<Check | null> {
  const found = await reads.one<{ ledger: ImportLedger; fileName: string; content: Buffer }>(
    `select ledger, file_name, content from registry.checked_file
     where county = $1 and id = $2 and account is not distinct from $3::uuid and ends_at > $4`,
    [reads.actor.county, id, reads.actor.account || null, reads.at],
  );
  if (!found) return null;
  const content = await readContent(found.content);
  return content && { id, ledger: found.ledger, fileName: found.fileName, ...content };
}

/** Whether a check was imported already. */
export const wasImported = async (reads: Asks, id: string): Promise<boolean> =>
  (await reads.one('select 1 as there from registry.import where county = $1 and checked_file = $2', [
    reads.actor.county,
    id,
  ])) !== null;

/** Clears the checks that have had their time; answers how many. */
export const sweepChecks = (r: Runner, county: string): Promise<number> =>
  transaction(
    r.pool,
    systemActor(county),
    'write',
    async (client) =>
      (await client.query('delete from registry.checked_file where county = $1 and ends_at <= $2', [county, r.clock()]))
        .rowCount ?? 0,
  );

export const expired = `核对结果已失效（保存 ${minutes} 分钟，只有上传的人能用），请重新上传文件核对`;
