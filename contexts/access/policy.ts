import { type Actor, allow, type Sentence } from '#kernel';
import { roles } from './domain/words.ts';
import type { Account } from './subjects.ts';

const other = (a: Actor, r: Account): boolean => r.id !== a.account;
const ownWorker = (a: Actor, r: Account): boolean => r.role === 'worker' && r.enterprise === a.enterprise;
const managers = ['principal', 'safety-manager'] as const;

const managing = (say: string, when: (row: Account) => boolean = () => true): readonly Sentence<Account>[] => [
  allow<Account>(['county-admin'], `全县${say}，本人除外`, (a, r) => other(a, r) && when(r)),
  allow<Account>(managers, `本企业从业人员${say}`, (a, r) => ownWorker(a, r) && when(r)),
];

/** Nobody changes, disables or resets himself: 三员分立, the administrator's own account is another administrator's work. */
export const manages = managing('的账号');
export const disables = managing('未停用的账号', (r) => r.disabledAt === null);
export const enables = managing('已停用的账号', (r) => r.disabledAt !== null);
export const opens: readonly Sentence<never>[] = [
  allow<never>(['county-admin'], '全县的账号'),
  allow<never>(managers, '本企业从业人员的账号'),
];
export const removesSecondFactor: readonly Sentence<Account>[] = [
  allow<Account>(
    ['county-admin'],
    '全县已启用动态口令的账号，本人除外',
    (a, r) => other(a, r) && r.totpConfirmedAt !== null,
  ),
];
export const unlocks: readonly Sentence<Account>[] = [allow<Account>(['county-admin'], '全县的账号')];
export const readsAccounts: readonly Sentence<never>[] = [
  allow<never>(['county-admin', 'auditor'], '全县的账号'),
  allow<never>(managers, '本企业的账号'),
];
/** One's own password, second factor, sessions and saved views: everybody's, the auditor's too. */
export const own: readonly Sentence<never>[] = [allow<never>(roles, '本人的账号')];
