import type { Command } from 'commander';
import { awaitsAdministrator, createFirstAdministrator, isUnused, offeredDemoAccounts } from '#access';
import type { Runner } from '#kernel/server';
import type { Config } from '../config.ts';
import { servedCounties } from '../counties.ts';
import { DEMO_SIZE, seedDemo } from '../demo/index.ts';
import { firstChecks } from '../first-checks.ts';
import { openPlatform, type Served, serve } from '../serve.ts';
import { progressBar } from './progress.ts';
import { fail, line, positive } from './say.ts';
import { tableText } from './table.ts';

/** Ends in order on Ctrl-C or SIGTERM, from the first moment on: PostgreSQL is never left behind. A second signal ends at once. */
function endOnSignal(end: () => Promise<unknown>): void {
  let ending = false;
  const on = (signal: string) => {
    if (ending) process.exit(1);
    ending = true;
    line(`\n收到 ${signal}，正在停止…`);
    end().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', () => on('Ctrl-C'));
  process.on('SIGTERM', () => on('SIGTERM'));
}

/** A one-time link for each county that nobody can sign in to as its administrator yet. */
async function tellFirstLinks(runner: Runner, config: Config, address: string): Promise<void> {
  for (const { code, name } of servedCounties(config)) {
    if (!(await awaitsAdministrator(runner, code))) continue;
    const token = await createFirstAdministrator(runner, code);
    const whose = config.counties.length > 1 ? name : '';
    line(`\n${whose}首个管理员的一次性链接（24 小时内有效，只能用一次）：\n  ${address}login#invite=${token}`);
  }
}

/** Lets people in. `size`: of the demonstration that an empty folder is filled with first; null for none. */
async function run(size: { enterprises: number; hazards: number } | null): Promise<void> {
  const demo = size !== null;
  const config = await firstChecks(process.env, demo);
  let served: Served | null = null;
  const opening = openPlatform(config, line);
  let ended: Promise<unknown> | null = null;
  const end = (): Promise<unknown> =>
    (ended ??= opening.then(
      (platform) => (served ? served.stop() : platform.close()),
      () => {},
    ));
  endOnSignal(end);
  const platform = await opening;
  try {
    const { runner } = platform;
    const [first] = config.counties;
    if (size && (await isUnused(runner, first))) {
      const bar = progressBar('正在准备演示数据');
      line('首次启动：正在准备演示数据（企业、人员、隐患均为虚构）…');
      await seedDemo(platform, { ...size, progress: bar.show });
      bar.end();
    }
    served = await serve(platform, { demo, log: line });
    line(`\n泽安已启动：${served.address}`);
    line(
      `  监管端 ${served.address}　企业与现场 ${served.address}field/　公开页 ${served.address}open/　接口 ${served.address}api/openapi.json`,
    );
    if (demo) {
      line('\n演示账号（人和口令都是虚构数据，勿用于正式环境）：');
      // The people the accounts really are, as the sign-in page offers them: who changed his password is not offered.
      const offered = await offeredDemoAccounts(runner, first);
      line(
        tableText(
          ['  账号', '口令', '姓名', '岗位'],
          offered.map((a) => [`  ${a.account}`, a.password, a.name, a.roleTitle]),
        ),
      );
    } else await tellFirstLinks(runner, config, served.address);
  } catch (error) {
    // What was cut short by a signal is no fault of its own.
    const signalled = ended !== null;
    await end();
    if (!signalled) throw error;
  }
}

export function registerServe(program: Command): void {
  program
    .command('start')
    .description('启动演示：首次启动装入虚构的演示县')
    .option('--enterprises <n>', '首次启动装入的企业数', positive, DEMO_SIZE.enterprises)
    .option('--hazards <n>', '首次启动装入的隐患数', positive, DEMO_SIZE.hazards)
    .action(({ enterprises, hazards }) => run({ enterprises, hazards }));
  program
    .command('serve')
    .description('正式启动：没有演示数据，首个管理员凭一次性链接设置口令')
    .addHelpText(
      'after',
      '\n环境变量：PORT 端口（8080）、HOST 地址、ZEAN_DATA 数据目录（.zean）、ZEAN_COUNTY 县代码（多个以逗号分隔）、DATABASE_URL 改用已有 PostgreSQL、ZEAN_FIELD_KEYS 加密动态口令的密钥（数据目录 field-keys 之外另给的，Base64，新的在前）、ZEAN_BACKUP_KEEP=7 每天备份一次、试恢复、保留 7 份（ZEAN_BACKUP_FOLDER 存放处，默认数据目录的 backups），ZEAN_KEEP_ORIGINALS=1（或县代码）手机上传原图、不缩到 2560 像素，ZEAN_SECURE=1 表示经 HTTPS 访问',
    )
    .action(() => run(null));
}
