import type { HazardCategory, MajorHazardTables, RiskBand, RiskTables } from './hazard-tables.ts';
import type { Instrument } from './law.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

/** The last digit of a CAS number is a check digit: weights 1, 2, 3 … from the right. */
export function casHolds(cas: string): boolean {
  const digits = cas.replaceAll('-', '');
  const total = [...digits.slice(0, -1)].reverse().reduce((sum, digit, i) => sum + Number(digit) * (i + 1), 0);
  return total % 10 === Number(digits.at(-1));
}

function rises(steps: readonly { from: number }[], place: string, source: Source, tell: Tell): void {
  steps.forEach((step, i) => {
    const before = steps[i - 1];
    if (i === 0 && step.from !== 0) tell(source, [place, 0, 'from'], '第一档应从 0 开始，否则有空档');
    if (before && before.from >= step.from) {
      tell(source, [place, i, 'from'], `${step.from} 不大于上一档的 ${before.from}：档次中断或重叠`);
    }
  });
}

/** Reads the tables of the major-hazard standard: complete, every reference inside them resolves, no name means two lines. */
export function buildMajorHazard(
  sources: readonly Source[],
  instruments: ReadonlyMap<string, Instrument>,
  tell: Tell,
): MajorHazardTables | null {
  const [source, second] = ofKind(sources, 'major-hazard');
  if (second) tell(second, ['kind'], '重大危险源的表只能有一个文件');
  if (!source) return null;
  const { content } = source;
  const instrument = instruments.get(content.instrument);
  if (!instrument) tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
  else if (instrument.inForce !== content.from) {
    tell(source, ['from'], `应与“${instrument.short}”的施行日 ${instrument.inForce} 一致`);
  }
  const symbols = new Map<string, HazardCategory>();
  content.categories.forEach((each, i) => {
    if (symbols.has(each.symbol)) tell(source, ['categories', i, 'symbol'], `类别“${each.symbol}”重复`);
    symbols.set(each.symbol, each);
  });
  const known = (categories: readonly string[], place: PlaceInFile) => {
    for (const each of categories) if (!symbols.has(each)) tell(source, place, `类别“${each}”不在表2 中`);
  };
  const ids = new Set<string>();
  const casAt = (cas: readonly string[], place: PlaceInFile) =>
    cas.forEach((each, i) => {
      if (!casHolds(each)) tell(source, [...place, 'cas', i], `CAS 号“${each}”的校验位不对`);
    });
  const table3 = new Map(content.namedBeta.map((each) => [each.name, each.beta]));
  content.substances.forEach((each, i) => {
    const place = ['substances', i];
    if (ids.has(each.id)) tell(source, [...place, 'id'], `编号“${each.id}”重复`);
    ids.add(each.id);
    casAt(each.cas, place);
    const beta = each.beta;
    if (beta && 'table' in beta && beta.table === 4) known(beta.categories, [...place, 'beta', 'categories']);
    const named = table3.get(each.name.replace(/（.*）$/, ''));
    const own = beta && 'table' in beta && beta.table === 3 ? beta.value : undefined;
    if (named !== own)
      tell(source, [...place, 'beta'], `与表3 不一致：表3 为 ${named ?? '未列'}，此处为 ${own ?? '未列'}`);
  });
  for (let no = 1; no <= 85; no += 1) {
    if (!content.substances.some((each) => each.no === no)) tell(source, ['substances'], `表1 缺第 ${no} 项`);
  }
  if (content.categories.length !== 24)
    tell(source, ['categories'], `表2 应有 24 类，实有 ${content.categories.length} 类`);
  content.listed.forEach((each, i) => {
    casAt(each.cas, ['listed', i]);
    known(each.categories, ['listed', i, 'categories']);
  });
  content.choices.forEach((each, i) => {
    if (!each.options.includes(each.default)) tell(source, ['choices', i, 'default'], '默认值不在可选值之内');
  });
  rises(content.alpha, 'alpha', source, tell);
  rises(content.levels, 'levels', source, tell);
  return content;
}

/** Reads the scoring methods: bands without gap, every band's grade among the four. */
export function buildRisk(
  sources: readonly Source[],
  instruments: ReadonlyMap<string, Instrument>,
  tell: Tell,
): RiskTables | null {
  const [source, second] = ofKind(sources, 'risk-methods');
  if (second) tell(second, ['kind'], '风险评价方法只能有一个文件');
  if (!source) return null;
  const { content } = source;
  if (!instruments.has(content.instrument)) tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
  const grades = new Set(content.grades.map((each) => each.grade));
  for (const name of ['lec', 'ls'] as const) {
    const bands: readonly RiskBand[] = content[name].bands;
    bands.forEach((band, i) => {
      const before = bands[i - 1];
      if (!grades.has(band.grade)) tell(source, [name, 'bands', i, 'grade'], `等级“${band.grade}”不在四级之内`);
      if (before && before.from >= band.from) tell(source, [name, 'bands', i, 'from'], '档次中断或重叠');
    });
  }
  return content;
}
