import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A reader of a public page waits no longer for the database than this (ms); then he gets what was last read. */
const PATIENCE_MS = 2_000;

/** What was read, and when; `stale` when the database did not answer and this is what it said last. */
export interface Good<T> {
  value: T;
  at: string;
  stale: boolean;
}

/** What a reading answered last, kept on disk beside the database. */
export interface LastGood<T> {
  /** Fresh when the database answers in time, else the last good one; null when there never was one. */
  get(): Promise<Good<T> | null>;
  /** Reads and keeps. Throws what the reading throws. */
  refresh(): Promise<void>;
}

/** The file is whole or the one of before: it is written aside and renamed. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.new`;
  const file = await open(aside, 'w', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}

/**
 * Keeps the last good answer of `read` in the file `path`, for when the database is away. Whoever asks while a reading is under way waits for the same
 * one: a database that hangs holds one connection, not one for every reader.
 */
export function lastGood<T>(path: string, read: () => Promise<T>, clock: () => string): LastGood<T> {
  let asking: { answer: Promise<Good<T>>; late: Promise<null> } | null = null;
  let kept: string | null = null;

  const keep = async (value: T, at: string): Promise<void> => {
    const text = JSON.stringify(value);
    if (text === kept) return;
    await writeWhole(path, `${JSON.stringify({ at, value })}\n`);
    kept = text;
  };
  const ask = () => {
    if (asking) return asking;
    const answer = read().then(async (value) => {
      const at = clock();
      // A full disk keeps nobody from reading what the database just said.
      await keep(value, at).catch(() => {});
      return { value, at, stale: false };
    });
    const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS).unref());
    const mine = { answer, late };
    asking = mine;
    const over = () => {
      if (asking === mine) asking = null;
    };
    answer.then(over, over);
    return mine;
  };
  const onDisk = async (): Promise<Good<T> | null> => {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      return { ...(JSON.parse(text) as { at: string; value: T }), stale: true };
    } catch {
      return null;
    }
  };
  return {
    async get() {
      const { answer, late } = ask();
      return (await Promise.race([answer, late]).catch(() => null)) ?? onDisk();
    },
    async refresh() {
      await keep(await read(), clock());
    },
  };
}
