import type { SheetTemplate, TemplateColumn } from '#kernel/workbook';
import { phonePattern } from '../commands/given.ts';
import { checkIndustry } from '../domain/industry.rule.ts';
import type { Regions } from '../domain/region.rule.ts';
import { checkUscc } from '../domain/uscc.rule.ts';
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
  uscc: string;
  enterpriseName: string | null;
  name: string;
  phone: string | null;
  post: string;
  position: Position;
  certificateKind: string | null;
  certificateNumber: string | null;
  certificateUntil: string | null;
}

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([code, label]) => ({ code, label }));
const reason = (found: { valid: boolean; reason?: string }) => (found.valid ? null : (found.reason ?? '不正确'));

const uscc: TemplateColumn & { key: 'uscc' } = {
  key: 'uscc',
  title: '统一社会信用代码',
  aliases: ['社会信用代码', '信用代码', '统一信用代码', '社会统一信用代码'],
  required: true,
  kind: 'text',
  code: true,
  width: 22,
  patternSays: '18 位，末位为校验码（GB 32100-2015）',
  check: (value: string) => reason(checkUscc(value)),
  note: '企业以此辨认，请勿改动',
};
const phone = {
  kind: 'text',
  code: true,
  // A masked cell is what an export made of a registered number; it is looked at beside the row (masked.ts).
  pattern: new RegExp(`${phonePattern.source}|^\\+?[0-9()\\- ]*\\*[0-9()\\-* ]*$`),
  patternSays: '5 至 20 位数字，可带区号和分隔号',
  width: 16,
} as const;

type EnterpriseColumns = SheetTemplate<EnterpriseLine>['columns'];

const nameColumns: EnterpriseColumns = [
  uscc,
  {
    key: 'name',
    title: '企业名称',
    aliases: ['单位名称', '企业全称', '单位全称', '企业'],
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
    aliases: ['所属行业', '行业类别', '行业类型'],
    required: true,
    kind: 'choice',
    choices: choices(sectorWords),
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
    check: (value: string) => {
      const found = checkIndustry(value);
      return found.valid || !found.known ? null : (found.reason ?? '不正确');
    },
  },
  {
    key: 'flags',
    title: '风险标志',
    kind: 'choices',
    choices: [...choices(flagWords), { code: 'none', label: '无' }],
    width: 30,
    note: '清除原有标志请填“无”',
  },
  {
    key: 'scale',
    title: '规模',
    aliases: ['企业规模'],
    required: true,
    kind: 'choice',
    choices: choices(scaleWords),
    width: 10,
  },
  {
    key: 'staffCount',
    title: '从业人数',
    aliases: ['从业人员', '从业人员数', '职工人数', '员工人数'],
    required: true,
    kind: 'integer',
    min: 0,
    max: 1_000_000,
    width: 10,
  },
  {
    key: 'status',
    title: '生产状态',
    kind: 'choice',
    choices: choices(statusWords),
    width: 12,
    note: '空白为生产经营；注销请用“注销企业”办理',
  },
];

const contactColumns: EnterpriseColumns = [
  {
    key: 'datum',
    title: '坐标系',
    kind: 'choice',
    choices: choices(datumWords),
    width: 12,
    note: '手机卫星定位为 WGS-84，高德、腾讯地图为 GCJ-02',
  },
  {
    key: 'principalName',
    title: '主要负责人',
    aliases: ['法人', '法定代表人', '负责人'],
    kind: 'text',
    maxLength: 40,
    width: 12,
  },
  { key: 'principalPhone', title: '主要负责人电话', aliases: ['负责人电话', '联系电话'], ...phone },
  { key: 'safetyName', title: '安全管理人员', kind: 'text', maxLength: 40, width: 14 },
  { key: 'safetyPhone', title: '安全管理人员电话', ...phone },
];

/** 企业台账模板: its towns and the range of its coordinates are the county's. */
export const enterpriseTemplate = ({ towns, box, boxed }: Regions): SheetTemplate<EnterpriseLine> => ({
  name: 'registry.enterprises',
  version: 1,
  sheetName: '企业台账',
  title: '企业台账',
  columns: [
    ...nameColumns,
    {
      key: 'town',
      title: '镇',
      aliases: ['所在镇', '所属镇', '乡镇', '所属乡镇', '所在乡镇', '镇街'],
      required: true,
      kind: 'choice',
      choices: towns.map(({ code, name }) => ({ code, label: name })),
      width: 12,
    },
    ...kindColumns,
    {
      key: 'lng',
      title: '经度',
      kind: 'decimal',
      width: 12,
      note: `度，如 112.85；${boxed ? '本县' : '我国'} ${box.west}～${box.east}`,
    },
    {
      key: 'lat',
      title: '纬度',
      kind: 'decimal',
      width: 12,
      note: `度，如 35.49；${boxed ? '本县' : '我国'} ${box.south}～${box.north}`,
    },
    ...contactColumns,
  ],
});

/** 人员台账模板. */
export const peopleTemplate: SheetTemplate<PersonLine> = {
  name: 'registry.people',
  version: 1,
  sheetName: '人员台账',
  title: '人员台账',
  columns: [
    { ...uscc, note: '所属企业的代码，企业须已登记' },
    { key: 'enterpriseName', title: '企业名称', kind: 'text', maxLength: 100, width: 36, note: '供核对，以代码为准' },
    { key: 'name', title: '姓名', required: true, kind: 'text', maxLength: 40, width: 12 },
    { key: 'phone', title: '电话', aliases: ['联系电话', '手机号'], ...phone, note: '与姓名一起辨认同一个人' },
    { key: 'post', title: '岗位', required: true, kind: 'text', maxLength: 60, width: 16 },
    { key: 'position', title: '身份', required: true, kind: 'choice', choices: choices(positionWords), width: 16 },
    { key: 'certificateKind', title: '证书种类', kind: 'text', maxLength: 60, width: 20 },
    { key: 'certificateNumber', title: '证书编号', kind: 'text', code: true, maxLength: 60, width: 22 },
    { key: 'certificateUntil', title: '证书有效期至', kind: 'day', width: 14 },
  ],
};

export const templateOf = (ledger: ImportLedger, regions: Regions): SheetTemplate<never> =>
  (ledger === 'enterprises' ? enterpriseTemplate(regions) : peopleTemplate) as unknown as SheetTemplate<never>;
