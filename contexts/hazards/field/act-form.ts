import type { NewAct, OutboxAct } from '#kernel/outbox';
import type { PhoneState, TakenPhoto } from '#kernel/phone';
import type { FoundHazard } from './find-hazard.ts';
import { type PhoneHazard, type Verb, verbTitle } from './todo.ts';

/** One verb on one hazard as it is being written. */
export interface ActForm {
  /** The hazard as the person saw it, so that the page stands without the list. */
  hazard: PhoneHazard;
  command: string;
  /** What is written, by field; photos stand apart. */
  values: Record<string, string>;
  photos: TakenPhoto[];
}

/** Reads a kept form; null when it is not one. Forms of an older edition held their words beside the hazard, not in `values`. */
export function readActForm(form: unknown): ActForm | null {
  const one = form as (Partial<ActForm> & Record<string, unknown>) | null;
  if (!one || typeof one.command !== 'string' || !one.hazard || !Array.isArray(one.photos)) return null;
  const { hazard, command, photos } = one;
  const old = Object.entries(one).filter(([key, value]) => key !== 'command' && typeof value === 'string' && value);
  return { hazard, command, photos, values: one.values ?? (Object.fromEntries(old) as Record<string, string>) };
}

/** A fresh form of a verb. */
export function newAct(phone: PhoneState, hazard: PhoneHazard, verb: Verb): NewAct {
  const { actor } = phone.me;
  const form: ActForm = { hazard, command: verb.command, values: {}, photos: [] };
  return {
    command: verb.command,
    title: verbTitle(hazard, verb),
    about: `${hazard.number} ${hazard.place}`,
    given: {},
    form,
    photos: [],
    account: actor.account,
    accountName: actor.name,
    subjectId: hazard.id,
  };
}

/** Opens the draft of this verb on this hazard, or begins one; answers its id. */
export async function beginAct(phone: PhoneState, found: FoundHazard, verb: Verb): Promise<string> {
  const open = phone.acts.find(
    (act) =>
      act.state === 'draft' &&
      act.subjectId === found.now.id &&
      act.command === verb.command &&
      act.account === phone.me.actor.account,
  );
  if (open) return open.actId;
  return (await phone.outbox.draft(newAct(phone, found.now, verb))).actId;
}

/** Body of the command but for the photos. The version says which state of the record the person looked at. */
export function actGiven(form: ActForm, verb: Verb, now: PhoneHazard): Record<string, unknown> {
  const given: Record<string, unknown> = { id: now.id, ...(now.version > 0 ? { version: now.version } : {}) };
  for (const key of Object.keys(verb.fields)) {
    const text = (form.values[key] ?? '').trim();
    if (text !== '') given[key] = text;
  }
  return given;
}

/** The act a page of that address writes on. */
export const actOf = (acts: readonly OutboxAct[], actId: string): OutboxAct | undefined =>
  acts.find((act) => act.actId === actId);

/** Whether nothing was written or taken yet. */
export const isBlank = (form: ActForm): boolean =>
  form.photos.length === 0 && Object.values(form.values).every((text) => text.trim() === '');
