import { clauseCite } from './build-instruments.ts';
import type { EnforcementRefers, Penalties } from './build-penalty.ts';
import type { Benchmark, Circumstance, DiscretionModel } from './enforcement.ts';
import type { Provision } from './penalty.ts';
import { provisionsNamed, readProvision } from './provision.rule.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

type Item = Source<'discretion'>['content']['items'][number];

/** A tier's band must lie in the statute's own band, or say why it does not. */
function bandFault(
  provision: Provision,
  { stage, on, min, max, when }: Item['tiers'][number]['bands'][number],
): string | null {
  const rule = provision.stages.find((each) => each.stage === stage);
  if (!rule) return `“${provision.name}”没有这一阶段`;
  const fines = rule.fines.filter(
    (fine) => fine.on === on && (when?.accident === undefined || fine.when.accident === when.accident),
  );
  if (fines.length === 0) return `“${provision.name}”这一阶段没有对此对象的罚款`;
  const fits = fines.some((fine) => 'of' in fine || (min >= fine.min && max <= fine.max));
  return fits ? null : `${min}～${max} 元超出“${provision.name}”的法定幅度`;
}

function checkItem(source: Source, item: Item, place: PlaceInFile, provision: Provision | null, tell: Tell): void {
  if (!provision) {
    tell(source, [...place, 'provision'], `罚则“${item.provision}”没有收录，或不止一项`);
    return;
  }
  item.tiers.forEach((tier, t) => {
    const at = [...place, 'tiers', t];
    const before = item.tiers[t - 1];
    if (tier.from !== undefined && tier.below !== undefined && tier.from >= tier.below)
      tell(source, at, '起点不小于止点');
    if (
      before &&
      item.by !== 'accident' &&
      (before.below === undefined || tier.from === undefined || tier.from < before.below)
    ) {
      tell(source, [...at, 'from'], '与上一阶次重叠，或没有写起止');
    }
    tier.bands.forEach((band, b) => {
      const fault = bandFault(provision, band);
      if (fault && !tier.anomaly) tell(source, [...at, 'bands', b], `${fault}（确系原文如此的，写 anomaly 说明）`);
    });
  });
}

/** Reads the benchmarks: each item's provision is there, tiers rise, bands lie in the statute's. */
export function buildBenchmarks(
  sources: readonly Source[],
  { instruments }: EnforcementRefers,
  penalties: Penalties,
  ids: Set<string>,
  tell: Tell,
): Benchmark[] {
  return ofKind(sources, 'discretion').flatMap((source) => {
    const { content, overlay } = source;
    const instrument = instruments.get(content.instrument);
    if (!instrument) {
      tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
      return [];
    }
    if ((content.level === 'county') !== (overlay !== null)) {
      tell(source, ['level'], overlay ? '县级文件的 level 应为 county' : '县级基准应放在县级覆盖目录');
    }
    for (const [id, place] of [
      [content.id, ['id']],
      ...content.items.map((item, i) => [item.id, ['items', i, 'id']] as const),
    ] as const) {
      if (ids.has(id)) tell(source, place as PlaceInFile, `编号“${id}”重复`);
      ids.add(id);
    }
    const items = content.items.map((item, i) => {
      const asked = readProvision(item.provision);
      const [provision = null, more] = asked ? provisionsNamed(penalties, asked, instrument.inForce) : [];
      checkItem(source, item, ['items', i], more ? null : provision, tell);
      const tiers = item.tiers.map((tier) => ({
        ...tier,
        from: tier.from ?? null,
        below: tier.below ?? null,
        reach: tier.reach ?? null,
        anomaly: tier.anomaly ?? null,
        bands: tier.bands.map((band) => ({ ...band, when: band.when ?? {} })),
      }));
      return { id: item.id, number: item.number ?? null, provision: provision?.id ?? '', by: item.by, tiers };
    });
    const { id, title, level, excludes = [] } = content;
    return [
      {
        id,
        title,
        level,
        excludes,
        instrument: instrument.id,
        cite: instrument.short,
        county: overlay?.county ?? null,
        from: instrument.inForce,
        to: instrument.to,
        items,
      },
    ];
  });
}

/** Reads the circumstances a fine is weighed by (裁量情节). */
export function buildCircumstances(
  sources: readonly Source[],
  { instruments }: EnforcementRefers,
  tell: Tell,
): Map<string, Circumstance> {
  const found = new Map<string, Circumstance>();
  for (const source of ofKind(sources, 'circumstances')) {
    source.content.circumstances.forEach(({ instrument: name, clause, note, onlyFor, contradicts, ...rest }, i) => {
      const instrument = instruments.get(name);
      if (!instrument) tell(source, ['circumstances', i, 'instrument'], `文件“${name}”没有收录`);
      if (found.has(rest.id)) tell(source, ['circumstances', i, 'id'], `编号“${rest.id}”重复`);
      if (instrument) {
        found.set(rest.id, {
          ...rest,
          note: note ?? null,
          onlyFor: onlyFor ?? null,
          contradicts: contradicts ?? [],
          cite: clauseCite(instrument, clause),
          from: instrument.inForce,
          to: instrument.to,
        });
      }
    });
    source.content.circumstances.forEach(({ contradicts = [] }, i) => {
      for (const other of contradicts)
        if (!found.has(other)) tell(source, ['circumstances', i, 'contradicts'], `没有情节“${other}”`);
    });
  }
  return found;
}

/** Reads the models that place a proposal inside its tier. */
export function buildModels(sources: readonly Source[], ids: Set<string>, tell: Tell): DiscretionModel[] {
  return ofKind(sources, 'discretion-model').map((source) => {
    const { kind: _, ...model } = source.content;
    if (ids.has(model.id)) tell(source, ['id'], `编号“${model.id}”重复`);
    ids.add(model.id);
    for (const name of ['position', 'mitigate'] as const) {
      if (Number(model[name]) > 1) tell(source, [name], `“${model[name]}”应在 0 到 1 之间`);
    }
    return { ...model, county: source.overlay?.county ?? null };
  });
}
