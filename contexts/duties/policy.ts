import { allow } from '#kernel';
import { managers, officers } from './domain/roles.ts';

/** Who reads what is owed; who makes a move stands with the move (domain/moves/who.ts). */
export const readers = allow<never>(
  [...officers, ...managers, 'worker', 'legal-reviewer', 'auditor'],
  '可见范围内的应办事项',
);
/** Of his own enterprise. */
export const own = allow<never>([...managers, 'worker'], '本企业的应办事项');
/** Who sees who owes what. */
export const overseers = allow<never>([...officers, 'legal-reviewer', 'auditor'], '职责范围内的汇总');
/** Who registers an occasion (起因) of whose clock the platform does not know. */
export const tellers = allow<never>([...officers, ...managers], '职责范围内企业的起因登记');
