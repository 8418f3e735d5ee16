import type { Role } from './domain/words.ts';

/** The one password of the demonstration. Refused outside it. */
export const demoPassword = 'zean-demo-2022';

/** An account of the demonstration with its plain password, as the sign-in page offers it. */
export interface DemoAccount {
  account: string;
  name: string;
  role: Role;
  password: string;
}

const people: readonly (readonly [account: string, name: string, role: Role])[] = [
  ['admin', '管一舟', 'county-admin'],
  ['leader', '领川岳', 'county-leader'],
  ['officer', '巡远山', 'county-officer'],
  ['legal', '衡法言', 'legal-reviewer'],
  ['town-lead', '镇长青', 'town-lead'],
  ['town', '镇望田', 'town-officer'],
  ['principal', '企东方', 'principal'],
  ['safety', '企安然', 'safety-manager'],
  ['worker', '工百炼', 'worker'],
  ['expert', '专博闻', 'expert'],
  ['agency', '评中立', 'agency'],
  ['auditor', '审明察', 'auditor'],
];

/** The demonstration's accounts, one per role, all invented. */
export const demoAccounts = (): DemoAccount[] =>
  people.map(([account, name, role]) => ({ account, name, role, password: demoPassword }));
