/** One thing a calculator asks (计算器的一栏). `place` is the path in the rule's input: `L`, `facts.loss_yuan`. */
export interface Field {
  place: string;
  title: string;
  kind: 'text' | 'number' | 'day' | 'choice' | 'choices' | 'flag';
  unit?: string;
  hint?: string;
  need?: boolean;
  /** What may be chosen: spelt out, or the name of a list the server keeps by day (`lec-L`, `clocks`). */
  options?: string | readonly Option[];
  /** Name of a list whose entries are offered while one types (物质名称). */
  suggest?: string;
  /** Given when nothing was chosen. */
  preset?: string;
  /** Folded away until asked for. */
  rare?: boolean;
}

/** Rows of the same fields: substances held, drills done, events. */
export interface RowsField {
  place: string;
  title: string;
  kind: 'rows';
  row: string;
  fields: readonly Field[];
  need?: boolean;
  rare?: boolean;
  /** A key every row carries, e.g. `kind: 'suspend'`. */
  fixed?: Readonly<Record<string, string>>;
}

export interface Option {
  value: string;
  label: string;
  note?: string;
}

/** One line of the answer: where it stands in the result and what it is called. */
export interface AnswerLine {
  place: string;
  title: string;
  unit?: string;
  words?: Readonly<Record<string, string>>;
  /** Printed with thousands separators. */
  money?: boolean;
  /** What null means here. */
  none?: string;
  /** Left out when null or empty. */
  quiet?: boolean;
  /** The line that is the answer: printed large. */
  main?: boolean;
  /** Lines of each entry, where the value is a list of things. */
  of?: readonly AnswerLine[];
}

/** A rule as a form people can read (计算器): its fields, its answer, an example to begin with. */
export interface Calculator {
  rule: string;
  title: string;
  subject: CalculatorSubject;
  intro: string;
  /** What the day means here; `今天` unless the person says otherwise. */
  dayTitle?: string;
  fields: readonly (Field | RowsField)[];
  answer: readonly AnswerLine[];
  example: Readonly<Record<string, string>>;
  /** Needs no account. */
  open: boolean;
}

export const subjectTitles = {
  'major-hazard': '重大危险源',
  risk: '风险分级',
  enforcement: '执法办案',
  duties: '企业应尽义务',
  local: '分级与红黄牌',
  check: '号码核对',
} as const;
export type CalculatorSubject = keyof typeof subjectTitles;

/** What was filled in: `held.0.substance` → text. `on` is the day. */
export type Filled = Readonly<Record<string, string>>;

const isNumber = /^-?\d+(\.\d+)?$/;

function cellValue(field: Field, filled: Filled, at: string): unknown {
  const text = (filled[at] ?? '').trim();
  if (field.kind === 'flag') return text === '1' ? true : undefined;
  if (text === '') return undefined;
  // What does not read as a number goes as it is, so that the rule itself says what is wrong with it (`500kg`).
  if (field.kind === 'number') return isNumber.test(text) ? Number(text) : text;
  if (field.kind === 'choices') return text.split(',').filter(Boolean);
  return text;
}

function put(into: Record<string, unknown>, place: string, value: unknown): void {
  if (value === undefined) return;
  const keys = place.split('.');
  let at = into;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1) as string] = value;
}

/** How many rows are filled in or were added. */
export function rowsIn(place: string, filled: Filled): number {
  const numbers = Object.keys(filled).flatMap((key) => {
    const found = key.startsWith(`${place}.`) ? /^(\d+)\./.exec(key.slice(place.length + 1)) : null;
    return found ? [Number(found[1]) + 1] : [];
  });
  return Math.min(Math.max(0, ...numbers), 200);
}

/** The rule's input from what was filled in. Empty places and empty rows are left out. */
export function inputOf(calculator: Calculator, filled: Filled): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const grouped = new Map<string, unknown[]>();
  for (const field of calculator.fields) {
    if (field.kind !== 'rows') {
      put(input, field.place, cellValue(field, filled, field.place));
      continue;
    }
    const rows = grouped.get(field.place) ?? [];
    const key = rowsKey(field);
    for (let i = 0; i < rowsIn(key, filled); i += 1) {
      const row: Record<string, unknown> = {};
      for (const each of field.fields) put(row, each.place, cellValue(each, filled, `${key}.${i}.${each.place}`));
      if (Object.keys(row).length > 0) rows.push({ ...field.fixed, ...row });
    }
    grouped.set(field.place, rows);
    if (rows.length > 0 || field.need) put(input, field.place, rows);
  }
  return input;
}

/** Where the cells of a row block stand in what was filled in. */
export const rowsKey = (field: RowsField): string =>
  field.fixed ? `${field.place}-${Object.values(field.fixed).join('-')}` : field.place;

/** One line of an answer as it is printed. */
export interface Printed {
  title: string;
  text: string;
  main: boolean;
  /** Lines of a list, each a row of the same titles. */
  list?: readonly (readonly Printed[])[];
}

const grouped = (n: number): string => {
  const [whole = '', part] = String(n).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '');
};

function textOf(line: AnswerLine, value: unknown): string {
  if (value === null || value === undefined || value === '') return line.none ?? '--';
  if (typeof value === 'boolean') return line.words?.[String(value)] ?? (value ? '是' : '否');
  if (Array.isArray(value))
    return value.length === 0 ? (line.none ?? '--') : value.map((each) => textOf(line, each)).join('；');
  const word = line.words?.[String(value)];
  if (word !== undefined) return word;
  const shown =
    typeof value === 'number' ? (line.money ? grouped(value) : String(Number(value.toPrecision(12)))) : String(value);
  return line.unit ? `${shown} ${line.unit}` : shown;
}

/** The answer in words, in the order the calculator declares. */
export function printedAnswer(lines: readonly AnswerLine[], result: unknown): Printed[] {
  return lines.flatMap((line): Printed[] => {
    const value = line.place
      .split('.')
      .reduce<unknown>(
        (at, key) => (at === null || at === undefined ? undefined : (at as Record<string, unknown>)[key]),
        result,
      );
    const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (empty && line.quiet) return [];
    const { title, of, main = false } = line;
    if (of && Array.isArray(value)) {
      return [
        {
          title,
          text: value.length === 0 ? (line.none ?? '--') : '',
          main,
          list: value.map((each) => printedAnswer(of, each)),
        },
      ];
    }
    return [{ title, text: textOf(line, value), main }];
  });
}
