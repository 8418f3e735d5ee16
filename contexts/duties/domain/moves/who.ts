import { all, allow, any, type Condition, is, mine, not, notMe, oneOf, type Sentence, scopeIs } from '#kernel';
import { countyOfficers, managers, townOfficers } from '../roles.ts';
import type { OwedFacts } from './row.ts';

type Who = readonly Sentence<OwedFacts>[];
type When = Condition<keyof OwedFacts>;

const ofEnterprise: When = oneOf('owedBy', ['enterprise', 'person']);

/** 义务人自己办：企业的由企业负责人和安全管理人员，镇的由本镇，县局的由县局。 */
export const byOwers: Who = [
  allow<OwedFacts>(managers, '本企业应办的事项', all(mine('enterprise'), ofEnterprise)),
  allow<OwedFacts>(townOfficers, '本镇应办的事项', all(mine('town'), is('owedBy', 'town'))),
  allow<OwedFacts>(countyOfficers, '县局应办的事项', is('owedBy', 'county')),
];

/** 审核：由镇审核的，本镇或县局；由县局审核的，县局。上报人不得自己审核。 */
export const byReviewers: Who = [
  allow<OwedFacts>(countyOfficers, '全县待审核的事项，上报人除外', notMe('handedInBy')),
  allow<OwedFacts>(
    townOfficers,
    '本镇企业由镇审核的事项，上报人除外',
    all(mine('town'), is('reviewer', 'town'), ofEnterprise, notMe('handedInBy')),
  ),
];

/** 免办由县局批准。 */
export const byApprovers: Who = [
  allow<OwedFacts>(countyOfficers, '全县企业和镇的应办事项', any(ofEnterprise, is('owedBy', 'town'))),
];

/** 催办：监管它的人。 */
export const byUrgers: Who = [
  allow<OwedFacts>(countyOfficers, '全县企业和镇的应办事项', any(ofEnterprise, is('owedBy', 'town'))),
  allow<OwedFacts>(townOfficers, '本镇企业的应办事项', all(mine('town'), ofEnterprise)),
];

/** 待办 of the county is what the county looks at; what a town looks at is the town's, though the county may as well. */
export const waitsHere: When = any(not(scopeIs('county')), is('reviewer', 'county'));
