import { type ActError, isUnsent, type OutboxAct } from './act.ts';

/** Codes of an act that waits for the person's account, not for the network. */
export const ACCOUNT_CODES: readonly string[] = ['SIGNED_OUT', 'MUST_CHANGE_PASSWORD', 'MUST_ENROL'];

const byMaking = (a: OutboxAct, b: OutboxAct): number => (a.actId < b.actId ? -1 : 1);

/** The act that has to arrive before this one, when there is one and it has not. */
export function predecessorOf(act: OutboxAct, acts: readonly OutboxAct[]): OutboxAct | null {
  const before = act.after === null ? undefined : acts.find((one) => one.actId === act.after);
  return before && before.state !== 'received' ? before : null;
}

/** The last act on a subject that is on its way, in the order they were made: what the next one comes after. */
export function lastOn(subjectId: string | null, acts: readonly OutboxAct[], except?: string): string | null {
  if (subjectId === null) return null;
  const before = acts
    .filter((one) => one.subjectId === subjectId && one.actId !== except && isUnsent(one))
    .sort(byMaking);
  // Made last is not always last in line: a rewritten act keeps its place before those that came after it.
  const followed = new Set(before.map((one) => one.after));
  return before.filter((one) => !followed.has(one.actId)).at(-1)?.actId ?? null;
}

/** Which act goes next: made by this account, due, nothing before it on its subject; oldest first. */
export function pick(acts: readonly OutboxAct[], who: { account: string; now: string }): OutboxAct | null {
  const due = acts.filter(
    (act) =>
      act.state === 'waiting' &&
      act.account === who.account &&
      (act.tryAt === null || act.tryAt <= who.now) &&
      predecessorOf(act, acts) === null,
  );
  return due.sort(byMaking)[0] ?? null;
}

/** Instant of the next try that is only a matter of time, or null. */
export function nextTryAt(acts: readonly OutboxAct[], account: string | null): string | null {
  const times = acts
    .filter((act) => act.state === 'waiting' && act.account === account && act.tryAt !== null)
    .map((act) => act.tryAt as string);
  return times.sort()[0] ?? null;
}

/** What the reason of a waiting act depends on. */
export interface Surroundings {
  account: string | null;
  online: boolean;
  now: string;
}

const seconds = (from: string, to: string): number =>
  Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

const inSeconds = (n: number): string => (n < 60 ? `${n} 秒后` : `约 ${Math.round(n / 60)} 分钟后`);

/** Why an act has not gone out, in one Chinese sentence; '' for an act that does not wait. */
export function whyWaiting(act: OutboxAct, acts: readonly OutboxAct[], here: Surroundings): string {
  if (act.state === 'sending') return '正在发送';
  if (act.state !== 'waiting') return '';
  if (here.account !== act.account) return `由${act.accountName}填报，本人登录后才会发送`;
  const before = predecessorOf(act, acts);
  if (before)
    return before.state === 'problem'
      ? `前一步“${before.title}”未被接受，处理后才能发送`
      : `等前一步“${before.title}”先送达`;
  if (act.lastError && ACCOUNT_CODES.includes(act.lastError.code)) return waitsForAccount(act.lastError);
  if (!here.online) return '没有网络，联网后自动发送';
  if (act.tryAt !== null && act.tryAt > here.now)
    return `${act.lastError?.message ?? '上次没有送达'}；${inSeconds(seconds(here.now, act.tryAt))}再试（已试 ${act.tries} 次）`;
  return '排队等待发送';
}

const waitsForAccount = (error: ActError): string =>
  error.code === 'SIGNED_OUT' ? '登录已过期，重新登录后自动发送' : `${error.message}，办好后自动发送`;
