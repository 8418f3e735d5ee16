import type { Plain } from '../act/condition.ts';

/** A day later than one the row holds, e.g. an extension later than the present limit. */
export interface LaterThan {
  column: string;
  /** 中文 of what the row holds (现期限) and of the day that is given (延期日). */
  title: string;
  word: string;
}

/**
 * What a move asks for (所需), once for input, OpenAPI page, desk form and phone form. `Kind` is one of the kernel's kinds or one a
 * context adds (photos); `Value` is what its handler is given.
 */
export interface Field<Kind extends string = string, Value = unknown, Needed extends boolean = boolean> {
  kind: Kind;
  title: string;
  needed: Needed;
  /** Needed only where another field holds this value, and not asked for elsewhere; `say` is the sentence when it is missing. */
  when?: { field: string; is: Plain; say: string };
  max?: number;
  min?: number;
  digits?: number;
  unit?: string;
  hint?: string;
  /** Common phrases (常用语), put in with one click. */
  phrases?: readonly string[];
  /** Codes and words of a choice. */
  options?: Readonly<Record<string, string>>;
  /** What a reference is chosen from; each screen has its own way of choosing. */
  from?: string;
  /** Begins with what the row's column of the same name holds. */
  starts?: boolean;
  /** A day not before today. */
  notPast?: boolean;
  laterThan?: LaterThan;
  /** Type of the value only; nothing stands here. */
  readonly value?: Value;
}

/** Fields of a move by their key in the input, in the order they are asked. */
export type Fields = Readonly<Record<string, Field>>;

type More = Partial<Omit<Field, 'kind' | 'title' | 'needed' | 'value' | 'options' | 'from'>>;

const field = <Kind extends string, Value>(
  kind: Kind,
  title: string,
  more: Partial<Field>,
): Field<Kind, Value, true> => ({
  kind,
  title,
  needed: true,
  ...(more as object),
});

/** What can be asked for; the title is what forms, refusals and the OpenAPI page call it. */
export const ask = {
  text: (title: string, max: number, more: More = {}) => field<'text', string>('text', title, { max, ...more }),
  /** Several lines. */
  lines: (title: string, max: number, more: More = {}) => field<'lines', string>('lines', title, { max, ...more }),
  number: (title: string, more: More = {}) => field<'number', number>('number', title, more),
  day: (title: string, more: More = {}) => field<'day', string>('day', title, more),
  choice: <Code extends string>(title: string, options: Readonly<Record<Code, string>>, more: More = {}) =>
    field<'choice', Code>('choice', title, { options, ...more } as Partial<Field>),
  /** The id of something chosen from a list that the screens know under `from`. */
  reference: (title: string, from: string, more: More = {}) =>
    field<'reference', string>('reference', title, { from, ...more }),
  /** The code of something chosen from such a list. */
  code: (title: string, from: string, more: More = {}) => field<'code', string>('code', title, { from, ...more }),
  /** A kind of its own that a context brings with its schema, e.g. photos. */
  of: <Kind extends string>(kind: Kind, title: string, more: More = {}) => field<Kind, never>(kind, title, more),
};

/** The same field, not needed; with `when`, needed only there. */
export const optional = <Kind extends string, Value>(
  of: Field<Kind, Value, boolean>,
  when?: Field['when'],
): Field<Kind, Value, false> => ({ ...of, needed: false, ...(when ? { when } : {}) });

/** Nothing is there: no value, blank words, an empty list. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** Whether a field is asked for beside these values. */
export const isAsked = (field: Field, given: Readonly<Record<string, unknown>>): boolean =>
  !field.when || given[field.when.field] === field.when.is;

/** Needed fields that are empty: their titles, and the sentence of the first that has its own. */
export function lackingOf(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
): { titles: string[]; say?: string } {
  const empty = Object.entries(fields).filter(
    ([key, field]) => (field.needed || (field.when && isAsked(field, given))) && isEmpty(given[key]),
  );
  const only = empty.length === 1 ? empty[0]?.[1].when?.say : undefined;
  return { titles: empty.map(([, field]) => field.title), ...(only ? { say: only } : {}) };
}

/** What is wrong with a value that is there: for a refusal (`say`, `message`, `allowed`) and beside the button (`lacking`). */
export interface Wrong {
  place: string;
  value: unknown;
  say: string;
  message: string;
  allowed: string;
  lacking: string;
}

/** Days that cannot be, on this row and today; the same answer before the button is pressed and on the server. */
export function wrongIn(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  row: unknown,
  today: string,
): Wrong | null {
  for (const [place, { title, notPast, laterThan }] of Object.entries(fields)) {
    const value = given[place];
    if (typeof value !== 'string') continue;
    if (notPast && value < today)
      return {
        place,
        value,
        say: `${title} ${value} 早于今天 ${today}`,
        message: `${title}不能早于今天`,
        allowed: `不早于 ${today}`,
        lacking: `不早于今天的${title}`,
      };
    const held = laterThan && ((row as Readonly<Record<string, unknown>>)[laterThan.column] as string | null);
    if (laterThan && held && value <= held)
      return {
        place,
        value,
        say: `${laterThan.word} ${value} 不晚于${laterThan.title} ${held}`,
        message: `${laterThan.word}须晚于${laterThan.title}`,
        allowed: `晚于 ${held}`,
        lacking: `晚于${laterThan.title} ${held} 的${laterThan.word}`,
      };
  }
  return null;
}
