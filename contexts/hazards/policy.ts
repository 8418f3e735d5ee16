import { type Actor, allow, type Sentence } from '#kernel';
import { countyOfficers, enterprisePeople, managers, officers, townOfficers } from './domain/roles.ts';
import type { Hazard } from './subjects.ts';

const own = (a: Actor, h: Hazard): boolean => h.enterprise === a.enterprise;
const ownTown = (a: Actor, h: Hazard): boolean => h.town === a.town;
const isCommon = (h: Hazard): boolean => h.loop === 'common';

/** 县局在全县、镇中心在本镇。A major hazard, once escalated, is the county's to judge and close. */
export const byOfficers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县的隐患'),
  allow<Hazard>(townOfficers, '本镇的、仍由镇里牵头的隐患', (a, h) => ownTown(a, h) && h.heldBy === 'town'),
];

/** Reading and asking are open to the town also when the county holds the hazard. */
export const byOfficersAnyHolder: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县的隐患'),
  allow<Hazard>(townOfficers, '本镇的隐患', ownTown),
];

export const byCounty: readonly Sentence<Hazard>[] = [allow<Hazard>(countyOfficers, '全县的隐患')];

/** 挂牌督办只用于重大隐患。 */
export const bySupervisors: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县的重大隐患', (_, h) => h.level === 'major'),
];

/** 复查不得由整改人自己做，也不得由企业做。 */
export const byVerifiers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县的隐患，整改人除外', (a, h) => h.rectifiedBy !== a.account),
  allow<Hazard>(
    townOfficers,
    '本镇的、仍由镇里牵头的隐患，整改人除外',
    (a, h) => ownTown(a, h) && h.heldBy === 'town' && h.rectifiedBy !== a.account,
  ),
];

/** 销号：一般隐患由镇中心或县局，重大隐患由县局。 */
export const byClosers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县的隐患'),
  allow<Hazard>(townOfficers, '本镇的一般隐患', (a, h) => ownTown(a, h) && h.heldBy === 'town' && h.level !== 'major'),
];

export const byManagers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(managers, '本企业的隐患', (a, h) => own(a, h) && isCommon(h)),
];

export const byOwnManagers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(managers, '本企业自查的隐患', (a, h) => own(a, h) && !isCommon(h)),
];

/** 自查确认：另一人，不是整改人。 */
export const byOtherManager: readonly Sentence<Hazard>[] = [
  allow<Hazard>(
    managers,
    '本企业自查的隐患，整改人除外',
    (a, h) => own(a, h) && !isCommon(h) && h.rectifiedBy !== a.account,
  ),
];

export const byOwnPeople: readonly Sentence<Hazard>[] = [
  allow<Hazard>(enterprisePeople, '本企业自查的隐患', (a, h) => own(a, h) && !isCommon(h)),
];

/** 转入监管闭环只对企业自查的隐患。 */
export const byTakers: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县企业自查的隐患', (_, h) => !isCommon(h)),
  allow<Hazard>(townOfficers, '本镇企业自查的隐患', (a, h) => ownTown(a, h) && !isCommon(h)),
];

export const byAskedExpert: readonly Sentence<Hazard>[] = [
  allow<Hazard>(['expert'], '请本人会诊的隐患', (a, h) => h.analysisExpert === a.account && h.analysis === 'asked'),
];

/** 延期审批：有申请在等，且不是申请人那一方。 */
export const byExtensionJudges: readonly Sentence<Hazard>[] = [
  allow<Hazard>(countyOfficers, '全县待批的延期', (_, h) => h.extensionUntil !== null),
  allow<Hazard>(
    townOfficers,
    '本镇待批的延期',
    (a, h) => ownTown(a, h) && h.heldBy === 'town' && h.extensionUntil !== null,
  ),
];

export const reporters = allow<never>([...officers, ...enterprisePeople], '本人职责范围内的企业');
export const readers = allow<never>(
  [...officers, ...enterprisePeople, 'legal-reviewer', 'auditor', 'expert'],
  '可见范围内的隐患',
);
export const overseers = allow<never>([...officers, 'legal-reviewer', 'auditor'], '职责范围内的汇总');
