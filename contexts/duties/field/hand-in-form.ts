import type { NewAct, OutboxAct } from '#kernel/outbox';
import type { PhoneState, TakenPhoto } from '#kernel/phone';
import { representsOf } from '../domain/represents.rule.ts';
import { handInFields, handInTitle, handing, type PhoneDuty } from './todo.ts';

/** 上报 as it is being written. */
export interface HandInForm {
  /** What is owed as the person saw it, so that the page stands without the list. */
  duty: PhoneDuty;
  /** What is written, by field; material and the others stand apart. */
  values: Record<string, string>;
  /** Pictures and PDF. */
  photos: TakenPhoto[];
  /** Others that the same material proves. */
  also: string[];
}

/** Reads a kept form; null when it is not one. */
export function readHandIn(form: unknown): HandInForm | null {
  const one = form as Partial<HandInForm> | null;
  if (!one || typeof one !== 'object' || !one.duty || !one.values) return null;
  return Array.isArray(one.photos) && Array.isArray(one.also) ? (one as HandInForm) : null;
}

/** Named in lists and printed on the pictures. */
export const aboutOf = (duty: PhoneDuty): string => `${duty.title} ${duty.period}`;

/** A fresh act; the material is taken to stand for the whole period, as far as it has come. */
export function newHandIn(phone: PhoneState, duty: PhoneDuty, today: string): NewAct {
  const { actor } = phone.me;
  const form: HandInForm = { duty, values: { ...representsOf(duty, today) }, photos: [], also: [] };
  return {
    command: handing.command,
    title: handInTitle(duty),
    about: aboutOf(duty),
    given: {},
    form,
    photos: [],
    account: actor.account,
    accountName: actor.name,
    subjectId: duty.id,
  };
}

/** Opens the draft of this hand-in, or begins one; answers its id. */
export async function beginHandIn(phone: PhoneState, duty: PhoneDuty, today: string): Promise<string> {
  const open = phone.acts.find(
    (act) =>
      act.state === 'draft' &&
      act.subjectId === duty.id &&
      act.command === handing.command &&
      act.account === phone.me.actor.account,
  );
  return (open ?? (await phone.outbox.draft(newHandIn(phone, duty, today)))).actId;
}

/** Body of the command but for the material. The version says which state of the record the person looked at. */
export function handInGiven(form: HandInForm, now: PhoneDuty): Record<string, unknown> {
  const given: Record<string, unknown> = { id: now.id, version: now.version };
  for (const [key, field] of handInFields()) {
    const text = (form.values[key] ?? '').trim();
    if ((field.kind === 'day' || field.kind === 'lines') && text !== '') given[key] = text;
  }
  return form.also.length > 0 ? { ...given, also: form.also } : given;
}

/** Whether nothing was written, taken or chosen yet: the days stand there by themselves. */
export const isBlank = (form: HandInForm): boolean =>
  form.photos.length === 0 && form.also.length === 0 && (form.values.note ?? '').trim() === '';

/** The act a page of that address writes on. */
export const actOf = (acts: readonly OutboxAct[], actId: string): OutboxAct | undefined =>
  acts.find((act) => act.actId === actId);
