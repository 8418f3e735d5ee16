import { liveQuery, type Observable } from 'dexie';
import { mintId } from '#kernel';
import { draftOf, isUnsent, type NewAct, type OutboxAct, type OutboxFile } from './act.ts';
import { readBundle, writeBundle } from './bundle.ts';
import { DexieStore } from './dexie-store.ts';
import { fetchTransport } from './fetch-transport.ts';
import { onlySender } from './lock.ts';
import type { ActEvent } from './next.ts';
import { nextTryAt } from './queue.ts';
import { type Round, sendRound, type Transport } from './send.ts';

/** The server's clock against the device's, as last seen. */
export interface ClockSkew {
  ms: number;
  /** Device instant of the look. */
  at: string;
}

/** A device clock further off than this is told to the person. */
export const SKEW_TOLD_MS = 5 * 60_000;

/** What an outbox is made with; everything has a default but a test's. */
export interface OutboxOptions {
  name?: string;
  transport?: Transport;
  /** See `WireOptions`. */
  under?: (path: string) => string;
  clock?: () => number;
}

/** Something was done in a round: the app refreshes its lists. */
export type RoundListener = (round: Round) => void;

/** The device's outbox (待传箱): saved before anything is sent, sent once, kept until the server's receipt and 30 days on. */
export class Outbox {
  readonly store: DexieStore;
  private readonly transport: Transport;
  private readonly clock: () => number;
  private readonly holder = mintId();
  private readonly listeners = new Set<RoundListener>();
  private running: Promise<Round | null> | null = null;
  private again = false;

  constructor(options: OutboxOptions = {}) {
    this.store = new DexieStore(options.name);
    this.clock = options.clock ?? Date.now;
    const { under } = options;
    this.transport =
      options.transport ??
      fetchTransport({ ...(under ? { under } : {}), clock: this.clock, skew: (ms) => void this.sawClock(ms) });
  }

  private now = (): string => new Date(this.clock()).toISOString();

  /** Every act, oldest first, told again at each change in any tab. */
  watch(): Observable<OutboxAct[]> {
    return liveQuery(() => this.store.all());
  }

  /** Starts a draft; its id is minted here and never changes. */
  draft(given: NewAct): Promise<OutboxAct> {
    return this.store.draft(given, mintId(), this.now());
  }

  /** Saves what is being written. @throws when the device is full (`isQuota`): keep the form on the screen and offer `exportText`. */
  edit(actId: string, content: Extract<ActEvent, { type: 'edit' }>['content']): Promise<OutboxAct | null> {
    return this.store.move(actId, { type: 'edit', at: this.now(), content });
  }

  /** Hands a draft to the sender. It is on disk when this answers; sending starts by itself. */
  async submit(actId: string, content?: Extract<ActEvent, { type: 'submit' }>['content']): Promise<OutboxAct | null> {
    const act = await this.store.submit(actId, this.now(), content);
    void this.sync();
    return act;
  }

  /** A draft with the content of a refused act; the refused one steps back when the draft is sent. */
  async rewrite(act: OutboxAct): Promise<OutboxAct> {
    const open = (await this.store.all()).find((one) => one.state === 'draft' && one.replaces === act.actId);
    return open ?? this.draft({ ...act, replaces: act.actId });
  }

  /** Sends a stuck act as it is once more; the key decides whether it had arrived. */
  async sendAgain(actId: string): Promise<OutboxAct | null> {
    const act = await this.store.move(actId, { type: 'again', at: this.now() });
    void this.sync();
    return act;
  }

  /** Back to a draft, as long as it was never on the transport and nothing comes after it; else null. */
  withdraw(actId: string): Promise<OutboxAct | null> {
    return this.store.withdraw(actId, this.now());
  }

  /** Removes for good; ask the person first. False when it is on the transport or received. */
  discard(actId: string): Promise<boolean> {
    return this.store.discard(actId);
  }

  keepFile(file: Omit<OutboxFile, 'receivedAt'>): Promise<void> {
    return this.store.keep(file);
  }

  file(sha256: string): Promise<OutboxFile | null> {
    return this.store.file(sha256);
  }

  /** No more waiting for the back-off: tries everything that waits, now. */
  async hurry(): Promise<Round | null> {
    for (const act of await this.store.all())
      if (act.state === 'waiting') await this.store.move(act.actId, { type: 'hurry', at: this.now() });
    return this.sync();
  }

  onRound(listener: RoundListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** One round of sending; null when another tab is at it. Called while one runs, another follows it. */
  sync(): Promise<Round | null> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<Round | null> {
    let last: Round | null = null;
    do {
      this.again = false;
      await onlySender(this.store, this.holder, this.clock, async () => {
        last = await sendRound(this.store, this.transport, this.now);
      });
      if (last) for (const told of this.listeners) told(last);
    } while (this.again);
    return last;
  }

  /** Milliseconds until the next try of that account's acts, or null. */
  async untilNextTry(account: string | null): Promise<number | null> {
    const at = nextTryAt(await this.store.all(), account);
    return at === null ? null : Math.max(0, Date.parse(at) - this.clock());
  }

  /** Drafts and unsent acts of an account (all accounts when absent): what a sign-out asks about. */
  async unsent(account?: string): Promise<OutboxAct[]> {
    const { acts } = await this.store.unsent();
    return acts.filter(
      (act) => (act.state === 'draft' || isUnsent(act)) && (account === undefined || act.account === account),
    );
  }

  /** Everything unsent as the text of a file; `unsaved` stands in for what the full device could not save of it. */
  async exportText(unsaved?: { actId: string | null; content: NewAct }): Promise<string> {
    const { acts, files } = await this.store.unsent();
    if (!unsaved) return writeBundle(acts, files, this.now());
    const act = draftOf(unsaved.content, unsaved.actId ?? mintId(), this.now());
    return writeBundle([...acts.filter((one) => one.actId !== act.actId), act], files, this.now());
  }

  /** One unsent act with its files as the text of a file. */
  async exportOne(actId: string): Promise<string> {
    const { acts, files } = await this.store.unsent();
    const own = acts.filter((act) => act.actId === actId);
    const hashes = own.flatMap((act) => act.photos);
    return writeBundle(
      own,
      files.filter((file) => hashes.includes(file.sha256)),
      this.now(),
    );
  }

  /** Reads an exported file back; answers how many acts were new. @throws Error with a Chinese sentence */
  async importText(text: string): Promise<number> {
    const { acts, files } = readBundle(text);
    return this.store.putBack(acts, files);
  }

  private async sawClock(ms: number): Promise<void> {
    await this.store.setFact('skew', { ms: Math.round(ms), at: this.now() } satisfies ClockSkew).catch(() => undefined);
  }

  /** Asks the server anything, so that its clock is seen before the first act; quiet without a line. */
  async lookAtClock(): Promise<void> {
    await this.transport.who();
  }

  skew(): Promise<ClockSkew | null> {
    return this.store.fact<ClockSkew>('skew');
  }

  /** Forgets what the server received more than 30 days ago. */
  purge(): Promise<number> {
    return this.store.purge(this.now());
  }
}
