import type { Command } from 'commander';
import { ActRefused, roleWords, type UserLine, userCommands } from '#access';
import { todayIn } from '#kernel';
import type { Runner } from '#kernel/server';
import { COUNTY_OPTION, inCounty } from './platform.ts';
import { answer, Said } from './say.ts';
import { tableText } from './table.ts';

/** Runs one act on a county's accounts; what it refuses is said in one line. */
const doing = <T>(named: string | undefined, work: (runner: Runner, county: string) => Promise<T>): Promise<T> =>
  inCounty(named, ({ runner, county }) =>
    work(runner, county).catch((error) => {
      throw error instanceof ActRefused ? new Said(error.message, error.code) : error;
    }),
  );

const titles = ['账号', '姓名', '岗位', '镇', '企业', '状态', '动态口令', '最近登录'];

/** One account as a line of the list. */
const cellsOf = (a: UserLine): string[] => [
  a.account,
  a.name,
  roleWords[a.role as keyof typeof roleWords] ?? a.role,
  a.townName ?? a.town ?? '—',
  a.enterpriseName ?? '—',
  a.disabledAt ? '已停用' : '在用',
  a.secondFactor ? '已启用' : '—',
  a.lastSignInAt ? todayIn(a.lastSignInAt) : '—',
];

const toldOnce = (done: { password?: string; link?: string }): string =>
  done.link ? `一次性链接（24 小时内有效）：${done.link}` : `初始口令（首次登录须修改）：${done.password}`;

/** `zean user …`: what an administrator at the machine may do when nobody can sign in. */
export function registerUsers(program: Command): void {
  const user = program.command('user').description('账号：查看、添加、停用、重置口令、解锁、停用动态口令');
  user
    .command('list')
    .description('列出账号')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (o) => {
      const rows = await doing(o.county, (runner, county) => userCommands.list(runner, county));
      answer(o.json, rows, () => (rows.length > 0 ? tableText(titles, rows.map(cellsOf)) : '还没有账号'));
    });
  user
    .command('add <account>')
    .description('添加账号')
    .requiredOption('--name <name>', '姓名')
    .requiredOption(
      '--role <role>',
      `角色：${Object.entries(roleWords)
        .map(([code, word]) => `${code} ${word}`)
        .join('、')}`,
    )
    .option('--town <code>', '镇代码')
    .option('--enterprise <id>', '企业编号')
    .option('--agency <id>', '机构编号')
    .option('--link', '给一次性链接而不是初始口令')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (account: string, o) => {
      const given = {
        account,
        name: o.name,
        role: o.role,
        ...(o.town ? { town: o.town } : {}),
        ...(o.enterprise ? { enterprise: o.enterprise } : {}),
        ...(o.agency ? { agency: o.agency } : {}),
        ...(o.link ? { link: true } : {}),
      };
      const done = await doing(o.county, (runner, county) => userCommands.add(runner, county, given));
      answer(o.json, done, () => `已添加 ${account}。${toldOnce(done)}`);
    });
  const simple = (
    name: 'disable' | 'enable' | 'unlock' | 'removeCode',
    description: string,
    said: string,
    word: string = name,
  ) =>
    user
      .command(`${word} <account>`)
      .description(description)
      .option(...COUNTY_OPTION)
      .option('--json', '以 JSON 输出')
      .action(async (account: string, o) => {
        const done = await doing(o.county, (runner, county) => userCommands[name](runner, county, account));
        answer(o.json, done, () => `${account} ${said}`);
      });
  simple('disable', '停用账号，立即结束其会话', '已停用');
  simple('enable', '恢复账号', '已恢复');
  simple('unlock', '解除登录锁定', '已解锁');
  simple('removeCode', '停用动态口令（手机丢失、换机），下次登录重新登记', '的动态口令已停用', 'remove-code');
  user
    .command('reset <account>')
    .description('重置口令')
    .option('--link', '给一次性链接而不是初始口令')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (account: string, o) => {
      const done = await doing(o.county, (runner, county) =>
        userCommands.reset(runner, county, account, { link: Boolean(o.link) }),
      );
      answer(o.json, done, () => `已重置 ${account}。${toldOnce(done)}`);
    });
}
