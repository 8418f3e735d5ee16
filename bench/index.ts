/**
 * Measures the platform against bare SQL through the same driver, in one run, on the same PostgreSQL and the same rows:
 * `npm run bench [-- --quick] [-- --only ledger,search] [-- --hazards 60000]`. The table it prints at the end belongs into bench/README.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePool } from '#db';
import { CLEAN, PREPARE } from './bare-sql.ts';
import { boardCell } from './cells/board.ts';
import { countiesCell } from './cells/counties.ts';
import { deskCell } from './cells/desk.ts';
import { exportCell } from './cells/export.ts';
import { importCell } from './cells/import.ts';
import { ledgerCell } from './cells/ledger.ts';
import { plainCell } from './cells/plain.ts';
import { searchCell } from './cells/search.ts';
import { startCell } from './cells/start.ts';
import { workbookCell } from './cells/workbook.ts';
import { writesCell } from './cells/writes.ts';
import { loadCounty } from './county.ts';
import type { Cell, Place } from './place.ts';
import { type Bare, openBare, openProduct, root, superuserOf } from './product.ts';
import { consoleLine, type Line, markdown } from './table.ts';

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    data: { type: 'string' },
    enterprises: { type: 'string', default: '5000' },
    hazards: { type: 'string', default: '300000' },
  },
});

/** In this order: what changes the data or needs a fresh start comes last. */
const cells: Record<string, Cell> = {
  ledger: ledgerCell,
  search: searchCell,
  plain: plainCell,
  writes: writesCell,
  board: boardCell,
  export: exportCell,
  desk: deskCell,
  import: importCell,
  start: startCell,
  workbook: workbookCell,
  counties: countiesCell,
};

const asked = given.only?.split(',') ?? Object.keys(cells);
const unknown = asked.filter((name) => !cells[name]);
if (unknown.length > 0) throw new Error(`no such cell: ${unknown.join()} (there are ${Object.keys(cells).join()})`);

const dataFolder = given.data ?? join(root, 'dist', 'bench', 'data');
if (!existsSync(join(dataFolder, 'bench.ready'))) {
  mkdirSync(dataFolder, { recursive: true });
  const size = { enterprises: Number(given.enterprises), hazards: Number(given.hazards) };
  console.log(`loading ${size.enterprises} enterprises and ${size.hazards} hazards …`);
  await loadCounty(dataFolder, size);
  writeFileSync(join(dataFolder, 'bench.ready'), '');
}

// Builds what changed: the server under measurement is started without.
execFileSync(process.execPath, ['bin/zean.mjs', '--version'], { cwd: root, stdio: 'inherit' });

/** Load of the last minute: over the number of cores somebody else was at work, and only CPU ratios say something. */
const load = () => loadavg()[0]!.toFixed(1);
const loadAtFirst = load();
const lines: Line[] = [];
const openPool = () => makePool(superuserOf(dataFolder), { max: 4, statementTimeout: 0, applicationName: 'bench' });
const product = await openProduct(dataFolder);
let db = openPool();
await db.query(CLEAN);
// Rows an earlier run took away again lie dead in every index until somebody sweeps them.
await db.query('vacuum (analyze) hazards.hazard');
await db.query('vacuum (analyze) hazards.word');
await db.query(PREPARE);
// The acts of a fresh load are sealed first: a county writes 300,000 hazards in years, not before breakfast.
for (let waits = 0; waits < 300; waits++) {
  const { rows } = await db.query('select 1 from kernel.unsealed limit 1');
  if (rows.length === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
let bare: Bare | null = await openBare(dataFolder);
const closeBare = async () => {
  await bare?.stop();
  bare = null;
  await db.query(CLEAN);
  await db.end();
};
const signIn = async (account: string) => {
  const cookie = await product.cookieOf(account);
  const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1/access/me`, { headers: { cookie } });
  return { cookie, ...((await answer.json()) as { actor: { town: string | null } }) };
};
const officer = await signIn('officer');
const town = await signIn('town');
const place: Place = {
  dataFolder,
  product,
  bare,
  db,
  cookie: officer.cookie,
  townCookie: town.cookie,
  town: town.actor.town!,
  quick: given.quick,
  rounds: given.quick ? 2 : 4,
  ms: given.quick ? 1500 : 4000,
  say(line) {
    lines.push(line);
    console.log(consoleLine(line));
  },
  async restart() {
    await closeBare();
    await product.stop();
    const begun = performance.now();
    Object.assign(product, await openProduct(dataFolder));
    db = openPool();
    place.db = db;
    return begun;
  },
};
try {
  for (const name of asked) await cells[name]!(place);
} finally {
  await closeBare();
  await product.stop();
}
const [cpu] = cpus();
console.log(
  `\n${cpu?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, load ${loadAtFirst} at first, ${load()} at the end\n`,
);
console.log(markdown(lines));
