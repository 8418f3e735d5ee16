import { Dexie, type Table } from 'dexie';
import { useLive } from './live.ts';

/** A list kept on the phone so that it can be read without a signal. */
interface KeptRow {
  /** `<account> <key>`: one person never reads another's. */
  id: string;
  value: unknown;
  /** Device instant it was fetched. */
  at: string;
}

class KeptDatabase extends Dexie {
  declare kept: Table<KeptRow, string>;

  constructor() {
    super('zean-kept');
    this.version(1).stores({ kept: 'id' });
  }
}

let opened: KeptDatabase | null = null;
const db = (): KeptDatabase => {
  opened ??= new KeptDatabase();
  return opened;
};

const idOf = (account: string, key: string): string => `${account} ${key}`;

/** A kept value and how old it is. */
export interface Kept<T> {
  value: T;
  at: string;
}

/** Keeps a value for an account, in place of the one before. */
export async function keep(account: string, key: string, value: unknown): Promise<void> {
  await db().kept.put({ id: idOf(account, key), value, at: new Date().toISOString() });
}

/** The kept value, or null. */
export async function keptOf<T>(account: string, key: string): Promise<Kept<T> | null> {
  const row = await db().kept.get(idOf(account, key));
  return row ? { value: row.value as T, at: row.at } : null;
}

/** The kept value, live; undefined while it is being read, null when there is none. */
export function useKept<T>(account: string, key: string): Kept<T> | null | undefined {
  return useLive(() => keptOf<T>(account, key), [account, key]);
}

/** Forgets what is kept under names that begin so, was fetched longer ago than that, and is not among those still needed. */
export async function forgetOld(
  account: string,
  prefix: string,
  ms: number,
  needed: ReadonlySet<string> = new Set(),
): Promise<void> {
  const since = new Date(Date.now() - ms).toISOString();
  const still = new Set([...needed].map((key) => idOf(account, key)));
  await db()
    .kept.where('id')
    .startsWith(idOf(account, prefix))
    .filter((row) => row.at < since && !still.has(row.id))
    .delete();
}

/** Forgets everything kept for everybody: at sign-out no list of people or enterprises stays on the phone. */
export async function forgetKept(): Promise<void> {
  await db().kept.clear();
}
