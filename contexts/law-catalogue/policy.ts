import { allow } from '#kernel';

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
