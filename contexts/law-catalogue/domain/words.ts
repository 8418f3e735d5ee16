/** The catalogue's words (词表): codes in the data files and what they are called in Chinese. No code stands without its word. */

/** Sectors that have major-hazard criteria of their own (行业领域). `general` applies to every industrial-trade enterprise. */
export const sectorWords = {
  general: '工贸通用',
  dust: '粉尘爆炸危险',
  ammonia: '液氨制冷',
  'confined-space': '有限空间作业',
  metallurgy: '冶金',
  nonferrous: '有色',
  'building-materials': '建材',
  machinery: '机械',
  'light-industry': '轻工',
  textile: '纺织',
  tobacco: '烟草',
  commerce: '商贸',
  'underground-mine': '金属非金属地下矿山',
  'open-pit-mine': '金属非金属露天矿山',
  'tailings-pond': '尾矿库',
} as const;
export type Sector = keyof typeof sectorWords;
export const sectors = Object.keys(sectorWords) as readonly Sector[];

/** A set of criteria covers one scope; on any day at most one edition of a scope is in force. */
export const scopeWords = { 'industrial-trade': '工贸', mine: '非煤矿山' } as const;
export type CriteriaScope = keyof typeof scopeWords;
export const scopes = Object.keys(scopeWords) as readonly CriteriaScope[];

const mineSectors: ReadonlySet<Sector> = new Set(['underground-mine', 'open-pit-mine', 'tailings-pond']);

/** The set of criteria a sector belongs to. */
export function scopeOf(sector: Sector): CriteriaScope {
  return mineSectors.has(sector) ? 'mine' : 'industrial-trade';
}

/** Rank of an instrument (效力层级). */
export const instrumentLevelWords = {
  law: '法律',
  regulation: '行政法规',
  order: '部门规章',
  standard: '标准',
  notice: '规范性文件',
  local: '地方文件',
} as const;
export type InstrumentLevel = keyof typeof instrumentLevelWords;
export const instrumentLevels = Object.keys(instrumentLevelWords) as readonly InstrumentLevel[];
