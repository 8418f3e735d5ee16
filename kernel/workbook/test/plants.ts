/** One template with a column of every kind, for tests. */
import type { SheetTemplate } from '../template.ts';

export interface Plant {
  name: string;
  licence: string | null;
  opened: string | null;
  people: number | null;
  area: number | null;
  trade: string | null;
  hazards: string[] | null;
  running: boolean | null;
}

export const plants: SheetTemplate<Plant> = {
  name: 'test.plants',
  version: 2,
  sheetName: '工厂台账',
  title: '工厂',
  columns: [
    {
      key: 'name',
      title: '工厂名称',
      required: true,
      kind: 'text',
      maxLength: 20,
      aliases: ['厂名'],
      example: '某某铸造厂',
    },
    { key: 'licence', title: '登记编号', kind: 'text', pattern: /^[A-Z0-9]{6}$/, patternSays: '6 位大写字母或数字' },
    { key: 'opened', title: '投产日期', required: true, kind: 'day', min: '1950-01-01', max: '2030-12-31' },
    { key: 'people', title: '人数', kind: 'integer', min: 0, max: 100_000 },
    { key: 'area', title: '面积', kind: 'decimal', min: 0, note: '平方米' },
    {
      key: 'trade',
      title: '行业',
      kind: 'choice',
      choices: [
        { code: 'cast', label: '铸造' },
        { code: 'food', label: '食品加工' },
      ],
    },
    {
      key: 'hazards',
      title: '危险因素',
      kind: 'choices',
      choices: [
        { code: 'dust', label: '粉尘' },
        { code: 'gas', label: '煤气' },
        { code: 'cs', label: '有限空间' },
      ],
    },
    { key: 'running', title: '在产', kind: 'boolean', check: (running: boolean) => (running ? null : null) },
  ],
};
