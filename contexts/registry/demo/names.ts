import type { Dice } from '#kernel/server';

/** Everything here is invented and says so: enterprises carry 演示, persons a made-up given name with 示. */
const firmWords = [
  '云杉',
  '青枫',
  '朝岚',
  '丹石',
  '晨溪',
  '金穗',
  '远岫',
  '南屏',
  '松涛',
  '银河',
  '启明',
  '长庚',
  '凌霄',
  '沐川',
  '泽源',
  '鸿运',
  '盛达',
  '瑞丰',
  '恒信',
  '广济',
  '锦程',
  '天工',
  '磐石',
  '德润',
  '永昌',
  '和畅',
  '嘉禾',
  '新域',
  '北辰',
  '海棠',
];
const surnames = [
  '赵',
  '钱',
  '孙',
  '李',
  '周',
  '吴',
  '郑',
  '王',
  '冯',
  '陈',
  '卫',
  '蒋',
  '沈',
  '韩',
  '杨',
  '朱',
  '秦',
  '许',
  '何',
  '吕',
  '张',
  '孔',
  '曹',
  '严',
  '华',
  '金',
  '魏',
  '陶',
  '姜',
  '戚',
];
const given = [
  '示甲',
  '示乙',
  '示丙',
  '示丁',
  '示戊',
  '示己',
  '示庚',
  '示辛',
  '示壬',
  '示癸',
  '示子',
  '示丑',
  '示寅',
  '示卯',
  '示辰',
  '示巳',
  '示午',
  '示未',
  '示申',
  '示酉',
];

export interface Trade {
  sector: string;
  word: string;
  industry: string;
  flags: readonly string[];
  /** Flags that only some of the trade have, with their share. */
  some: readonly (readonly [string, number])[];
  weight: number;
}

export const trades: readonly Trade[] = [
  {
    sector: 'metallurgy',
    word: '铸造',
    industry: '3391',
    flags: ['smelting-casting', 'hot-metal-lifting'],
    some: [
      ['gas', 0.4],
      ['confined-space', 0.3],
    ],
    weight: 22,
  },
  {
    sector: 'metallurgy',
    word: '钢铁',
    industry: '3120',
    flags: ['smelting-casting', 'hot-metal-lifting', 'gas'],
    some: [
      ['confined-space', 0.6],
      ['major-hazard-source', 0.5],
    ],
    weight: 6,
  },
  {
    sector: 'nonferrous',
    word: '铝业',
    industry: '3216',
    flags: ['smelting-casting', 'hot-metal-lifting'],
    some: [['explosive-dust', 0.4]],
    weight: 6,
  },
  {
    sector: 'machinery',
    word: '机械制造',
    industry: '3484',
    flags: [],
    some: [
      ['explosive-dust', 0.25],
      ['confined-space', 0.1],
    ],
    weight: 20,
  },
  { sector: 'building-material', word: '水泥', industry: '3011', flags: ['confined-space'], some: [], weight: 7 },
  {
    sector: 'building-material',
    word: '陶瓷',
    industry: '3075',
    flags: [],
    some: [
      ['gas', 0.5],
      ['confined-space', 0.3],
    ],
    weight: 8,
  },
  {
    sector: 'light-industry',
    word: '食品',
    industry: '1439',
    flags: ['confined-space'],
    some: [['ammonia-refrigeration', 0.4]],
    weight: 12,
  },
  { sector: 'light-industry', word: '木业', industry: '2110', flags: ['explosive-dust'], some: [], weight: 7 },
  {
    sector: 'light-industry',
    word: '粮油',
    industry: '1331',
    flags: ['explosive-dust', 'confined-space'],
    some: [],
    weight: 5,
  },
  {
    sector: 'textile',
    word: '丝绸',
    industry: '1742',
    flags: [],
    some: [
      ['explosive-dust', 0.2],
      ['confined-space', 0.4],
    ],
    weight: 6,
  },
  { sector: 'trade', word: '商贸', industry: '', flags: [], some: [], weight: 6 },
  { sector: 'mine-open-pit', word: '石料', industry: '1011', flags: ['open-pit'], some: [], weight: 14 },
  { sector: 'mine-open-pit', word: '石灰石矿业', industry: '1011', flags: ['open-pit'], some: [], weight: 6 },
  {
    sector: 'mine-underground',
    word: '铁矿',
    industry: '0810',
    flags: ['underground'],
    some: [['tailings-pond', 0.5]],
    weight: 7,
  },
  { sector: 'tailings-pond', word: '尾矿治理', industry: '0810', flags: ['tailings-pond'], some: [], weight: 3 },
];

const total = trades.reduce((sum, t) => sum + t.weight, 0);

export function pickTrade(dice: Dice): Trade {
  let x = dice.next() * total;
  for (const trade of trades) {
    x -= trade.weight;
    if (x < 0) return trade;
  }
  return trades[0]!;
}

/** A name nobody bears twice: word, place and a running number once the words are used up. */
export function firmName(dice: Dice, trade: Trade, taken: Set<string>): string {
  for (let n = 0; ; n++) {
    const name = `泽州县${dice.pick(firmWords)}演示${trade.word}${n < 6 ? '' : `第${taken.size}`}有限公司`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

/** An invented name: a surname and a made-up given name with 示. */
export const personName = (dice: Dice): string => dice.pick(surnames) + dice.pick(given);

/** A number from the range no operator gives out. */
export const phoneNumber = (dice: Dice): string => `100${String(dice.int(0, 99_999_999)).padStart(8, '0')}`;
