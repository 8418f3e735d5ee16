import { addDays } from '#kernel';
import type { Clause, Instrument } from './law.ts';
import { ofKind, type Source, type Tell } from './sources.ts';

export interface Instruments {
  instruments: Map<string, Instrument>;
  families: Map<string, Instrument[]>;
}

/** Reads every instrument and checks that the editions of a family follow each other without gap or overlap. */
export function buildInstruments(sources: readonly Source[], tell: Tell): Instruments {
  const instruments = new Map<string, Instrument>();
  const families = new Map<string, Instrument[]>();
  const places = new Map<string, { source: Source; at: number }>();
  for (const source of ofKind(sources, 'instruments')) {
    source.content.instruments.forEach((given, at) => {
      if (instruments.has(given.id)) tell(source, ['instruments', at, 'id'], `文件编号“${given.id}”重复`);
      if (given.issued !== null && given.issued > given.inForce) {
        tell(source, ['instruments', at, 'issued'], `公布日 ${given.issued} 晚于施行日 ${given.inForce}`);
      }
      if (given.replaced && given.replaced.on <= given.inForce) {
        tell(source, ['instruments', at, 'replaced'], `被替代日 ${given.replaced.on} 不晚于施行日 ${given.inForce}`);
      }
      const { replaced, ...rest } = given;
      const instrument: Instrument = {
        ...rest,
        to: replaced ? addDays(replaced.on, -1) : null,
        replacedBy: replaced?.by ?? null,
      };
      instruments.set(given.id, instrument);
      places.set(given.id, { source, at });
      families.set(given.family, [...(families.get(given.family) ?? []), instrument]);
    });
  }
  for (const [id, { source, at }] of places) {
    const by = instruments.get(id)?.replacedBy;
    if (by && !instruments.has(by)) tell(source, ['instruments', at, 'replaced'], `替代它的文件“${by}”没有收录`);
  }
  for (const [family, editions] of families) {
    if (instruments.has(family)) {
      const { source, at } = places.get(family) as { source: Source; at: number };
      tell(source, ['instruments', at, 'id'], `文件编号“${family}”与系列名相同，无法区分`);
    }
    editions.sort((a, b) => (a.inForce < b.inForce ? -1 : 1));
    editions.forEach((edition, i) => {
      const next = editions[i + 1];
      if (!next) return;
      const { source, at } = places.get(edition.id) as { source: Source; at: number };
      const place = ['instruments', at, 'replaced'];
      if (edition.to === null) {
        tell(source, place, `“${edition.short}”没有写何时被“${next.short}”替代`);
      } else if (addDays(edition.to, 1) !== next.inForce) {
        const fault = addDays(edition.to, 1) < next.inForce ? '中断' : '重叠';
        tell(source, place, `“${edition.short}”止于 ${edition.to}，“${next.short}”始于 ${next.inForce}：时间${fault}`);
      } else if (edition.replacedBy !== next.id) {
        tell(source, place, `“${edition.short}”应由“${next.id}”替代，写的是“${edition.replacedBy ?? ''}”`);
      }
    });
  }
  return { instruments, families };
}

export const clauseCite = (instrument: Instrument, clause: string | undefined) =>
  clause === undefined
    ? instrument.short
    : `${instrument.short}第${clause.replace('-', '条之')}${clause.includes('-') ? '' : '条'}`;

/** Reads every clause and checks that its instrument and its successor exist. */
export function buildClauses(
  sources: readonly Source[],
  { instruments, families }: Instruments,
  tell: Tell,
): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  const later: (() => void)[] = [];
  for (const source of ofKind(sources, 'clauses')) {
    source.content.clauses.forEach((given, at) => {
      const instrument = instruments.get(given.instrument);
      if (!instrument) {
        tell(source, ['clauses', at, 'instrument'], `文件“${given.instrument}”没有收录`);
        return;
      }
      const key = `${given.instrument}#${given.clause}`;
      if (clauses.has(key)) tell(source, ['clauses', at, 'clause'], `“${clauseCite(instrument, given.clause)}”重复`);
      clauses.set(key, {
        ...given,
        cite: clauseCite(instrument, given.clause),
        from: instrument.inForce,
        to: instrument.to,
      });
      const successor = given.successor;
      if (successor === undefined) return;
      later.push(() => {
        const editions = families.get(instrument.family) ?? [];
        const next = editions[editions.indexOf(instrument) + 1];
        if (!next || !clauses.has(`${next.id}#${successor}`)) {
          tell(source, ['clauses', at, 'successor'], `后续版本没有收录第${successor}条`);
        }
      });
    });
  }
  for (const check of later) check();
  return clauses;
}
