/** Words of the registry (主体登记): code → 中文. Tables, forms, templates and exports read the same ones. */
export const sectorWords = {
  'mine-open-pit': '露天矿山',
  'mine-underground': '地下矿山',
  'tailings-pond': '尾矿库',
  metallurgy: '冶金',
  nonferrous: '有色',
  'building-material': '建材',
  machinery: '机械',
  'light-industry': '轻工',
  textile: '纺织',
  tobacco: '烟草',
  trade: '商贸',
} as const;
export type Sector = keyof typeof sectorWords;

/** 风险标志: what makes an enterprise a key object of supervision, whatever its sector. */
export const flagWords = {
  'open-pit': '露天开采',
  underground: '地下开采',
  'tailings-pond': '尾矿库',
  'smelting-casting': '冶炼铸造',
  'explosive-dust': '涉爆粉尘',
  'confined-space': '有限空间',
  'ammonia-refrigeration': '涉氨制冷',
  gas: '煤气',
  'hot-metal-lifting': '高温熔融金属吊运',
  'major-hazard-source': '重大危险源',
} as const;
export type Flag = keyof typeof flagWords;

/** 规模, by the statistical classes of enterprises. */
export const scaleWords = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const;
/** Code of a scale. */
export type Scale = keyof typeof scaleWords;

/** 生产状态. `closed` is left only by a correction of the register: a closed enterprise is not supervised. */
export const statusWords = {
  operating: '生产经营',
  stopped: '停产停业',
  construction: '在建',
  closed: '注销关闭',
} as const;
export type Status = keyof typeof statusWords;
/** States in which an enterprise must have its three persons. */
export const livingStatuses: readonly Status[] = ['operating', 'stopped', 'construction'];

/** 监管主体: the three bodies of N1.1 (泽应急发〔2022〕63号 一(一)). */
export const bodyWords = {
  'sector-department': '行业主管部门',
  'safety-department': '应急管理部门',
  town: '镇',
} as const;
export type Body = keyof typeof bodyWords;
export const bodies = Object.keys(bodyWords) as Body[];

/** 监管责任 of one enterprise: all three bodies have a person, or not. */
export const supervisionWords = { complete: '已落实', gap: '有缺口' } as const;
/** Code of that state. */
export type SupervisionState = keyof typeof supervisionWords;

/** 场所类别. */
export const siteKindWords = {
  workshop: '车间',
  pit: '采场',
  adit: '坑口',
  'tailings-pond': '尾矿库',
  warehouse: '库房',
  office: '办公区',
  other: '其他',
} as const;
/** Code of a kind of site. */
export type SiteKind = keyof typeof siteKindWords;

/** 身份 of a person in the enterprise, in the order of responsibility. */
export const positionWords = {
  principal: '主要负责人',
  'safety-manager': '安全管理人员',
  technician: '技术人员',
  'team-leader': '班组长',
  'special-operator': '特种作业人员',
  worker: '一般从业人员',
} as const;
/** Code of a position. */
export type Position = keyof typeof positionWords;

/** 中介机构的服务类别. */
export const agencyKindWords = {
  evaluation: '安全评价',
  testing: '检测检验',
  training: '安全培训',
  standardisation: '标准化评审',
  other: '其他',
} as const;
/** Code of a kind of service. */
export type AgencyKind = keyof typeof agencyKindWords;

/** Ledgers that can be imported. */
export const importLedgerWords = { enterprises: '企业台账', people: '人员台账' } as const;
/** Code of such a ledger. */
export type ImportLedger = keyof typeof importLedgerWords;

/** 坐标系 a place may be given in. */
export const datumWords = { 'WGS-84': 'WGS-84', CGCS2000: 'CGCS2000', 'GCJ-02': 'GCJ-02' } as const;

/** Code of a word (or of the code itself), as people write it: spaces do not count; null when there is none. */
export function codeOf<Code extends string>(words: Readonly<Record<Code, string>>, text: string): Code | null {
  const wanted = text.replace(/\s/g, '');
  for (const code of Object.keys(words) as Code[]) if (words[code] === wanted || code === wanted) return code;
  return null;
}

/** Flags as one text: 露天开采、尾矿库. */
export const flagsText = (flags: readonly string[]): string =>
  flags.map((flag) => flagWords[flag as Flag] ?? flag).join('、');

/** Marks people put between words of a list in one cell. */
const between = /[、，,；;/|\s]+/;

/** Flags out of one text; `unknown` names the words that are none. Order and repetition do not matter. */
export function flagsOf(text: string): { flags: Flag[]; unknown: string[] } {
  const words = text.split(between).filter((word) => word !== '' && word !== '无');
  const found = words.map((word) => codeOf(flagWords, word));
  const flags = (Object.keys(flagWords) as Flag[]).filter((flag) => found.includes(flag));
  return { flags, unknown: words.filter((_, i) => found[i] === null) };
}
