import { absent, all, allow, type Condition, is, mine, notMe, present, type Sentence } from '#kernel';
import { roles } from './domain/words.ts';
import type { Account } from './subjects.ts';

const managers = ['principal', 'safety-manager'] as const;
const ownWorker = all(is('role', 'worker'), mine('enterprise'));

const managing = (say: string, when: Condition<keyof Account & string> = all()): readonly Sentence<Account>[] => [
  allow<Account>(['county-admin'], `全县${say}，本人除外`, all(notMe('id'), when)),
  allow<Account>(managers, `本企业从业人员${say}`, all(ownWorker, when)),
];

/** Nobody changes, disables or resets himself: 三员分立, the administrator's own account is another administrator's work. */
export const manages = managing('的账号');
export const disables = managing('未停用的账号', absent('disabledAt'));
export const enables = managing('已停用的账号', present('disabledAt'));
export const opens: readonly Sentence<never>[] = [
  allow<never>(['county-admin'], '全县的账号'),
  allow<never>(managers, '本企业从业人员的账号'),
];
export const removesSecondFactor: readonly Sentence<Account>[] = [
  allow<Account>(['county-admin'], '全县已启用动态口令的账号，本人除外', all(notMe('id'), present('totpConfirmedAt'))),
];
export const unlocks: readonly Sentence<Account>[] = [allow<Account>(['county-admin'], '全县的账号')];
export const readsAccounts: readonly Sentence<never>[] = [
  allow<never>(['county-admin', 'auditor'], '全县的账号'),
  allow<never>(managers, '本企业的账号'),
];
/** 留痕: who did what, over all subjects. The database shows each only what he may see anyway. */
export const readsActs: readonly Sentence<never>[] = [
  allow<never>(['county-admin', 'county-leader', 'auditor'], '全县的留痕'),
  allow<never>(['town-lead'], '本镇的留痕'),
];
/** 服务器时钟: whose work the server is, and who looks over the journal. */
export const readsClock: readonly Sentence<never>[] = [
  allow<never>(['county-admin', 'county-leader', 'auditor'], '全县的留痕'),
];
/** 个人信息 that is masked: each column names further who of these may open it. */
export const opensPersonal: readonly Sentence<never>[] = [
  allow<never>(
    ['county-admin', 'county-leader', 'county-officer', 'legal-reviewer', 'auditor'],
    '全县的个人信息，须说明理由',
  ),
  allow<never>(['town-lead', 'town-officer'], '本镇的个人信息，须说明理由'),
  allow<never>(managers, '本企业的个人信息，须说明理由'),
];
/** One's own password, second factor, sessions and saved views: everybody's, the auditor's too. */
export const own: readonly Sentence<never>[] = [allow<never>(roles, '本人的账号')];
