import { z } from 'zod';
import { allow, asDay } from '#kernel';

/** The law is nobody's secret: whoever is signed in may read it. */
export const everybody = allow<never>(
  [
    'county-admin',
    'county-leader',
    'county-officer',
    'legal-reviewer',
    'town-lead',
    'town-officer',
    'principal',
    'safety-manager',
    'worker',
    'expert',
    'agency',
    'auditor',
  ],
  '任何登录的人',
);

export const dayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD')
  .refine((text) => asDay(text) !== null, '没有这一天');
