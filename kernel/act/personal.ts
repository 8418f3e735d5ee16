import type { z } from 'zod';
import { maskPhone, maskResidentId } from '../words/index.ts';
import type { Viewer } from './actor.ts';

/**
 * A column with personal data (个人信息: telephones, identity numbers). Declared once, beside its subject: ledgers, answers, exports, the
 * journal and the screens mask it for every role that is not named in `plain`. Personal Information Protection Law (个人信息保护法,
 * in force 2021-11-01) §6 (no more than the purpose needs), §51 (masking, rights by post).
 */
export interface Personal {
  /** Kind of the subject whose column it is, and the column. */
  of: string;
  column: string;
  /** What it is called where it is asked for: 电话. */
  title: string;
  mask: Mask;
  /** Roles that see it plainly, for their work needs it every day. */
  plain: readonly string[];
  /** Roles that may see one row's with a reason, which stands in the journal. */
  opens: readonly string[];
}
/** How a value is masked. */
export type Mask = 'phone' | 'number';

/** Declares the personal columns of a subject's kind. */
export const personalOf = <const C extends string>(
  of: string,
  columns: Readonly<Record<C, Omit<Personal, 'of' | 'column'>>>,
): Readonly<Record<C, Personal>> =>
  Object.fromEntries(
    Object.entries<Omit<Personal, 'of' | 'column'>>(columns).map(([column, spec]) => [column, { ...spec, of, column }]),
  ) as Record<C, Personal>;

/** An identity number within a text: 特种作业操作证 is numbered T and that number. */
const IDENTITY = /\d{17}[\dXx]|\d{15}/;

/** Of an identity number region and last four stay, of any other number three and three. */
const maskedNumber = (text: string): string =>
  IDENTITY.test(text)
    ? text.replace(IDENTITY, (identity) => maskResidentId(identity, 'loose'))
    : maskResidentId(text, 'normal');

/** `13812341234` → `138****1234`, `T140521199001011234` → `T140521********1234`. */
export const masked = (text: string, mask: Mask): string => (mask === 'phone' ? maskPhone(text) : maskedNumber(text));

/** Whether a text is a masked value: no telephone and no number has a star in it. */
export const isMasked = (text: unknown): text is string => typeof text === 'string' && text.includes('*');

/** Whether this role sees it plainly. */
export const seesPlain = (of: Personal, who: Pick<Viewer, 'role'>): boolean => of.plain.includes(who.role);

/** Whether this role may open one row's with a reason. */
export const mayOpen = (of: Personal, who: Pick<Viewer, 'role'>): boolean =>
  of.opens.includes(who.role) || seesPlain(of, who);

/** The value as this role gets it. */
export const shownTo = (of: Personal, who: Pick<Viewer, 'role'>, value: unknown): unknown =>
  typeof value === 'string' && !seesPlain(of, who) ? masked(value, of.mask) : value;

const marks = new WeakMap<object, Personal>();
/** Marks the schema of an answer's value: what the answer carries there is masked. `row-schemas.ts` marks the columns of rows by itself. */
export function marked<S extends z.ZodType>(schema: S, of: Personal): S {
  marks.set(schema, of);
  return schema;
}
/** What a schema was marked with. */
export const markOf = (schema: object): Personal | undefined => marks.get(schema);
