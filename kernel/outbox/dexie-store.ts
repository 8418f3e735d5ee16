import { Dexie, type Table } from 'dexie';
import { draftOf, isUnsent, type NewAct, type OutboxAct, type OutboxFile } from './act.ts';
import { discarded, submitted, withdrawn } from './line.ts';
import { type ActEvent, next } from './next.ts';
import type { OutboxStore } from './send.ts';

/** Small facts of the outbox itself: the sender's lease, the server's clock. */
interface Fact {
  key: string;
  value: unknown;
}

/** Days an act stays on the device after the server received it. */
export const KEPT_DAYS = 30;

/** The store in IndexedDB. Only additions to the schema: an older tab may still be open beside a newer one. */
export class OutboxDatabase extends Dexie {
  declare acts: Table<OutboxAct, string>;
  declare files: Table<OutboxFile, string>;
  declare facts: Table<Fact, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({ acts: 'actId, state, account, subjectId', files: 'sha256', facts: 'key' });
  }
}

/** Whether an error says that the device has no room left. */
export function isQuota(error: unknown): boolean {
  const names = [error, (error as { inner?: unknown } | null)?.inner].map(
    (one) => (one as { name?: string } | null)?.name,
  );
  return names.includes('QuotaExceededError');
}

/** The outbox's store on Dexie; every method is one transaction. */
export class DexieStore implements OutboxStore {
  readonly db: OutboxDatabase;

  constructor(name = 'zean-outbox') {
    this.db = new OutboxDatabase(name);
  }

  all(): Promise<OutboxAct[]> {
    return this.db.acts.orderBy('actId').toArray();
  }

  get(actId: string): Promise<OutboxAct | undefined> {
    return this.db.acts.get(actId);
  }

  /** Puts a new draft on the store. */
  async draft(given: NewAct, actId: string, now: string): Promise<OutboxAct> {
    const act = draftOf(given, actId, now);
    await this.db.acts.add(act);
    return act;
  }

  move(actId: string, event: ActEvent): Promise<OutboxAct | null> {
    return this.db.transaction('rw', this.db.acts, async () => {
      const act = await this.db.acts.get(actId);
      if (!act) return null;
      const moved = next(act, event);
      if (moved !== act) await this.db.acts.put(moved);
      return moved;
    });
  }

  /** Sends a draft off (`submitted` of line.ts). */
  submit(
    actId: string,
    now: string,
    content?: Extract<ActEvent, { type: 'submit' }>['content'],
  ): Promise<OutboxAct | null> {
    return this.db.transaction('rw', this.db.acts, async () => {
      await this.db.acts.bulkPut(submitted(await this.db.acts.toArray(), actId, now, content));
      return (await this.db.acts.get(actId)) ?? null;
    });
  }

  /** Takes an act back to a draft (`withdrawn` of line.ts); null when it cannot. */
  withdraw(actId: string, now: string): Promise<OutboxAct | null> {
    return this.db.transaction('rw', this.db.acts, async () => {
      const draft = withdrawn(await this.db.acts.toArray(), actId, now);
      if (draft) await this.db.acts.put(draft);
      return draft;
    });
  }

  /** Removes an act for good, at the person's word, with the files nothing else needs. False when it cannot go. */
  discard(actId: string): Promise<boolean> {
    return this.db.transaction('rw', this.db.acts, this.db.files, async () => {
      const acts = await this.db.acts.toArray();
      const changed = discarded(acts, actId);
      if (!changed) return false;
      await this.db.acts.bulkPut(changed);
      await this.db.acts.delete(actId);
      await this.dropFiles(acts.find((one) => one.actId === actId)?.photos ?? []);
      return true;
    });
  }

  private async dropFiles(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    const needed = new Set((await this.db.acts.toArray()).flatMap((one) => one.photos));
    await this.db.files.bulkDelete(hashes.filter((hash) => !needed.has(hash)));
  }

  async file(sha256: string): Promise<OutboxFile | null> {
    return (await this.db.files.get(sha256)) ?? null;
  }

  /** Keeps a file; the same bytes again change nothing. When the device is full, files of received acts give way, oldest first. */
  async keep(file: Omit<OutboxFile, 'receivedAt'>): Promise<void> {
    if (await this.db.files.get(file.sha256)) return;
    for (;;) {
      try {
        await this.db.files.put({ ...file, receivedAt: null });
        return;
      } catch (error) {
        if (!isQuota(error) || !(await this.giveWay())) throw error;
      }
    }
  }

  /** Frees the files of the oldest received act; false when there is none. The act itself stays. */
  private giveWay(): Promise<boolean> {
    return this.db.transaction('rw', this.db.acts, this.db.files, async () => {
      const acts = await this.db.acts.orderBy('actId').toArray();
      const needed = new Set(acts.filter((one) => one.state !== 'received').flatMap((one) => one.photos));
      for (const act of acts.filter((one) => one.state === 'received')) {
        const free = act.photos.filter((hash) => !needed.has(hash));
        const there = (await this.db.files.bulkGet(free)).filter((file) => file !== undefined);
        if (there.length === 0) continue;
        await this.db.files.bulkDelete(there.map((file) => file.sha256));
        return true;
      }
      return false;
    });
  }

  async fileReceived(sha256: string, at: string | null): Promise<void> {
    await this.db.files.update(sha256, { receivedAt: at });
  }

  /** Puts back acts and files that came from a file; what is there already stays as it is. Answers how many were new. */
  putBack(acts: readonly OutboxAct[], files: readonly OutboxFile[]): Promise<number> {
    return this.db.transaction('rw', this.db.acts, this.db.files, async () => {
      const there = await this.db.acts.bulkGet(acts.map((act) => act.actId));
      const fresh = acts.filter((_, i) => there[i] === undefined);
      await this.db.acts.bulkPut(fresh);
      for (const file of files) if (!(await this.db.files.get(file.sha256))) await this.db.files.put(file);
      return fresh.length;
    });
  }

  /** Forgets what was received more than KEPT_DAYS ago; answers how many acts. */
  purge(now: string): Promise<number> {
    const until = new Date(Date.parse(now) - KEPT_DAYS * 86_400_000).toISOString();
    return this.db.transaction('rw', this.db.acts, this.db.files, async () => {
      const acts = await this.db.acts.toArray();
      const received = new Set(acts.filter((one) => one.state === 'received').map((one) => one.actId));
      // A replaced act goes when the one in its place was received.
      const over = acts.filter(
        (one) =>
          one.changedAt < until &&
          (one.state === 'received' ||
            (one.replacedBy !== null &&
              (received.has(one.replacedBy) || !acts.some((a) => a.actId === one.replacedBy)))),
      );
      await this.db.acts.bulkDelete(over.map((one) => one.actId));
      await this.dropFiles(over.flatMap((one) => one.photos));
      return over.length;
    });
  }

  /** Drafts and unsent acts with their files: what an export holds. */
  async unsent(): Promise<{ acts: OutboxAct[]; files: OutboxFile[] }> {
    const acts = (await this.all()).filter((act) => act.state === 'draft' || isUnsent(act));
    const files = await this.db.files.bulkGet([...new Set(acts.flatMap((act) => act.photos))]);
    return { acts, files: files.filter((file) => file !== undefined) };
  }

  async fact<T>(key: string): Promise<T | null> {
    return ((await this.db.facts.get(key))?.value as T | undefined) ?? null;
  }

  async setFact(key: string, value: unknown): Promise<void> {
    await this.db.facts.put({ key, value });
  }
}
