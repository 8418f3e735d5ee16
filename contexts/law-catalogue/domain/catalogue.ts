import { type Checked, type Day, exactText, spans } from '#kernel';
import type { Law } from './law.ts';
import { sectorWords } from './words.ts';

/** Kinds of things the library holds (库中的种类), in the order they are listed. */
export const catalogueWords = {
  instrument: '法律文件',
  clause: '条款',
  criterion: '判定情形',
  checklist: '检查事项',
  penalty: '罚则',
  clock: '期限',
  duty: '义务',
  parameter: '参数',
  circumstance: '裁量情节',
} as const;
export type CatalogueKind = keyof typeof catalogueWords;
export const catalogueKinds = Object.keys(catalogueWords) as readonly CatalogueKind[];

/** How far something was checked (核对情况), as a screen writes it. */
export const checkedWords: Readonly<Record<Checked, string>> = {
  verified: '已核对原文',
  secondary: '待核实（据二手材料）',
  unverified: '待核实',
};

/** One thing of the library as it is found and listed: what it says, what it rests on, from when to when. */
export interface Catalogued {
  kind: CatalogueKind;
  id: string;
  title: string;
  text: string;
  cite: string;
  /** Instrument that holds it; null where there is none of its own. */
  instrument: string | null;
  from: Day;
  /** The last day it holds; null until further notice. */
  to: Day | null;
  checked: Checked;
  /** What is known of how it was checked, for who asks why it is 待核实. */
  note?: string;
  /** Where it rests on several editions: which of them on which days. */
  bases?: readonly { cite: string; from: Day; to: Day | null }[];
}

const joined = (...parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join('；');

function instruments({ instruments: all }: Law): Catalogued[] {
  return [...all.values()].map((each) => ({
    kind: 'instrument',
    id: each.id,
    title: each.title,
    text: joined(each.number, each.issued ? `${each.issued} 公布` : null, `${each.inForce} 施行`),
    ...(each.note || !each.issued ? { note: joined(each.note, each.issued ? null : '公布日期未见') } : {}),
    cite: each.cite,
    instrument: each.id,
    from: each.inForce,
    to: each.to,
    checked: each.checked,
  }));
}

function clauses({ clauses: all }: Law): Catalogued[] {
  return [...all].map(([id, { title, text, cite, instrument, from, to, checked }]) => ({
    kind: 'clause',
    id,
    title,
    text,
    cite,
    instrument,
    from,
    to,
    checked,
  }));
}

function criteria({ editions }: Law): Catalogued[] {
  return editions.flatMap((edition) =>
    edition.criteria.map(({ id, text, sub, sector, cite, instrument, from, to, checked }) => ({
      kind: 'criterion' as const,
      id,
      title: text,
      text: joined(sectorWords[sector], ...sub.map((each) => each.text)),
      cite,
      instrument,
      from,
      to,
      checked,
    })),
  );
}

/** A point to check holds as long as any of its bases. */
function lasting(bases: readonly { from: Day; to: Day | null }[], least: Day): { from: Day; to: Day | null } {
  const from = bases.map((each) => each.from).sort()[0] ?? least;
  const open = bases.length === 0 || bases.some((each) => each.to === null);
  const to = open
    ? null
    : bases.reduce<Day | null>((last, each) => (last === null || (each.to as Day) > last ? each.to : last), null);
  return { from: from > least ? from : least, to };
}

/** A point to check as the catalogue shows it; without a basis of its own it rests on what its list does. */
const pointOf = (
  item: { id: string; text: string; how?: string; basis: readonly { cite: string; instrument: string }[] },
  list: string,
  otherwise: { basis: string; instrument: string | null } = { basis: '', instrument: null },
) => ({
  kind: 'checklist' as const,
  id: item.id,
  title: item.text,
  text: joined(list, item.how),
  cite: item.basis.map((each) => each.cite).join('、') || otherwise.basis,
  instrument: item.basis[0]?.instrument ?? otherwise.instrument,
});

function checklists(law: Law): Catalogued[] {
  const standing = [...law.sectorChecklists.values()].flatMap((list) =>
    list.items.map(
      (item): Catalogued => ({
        ...pointOf(item, list.title),
        bases: item.basis,
        ...lasting(item.basis, list.from),
        checked: item.basis.some((each) => each.checked === 'unverified')
          ? 'unverified'
          : item.basis.some((each) => each.checked === 'secondary')
            ? 'secondary'
            : 'verified',
      }),
    ),
  );
  const special = [...law.checklists.values()].flatMap((list) =>
    list.items.map(
      (item): Catalogued => ({
        ...pointOf(item, list.title, list),
        from: list.from,
        to: null,
        checked: item.checked,
      }),
    ),
  );
  return [...standing, ...special];
}

function penalties({ provisions }: Law): Catalogued[] {
  return [...provisions.values()].map((each) => ({
    kind: 'penalty',
    id: each.id,
    title: each.act,
    text: joined(
      each.name,
      ...each.stages.flatMap((stage) => [stage.trigger, stage.order, ...stage.measures]),
      ...each.serious,
      each.note,
    ),
    cite: each.cite,
    instrument: each.instrument,
    from: each.from,
    to: each.to,
    checked: each.checked,
  }));
}

const periodUnits: Readonly<Record<string, string>> = {
  hour: '小时',
  'working-day': '个工作日',
  'calendar-day': '日',
  month: '个月',
  year: '年',
};

function clocks({ clocks: all }: Law): Catalogued[] {
  return [...all.values()].flatMap((clock) =>
    clock.versions.map(
      (version): Catalogued => ({
        kind: 'clock',
        id: `${clock.id}#${version.from}`,
        title: clock.title,
        text: joined(
          clock.code,
          version.amount === null
            ? '条文没有取得'
            : `${clock.starts}${version.before ? '之前' : '之日起'} ${version.amount} ${periodUnits[version.unit] ?? ''}`,
          version.note,
        ),
        cite: version.cite,
        instrument: version.instrument,
        from: version.from,
        to: version.to,
        checked: version.checked,
      }),
    ),
  );
}

function duties({ duties: all, instruments }: Law): Catalogued[] {
  return [...all.values()].map((each) => ({
    kind: 'duty',
    id: each.id,
    title: each.text,
    text: joined(...each.figures.map(({ name, value, unit }) => `${name} ${value} ${unit}`), each.check, each.note),
    cite: each.basis.map(({ cite }) => cite).join('、'),
    bases: each.basis.flatMap(({ instrument, cite }) => {
      const own = instruments.get(instrument);
      return own ? [{ cite, from: own.inForce, to: own.to }] : [];
    }),
    instrument: each.basis[0]?.instrument ?? null,
    from: each.from,
    to: null,
    checked: each.checked,
  }));
}

function parameters({ parameters: all }: Law): Catalogued[] {
  return [...all.values()].flatMap((parameter) =>
    spans(parameter.dated).map(
      ({ from, to, value, cite, checked }): Catalogued => ({
        kind: 'parameter',
        id: `${parameter.id}#${from}`,
        title: parameter.title,
        text: value === null ? '不再适用' : `${exactText(value)} ${parameter.unit}`,
        cite,
        instrument: null,
        from,
        to,
        checked,
      }),
    ),
  );
}

function circumstances({ circumstances: all }: Law): Catalogued[] {
  return [...all.values()].map(({ id, title, note, cite, from, to, checked }) => ({
    kind: 'circumstance',
    id,
    title,
    text: note ?? '',
    cite,
    instrument: null,
    from,
    to,
    checked,
  }));
}

const shelves = new WeakMap<Law, readonly Catalogued[]>();

/** Everything the library holds, put side by side once for a law. */
export function catalogueOf(law: Law): readonly Catalogued[] {
  let catalogue = shelves.get(law);
  if (!catalogue) {
    catalogue = [
      instruments,
      clauses,
      criteria,
      checklists,
      penalties,
      clocks,
      duties,
      parameters,
      circumstances,
    ].flatMap((of) => of(law));
    shelves.set(law, catalogue);
  }
  return catalogue;
}

/** Where a thing stands on a day: in force, not yet, ended. */
export const standingWords = { 'in-force': '有效', 'not-yet': '尚未施行', ended: '已失效' } as const;
export type CatalogueStanding = keyof typeof standingWords;

export function standingOn({ from, to }: { from: Day; to: Day | null }, on: Day): CatalogueStanding {
  if (on < from) return 'not-yet';
  return to !== null && on > to ? 'ended' : 'in-force';
}

/** A thing as a day shows it: of several bases only those in force, and where it stands. */
export function shownOn(
  { bases, ...one }: Catalogued,
  on: Day,
): Omit<Catalogued, 'bases'> & { standing: CatalogueStanding } {
  const live = (bases ?? []).filter((each) => standingOn(each, on) === 'in-force').map((each) => each.cite);
  return { ...one, cite: live.length > 0 ? live.join('、') : one.cite, standing: standingOn(one, on) };
}
