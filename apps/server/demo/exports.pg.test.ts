/** Every ledger of the demonstration as it is exported: names and no codes, ready for print, and imported again nothing changes. */
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#kernel';
import { exportLedger, systemActor } from '#kernel/server';
import { stopThreads } from '#kernel/workbook';
import { importFile } from '#registry';
import { allDeclarations } from '../declarations.ts';
import type { OpenPlatform } from '../serve.ts';
import { type Demonstrated, demonstrated } from './testing.ts';

let demo: Demonstrated;
let platform: OpenPlatform;

beforeAll(async () => {
  demo = await demonstrated();
  platform = demo.platform;
}, 600_000);
afterAll(async () => {
  await stopThreads();
  await demo?.close();
});

const admin = () => ({ ...systemActor(platform.config.counties[0]), role: 'county-admin' });

/** All columns of a ledger, as one workbook. */
async function exported(name: string): Promise<{ bytes: Buffer; titles: string[]; rows: unknown[][] }> {
  const ledger = platform.runner.modules.ledgers.find((l) => l.shape.name === name)!;
  const columns = ledger.shape.columns.map((c) => c.key).join(',');
  const made = await exportLedger(platform.runner, ledger, admin(), { columns });
  if (isRefused(made)) throw new Error(`${name}: ${made.refused.message}`);
  const parts: Buffer[] = [];
  for await (const part of made.stream) parts.push(Buffer.from(part as Uint8Array));
  const bytes = Buffer.concat(parts);
  const [sheet] = (await readXlsx(new Uint8Array(bytes))).sheets;
  const [titles, ...rows] = sheet!.rows as unknown[][];
  expect(rows.length, name).toBe(await made.written);
  return { bytes, titles: titles!.map(String), rows };
}

/** What a person cannot read: words of ours, places by number, ids. */
const CODE = /^([a-z]+([-_.][a-z0-9]+)*|\d{9}|\d{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

describe.each(allDeclarations().ledgers.map((l) => l.shape.name))('%s', (name) => {
  test('says names where it holds codes', async () => {
    const { titles, rows } = await exported(name);
    const told = titles.map((title, at) => ({
      title,
      codes: [
        ...new Set(rows.map((row) => row[at]).filter((cell) => typeof cell === 'string' && CODE.test(cell))),
      ].slice(0, 3),
    }));
    // A column whose title says that it is a code, and the login name of an account.
    const meant = (title: string) => /代码$|编号$|^账号$/.test(title);
    expect(told.filter(({ title, codes }) => codes.length > 0 && !meant(title))).toEqual([]);
  });
});

test.each([
  ['registry.enterprises', 'enterprises', 200],
  ['registry.people', 'people', 200],
] as const)('%s goes out and comes in again untouched: nothing changes, on no row', async (name, ledger, least) => {
  const { bytes, rows } = await exported(name);
  expect(rows.length).toBeGreaterThanOrEqual(least);
  const report = await importFile(platform.runner, admin(), {
    ledger,
    bytes,
    fileName: `${name}.xlsx`,
    dryRun: true,
    onlyValid: false,
  });
  if (isRefused(report)) throw new Error(report.refused.message);
  expect(report.report, report.lines.join('\n')).toMatchObject({
    total: rows.length,
    willCreate: 0,
    willChange: 0,
    unchanged: rows.length,
    rejected: 0,
  });
});
