import { allow, mine } from '#kernel';
import type { ItemCheck } from './subjects.ts';

export const countyOfficers = ['county-officer', 'county-admin', 'county-leader'] as const;
export const townOfficers = ['town-officer', 'town-lead'] as const;

/** 逐企逐项检查：县局在全县，镇在本镇（行级可见性保证）。 */
export const checkers = allow<never>([...countyOfficers, ...townOfficers], '职责范围内的企业');
export const undoers = [
  allow<ItemCheck>(countyOfficers, '全县的检查结果'),
  allow<ItemCheck>(townOfficers, '本镇的检查结果', mine('town')),
];
export const fillers = allow<never>(['county-admin', 'county-leader'], '本县的任务清单');
export const boardReaders = allow<never>(
  [...countyOfficers, ...townOfficers, 'legal-reviewer', 'auditor'],
  '年度任务与专项行动',
);
