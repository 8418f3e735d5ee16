/** Acts of the machine itself while a county is set up: no route mounts them, the command line and the demonstration run them. */
import { z } from 'zod';
import { allow, command, refuse } from '#kernel';
import { demoAccounts, demoPassword } from '../demo.ts';
import { scopeOf } from '../domain/words.ts';
import { hashPassword } from '../hash.ts';
import { type Account, account } from '../subjects.ts';
import { invite } from './accounts.ts';

const bySystem = [allow<never>(['system'], '系统')];
const blank = { mustChangePassword: false } as const;

/** 设立首个管理员: the account `admin` and a one-time link for it. */
export const firstAdministrator = command({
  name: 'access.first-administrator',
  title: '设立首个管理员',
  input: z.strictObject({}),
  may: bySystem,
  once: ['token'],
  async handle(act) {
    const old = await act.one<Account>("select * from access.account where county = $1 and account = 'admin'", [
      act.actor.county,
    ]);
    if (old?.passwordHash) return refuse('TAKEN', '首个管理员账号已经启用，请在命令行重置其口令');
    const id =
      old?.id ??
      act.create(account, { account: 'admin', name: '管理员', role: 'county-admin', ...blank, createdAt: act.at });
    return { token: await invite(act, id) };
  },
});

/** 建立演示账号: one account per role. */
export const demoCommand = command({
  name: 'access.demo-accounts',
  title: '建立演示账号',
  input: z.strictObject({
    town: z.string(),
    enterprise: z.uuid(),
    agency: z.uuid(),
    principalName: z.string().optional(),
    safetyName: z.string().optional(),
  }),
  may: bySystem,
  async handle(act, given) {
    const passwordHash = await hashPassword(demoPassword);
    const names: Partial<Record<string, string | undefined>> = {
      principal: given.principalName,
      'safety-manager': given.safetyName,
    };
    return {
      accounts: demoAccounts().map((one) => {
        const scope = scopeOf(one.role);
        const name = names[one.role] ?? one.name;
        const id = act.create(account, {
          account: one.account,
          name,
          role: one.role,
          ...blank,
          town: scope === 'town' ? given.town : null,
          enterprise: scope === 'enterprise' ? given.enterprise : null,
          agency: one.role === 'agency' ? given.agency : null,
          passwordHash,
          passwordChangedAt: act.at,
          createdAt: act.at,
        });
        return { account: one.account, role: one.role, id, name };
      }),
    };
  },
});
