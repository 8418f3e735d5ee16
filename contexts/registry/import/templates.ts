import type { SheetTemplate, TemplateColumn } from '#kernel/workbook';
import { checkIndustry } from '../domain/industry.rule.ts';
import { checkTown, type Regions } from '../domain/region.rule.ts';
import {
  datumWords,
  type Flag,
  flagWords,
  type ImportLedger,
  type Position,
  positionWords,
  type Scale,
  type Sector,
  type Status,
  scaleWords,
  sectorWords,
  statusWords,
} from '../domain/words.ts';
import { degrees, personName, phone, uscc } from './cells.ts';
import {
  choicesOf,
  datumAliases,
  enterpriseTitles,
  flagAliases,
  personTitles,
  positionAliases,
  scaleAliases,
  sectorAliases,
  statusAliases,
} from './synonyms.ts';

/** One row of the enterprise workbook as understood; null where the cell is empty. */
export interface EnterpriseLine {
  uscc: string;
  name: string;
  shortName: string | null;
  town: string;
  address: string | null;
  sector: Sector;
  industry: string | null;
  /** `none` (无) empties the list. */
  flags: (Flag | 'none')[] | null;
  scale: Scale;
  staffCount: number;
  status: Status | null;
  lng: number | null;
  lat: number | null;
  datum: string | null;
  principalName: string | null;
  principalPhone: string | null;
  safetyName: string | null;
  safetyPhone: string | null;
}

/** One row of the people workbook as understood. */
export interface PersonLine {
  /** Without it the enterprise is found by its name. */
  uscc: string | null;
  enterpriseName: string | null;
  name: string;
  phone: string | null;
  post: string;
  position: Position;
  certificateKind: string | null;
  certificateNumber: string | null;
  /** A day, or `no-end` (长期). */
  certificateUntil: string | null;
}

/** The columns with the other titles people give them. */
const titled = <Column extends TemplateColumn>(
  columns: readonly Column[],
  titles: Readonly<Record<string, readonly string[]>>,
): Column[] => columns.map((column) => ({ ...column, aliases: titles[column.key] ?? [] }));

type EnterpriseColumns = SheetTemplate<EnterpriseLine>['columns'];

const nameColumns: EnterpriseColumns = [
  uscc,
  {
    key: 'name',
    title: '企业名称',
    required: true,
    kind: 'text',
    maxLength: 100,
    width: 36,
    check: (v: string) => ([...v].length < 2 ? '至少 2 个字' : null),
  },
  { key: 'shortName', title: '简称', kind: 'text', maxLength: 40, width: 16 },
];

const kindColumns: EnterpriseColumns = [
  { key: 'address', title: '地址', kind: 'text', maxLength: 200, width: 36 },
  {
    key: 'sector',
    title: '行业',
    required: true,
    kind: 'choice',
    choices: choicesOf(sectorWords, sectorAliases),
    width: 12,
  },
  {
    key: 'industry',
    title: '行业代码',
    kind: 'text',
    code: true,
    maxLength: 5,
    width: 12,
    patternSays: 'GB/T 4754-2017 代码，如 C3130',
    read: (cell) => {
      const found = checkIndustry(String(cell)).industry;
      return found ? { value: `${found.section}${found.code}` } : null;
    },
    check: (value: string) => {
      const found = checkIndustry(value);
      return found.valid || !found.known ? null : (found.reason ?? '不正确');
    },
  },
  {
    key: 'flags',
    title: '风险标志',
    kind: 'choices',
    choices: [...choicesOf(flagWords, flagAliases), { code: 'none', label: '无' }],
    width: 30,
    note: '清除原有标志请填“无”',
  },
  {
    key: 'scale',
    title: '规模',
    required: true,
    kind: 'choice',
    choices: choicesOf(scaleWords, scaleAliases),
    width: 10,
  },
  {
    key: 'staffCount',
    title: '从业人数',
    required: true,
    kind: 'integer',
    units: ['人', '名', '个', '位'],
    min: 0,
    max: 1_000_000,
    width: 10,
  },
  {
    key: 'status',
    title: '生产状态',
    kind: 'choice',
    choices: choicesOf(statusWords, statusAliases),
    width: 12,
    note: '空白为生产经营；注销请用“注销企业”办理',
  },
];

const contactColumns: EnterpriseColumns = [
  {
    key: 'datum',
    title: '坐标系',
    kind: 'choice',
    choices: choicesOf(datumWords, datumAliases),
    width: 12,
    note: '手机卫星定位为 WGS-84，高德、腾讯地图为 GCJ-02',
  },
  {
    key: 'principalName',
    title: '主要负责人',
    ...personName,
  },
  { key: 'principalPhone', title: '主要负责人电话', ...phone },
  { key: 'safetyName', title: '安全管理人员', ...personName, width: 14 },
  { key: 'safetyPhone', title: '安全管理人员电话', ...phone },
];

/** 企业台账模板: its towns and the range of its coordinates are the county's. */
export const enterpriseTemplate = (regions: Regions): SheetTemplate<EnterpriseLine> => {
  const { towns, box, boxed } = regions;
  return {
    name: 'registry.enterprises',
    version: 1,
    sheetName: '企业台账',
    title: '企业台账',
    columns: titled(
      [
        ...nameColumns,
        {
          key: 'town',
          title: '镇',
          required: true,
          kind: 'choice',
          choices: towns.map(({ code, name }) => ({ code, label: name })),
          width: 12,
          // A short name, a full name or a code; what is none is told by the list.
          read: (cell) => {
            const found = checkTown(String(cell), regions);
            return found.valid ? { value: found.code } : null;
          },
        },
        ...kindColumns,
        {
          key: 'lng',
          title: '经度',
          ...degrees('lng'),
          note: `度，如 112.85；${boxed ? '本县' : '我国'} ${box.west}～${box.east}`,
        },
        {
          key: 'lat',
          title: '纬度',
          ...degrees('lat'),
          note: `度，如 35.49；${boxed ? '本县' : '我国'} ${box.south}～${box.north}`,
        },
        ...contactColumns,
      ],
      enterpriseTitles,
    ),
  };
};

/** 人员台账模板. */
export const peopleTemplate: SheetTemplate<PersonLine> = {
  name: 'registry.people',
  version: 2,
  sheetName: '人员台账',
  title: '人员台账',
  columns: titled(
    [
      {
        ...uscc,
        required: false,
        note: '所属企业的代码，企业须已登记；没有代码时按企业名称找，同名的企业只有一家才行',
      },
      { key: 'enterpriseName', title: '企业名称', kind: 'text', maxLength: 100, width: 36, note: '供核对，以代码为准' },
      { key: 'name', title: '姓名', required: true, ...personName },
      { key: 'phone', title: '电话', ...phone, note: '与姓名一起辨认同一个人' },
      { key: 'post', title: '岗位', required: true, kind: 'text', maxLength: 60, width: 16 },
      {
        key: 'position',
        title: '身份',
        required: true,
        kind: 'choice',
        choices: choicesOf(positionWords, positionAliases),
        width: 16,
      },
      { key: 'certificateKind', title: '证书种类', kind: 'text', maxLength: 60, width: 20 },
      { key: 'certificateNumber', title: '证书编号', kind: 'text', code: true, maxLength: 60, width: 22 },
      { key: 'certificateUntil', title: '证书有效期至', kind: 'day', isExpiry: true, width: 14 },
    ],
    personTitles,
  ),
};

export const templateOf = (ledger: ImportLedger, regions: Regions): SheetTemplate<never> =>
  (ledger === 'enterprises' ? enterpriseTemplate(regions) : peopleTemplate) as unknown as SheetTemplate<never>;
