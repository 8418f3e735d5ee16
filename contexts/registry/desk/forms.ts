import { optionsOf } from '#kernel';
import { type ActField, type ActForm, type Option, rowsOf, type Values } from '#kernel/ui';
import {
  type Body,
  bodyWords,
  datumWords,
  flagWords,
  positionWords,
  scaleWords,
  sectorWords,
  siteKindWords,
  statusWords,
} from '../domain/words.ts';
import { officerLedger } from '../ledgers.ts';
import type { Created, EnterpriseFile, SiteRow } from './answers.ts';

type TheEnterprise = EnterpriseFile['enterprise'];

const place: ActField[] = [
  { place: 'lng', title: '经度', kind: 'number', digits: 6, unit: '°', hint: '如 112.85；与纬度、坐标系一并填写' },
  { place: 'lat', title: '纬度', kind: 'number', digits: 6, unit: '°', hint: '如 35.49' },
  { place: 'datum', title: '坐标系', kind: 'choice', options: optionsOf(datumWords) },
];
const contacts: ActField[] = [
  { place: 'principalName', title: '主要负责人', kind: 'text', max: 40 },
  { place: 'principalPhone', title: '主要负责人电话', kind: 'text', max: 20 },
  { place: 'safetyName', title: '安全管理人员', kind: 'text', max: 40 },
  { place: 'safetyPhone', title: '安全管理人员电话', kind: 'text', max: 20 },
];
const staff: ActField = {
  place: 'staffCount',
  title: '从业人数',
  kind: 'number',
  min: 0,
  max: 1_000_000,
  digits: 0,
  unit: '人',
  need: true,
};

const enterpriseFields = (towns: readonly Option[]): ActField[] => [
  { place: 'name', title: '企业名称', kind: 'text', max: 100, need: true },
  { place: 'uscc', title: '统一社会信用代码', kind: 'text', max: 18, need: true, hint: '18 位，末位为校验码' },
  { place: 'shortName', title: '简称', kind: 'text', max: 40 },
  { place: 'town', title: '镇', kind: 'choice', options: towns, need: true },
  { place: 'address', title: '地址', kind: 'text', max: 200 },
  { place: 'sector', title: '行业', kind: 'choice', options: optionsOf(sectorWords), need: true },
  { place: 'industry', title: '行业代码', kind: 'text', max: 5, hint: 'GB/T 4754-2017，如 C3130' },
  { place: 'flags', title: '风险标志', kind: 'choices', options: optionsOf(flagWords) },
  { place: 'scale', title: '规模', kind: 'choice', options: optionsOf(scaleWords), need: true },
  staff,
  {
    place: 'status',
    title: '生产状态',
    kind: 'choice',
    need: true,
    options: optionsOf({
      operating: statusWords.operating,
      stopped: statusWords.stopped,
      construction: statusWords.construction,
    }),
  },
  ...place,
  ...contacts,
];

/** What was filled at first and is empty now is sent as null: emptied, not left alone. `flags` empties to a list. */
export function clearing(fields: readonly ActField[], start: Values): (sent: Values) => Values {
  return (sent) => {
    const out = { ...sent };
    for (const { place: key, kind } of fields) {
      const before = start[key];
      const filled =
        before !== null && before !== undefined && before !== '' && !(Array.isArray(before) && before.length === 0);
      if (filled && out[key] === undefined) out[key] = kind === 'choices' ? [] : null;
    }
    return out;
  };
}

const startOf = (fields: readonly ActField[], row: object): Values =>
  Object.fromEntries(
    fields.map(({ place: key, kind }) => {
      const value = (row as Values)[key];
      return [key, kind === 'number' && value !== null && value !== undefined ? Number(value) : (value ?? undefined)];
    }),
  );

export function changing(
  name: string,
  title: string,
  fields: ActField[],
  row: { id: string; version: number },
  more: Partial<ActForm> = {},
): ActForm {
  const start = startOf(fields, row);
  return {
    name,
    title,
    fields,
    given: { id: row.id, version: row.version },
    start,
    shape: clearing(fields, start),
    ...more,
  };
}

export const createEnterprise = (towns: readonly Option[]): ActForm<Created> => ({
  name: 'registry.create-enterprise',
  title: '登记企业',
  fields: enterpriseFields(towns),
  start: { status: 'operating' },
  said: () => '已登记企业',
});

/** An enterprise changes its contacts and staff count; the rest is the town's and the county's. */
export const changeEnterprise = (
  row: TheEnterprise,
  who: 'county' | 'town' | 'enterprise',
  towns: readonly Option[],
): ActForm => {
  const all = enterpriseFields(towns);
  const fields =
    who === 'enterprise' ? [staff, ...contacts] : who === 'town' ? all.filter((f) => f.place !== 'town') : all;
  return changing('registry.change-enterprise', '变更登记', fields, row);
};

export const closeEnterprise = (row: TheEnterprise): ActForm => ({
  name: 'registry.close-enterprise',
  title: '注销企业',
  danger: true,
  given: { id: row.id, version: row.version },
  fields: [
    {
      place: 'reason',
      title: '注销原因',
      kind: 'lines',
      max: 200,
      need: true,
      phrases: ['营业执照已注销', '已搬离本县', '政策性关闭'],
    },
  ],
  intro: '注销后不再列入在册企业，监管责任当日终止；档案保留。',
});

const siteFields: ActField[] = [
  { place: 'name', title: '名称', kind: 'text', max: 60, need: true },
  { place: 'kind', title: '类别', kind: 'choice', options: optionsOf(siteKindWords), need: true },
  { place: 'address', title: '位置', kind: 'text', max: 200 },
  ...place,
];
export const addSite = (enterprise: string): ActForm => ({
  name: 'registry.add-site',
  title: '登记场所',
  fields: siteFields,
  given: { enterprise },
});
export const changeSite = (row: SiteRow): ActForm => changing('registry.change-site', '变更场所', siteFields, row);
export const removeSite = (row: SiteRow): ActForm => ({
  name: 'registry.remove-site',
  title: '移除场所',
  fields: [],
  given: { id: row.id, version: row.version },
  danger: true,
  intro: `移除“${row.name}”。`,
});

const personFields: ActField[] = [
  { place: 'name', title: '姓名', kind: 'text', max: 40, need: true },
  { place: 'phone', title: '电话', kind: 'text', max: 20 },
  { place: 'position', title: '身份', kind: 'choice', options: optionsOf(positionWords), need: true },
  { place: 'post', title: '岗位', kind: 'text', max: 60, need: true },
  { place: 'certificateKind', title: '证书种类', kind: 'text', max: 60 },
  { place: 'certificateNumber', title: '证书编号', kind: 'text', max: 60 },
  { place: 'certificateUntil', title: '证书有效期至', kind: 'day' },
];
export const addPerson = (enterprise: string): ActForm => ({
  name: 'registry.add-person',
  title: '登记人员',
  fields: personFields,
  given: { enterprise },
});
export const changePerson = (row: { id: string; version: number }): ActForm =>
  changing('registry.change-person', '变更人员', personFields, row);
export const personLeft = (row: { id: string; version: number }, today: string): ActForm => ({
  name: 'registry.person-left',
  title: '人员离岗',
  given: { id: row.id, version: row.version },
  start: { on: today },
  fields: [{ place: 'on', title: '离岗日期', kind: 'day', need: true }],
});

/** Officers at work who may take an enterprise of this town for this body. */
export async function officersFor(
  body: Body,
  town: string | null,
  but?: string,
): Promise<{ value: string; label: string }[]> {
  const ofTown = body === 'town' && town ? { town } : {};
  const { rows } = await rowsOf(officerLedger, { body, ...ofTown, limit: 200 });
  return rows
    .filter((row) => row.id !== but)
    .map((row) => ({ value: row.id, label: `${row.name}（${row.department}，在管 ${row.charges} 家）` }));
}

export const assignSupervision = (
  row: { id: string; name: string; town: string; townName: string },
  body: Body,
  today: string,
): ActForm => ({
  name: 'registry.assign-supervision',
  title: `确定${bodyWords[body]}责任人`,
  submit: '确定',
  given: { enterprise: row.id, body },
  start: { fromOn: today },
  fields: [
    // The title tells towns apart: options are kept by it.
    {
      place: 'officer',
      title: body === 'town' ? `${row.townName}责任人` : `${bodyWords[body]}责任人`,
      kind: 'choice',
      options: () => officersFor(body, row.town),
      need: true,
    },
    { place: 'fromOn', title: '自何日起', kind: 'day', need: true, hint: '原责任人同日终止，当日起由新责任人负责' },
  ],
  intro: row.name,
});

export const endSupervision = (row: { id: string; name: string }, body: Body, today: string): ActForm => ({
  name: 'registry.end-supervision',
  title: `终止${bodyWords[body]}责任`,
  submit: '终止',
  danger: true,
  given: { enterprise: row.id, body },
  start: { toOn: today },
  fields: [{ place: 'toOn', title: '自何日起不再负责', kind: 'day', need: true }],
  intro: `终止后“${row.name}”将出现责任缺口。`,
});
