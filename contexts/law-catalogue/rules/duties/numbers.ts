import { type Checked, type DatedEntry, type Day, type Exact, inForce } from '#kernel';
import type { Parameter } from '../../domain/duty-tables.ts';
import type { Working } from '../rule.ts';

/** The part of the law these rules read. */
export interface DutyLaw {
  parameters: ReadonlyMap<string, Parameter>;
}

/** A number of the law as it stood on a day. */
export type Standing = DatedEntry<Exact | null> & { value: Exact; title: string };

/** What a rule noted on its way: workings, cites in the order they came, marks of everything it rested on. */
export class Notes {
  readonly workings: Working[] = [];
  readonly marks: Checked[] = [];
  readonly #law: DutyLaw;
  readonly #on: Day;

  constructor(law: DutyLaw, on: Day) {
    this.#law = law;
    this.#on = on;
  }

  /** The number in force; null before its first entry and after its repeal. A number the data lacks is a bug: it throws. */
  find(id: string): Standing | null {
    const parameter = this.#law.parameters.get(id);
    if (!parameter) throw new Error(`no parameter ${id} in the law data`);
    const first = parameter.dated[0];
    if (!first || this.#on < first.from) return null;
    const entry = inForce(parameter.dated, this.#on);
    return entry.value === null ? null : { ...entry, value: entry.value, title: parameter.title };
  }

  /** Notes one step that rests on numbers of the law. */
  say(say: string, ...on: readonly Standing[]): void {
    const cite = [...new Set(on.map((each) => each.cite))].join('；');
    const doubt = on.some((each) => each.checked !== 'verified') ? '（待核实）' : '';
    this.workings.push({ say: `${say}${doubt}`, ...(cite === '' ? {} : { cite }) });
    this.marks.push(...on.map((each) => each.checked));
  }

  get cites(): string[] {
    return [...new Set(this.workings.flatMap((each) => (each.cite === undefined ? [] : each.cite.split('；'))))];
  }
}
