import { ledgerShape, optionsOf, type RowOf } from '#kernel';
import {
  agencyKindWords,
  bodyWords,
  datumWords,
  flagWords,
  importLedgerWords,
  positionWords,
  scaleWords,
  sectorWords,
  statusWords,
  supervisionWords,
} from './domain/words.ts';
import { personal } from './personal.ts';

const town = { key: 'town', title: '镇', kind: 'choice' } as const;
/** Sent with every row where it has a value: the drawer shows it. */
const carried = { carried: true, optional: true } as const;
const q = { key: 'q', title: '搜索', kind: 'search' } as const;

/** 企业台账. Its titles are those of the import template, so an export goes back in. */
export const enterpriseLedger = ledgerShape({
  name: 'registry.enterprises',
  title: '企业台账',
  page: '/enterprises',
  columns: [
    { key: 'name', title: '企业名称', kind: 'link', width: 236, sortable: true, fixed: true },
    { key: 'uscc', title: '统一社会信用代码', kind: 'text', width: 176 },
    { key: 'shortName', title: '简称', kind: 'text', width: 120, hiddenByDefault: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90 },
    { key: 'sector', title: '行业', kind: 'text', width: 90, words: sectorWords },
    { key: 'industry', title: '行业代码', kind: 'text', width: 90, hiddenByDefault: true },
    { key: 'flags', title: '风险标志', kind: 'text', width: 168 },
    { key: 'scale', title: '规模', kind: 'text', width: 70, words: scaleWords },
    { key: 'staffCount', title: '从业人数', kind: 'number', width: 90, sortable: true },
    { key: 'status', title: '生产状态', kind: 'state', width: 104, words: statusWords },
    { key: 'supervision', title: '监管责任', kind: 'state', width: 90, words: supervisionWords },
    { key: 'address', title: '地址', kind: 'text', width: 220, hiddenByDefault: true },
    { key: 'lng', title: '经度', kind: 'text', width: 100, hiddenByDefault: true },
    { key: 'lat', title: '纬度', kind: 'text', width: 100, hiddenByDefault: true },
    { key: 'datum', title: '坐标系', kind: 'text', width: 90, hiddenByDefault: true, words: datumWords },
    { key: 'principalName', title: '主要负责人', kind: 'text', width: 100, hiddenByDefault: true },
    {
      key: 'principalPhone',
      title: '主要负责人电话',
      kind: 'text',
      width: 130,
      hiddenByDefault: true,
      personal: personal.enterprise.principalPhone,
    },
    { key: 'safetyName', title: '安全管理人员', kind: 'text', width: 110, hiddenByDefault: true },
    {
      key: 'safetyPhone',
      title: '安全管理人员电话',
      kind: 'text',
      width: 140,
      hiddenByDefault: true,
      personal: personal.enterprise.safetyPhone,
    },
    { key: 'createdAt', title: '登记时间', kind: 'instant', width: 140, sortable: true, hiddenByDefault: true },
  ],
  carries: [
    { key: 'town', kind: 'text' },
    { key: 'initials', kind: 'text' },
  ],
  filters: [
    q,
    town,
    { key: 'sector', title: '行业', kind: 'choices', options: optionsOf(sectorWords) },
    { key: 'flags', title: '风险标志', kind: 'choices', options: optionsOf(flagWords) },
    { key: 'supervision', title: '监管责任', kind: 'choice', options: optionsOf(supervisionWords) },
    { key: 'scale', title: '规模', kind: 'choices', options: optionsOf(scaleWords) },
    { key: 'status', title: '生产状态', kind: 'choices', options: optionsOf(statusWords) },
  ],
  order: 'name',
});
export type EnterpriseLedger = typeof enterpriseLedger;
export type EnterpriseRow = RowOf<typeof enterpriseLedger>;

/** 人员台账. */
export const peopleLedger = ledgerShape({
  name: 'registry.people',
  title: '人员台账',
  columns: [
    { key: 'name', title: '姓名', kind: 'text', width: 90, sortable: true, fixed: true },
    { key: 'enterpriseName', title: '企业名称', kind: 'link', width: 260, carried: true },
    { key: 'uscc', title: '统一社会信用代码', kind: 'text', width: 180, hiddenByDefault: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90 },
    { key: 'position', title: '身份', kind: 'text', width: 110, words: positionWords, carried: true },
    { key: 'post', title: '岗位', kind: 'text', width: 140, carried: true },
    { key: 'phone', title: '电话', kind: 'text', width: 150, personal: personal.person.phone, ...carried },
    { key: 'certificateKind', title: '证书种类', kind: 'text', width: 160, ...carried },
    {
      key: 'certificateNumber',
      title: '证书编号',
      kind: 'text',
      width: 220,
      hiddenByDefault: true,
      personal: personal.person.certificateNumber,
      ...carried,
    },
    { key: 'certificateUntil', title: '证书有效期至', kind: 'day', width: 110, sortable: true, ...carried },
    { key: 'leftOn', title: '离岗日期', kind: 'day', width: 110, hiddenByDefault: true, ...carried },
  ],
  carries: [
    { key: 'enterprise', kind: 'id' },
    { key: 'town', kind: 'text' },
  ],
  filters: [
    q,
    town,
    { key: 'enterprise', title: '企业编号', kind: 'text' },
    { key: 'position', title: '身份', kind: 'choices', options: optionsOf(positionWords) },
    { key: 'certificate', title: '证书到期日', kind: 'dayRange' },
    { key: 'left', title: '含离岗人员', kind: 'switch' },
  ],
  order: 'name',
});
export type PeopleLedger = typeof peopleLedger;
export type PersonRow = RowOf<PeopleLedger>;

/** 监管人员. */
export const officerLedger = ledgerShape({
  name: 'registry.officers',
  title: '监管人员',
  columns: [
    { key: 'name', title: '姓名', kind: 'text', width: 100, sortable: true, fixed: true },
    { key: 'body', title: '监管主体', kind: 'text', width: 120, words: bodyWords, carried: true },
    { key: 'department', title: '部门或股室', kind: 'text', width: 180, carried: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90, ...carried },
    { key: 'phone', title: '电话', kind: 'text', width: 150, personal: personal.officer.phone, ...carried },
    { key: 'certificateNumber', title: '执法证号', kind: 'text', width: 160, ...carried },
    { key: 'charges', title: '在管企业', kind: 'number', width: 90, sortable: true, carried: true },
    { key: 'leftOn', title: '离岗日期', kind: 'day', width: 110, ...carried },
  ],
  carries: [{ key: 'town', kind: 'text', optional: true }],
  filters: [
    q,
    town,
    { key: 'body', title: '监管主体', kind: 'choice', options: optionsOf(bodyWords) },
    { key: 'left', title: '含离岗人员', kind: 'switch' },
  ],
  order: 'name',
});
export type OfficerRow = RowOf<typeof officerLedger>;

/** 监管责任: one line an enterprise, its three persons beside each other. */
export const supervisionLedger = ledgerShape({
  name: 'registry.supervisions',
  title: '监管责任',
  page: '/supervision',
  columns: [
    { key: 'name', title: '企业名称', kind: 'link', width: 260, sortable: true, fixed: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90 },
    { key: 'sector', title: '行业', kind: 'text', width: 90, words: sectorWords },
    { key: 'sectorOfficer', title: '行业主管部门', kind: 'text', width: 200 },
    { key: 'safetyOfficer', title: '应急管理部门', kind: 'text', width: 200 },
    { key: 'townOfficer', title: '镇中心', kind: 'text', width: 200 },
    { key: 'supervision', title: '监管责任', kind: 'state', width: 90, words: supervisionWords },
  ],
  carries: [{ key: 'town', kind: 'text' }],
  filters: [
    q,
    town,
    { key: 'sector', title: '行业', kind: 'choices', options: optionsOf(sectorWords) },
    { key: 'flags', title: '风险标志', kind: 'choices', options: optionsOf(flagWords) },
    { key: 'missing', title: '缺哪一方', kind: 'choice', options: optionsOf(bodyWords) },
    { key: 'officer', title: '责任人编号', kind: 'text' },
    { key: 'gap', title: '只看缺口', kind: 'switch' },
  ],
  order: 'name',
});
export type SupervisionRow = RowOf<typeof supervisionLedger>;

/** 中介机构. */
export const agencyLedger = ledgerShape({
  name: 'registry.agencies',
  title: '中介机构',
  columns: [
    { key: 'name', title: '名称', kind: 'text', width: 260, sortable: true, fixed: true },
    { key: 'kind', title: '服务类别', kind: 'text', width: 120, words: agencyKindWords, carried: true },
    { key: 'uscc', title: '统一社会信用代码', kind: 'text', width: 180, ...carried },
    { key: 'licenceNumber', title: '资质证书编号', kind: 'text', width: 180, ...carried },
    { key: 'contactName', title: '联系人', kind: 'text', width: 100, ...carried },
    {
      key: 'contactPhone',
      title: '联系电话',
      kind: 'text',
      width: 150,
      personal: personal.agency.contactPhone,
      ...carried,
    },
  ],
  filters: [q, { key: 'kind', title: '服务类别', kind: 'choice', options: optionsOf(agencyKindWords) }],
  order: 'name',
});
export type AgencyRow = RowOf<typeof agencyLedger>;

/** 专家. */
export const expertLedger = ledgerShape({
  name: 'registry.experts',
  title: '专家',
  columns: [
    { key: 'name', title: '姓名', kind: 'text', width: 100, sortable: true, fixed: true },
    { key: 'speciality', title: '专业', kind: 'text', width: 200, carried: true },
    { key: 'title', title: '职称', kind: 'text', width: 140, ...carried },
    { key: 'phone', title: '电话', kind: 'text', width: 150, personal: personal.expert.phone, ...carried },
  ],
  filters: [q],
  order: 'name',
});
export type ExpertLedger = typeof expertLedger;
export type ExpertRow = RowOf<typeof expertLedger>;

/** 导入批次. */
export const importLedger = ledgerShape({
  name: 'registry.imports',
  title: '导入批次',
  columns: [
    { key: 'at', title: '导入时间', kind: 'instant', width: 150, sortable: true, fixed: true },
    { key: 'ledger', title: '台账', kind: 'text', width: 100, words: importLedgerWords, carried: true },
    { key: 'fileName', title: '文件', kind: 'text', width: 260, carried: true },
    { key: 'accountName', title: '导入人', kind: 'text', width: 100, ...carried },
    { key: 'created', title: '新增', kind: 'number', width: 80, carried: true },
    { key: 'changed', title: '更新', kind: 'number', width: 80, carried: true },
    { key: 'unchanged', title: '未变', kind: 'number', width: 80, carried: true },
    { key: 'rejected', title: '未通过', kind: 'number', width: 80, carried: true },
    { key: 'undoneAt', title: '撤销时间', kind: 'instant', width: 150, ...carried },
  ],
  filters: [{ key: 'ledger', title: '台账', kind: 'choice', options: optionsOf(importLedgerWords) }],
  order: '-at',
});
export type ImportRow = RowOf<typeof importLedger>;
