import { allow, mine, type Sentence } from '#kernel';

/** Roles as this context's sentences group them. */
export const countyStaff = ['county-admin', 'county-leader', 'county-officer'] as const;
export const townStaff = ['town-lead', 'town-officer'] as const;
export const staff = [...countyStaff, ...townStaff] as const;
export const managers = ['principal', 'safety-manager'] as const;
export const enterprisePeople = [...managers, 'worker'] as const;

const ownTown = mine('town');

/** 企业登记：县局全县，镇中心本镇；企业只改自己的联系人和从业人数（handler 再看改了哪几项）。 */
export const changesEnterprise: readonly Sentence<{ id: string; town: string }>[] = [
  allow(countyStaff, '全县的企业'),
  allow(townStaff, '本镇的企业', ownTown),
  allow(managers, '本企业的联系人和从业人数', mine('id', 'enterprise')),
];

/** Beside an enterprise: its sites, its closing. */
export const onEnterprise: readonly Sentence<{ town: string }>[] = [
  allow(countyStaff, '全县的企业'),
  allow(townStaff, '本镇的企业', ownTown),
];

/** 人员台账由企业自己维护，县局和镇中心可代办。 */
export const addsPeople: readonly Sentence<{ id: string; town: string }>[] = [
  ...onEnterprise,
  allow(managers, '本企业的人员', mine('id', 'enterprise')),
];
export const changesPeople: readonly Sentence<{ enterprise: string; town: string }>[] = [
  ...onEnterprise,
  allow(managers, '本企业的人员', mine('enterprise')),
];

/** 监管责任：县局定各方；镇中心负责人定本镇这一方（handler 再看是哪一方）。 */
export const assigns: readonly Sentence<{ town: string }>[] = [
  allow(countyStaff, '全县的监管责任'),
  allow(['town-lead'], '本镇企业的镇级监管责任', ownTown),
];
export const handsOver: readonly Sentence<{ town: string | null }>[] = [
  allow(countyStaff, '全县监管人员的交接'),
  allow(['town-lead'], '本镇监管人员的交接', ownTown),
];

/** 监管人员名册：县局全部；镇中心负责人本镇的人。 */
export const changesOfficers: readonly Sentence<{ town: string | null }>[] = handsOver;
export const addsOfficers = [allow([...countyStaff, 'town-lead'], '职责范围内的监管人员')];

export const creates = [allow(staff, '职责范围内的企业')];
export const byCounty = [allow(countyStaff, '全县')];

export const readsEnterprises = [
  allow([...staff, ...enterprisePeople, 'legal-reviewer', 'auditor'], '可见范围内的企业'),
];
export const readsPeople = [allow([...staff, ...managers, 'legal-reviewer', 'auditor'], '可见范围内的人员')];
export const readsSupervision = [allow([...staff, 'legal-reviewer', 'auditor'], '职责范围内的监管责任')];
export const readsImports = [allow([...countyStaff, 'auditor'], '全县的导入批次')];
export const readsTowns = [
  allow([...staff, ...enterprisePeople, 'legal-reviewer', 'auditor', 'expert', 'agency'], '本县的镇'),
];
