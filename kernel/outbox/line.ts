/** Changes that concern more than one act: taking a place in line, stepping back for a rewritten one, leaving. Pure. */
import type { OutboxAct } from './act.ts';
import { type ActEvent, next } from './next.ts';
import { lastOn } from './queue.ts';

type Content = NonNullable<Extract<ActEvent, { type: 'submit' }>['content']>;

const followersOf = (acts: readonly OutboxAct[], of: string, except: string): OutboxAct[] =>
  acts.filter((one) => one.after === of && one.actId !== except);

/**
 * Sends a draft off: it takes its place behind the other acts on its subject. A rewritten act takes the place of the one it
 * replaces, so what came after that one now comes after this one. Answers the acts that change.
 */
export function submitted(acts: readonly OutboxAct[], actId: string, at: string, content: Content = {}): OutboxAct[] {
  const draft = acts.find((one) => one.actId === actId);
  if (draft?.state !== 'draft') return [];
  const subjectId = content.subjectId ?? draft.subjectId;
  const old = draft.replaces === null ? undefined : acts.find((one) => one.actId === draft.replaces);
  const stepsBack = old?.state === 'problem' ? old : undefined;
  const after = stepsBack ? stepsBack.after : lastOn(subjectId, acts, actId);
  const act = next(draft, { type: 'submit', at, after, content });
  if (!stepsBack) return [act];
  return [
    act,
    next(stepsBack, { type: 'replaced', at, by: actId }),
    ...followersOf(acts, stepsBack.actId, actId).map((one) => next(one, { type: 'repoint', after: actId })),
  ];
}

/** Takes an act out at the person's word; null when it cannot go (on the transport, or received). Answers the acts that change. */
export function discarded(acts: readonly OutboxAct[], actId: string): OutboxAct[] | null {
  const act = acts.find((one) => one.actId === actId);
  if (!act || act.state === 'received' || act.state === 'sending') return null;
  return followersOf(acts, actId, actId).map((one) => next(one, { type: 'repoint', after: act.after }));
}

/** Takes an act back to a draft before it was ever on the transport; null when it was, or when another act comes after it. */
export function withdrawn(acts: readonly OutboxAct[], actId: string, at: string): OutboxAct | null {
  const act = acts.find((one) => one.actId === actId);
  if (!act || followersOf(acts, actId, actId).length > 0) return null;
  const draft = next(act, { type: 'withdraw', at });
  return draft.state === 'draft' ? draft : null;
}
