import { all, allow, any, type Condition, is, isNot, mine, not, notMe, present, type Sentence, scopeIs } from '#kernel';
import { countyOfficers, enterprisePeople, managers, townOfficers } from '../roles.ts';
import type { HazardFacts } from './row.ts';

type Who = readonly Sentence<HazardFacts>[];
const officersWhere = (
  county: string,
  town: string,
  townWhen: Condition<keyof HazardFacts>,
  when?: typeof townWhen,
): Who => [
  allow<HazardFacts>(countyOfficers, county, when),
  allow<HazardFacts>(townOfficers, town, all(mine('town'), townWhen)),
];

const townHolds = is('heldBy', 'town');
const ofCommon = is('loop', 'common');
const ofSelf = is('loop', 'self');

/** 县局在全县、镇中心在本镇。A major hazard, once escalated, is the county's to judge and close. */
export const byOfficers = officersWhere('全县的隐患', '本镇的、仍由镇里牵头的隐患', townHolds);

/** Reading and asking are open to the town also when the county holds the hazard. */
export const byOfficersAnyHolder = officersWhere('全县的隐患', '本镇的隐患', all());

/** 挂牌督办只用于重大隐患。 */
export const bySupervisors: Who = [allow<HazardFacts>(countyOfficers, '全县的重大隐患', is('level', 'major'))];

/** 复查不得由整改人自己做，也不得由企业做。 */
export const byVerifiers = officersWhere(
  '全县的隐患，整改人除外',
  '本镇的、仍由镇里牵头的隐患，整改人除外',
  all(townHolds, notMe('rectifiedBy')),
  notMe('rectifiedBy'),
);

/** 销号：一般隐患由镇中心或县局；重大隐患由县局，复查的人不得再销号（两人把关）。 */
export const byClosers = officersWhere(
  '全县的隐患，重大隐患的复查人除外',
  '本镇的一般隐患',
  all(townHolds, isNot('level', 'major')),
  any(isNot('level', 'major'), notMe('checkedBy')),
);

export const byManagers: Who = [allow<HazardFacts>(managers, '本企业的隐患', all(mine('enterprise'), ofCommon))];

export const byOwnManagers: Who = [allow<HazardFacts>(managers, '本企业自查的隐患', all(mine('enterprise'), ofSelf))];

/** 自查确认：另一人，不是整改人。 */
export const byOtherManager: Who = [
  allow<HazardFacts>(managers, '本企业自查的隐患，整改人除外', all(mine('enterprise'), ofSelf, notMe('rectifiedBy'))),
];

export const byOwnPeople: Who = [
  allow<HazardFacts>(enterprisePeople, '本企业自查的隐患', all(mine('enterprise'), ofSelf)),
];

/** 转入监管闭环只对企业自查的隐患。 */
export const byTakers = officersWhere('全县企业自查的隐患', '本镇企业自查的隐患', ofSelf, ofSelf);

export const byAskedExpert: Who = [
  allow<HazardFacts>(['expert'], '请本人会诊的隐患', all(mine('analysisExpert', 'account'), is('analysis', 'asked'))),
];

/** 延期审批：有申请在等，且不是申请人那一方。 */
export const byExtensionJudges = officersWhere(
  '全县待批的延期',
  '本镇待批的延期',
  all(townHolds, present('extensionUntil')),
  present('extensionUntil'),
);

/** 待办 of the county is what the county leads, 上报到县级的和重大的; the rest of the county is in the ledger. */
export const waitsHere = any(not(scopeIs('county')), isNot('heldBy', 'town'), is('level', 'major'));
