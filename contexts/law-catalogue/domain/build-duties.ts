import { type DatedEntry, datedFaults, type Exact, exact, weakest } from '#kernel';
import { clauseCite } from './build-instruments.ts';
import type { Referable } from './build-parameters.ts';
import type { ConfinedSpaceLaw, Duty, FeeLaw, FeeRate, FeeSlice, Parameter, SectorChecklist } from './duty-tables.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

/** `安全生产法（2021）第24条第2款`, `GB 46768-2025 §5.8.2`, `泽应急发〔2022〕63号五（四）`. */
export function partCite(
  { instruments }: Pick<Referable, 'instruments'>,
  name: string,
  clause: string | undefined,
): string {
  const instrument = instruments.get(name);
  if (!instrument) return name;
  if (clause === undefined) return instrument.short;
  if (/^\d+(-\d+)?$/.test(clause) && instrument.level !== 'standard') return clauseCite(instrument, clause);
  return /^\d/.test(clause) ? `${instrument.short} §${clause}` : `${instrument.short}${clause}`;
}

function instrumentOf(
  to: Referable,
  source: Source,
  place: PlaceInFile,
  name: string,
  from: string | null,
  tell: Tell,
) {
  const instrument = to.instruments.get(name);
  if (!instrument) tell(source, place, `文件“${name}”没有收录`);
  else if (from !== null && (from < instrument.inForce || (instrument.to !== null && from > instrument.to))) {
    tell(source, place, `“${instrument.short}”在 ${from} 不适用`);
  }
  return instrument;
}

/** Reads the dated numbers. Every entry rests on an instrument that is in force on its first day. */
export function buildNumbers(sources: readonly Source[], to: Referable, tell: Tell): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const source of ofKind(sources, 'parameters')) {
    source.content.parameters.forEach((given, at) => {
      const place = ['parameters', at];
      if (parameters.has(given.id)) tell(source, [...place, 'id'], `编号“${given.id}”重复`);
      given.entries.forEach((entry, i) => {
        instrumentOf(to, source, [...place, 'entries', i, 'instrument'], entry.instrument, entry.from, tell);
      });
      for (const fault of datedFaults(given.entries)) tell(source, [...place, 'entries'], fault);
      const { id, title, unit } = given;
      const dated = given.entries.map(
        ({ from, value, cite, checked }): DatedEntry<Exact | null> => ({
          from,
          value: value === null ? null : exact(value),
          cite,
          checked,
        }),
      );
      parameters.set(id, { id, title, unit, dated });
    });
  }
  return parameters;
}

type RateFile = Source<'expense'>['content']['sectors'][number]['rates'][number];

function rateValue(by: 'output' | 'revenue', rate: RateFile, slices: readonly FeeSlice[]): FeeRate {
  if (by === 'revenue') return { slices };
  const { volume, per_tonne = '0', most_height_m: height } = rate;
  if (volume === undefined)
    return { perTonne: exact(per_tonne), mostHeight_m: height === undefined ? null : exact(height) };
  return {
    volume: {
      upTo_m3: exact(volume.upTo_m3),
      base_yuan: exact(volume.base_yuan),
      step_m3: exact(volume.step_m3),
      step_yuan: exact(volume.step_yuan),
      most_yuan: exact(volume.most_yuan),
    },
  };
}

/** Reads the safety-expense rates: one kind of rate a sector, slices that begin at 0 and rise. */
export function buildFees(sources: readonly Source[], to: Referable, tell: Tell): FeeLaw | null {
  const [source, second] = ofKind(sources, 'expense');
  if (second) tell(second, ['kind'], '安全生产费用只能有一个文件');
  if (!source) return null;
  const names = new Set<string>();
  const sectors = source.content.sectors.map((given, at) => {
    const place = ['sectors', at];
    for (const name of [given.code, given.title, ...given.aliases]) {
      if (names.has(name)) tell(source, place, `行业名称“${name}”重复`);
      names.add(name);
    }
    const dated = given.rates.map((rate, i): DatedEntry<FeeRate> => {
      const own = [...place, 'rates', i];
      const instrument = instrumentOf(to, source, [...own, 'instrument'], rate.instrument, rate.from, tell);
      const kinds = [rate.per_tonne, rate.slices, rate.volume].filter((each) => each !== undefined).length;
      const right = given.by === 'output' ? rate.slices === undefined : rate.slices !== undefined;
      if (!right || kinds !== 1) {
        tell(source, own, given.by === 'output' ? '按产量的应写 per_tonne 或 volume' : '按营业收入的应写 slices');
      }
      const slices = (rate.slices ?? []).map(({ above, percent }) => ({
        above: exact(above),
        percent: exact(percent),
      }));
      slices.forEach((slice, s) => {
        const before = slices[s - 1];
        const ok = before ? before.above.compare(slice.above) < 0 : slice.above.n === 0n;
        if (!ok) tell(source, [...own, 'slices', s, 'above'], '各段应从 0 开始逐段升高，否则有空档或重叠');
      });
      return {
        from: rate.from,
        value: rateValue(given.by, rate, slices),
        cite: instrument?.cite ?? rate.instrument,
        checked: rate.checked,
      };
    });
    for (const fault of datedFaults(dated)) tell(source, [...place, 'rates'], fault);
    const { id, code, title, aliases, by, of } = given;
    const most = given.most_t === undefined ? null : exact(given.most_t);
    return { id, code, title, aliases, by, of, most, note: given.note ?? null, dated };
  });
  const rules = source.content.rules.map(({ id, text, instrument: name, clause, checked }, i) => {
    const instrument = instrumentOf(to, source, ['rules', i, 'instrument'], name, null, tell);
    return {
      id,
      text,
      cite: partCite(to, name, clause),
      from: instrument?.inForce ?? source.content.compiled.on,
      checked,
    };
  });
  return { sectors, rules };
}

/** Reads the duties: every one rests on instruments that are here, and begins when the first of them does. */
export function buildDuties(sources: readonly Source[], to: Referable, tell: Tell): Map<string, Duty> {
  const duties = new Map<string, Duty>();
  for (const source of ofKind(sources, 'duties')) {
    source.content.duties.forEach((given, at) => {
      const place = ['duties', at];
      if (duties.has(given.id)) tell(source, [...place, 'id'], `编号“${given.id}”重复`);
      if (!(given.topic in source.content.topics))
        tell(source, [...place, 'topic'], `主题“${given.topic}”没有列在 topics 中`);
      const found = given.basis.map((each, i) =>
        instrumentOf(to, source, [...place, 'basis', i, 'instrument'], each.instrument, null, tell),
      );
      const starts = found.flatMap((each) => (each ? [each.inForce] : [])).sort();
      duties.set(given.id, {
        ...given,
        basis: given.basis.map(({ instrument, clause, checked }) => ({
          instrument,
          cite: partCite(to, instrument, clause),
          checked,
        })),
        from: starts[0] ?? source.content.compiled.on,
        checked: weakest(given.basis.map((each) => each.checked)),
      });
    });
  }
  return duties;
}

/** Reads the confined-space file: regimes follow each other without gap, entry limits are the right kind of limit. */
export function buildConfinedSpace(sources: readonly Source[], to: Referable, tell: Tell): ConfinedSpaceLaw | null {
  const [source, second] = ofKind(sources, 'confined-space');
  if (second) tell(second, ['kind'], '有限空间只能有一个文件');
  if (!source) return null;
  const { content } = source;
  const provisions = content.provisions.map((given, i) => {
    instrumentOf(to, source, ['provisions', i, 'instrument'], given.instrument, null, tell);
    return { ...given, cite: partCite(to, given.instrument, given.clause) };
  });
  const regimes = content.regimes.map((given, i) => {
    const instrument = instrumentOf(to, source, ['regimes', i, 'instrument'], given.instrument, null, tell);
    return { ...given, from: instrument?.inForce ?? content.compiled.on, to: instrument?.to ?? null };
  });
  content.gases.forEach((gas, i) => {
    const right = gas.limits.MAC !== undefined ? 'MAC' : gas.limits['PC-STEL'] !== undefined ? 'PC-STEL' : 'PC-TWA';
    if (gas.kind !== right) tell(source, ['gases', i, 'kind'], `“${gas.name}”的准入限值应取 ${right}`);
    else if (gas.limits[right] !== gas.entry)
      tell(source, ['gases', i, 'entry'], `应与 ${right} 的 ${gas.limits[right]} 一致`);
  });
  if (content.oxygen.least >= content.oxygen.most) tell(source, ['oxygen'], '氧含量下限应小于上限');
  return { ...content, provisions, regimes };
}

/** Reads the standing checklists: complete, ids unique, every basis and criterion here. */
export function buildSectorChecklists(
  sources: readonly Source[],
  to: Referable,
  tell: Tell,
): Map<string, SectorChecklist> {
  const lists = new Map<string, SectorChecklist>();
  const ids = new Set<string>();
  for (const source of ofKind(sources, 'sector-checklist')) {
    const { content } = source;
    const { id, title, sector, version, from } = content;
    if (lists.has(id)) tell(source, ['id'], `清单编号“${id}”重复`);
    if (content.count !== content.items.length) {
      tell(source, ['count'], `应有 ${content.count} 项，实有 ${content.items.length} 项`);
    }
    const items = content.items.map((item, at) => {
      const place = ['items', at];
      if (ids.has(item.id)) tell(source, [...place, 'id'], `编号“${item.id}”重复`);
      ids.add(item.id);
      item.criteria.forEach((each, i) => {
        if (!to.criteria.has(each)) tell(source, [...place, 'criteria', i], `判定情形“${each}”没有收录`);
      });
      const basis = item.basis.map(({ instrument: name, clause, checked }, i) => {
        const instrument = instrumentOf(to, source, [...place, 'basis', i, 'instrument'], name, null, tell);
        const span = { from: instrument?.inForce ?? from, to: instrument?.to ?? null };
        return { instrument: name, cite: partCite(to, name, clause), checked, ...span };
      });
      return { ...item, basis };
    });
    lists.set(id, { id, title, sector, version, from, items });
  }
  return lists;
}
