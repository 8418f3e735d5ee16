import { absent, allow } from '#kernel';
import type { Publication } from './subjects.ts';

/** 公布与撤回由县局领导或管理员决定。 */
export const publishers = allow<never>(['county-leader', 'county-admin'], '本县的公开内容');
export const withdrawers = [
  allow<Publication>(['county-leader', 'county-admin'], '本县在公开中的内容', absent('withdrawnAt')),
];
export const publicationReaders = allow<never>(
  ['county-leader', 'county-admin', 'county-officer', 'legal-reviewer', 'auditor'],
  '本县的公开内容',
);
