/**
 * Where an act of the outbox (待传箱) stands: being written, waiting to be sent, on its way, received by the server, or
 * refused with a reason. Nothing leaves the device's store without a receipt or the person's own word.
 */
export type ActState = 'draft' | 'waiting' | 'sending' | 'received' | 'problem';

/** Why an act waits or was refused: the server's code and its Chinese sentence. */
export interface ActError {
  code: string;
  message: string;
  missing?: string[];
  places?: { place: string; value: unknown; allowed: string; message: string }[];
}

/** One act made on this device. Everything in it is plain data, so that it can be exported to a file and read back. */
export interface OutboxAct {
  /** UUIDv7 minted before anything else; it is the `Idempotency-Key`, so the same act is never done twice. */
  actId: string;
  /** Name of the command, `hazards.report`. */
  command: string;
  /** Word of the command, 上报隐患. */
  title: string;
  /** What it is about, for lists: a number, a place. */
  about: string;
  /** Body of the request. Never changes once the act waits: the server answers a key only for the body it first saw. */
  given: Record<string, unknown>;
  /** The form as the person left it, so that a refused act can be edited. */
  form: unknown;
  /** SHA-256 of every file that must be on the server before the act. */
  photos: string[];
  /** Account that made it; only that account's session sends it. */
  account: string;
  accountName: string;
  /** Device instant of the act, sent as `X-Observed-At`. */
  madeAt: string;
  state: ActState;
  /** How often it was put on the transport. */
  tries: number;
  /** How often the server, or something on the way to it, answered without a reason. Absent on acts of before. */
  unexplained?: number;
  /** A try ended without an answer of the server's own: it may have been done all the same. Absent on acts of before. */
  unsure?: boolean;
  /** Not before this instant, after a failure. */
  tryAt: string | null;
  lastError: ActError | null;
  answer: unknown;
  /** Journal entry of the server that did it. */
  entry: string | null;
  subjectId: string | null;
  /** An earlier act on the same subject that has to arrive first. */
  after: string | null;
  /** The refused act this one was written anew from, and the one that took this one's place. */
  replaces: string | null;
  replacedBy: string | null;
  /** Device instant of the last change of state. */
  changedAt: string;
}

/** A file kept on the device until the server has it, under the hash of its bytes. */
export interface OutboxFile {
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  name: string;
  /** Device instant of the server's receipt. */
  receivedAt: string | null;
}

/** What a new act starts from; the rest is the outbox's business. */
export type NewAct = Pick<
  OutboxAct,
  'command' | 'title' | 'about' | 'given' | 'form' | 'photos' | 'account' | 'accountName' | 'subjectId'
> &
  Partial<Pick<OutboxAct, 'replaces'>>;

/** A draft of that content. */
export function draftOf(given: NewAct, actId: string, now: string): OutboxAct {
  return {
    ...given,
    actId,
    madeAt: now,
    state: 'draft',
    tries: 0,
    unexplained: 0,
    unsure: false,
    tryAt: null,
    lastError: null,
    answer: null,
    entry: null,
    after: null,
    replaces: given.replaces ?? null,
    replacedBy: null,
    changedAt: now,
  };
}

/** Whether the act still has to reach the server, or to be settled by the person. */
export const isUnsent = (act: OutboxAct): boolean =>
  act.state === 'waiting' || act.state === 'sending' || (act.state === 'problem' && act.replacedBy === null);
