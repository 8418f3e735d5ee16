import { optionsOf } from '#kernel';
import type { ActField, ActForm, Option } from '#kernel/ui';
import { agencyKindWords, bodyWords } from '../domain/words.ts';
import type { OfficerRow } from '../ledgers.ts';
import type { HandedOver } from './answers.ts';
import { changing, officersFor } from './forms.ts';

export const handOver = (row: OfficerRow, today: string): ActForm<HandedOver> => ({
  name: 'registry.hand-over',
  title: '监管责任交接',
  submit: '交接',
  given: { fromOfficer: row.id },
  start: { on: today, left: false },
  fields: [
    {
      place: 'toOfficer',
      title: `接替${row.name}的人`,
      kind: 'choice',
      options: () => officersFor(row.body, row.town ?? null, row.id),
      need: true,
    },
    { place: 'on', title: '交接日期', kind: 'day', need: true, hint: '当日起由接手人负责' },
    { place: 'left', title: '同时办理本人离岗', kind: 'switch' },
  ],
  intro: `${row.name}（${row.department}）现负责 ${row.charges} 家企业，一次全部交接。`,
  said: ({ moved }) => `已交接 ${moved} 家企业`,
});

const officerFields: ActField[] = [
  { place: 'name', title: '姓名', kind: 'text', max: 40, need: true },
  { place: 'department', title: '部门或股室', kind: 'text', max: 60, need: true },
  { place: 'phone', title: '电话', kind: 'text', max: 20 },
  { place: 'certificateNumber', title: '执法证号', kind: 'text', max: 40 },
];
export const addOfficer = (towns: readonly Option[], ownTown: string | null): ActForm => ({
  name: 'registry.add-officer',
  title: '登记监管人员',
  start: ownTown ? { body: 'town', town: ownTown } : {},
  fields: [
    {
      place: 'body',
      title: '监管主体',
      kind: 'choice',
      options: ownTown ? optionsOf({ town: bodyWords.town }) : optionsOf(bodyWords),
      need: true,
    },
    {
      place: 'town',
      title: '镇',
      kind: 'choice',
      options: towns,
      show: (v) => v.body === 'town',
      need: (v) => v.body === 'town',
    },
    ...officerFields,
  ],
});
export const changeOfficer = (row: OfficerRow): ActForm =>
  changing(
    'registry.change-officer',
    '变更监管人员',
    [...officerFields, { place: 'leftOn', title: '离岗日期', kind: 'day', hint: '离岗前须先交接在管企业' }],
    row,
  );

const agencyFields: ActField[] = [
  { place: 'name', title: '名称', kind: 'text', max: 100, need: true },
  { place: 'kind', title: '服务类别', kind: 'choice', options: optionsOf(agencyKindWords), need: true },
  { place: 'uscc', title: '统一社会信用代码', kind: 'text', max: 18 },
  { place: 'licenceNumber', title: '资质证书编号', kind: 'text', max: 60 },
  { place: 'contactName', title: '联系人', kind: 'text', max: 40 },
  { place: 'contactPhone', title: '联系电话', kind: 'text', max: 20 },
];
export const addAgency: ActForm = { name: 'registry.add-agency', title: '登记中介机构', fields: agencyFields };
export const changeAgency = (row: { id: string; version: number }): ActForm =>
  changing('registry.change-agency', '变更中介机构', agencyFields, row);

const expertFields: ActField[] = [
  { place: 'name', title: '姓名', kind: 'text', max: 40, need: true },
  { place: 'speciality', title: '专业', kind: 'text', max: 80, need: true },
  { place: 'title', title: '职称', kind: 'text', max: 40 },
  { place: 'phone', title: '电话', kind: 'text', max: 20 },
];
export const addExpert: ActForm = { name: 'registry.add-expert', title: '登记专家', fields: expertFields };
export const changeExpert = (row: { id: string; version: number }): ActForm =>
  changing('registry.change-expert', '变更专家', expertFields, row);
