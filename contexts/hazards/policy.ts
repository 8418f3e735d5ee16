import { allow, mine, type Sentence } from '#kernel';
import { countyOfficers, enterprisePeople, managers, officers, townOfficers } from './domain/roles.ts';

/** Who reports and reads; who makes a move stands with the move (domain/moves/who.ts). */
export const reporters = allow<never>([...officers, ...enterprisePeople], '本人职责范围内的企业');
export const readers = allow<never>(
  [...officers, ...enterprisePeople, 'legal-reviewer', 'auditor', 'expert'],
  '可见范围内的隐患',
);
export const overseers = allow<never>([...officers, 'legal-reviewer', 'auditor'], '职责范围内的汇总');

/** 重大危险源辨识：单位自己辨识分级（《危险化学品重大危险源监督管理暂行规定》），县局和镇中心可代存。 */
export const filesSources: readonly Sentence<{ id: string; town: string }>[] = [
  allow(countyOfficers, '全县的企业'),
  allow(townOfficers, '本镇的企业', mine('town')),
  allow(managers, '本企业', mine('id', 'enterprise')),
];
export const withdrawsSources: readonly Sentence<{ enterprise: string; town: string }>[] = [
  allow(countyOfficers, '全县的企业'),
  allow(townOfficers, '本镇的企业', mine('town')),
  allow(managers, '本企业', mine('enterprise')),
];
export const readsSources = allow<never>(
  [...officers, ...enterprisePeople, 'legal-reviewer', 'auditor'],
  '可见范围内的企业',
);
