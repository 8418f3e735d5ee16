import type { ReactNode } from 'react';
import { isMasked } from '../../act/personal.ts';
import type { RefusedPlace } from '../api.ts';
import type { Options } from '../ledger/shape.ts';

/** What a form holds, by place. */
export type Values = Record<string, unknown>;

/** One field of a command's form; `place` is the key of the command's input. */
export interface ActField {
  place: string;
  title: string;
  kind:
    | 'text'
    | 'lines'
    | 'number'
    | 'day'
    | 'instant'
    | 'choice'
    | 'choices'
    | 'switch'
    | 'files'
    | 'secret'
    | 'custom';
  need?: boolean | ((values: Values) => boolean);
  show?: (values: Values) => boolean;
  options?: Options;
  hint?: string;
  unit?: string;
  min?: number;
  max?: number;
  digits?: number;
  /** Of words: what is offered while they are typed (names of `of`, an enterprise); other words are taken as well. */
  suggest?: { of: string; options: Options };
  /** Common phrases (常用语) that are put in with one click. */
  phrases?: readonly string[];
  /** Most photos of a `files` field. */
  most?: number;
  accept?: string;
  /** Only for `custom`. */
  render?: (value: unknown, change: (value: unknown) => void, values: Values) => ReactNode;
}

/** The form of one command. */
export interface ActForm<Answer = unknown> {
  name: string;
  title: string;
  fields: readonly ActField[];
  /** Sent as it is: id, version. */
  given?: Values;
  /** What the fields hold at first. */
  start?: Values;
  /** What is lacking beyond the empty required fields. */
  missing?: (values: Values) => readonly string[];
  shape?: (values: Values) => Values;
  said?: (answer: Answer) => string;
  undo?: (answer: Answer) => { title: string; name: string; given: Values } | undefined;
  /** Further subjects whose screens change. */
  touches?: string[];
  danger?: boolean;
  submit?: string;
  intro?: ReactNode;
}

const empty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const isShown = (field: ActField, values: Values): boolean => field.show?.(values) ?? true;
export const isNeeded = (field: ActField, values: Values): boolean =>
  typeof field.need === 'function' ? field.need(values) : (field.need ?? false);

/** Titles of the required fields that are shown and still empty. */
export function emptyFields(fields: readonly ActField[], values: Values): string[] {
  return fields
    .filter((field) => isShown(field, values) && isNeeded(field, values) && empty(values[field.place]))
    .map((field) => field.title);
}

/** What is sent: fixed input and the shown fields, empty ones left out, words trimmed; a masked value that was not touched stays as it is held. */
export function sentOf(form: Pick<ActForm, 'fields' | 'given' | 'start' | 'shape'>, values: Values): Values {
  const sent: Values = {};
  for (const field of form.fields) {
    const value = values[field.place];
    if (!isShown(field, values) || empty(value)) continue;
    sent[field.place] = typeof value === 'string' && field.kind !== 'secret' ? value.trim() : value;
  }
  const shaped = form.shape ? form.shape(sent) : sent;
  const untouched = ([place, value]: [string, unknown]) => isMasked(value) && value === form.start?.[place];
  return { ...form.given, ...Object.fromEntries(Object.entries(shaped).filter((one) => !untouched(one))) };
}

/** Puts the server's places at their fields (`a.b` and `a[0]` belong to `a`); what fits nowhere stays above the form. */
export function sortPlaces(
  fields: readonly ActField[],
  places: readonly RefusedPlace[],
): { at: Record<string, string>; above: RefusedPlace[] } {
  const at: Record<string, string> = {};
  const above: RefusedPlace[] = [];
  for (const place of places) {
    const first = place.place.split(/[.[]/)[0] as string;
    const field = fields.find((one) => one.place === place.place) ?? fields.find((one) => one.place === first);
    if (field) at[field.place] = at[field.place] ? `${at[field.place]}；${place.message}` : place.message;
    else above.push(place);
  }
  return { at, above };
}
