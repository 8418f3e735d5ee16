import type { Command } from 'commander';
import { keptWords, planRetention, type RetentionPlan, retireDue } from '#documents';
import type { Runner } from '#kernel/server';
import type { Config } from '../config.ts';
import { countiesOfFolder } from '../counties.ts';
import { COUNTY_OPTION, inCounty } from './platform.ts';
import { answer, Said } from './say.ts';
import { tableText } from './table.ts';
import { sizeText } from './usage.ts';

/** Files named; `--json` has them all. */
const NAMED = 50;
const checkedWords = { verified: '已核实', secondary: '未对照原文', unverified: '待核实' } as const;

/** What would go, or went, as an operator reads it: by which rule, and why the rest stays. */
export function retentionText({ today, keeping, files, due, dueBytes, kept }: RetentionPlan, done: boolean): string {
  const reasons = Object.entries(kept) as [keyof typeof keptWords, number][];
  return [
    keeping
      ? `${today} 适用的保管期限：${keeping.id}（${keeping.basis}；${checkedWords[keeping.checked]}）`
      : `${today} 没有适用的保管期限规则`,
    `${done ? '已销毁' : '到期可销毁'} ${due.length} 份，${sizeText(dueBytes)}；保留 ${files - due.length} 份${reasons.length ? '：' : ''}`,
    ...reasons.map(([why, n]) => `  ${keptWords[why]} ${n} 份`),
    ...(due.length === 0
      ? []
      : [
          tableText(
            ['文件', '摘要', '占用', '证明', '办结', '期满', '规则'],
            due
              .slice(0, NAMED)
              .map((one) => [
                one.name,
                one.sha256.slice(0, 8),
                sizeText(one.bytes),
                `${one.uses.length} 件`,
                one.endedOn,
                one.dueOn,
                one.title,
              ]),
          ),
        ]),
    ...(due.length > NAMED ? [`……另有 ${due.length - NAMED} 份，加 --json 看全部`] : []),
    ...(keeping?.checked === 'unverified'
      ? [
          '规则待核实，不据此销毁：县局定下保管期限后，在数据目录的 law 文件夹放一份县级覆盖文件（kind: retention-rule），checked 写 verified',
        ]
      : []),
    ...(!done && due.length > 0
      ? ['以上只是列出，没有改动；核对后用 zean retention --run 执行，逐份留痕，不能恢复']
      : []),
  ].join('\n');
}

const retireAll = async (runner: Runner, county: string, config: Config): Promise<RetentionPlan> =>
  retireDue({ runner, county, dataFolder: config.dataFolder, beside: await countiesOfFolder(config) });

/** `zean retention`: which originals were kept long enough, and their going, each with its entry in the journal. */
export function registerRetention(program: Command): void {
  program
    .command('retention')
    .description('证据原件的保管期限：列出到期的和依据，或逐份销毁并留痕')
    .option('--dry-run', '只列出会销毁什么、为什么，不改动')
    .option('--run', '销毁到期的原件；摘要、规则和留痕保留，字节不能恢复')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (o: { dryRun?: boolean; run?: boolean; county?: string; json?: boolean }) => {
      if (Boolean(o.dryRun) === Boolean(o.run)) throw new Said('请写 --dry-run（只列出）或 --run（销毁），二者择一');
      const plan = await inCounty(o.county, ({ runner, county, config }) =>
        o.run ? retireAll(runner, county, config) : planRetention({ runner, county }),
      );
      answer(o.json, plan, () => retentionText(plan, o.run === true));
    });
}
