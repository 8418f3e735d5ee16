/** Sectors as the duties of staffing, training and drills tell them apart (行业). */
export const dutySectorWords = {
  'underground-mine': '地下矿山',
  'open-pit-mine': '露天矿山',
  'small-quarry': '小型露天采石场',
  'tailings-pond': '尾矿库',
  'mine-contractor': '矿山承包单位项目部',
  'metal-smelting': '金属冶炼',
  'dangerous-goods': '危险物品生产、经营、储存、装卸',
  construction: '建筑施工',
  transport: '运输',
  fireworks: '烟花爆竹',
  other: '其他生产经营单位',
} as const;
export type DutySector = keyof typeof dutySectorWords;
export const dutySectors = Object.keys(dutySectorWords) as readonly DutySector[];

const mines: ReadonlySet<DutySector> = new Set([
  'underground-mine',
  'open-pit-mine',
  'small-quarry',
  'tailings-pond',
  'mine-contractor',
]);
export const isMine = (sector: DutySector): boolean => mines.has(sector);

/** 矿山、金属冶炼、建筑施工、运输、危险物品: full-time safety staff whatever the size (安全生产法 §24). */
export const needsFullTime = (sector: DutySector): boolean => sector !== 'other';
/** 矿山、金属冶炼、危险化学品、烟花爆竹: the longer training (安全培训规定 §9, §13). */
export const trainsLonger = (sector: DutySector): boolean =>
  isMine(sector) || sector === 'metal-smelting' || sector === 'dangerous-goods' || sector === 'fireworks';
/** 危险物品生产储存装卸、矿山、金属冶炼: a registered safety engineer (安全生产法 §27). */
export const needsEngineer = (sector: DutySector): boolean =>
  isMine(sector) || sector === 'metal-smelting' || sector === 'dangerous-goods' || sector === 'fireworks';
/** 矿山、建筑施工、危险物品: the share of engineers from 300 employees (注册安全工程师管理规定 §6). */
export const sharesEngineers = (sector: DutySector): boolean =>
  isMine(sector) || sector === 'construction' || sector === 'dangerous-goods' || sector === 'fireworks';
