/**
 * Measures reading and writing workbooks: `npx tsx bench/workbook.ts`. Each case runs in a fresh process, so that the
 * resident memory printed is its own. Bars: read 5,000 × 25 well under 0.5 s, write 20,000 × 15 well under 1 s,
 * write 100,000 × 20 within 300 MB of the whole process.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  exportInThread,
  readSheet,
  readWorkbookInThread,
  type WriteColumn,
  workbookBytes,
  writeWorkbook,
} from '#kernel/workbook';

const kinds = ['number', 'day', 'text', 'text', 'instant'] as const;
const columns = (width: number): WriteColumn[] =>
  Array.from({ length: width }, (_, at) => ({
    key: `c${at}`,
    title: `第 ${at + 1} 列`,
    kind: kinds[at % kinds.length] ?? 'text',
  }));

const value = (row: number, at: number) =>
  [
    row * at,
    `20${20 + (row % 7)}-0${1 + (row % 9)}-1${row % 9}`,
    `第 ${row} 行：安全出口堆放杂物，未张贴警示标志 ${at}`,
    `B${row}-${at}`,
    '2026-03-14T02:30:00Z',
  ][at % 5];

function* rows(count: number, width: number) {
  for (let row = 0; row < count; row++) yield Array.from({ length: width }, (_, at) => value(row, at));
}

const peak = () => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB peak RSS`;
const took = (from: number) => `${Math.round(performance.now() - from)} ms`;

async function drain(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
}

async function write(count: number, width: number): Promise<string> {
  const from = performance.now();
  const bytes = await drain(
    writeWorkbook({ sheets: [{ name: '台账', columns: columns(width), rows: rows(count, width) }] }),
  );
  return `${took(from)}, ${(bytes / 1e6).toFixed(1)} MB file`;
}

async function writeInThread(count: number, width: number): Promise<string> {
  const from = performance.now();
  const job = exportInThread({ sheetName: '台账', columns: columns(width) });
  const drained = drain(job.stream);
  let longest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  let batch: unknown[][] = [];
  for (const row of rows(count, width)) {
    batch.push(row);
    if (batch.length === 500) {
      await job.push(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await job.push(batch);
  await job.end();
  const bytes = await drained;
  clearInterval(pulse);
  return `${took(from)}, ${(bytes / 1e6).toFixed(1)} MB file, event loop held at most ${Math.round(longest)} ms`;
}

async function read(inThread: boolean): Promise<string> {
  const bytes = await workbookBytes(
    writeWorkbook({ sheets: [{ name: '台账', columns: columns(25), rows: rows(5_000, 25) }] }),
  );
  const times: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    const from = performance.now();
    const sheet = inThread ? await readWorkbookInThread(bytes) : await readSheet(bytes);
    times.push(`${took(from)}`);
    if (sheet.rows.length !== 5_000) throw new Error(`read ${sheet.rows.length} rows`);
  }
  return `${times.join(', ')} (${(bytes.length / 1e6).toFixed(1)} MB file)`;
}

const cases: Record<string, () => Promise<string>> = {
  'read 5,000 × 25': () => read(false),
  'read 5,000 × 25 in thread': () => read(true),
  'write 20,000 × 15': () => write(20_000, 15),
  'write 20,000 × 15 in thread': () => writeInThread(20_000, 15),
  'write 100,000 × 20': () => write(100_000, 20),
  'write 100,000 × 20 in thread': () => writeInThread(100_000, 20),
};

const asked = process.argv[2];
const one = asked === undefined ? undefined : cases[asked];
if (one) {
  console.log(`${asked}: ${await one()}, ${peak()}`);
  process.exit(0);
}
for (const name of Object.keys(cases)) {
  process.stdout.write(execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), name]));
}
