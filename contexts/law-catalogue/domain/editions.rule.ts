import { type Checked, type Day, weakest } from '#kernel';
import type { Instrument, Law } from './law.ts';
import { stageWords, subjectWords } from './penalty.ts';
import { sectorWords } from './words.ts';

/** One article, provision or criterion as one edition has it. */
export interface EditionCell {
  id: string;
  title: string;
  text: string;
  cite: string;
  checked: Checked;
}

/** One matter across the editions of a work: a cell for each edition, null where that edition has nothing here. */
export interface EditionRow {
  kind: 'clause' | 'penalty' | 'criterion';
  cells: readonly (EditionCell | null)[];
}

export interface SideBySide {
  editions: readonly Instrument[];
  rows: readonly EditionRow[];
}

/** Editions of one work and what replaced it or it replaced, oldest first. */
export function lineOf(law: Law, id: string): Instrument[] {
  const start = law.instruments.get(id) ?? law.families.get(id)?.at(-1);
  if (!start) return [];
  const line = new Set<Instrument>([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of law.instruments.values()) {
      const tied = [...line].some(
        (one) => one.family === each.family || one.replacedBy === each.id || each.replacedBy === one.id,
      );
      if (tied && !line.has(each)) {
        line.add(each);
        grown = true;
      }
    }
  }
  return [...line].sort((a, b) => (a.inForce < b.inForce ? -1 : 1));
}

/** Puts what follows one another by `next` into one row. */
function chained<T>(
  items: readonly (readonly T[])[],
  next: (item: T, at: number) => T | undefined,
  cell: (item: T) => EditionCell,
  kind: EditionRow['kind'],
): EditionRow[] {
  const done = new Set<T>();
  const rows: EditionRow[] = [];
  items.forEach((column, at) => {
    for (const item of column) {
      if (done.has(item)) continue;
      const cells: (EditionCell | null)[] = items.map(() => null);
      for (let one: T | undefined = item, i = at; one !== undefined && i < items.length; i += 1) {
        done.add(one);
        cells[i] = cell(one);
        one = next(one, i);
      }
      rows.push({ kind, cells });
    }
  });
  return rows;
}

const articleOrder = (a: string, b: string) =>
  Number.parseFloat(a.replace('-', '.')) - Number.parseFloat(b.replace('-', '.'));

const yuan = (n: number) => (n >= 10_000 && n % 1000 === 0 ? `${n / 10_000} 万元` : `${n} 元`);

/** A work's editions side by side (版本对照): articles by successor, penalties by successor, criteria by sector. */
export function sideBySide(law: Law, id: string): SideBySide {
  const editions = lineOf(law, id);
  const columns = editions.map(({ id: instrument }) =>
    [...law.clauses.values()]
      .filter((each) => each.instrument === instrument)
      .sort((a, b) => articleOrder(a.clause, b.clause)),
  );
  const clauses = chained(
    columns,
    (clause, at) =>
      clause.successor === undefined ? undefined : columns[at + 1]?.find((each) => each.clause === clause.successor),
    ({ clause, instrument, title, text, cite, checked }) => ({
      id: `${instrument}#${clause}`,
      title,
      text,
      cite,
      checked,
    }),
    'clause',
  );
  const provisions = editions.map(({ id: instrument }) =>
    [...law.provisions.values()].filter((each) => each.instrument === instrument),
  );
  const penalties = chained(
    provisions,
    (each, at) =>
      each.successor === null ? undefined : provisions[at + 1]?.find((later) => later.id === each.successor),
    (each) => ({
      id: each.id,
      title: each.act,
      text: each.unknown
        ? '金额没有取得'
        : each.stages
            .map((stage) => {
              const fines = stage.fines.map((fine) =>
                'min' in fine
                  ? `${subjectWords[fine.on]} ${fine.min === 0 ? '' : `${yuan(fine.min)}～`}${yuan(fine.max)}`
                  : subjectWords[fine.on],
              );
              return `${stageWords[stage.stage]}：${[...(stage.order ? [stage.order] : []), ...fines, ...stage.measures].join('，')}`;
            })
            .join('；'),
      cite: each.cite,
      checked: each.checked,
    }),
    'penalty',
  );
  return { editions, rows: [...clauses, ...penalties, ...criteriaRows(law, editions)] };
}

/** Criteria have no successors of their own: a row holds what each edition says for one sector. */
function criteriaRows(law: Law, editions: readonly Instrument[]): EditionRow[] {
  const sets = editions.map(({ id }) => law.editions.find((each) => each.instrument === id)?.criteria ?? []);
  const sectors = [...new Set(sets.flat().map((each) => each.sector))];
  return sectors.flatMap((sector) => {
    const lists = sets.map((set) => set.filter((each) => each.sector === sector));
    const most = Math.max(...lists.map((each) => each.length));
    return Array.from(
      { length: most },
      (_, i): EditionRow => ({
        kind: 'criterion',
        cells: lists.map((list) => {
          const one = list[i];
          return one
            ? {
                id: one.id,
                title: `${sectorWords[sector]} 第 ${i + 1} 项`,
                text: [one.text, ...one.sub.map((each) => each.text)].join('；'),
                cite: one.cite,
                checked: one.checked,
              }
            : null;
        }),
      }),
    );
  });
}

/** What a cite in a working points to, as it stood on a day. */
export interface Cited {
  cite: string;
  instrument: { id: string; title: string; number: string; from: Day; to: Day | null; checked: Checked } | null;
  clause: { title: string; text: string; cite: string; checked: Checked } | null;
  /** True when the clause was in force on the day asked for. */
  inForce: boolean;
}

/** What GB 18218 says at the number a cite names: every step that rests on it. */
function stepOf({ majorHazard }: Law, cite: string): { clause: string; text: string; checked: Checked } | null {
  if (!cite.startsWith(majorHazard.cite)) return null;
  const number = cite
    .slice(majorHazard.cite.length)
    .replace(/^[\s第§]+/, '')
    .replace(/条$/, '');
  const steps = majorHazard.steps.filter((each) => each.clause === number);
  return steps.length === 0
    ? null
    : {
        clause: number,
        text: steps.map((each) => each.text).join('；'),
        checked: weakest(steps.map((each) => each.checked)),
      };
}

/** Opens a cite as workings print it (`安全生产法（2021）第24条第1款`, `GB 18218-2018 4.2.1`) on a day. */
export function citedOn(law: Law, text: string, on: Day): Cited {
  const cite = text.trim();
  const clause = [...law.clauses.values()]
    .filter((each) => cite.startsWith(each.cite) && !/^\d/.test(cite.slice(each.cite.length)))
    .toSorted((a, b) => b.cite.length - a.cite.length)[0];
  const provision = [...law.provisions.values()]
    .filter((each) => each.cite === cite || cite.startsWith(each.cite))
    .toSorted((a, b) => b.cite.length - a.cite.length)[0];
  const bare = (word: string) => word.replace(/[《》\s]/g, '');
  const held = (each: Instrument) =>
    Math.max(
      ...[each.short, each.number, each.title].map((name) =>
        bare(cite).startsWith(bare(name)) ? bare(name).length : 0,
      ),
    );
  const named = [...law.instruments.values()]
    .map((each) => ({
      each,
      length: held(each),
      standing: each.inForce <= on && (each.to === null || on <= each.to) ? 1 : 0,
    }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => b.length - a.length || b.standing - a.standing)[0]?.each;
  const family = cite.match(/^[^\d第（(§〔]+/)?.[0] ?? '';
  const loosely = [...law.instruments.values()].find(
    (each) =>
      family.length > 3 && each.short.startsWith(family) && each.inForce <= on && (each.to === null || on <= each.to),
  );
  const own = clause?.instrument ?? provision?.instrument;
  const instrument = (own ? law.instruments.get(own) : undefined) ?? named ?? loosely;
  const step = stepOf(law, cite);
  const found = clause
    ? { title: clause.title, text: clause.text, cite: clause.cite, checked: clause.checked }
    : provision
      ? {
          title: provision.act,
          text: provision.stages
            .map((each) => [stageWords[each.stage], each.order, ...each.measures].filter(Boolean).join('，'))
            .join('；'),
          cite: provision.cite,
          checked: provision.checked,
        }
      : step
        ? { title: `第 ${step.clause} 条`, text: step.text, cite, checked: step.checked }
        : null;
  return {
    cite,
    instrument: instrument
      ? {
          id: instrument.id,
          title: instrument.title,
          number: instrument.number,
          from: instrument.inForce,
          to: instrument.to,
          checked: instrument.checked,
        }
      : null,
    clause: found,
    inForce: !!instrument && instrument.inForce <= on && (instrument.to === null || on <= instrument.to),
  };
}
