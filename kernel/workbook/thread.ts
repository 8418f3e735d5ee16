/**
 * Reading and writing workbooks off the main thread (线程中读写), so that no import and no export holds the event loop. Two
 * threads at most: one reads files one after another and is killed when a file takes too long or too much memory; the
 * other writes several exports side by side, so that a slow download does not stop imports.
 */
import { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { ExportShape, FromWorker, ToWorker } from './protocol.ts';
import type { ReadOptions, Sheet, SheetRow } from './read.ts';
import { WorkbookRefusal } from './refusal.ts';
import { startWorker } from './worker-source.ts';
import type { WriteRow } from './write.ts';

/** One reading may take this long, in ms; 42,000 × 25 cells of text (95 MB of XML) take about 3 s. */
/** Rows pass through a thread: a small nursery is enough, and V8 would never give back the 48 MB it takes otherwise. */
const YOUNG_MB = 8;
const readLimit = 30_000;
/** Files waiting to be read, besides the one being read. */
const mostWaiting = 16;
/** Exports under way at once. */
const mostExports = 8;
/** Batches of rows sent but not yet written, per export. */
const mostBatches = 2;
/** An export without any progress is given up after this many ms: its reader has gone. */
const stallLimit = 120_000;
/** An idle thread ends after this many ms. */
const idleLimit = 60_000;

interface Job {
  receive(message: FromWorker): void;
  crash(error: Error): void;
}

const outOfMemory = (error: unknown) => (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';

/** A thread started when first needed. Idle, it does not keep the process alive. */
class Thread {
  readonly jobs = new Map<number, Job>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;

  add(number: number, job: Job, message: ToWorker, transfer: ArrayBuffer[] = []): void {
    clearTimeout(this.#idle);
    const worker = this.#start();
    this.jobs.set(number, job);
    worker.ref();
    worker.postMessage(message, transfer);
  }

  send(message: ToWorker): void {
    if (this.jobs.has(message.job)) this.#worker?.postMessage(message);
  }

  remove(number: number): void {
    this.jobs.delete(number);
    if (this.jobs.size > 0) return;
    this.#worker?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(new Error('idle')), idleLimit);
    this.#idle.unref();
  }

  /** Ends the thread and fails its jobs. */
  stop(reason: Error): Promise<unknown> {
    const worker = this.#worker;
    this.#worker = null;
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    for (const job of jobs) job.crash(reason);
    return worker ? worker.terminate() : Promise.resolve();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startWorker({ resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.on('message', (message: FromWorker) => this.jobs.get(message.job)?.receive(message));
    worker.on('error', (error) => {
      const refusal = outOfMemory(error)
        ? new WorkbookRefusal('TOO_MUCH_MEMORY', '文件内容太多，处理时内存不够，最多允许 512 MB；请分成几个文件')
        : (error as Error);
      if (this.#worker === worker) void this.stop(refusal);
    });
    worker.on('exit', () => {
      if (this.#worker === worker) void this.stop(new Error('workbook thread ended unexpectedly'));
    });
    this.#worker = worker;
    return worker;
  }
}

const reader = new Thread();
const writer = new Thread();
let lastJob = 0;
let reading = false;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (!reading) {
    reading = true;
    return;
  }
  if (waiting.length >= mostWaiting) {
    throw new WorkbookRefusal('BUSY', `正在导入的文件太多（已有 ${waiting.length + 1} 个排队），请稍后再试`);
  }
  await new Promise<void>((go) => waiting.push(go));
}

function nextTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else reading = false;
}

/** What the thread could not do, as the refusal it was or as a bug. */
function failure(message: Extract<FromWorker, { kind: 'failed' }>): Error {
  return message.code ? new WorkbookRefusal(message.code, message.message) : new Error(message.message);
}

/**
 * `readSheet` in a thread.
 * @param bytes copied, the caller keeps its own
 * @param timeLimit ms this one file may take, counted from its turn
 * @throws WorkbookRefusal — as readSheet, and TOO_SLOW, TOO_MUCH_MEMORY, BUSY
 */
export async function readWorkbookInThread(
  bytes: Uint8Array,
  options: ReadOptions = {},
  timeLimit = readLimit,
): Promise<Sheet> {
  await turn();
  const job = ++lastJob;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Sheet>((done, fail) => {
      const rows: SheetRow[] = [];
      const receive = (message: FromWorker) => {
        if (message.kind === 'sheet-rows') for (const row of message.rows) rows.push(row);
        else if (message.kind === 'sheet') done({ ...message.sheet, rows });
        else if (message.kind === 'failed') fail(failure(message));
      };
      timer = setTimeout(() => {
        void reader.stop(
          new WorkbookRefusal(
            'TOO_SLOW',
            `文件读取超过 ${Math.round(timeLimit / 1000)} 秒，已停止，请减少行数或分成几个文件后再导入`,
          ),
        );
      }, timeLimit);
      const copy = new Uint8Array(bytes);
      reader.add(job, { receive, crash: fail }, { kind: 'read', job, bytes: copy, options }, [copy.buffer]);
    });
  } finally {
    clearTimeout(timer);
    reader.remove(job);
    nextTurn();
  }
}

/** An export under way in a thread. */
export interface ThreadExport {
  /** Hands over one batch of rows (some hundreds); resolves when the thread can take the next. Rejects once the export has stopped. */
  push(rows: readonly WriteRow[]): Promise<void>;
  /** No more rows. */
  end(): Promise<void>;
  /** Bytes of the XLSX. Destroying it stops the export. */
  stream: Readable;
}

/**
 * Starts an export whose workbook is built in a thread.
 * @throws WorkbookRefusal BUSY at once, when too many exports are under way
 */
export function exportInThread(shape: ExportShape): ThreadExport {
  if (writer.jobs.size >= mostExports) {
    throw new WorkbookRefusal('BUSY', `正在导出的人太多（已有 ${writer.jobs.size} 个），请稍后再试`);
  }
  const job = ++lastJob;
  let outstanding = 0;
  let stopped: Error | null = null;
  const blocked: { go: () => void; fail: (error: Error) => void }[] = [];
  let asked = false;

  const stall = setTimeout(() => {
    stream.destroy(new WorkbookRefusal('TOO_SLOW', `导出停顿超过 ${stallLimit / 1000} 秒，已停止，请重新导出`));
  }, stallLimit);
  stall.unref();

  const stream = new Readable({
    highWaterMark: 262_144,
    read() {
      if (!asked) return;
      asked = false;
      writer.send({ kind: 'more', job });
    },
    destroy(error, done) {
      clearTimeout(stall);
      stopped ??= error ?? new WorkbookRefusal('STOPPED', '导出已停止');
      writer.send({ kind: 'stop', job });
      writer.remove(job);
      for (const one of blocked.splice(0)) one.fail(stopped);
      done(error);
    },
  });
  // Errors also reject push(); without a listener they would end the process when nobody reads the stream yet.
  stream.on('error', () => {});

  const receive = (message: FromWorker) => {
    stall.refresh();
    if (message.kind === 'bytes') {
      if (stream.push(Buffer.from(message.bytes.buffer))) writer.send({ kind: 'more', job });
      else asked = true;
    } else if (message.kind === 'took') {
      outstanding--;
      blocked.shift()?.go();
    } else if (message.kind === 'done') stream.push(null);
    else if (message.kind === 'failed') stream.destroy(failure(message));
  };
  const crash = (error: Error) => {
    stream.destroy(error);
  };
  writer.add(job, { receive, crash }, { kind: 'export', job, shape });

  return {
    stream,
    async push(rows) {
      if (stopped) throw stopped;
      if (rows.length === 0) return;
      stall.refresh();
      outstanding++;
      writer.send({ kind: 'rows', job, rows });
      if (outstanding > mostBatches) await new Promise<void>((go, fail) => blocked.push({ go, fail }));
    },
    async end() {
      writer.send({ kind: 'end', job });
    },
  };
}

/** Ends both threads, for tests and for the server's shutdown. */
export async function stopThreads(): Promise<void> {
  const reason = new WorkbookRefusal('STOPPED', '系统正在停止');
  await Promise.all([reader.stop(reason), writer.stop(reason)]);
}
