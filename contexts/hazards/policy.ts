import { allow } from '#kernel';
import { enterprisePeople, officers } from './domain/roles.ts';

/** Who reports and reads; who makes a move stands with the move (domain/moves/who.ts). */
export const reporters = allow<never>([...officers, ...enterprisePeople], '本人职责范围内的企业');
export const readers = allow<never>(
  [...officers, ...enterprisePeople, 'legal-reviewer', 'auditor', 'expert'],
  '可见范围内的隐患',
);
export const overseers = allow<never>([...officers, 'legal-reviewer', 'auditor'], '职责范围内的汇总');
