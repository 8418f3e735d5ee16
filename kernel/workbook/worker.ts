/**
 * Entry of the workbook threads (工作线程入口): reads one file at a time, writes several exports side by side. Bundled as
 * `workbook-worker.mjs` beside the server's bundle; see thread.ts.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './protocol.ts';
import { readSheet } from './read.ts';
import { WorkbookRefusal } from './refusal.ts';
import { type WriteRow, writeWorkbook } from './write.ts';

const port = parentPort;

/** Rows go back in batches, because the main thread unpacks each message in one go and must not be held. */
const rowsPerMessage = 250;

/** On Linux a thread has a priority of its own: whoever waits for a page goes before whoever waits for a file. */
function standBack(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), 10);
  } catch {
    // Elsewhere the threads share alike.
  }
}
standBack();

const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port?.postMessage(message, transfer);

function fail(job: number, error: unknown): void {
  const refusal = error instanceof WorkbookRefusal ? error.code : null;
  say({ kind: 'failed', job, code: refusal, message: error instanceof Error ? error.message : String(error) });
}

async function read(message: Extract<ToWorker, { kind: 'read' }>): Promise<void> {
  const { job } = message;
  try {
    const sheet = await readSheet(message.bytes, message.options);
    for (let at = 0; at < sheet.rows.length; at += rowsPerMessage) {
      say({ kind: 'sheet-rows', job, rows: sheet.rows.slice(at, at + rowsPerMessage) });
    }
    say({ kind: 'sheet', job, sheet: { ...sheet, rows: [] } });
  } catch (error) {
    fail(job, error);
  }
}

/** Somebody waits until it rings. The condition is looked at before waiting, in the same turn, so no ring is lost. */
class Bell {
  #ring: () => void = () => {};

  ring(): void {
    this.#ring();
  }

  wait(): Promise<void> {
    return new Promise((done) => {
      this.#ring = done;
    });
  }
}

/** One export under way: batches waiting to be written, and whether the reader of the stream wants more bytes. */
interface Export {
  batches: (readonly WriteRow[])[];
  rowsBell: Bell;
  bytesBell: Bell;
  ended: boolean;
  stopped: boolean;
  wanted: boolean;
}

const exports = new Map<number, Export>();

async function* rowsOf(job: number, state: Export): AsyncGenerator<WriteRow> {
  for (;;) {
    const batch = state.batches.shift();
    if (batch) {
      yield* batch;
      say({ kind: 'took', job });
    } else if (state.ended || state.stopped) return;
    else await state.rowsBell.wait();
  }
}

async function write(message: Extract<ToWorker, { kind: 'export' }>): Promise<void> {
  const { job, shape } = message;
  const { sheetName, columns, notes, stamp } = shape;
  const state: Export = {
    batches: [],
    rowsBell: new Bell(),
    bytesBell: new Bell(),
    ended: false,
    stopped: false,
    wanted: true,
  };
  exports.set(job, state);
  try {
    const stream = writeWorkbook({ sheets: [{ name: sheetName, columns, rows: rowsOf(job, state) }], notes, stamp });
    for await (const chunk of stream) {
      while (!state.wanted && !state.stopped) await state.bytesBell.wait();
      if (state.stopped) return;
      const bytes = new Uint8Array(chunk as Buffer);
      state.wanted = false;
      say({ kind: 'bytes', job, bytes }, [bytes.buffer]);
    }
    if (!state.stopped) say({ kind: 'done', job });
  } catch (error) {
    if (!state.stopped) fail(job, error);
  } finally {
    exports.delete(job);
  }
}

port?.on('message', (message: ToWorker) => {
  if (message.kind === 'read') {
    void read(message);
    return;
  }
  if (message.kind === 'export') {
    void write(message);
    return;
  }
  const state = exports.get(message.job);
  if (!state) return;
  if (message.kind === 'rows') state.batches.push(message.rows);
  else if (message.kind === 'end') state.ended = true;
  else if (message.kind === 'stop') state.stopped = true;
  else state.wanted = true;
  state.rowsBell.ring();
  state.bytesBell.ring();
});
