import { addDays } from '#kernel';
import { clauseCite, type Instruments } from './build-instruments.ts';
import type { Checklist, ChecklistItem, Clause, Criterion, Edition } from './law.ts';
import { ofKind, type Source, type Tell } from './sources.ts';
import { scopeOf, scopes, scopeWords, sectorWords } from './words.ts';

export interface Editions {
  editions: Edition[];
  criteria: Map<string, Criterion>;
}

/** Reads every edition of the criteria: complete, no id twice, one edition a day in each scope. */
export function buildEditions(sources: readonly Source[], { instruments }: Instruments, tell: Tell): Editions {
  const criteria = new Map<string, Criterion>();
  const found: { edition: Edition; source: Source }[] = [];
  for (const source of ofKind(sources, 'criteria')) {
    const { content } = source;
    const instrument = instruments.get(content.instrument);
    if (!instrument) {
      tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
      continue;
    }
    if (content.count !== content.items.length) {
      tell(source, ['count'], `应有 ${content.count} 项，实有 ${content.items.length} 项`);
    }
    const items = content.items.map((item, at): Criterion => {
      if (criteria.has(item.id)) tell(source, ['items', at, 'id'], `编号“${item.id}”重复`);
      if (scopeOf(item.sector) !== content.scope) {
        tell(source, ['items', at, 'sector'], `“${sectorWords[item.sector]}”不属于${scopeWords[content.scope]}`);
      }
      const criterion: Criterion = {
        id: item.id,
        edition: content.edition,
        scope: content.scope,
        sector: item.sector,
        instrument: instrument.id,
        clause: item.clause,
        text: item.text,
        sub: (item.sub ?? []).map((text, i) => ({ id: `${item.id}.${i + 1}`, text })),
        cite: `${instrument.short}${item.clause}`,
        from: instrument.inForce,
        to: instrument.to,
        checked: item.checked,
      };
      criteria.set(item.id, criterion);
      return criterion;
    });
    const { title, number, inForce, to } = instrument;
    found.push({
      source,
      edition: {
        edition: content.edition,
        scope: content.scope,
        instrument: instrument.id,
        title,
        number,
        from: inForce,
        to,
        gaps: content.gaps ?? [],
        criteria: items,
      },
    });
  }
  const editions = scopes.flatMap((scope) => {
    const own = found.filter((each) => each.edition.scope === scope);
    own.sort((a, b) => (a.edition.from < b.edition.from ? -1 : 1));
    own.forEach(({ edition, source }, i) => {
      const next = own[i + 1]?.edition;
      if (next && (edition.to === null || addDays(edition.to, 1) !== next.from)) {
        const fault = edition.to === null || addDays(edition.to, 1) > next.from ? '重叠' : '中断';
        tell(
          source,
          ['edition'],
          `止于 ${edition.to ?? '长期'}，后一版“${next.edition}”始于 ${next.from}：时间${fault}`,
        );
      }
    });
    return own.map((each) => each.edition);
  });
  return { editions, criteria };
}

export interface Checklists {
  checklists: Map<string, Checklist>;
  checklistItems: Map<string, ChecklistItem>;
}

/** Reads every checklist: what it rests on and points to must exist and be in force on the day the list begins. */
export function buildChecklists(
  sources: readonly Source[],
  { instruments }: Instruments,
  clauses: ReadonlyMap<string, Clause>,
  criteria: ReadonlyMap<string, Criterion>,
  tell: Tell,
): Checklists {
  const checklists = new Map<string, Checklist>();
  const checklistItems = new Map<string, ChecklistItem>();
  for (const source of ofKind(sources, 'checklist')) {
    const { content } = source;
    const on = content.from;
    if (checklists.has(content.id)) tell(source, ['id'], `清单编号“${content.id}”重复`);
    if (!instruments.has(content.instrument)) tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
    if (content.due !== undefined && content.due < on) tell(source, ['due'], `期限 ${content.due} 早于开始日 ${on}`);
    const items: ChecklistItem[] = [];
    content.groups.forEach((group, g) => {
      if (!(group.area in content.areas)) tell(source, ['groups', g, 'area'], `领域“${group.area}”没有列在 areas 中`);
      group.items.forEach((item, i) => {
        const place = ['groups', g, 'items', i];
        if (checklistItems.has(item.id)) tell(source, [...place, 'id'], `编号“${item.id}”重复`);
        const basis = item.basis.map(({ instrument: name, clause }, b) => {
          const instrument = instruments.get(name);
          if (!instrument) {
            tell(source, [...place, 'basis', b], `文件“${name}”没有收录`);
            return { instrument: name, cite: name };
          }
          const cite = clauseCite(instrument, clause);
          if (instrument.inForce > on || (instrument.to !== null && instrument.to < on)) {
            tell(source, [...place, 'basis', b], `“${instrument.short}”在 ${on} 不适用`);
          }
          if (clause !== undefined && !clauses.has(`${name}#${clause}`)) {
            tell(source, [...place, 'basis', b], `“${cite}”没有收录`);
          }
          return { instrument: name, ...(clause === undefined ? {} : { clause }), cite };
        });
        item.criteria.forEach((id, c) => {
          const criterion = criteria.get(id);
          if (!criterion) tell(source, [...place, 'criteria', c], `判定情形“${id}”没有收录`);
          else if (criterion.from > on || (criterion.to !== null && criterion.to < on)) {
            tell(source, [...place, 'criteria', c], `判定情形“${id}”在 ${on} 不适用`);
          }
        });
        const { id, text, how } = item;
        const made = {
          id,
          group: group.id,
          area: group.area,
          text,
          how,
          basis,
          criteria: item.criteria,
          checked: group.checked,
        };
        items.push(made);
        checklistItems.set(id, made);
      });
    });
    checklists.set(content.id, {
      id: content.id,
      title: content.title,
      basis: content.basis,
      instrument: content.instrument,
      from: on,
      due: content.due ?? null,
      areas: Object.entries(content.areas).map(([id, title]) => ({ id, title })),
      groups: content.groups.map(({ items: _, ...group }) => group),
      items,
    });
  }
  return { checklists, checklistItems };
}
