import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { isRefused, refuse } from '#kernel';
import { checkLaw, evaluateRule, problemText, ruleEntries, ruleNamed, ruleSchema } from '#law-catalogue';
import { configOf } from '../config.ts';
import { installRegions } from '../regions.ts';
import { installLaw, lawFolder } from '../rules.ts';
import { answer, Said } from './say.ts';

const MOST_BYTES = 1024 * 1024;

/** What stands on standard input, up to a megabyte. */
async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw new Said('输入过大：最多 1 MB');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** The law with the county's overlay; a fault in either stops here, said by file and line. */
const open = () => {
  const config = configOf(process.env);
  installRegions(config);
  return installLaw(config.dataFolder);
};

/** One JSON text on standard output; refusals end with 2, so that a program can tell. */
function out(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  if (isRefused(value)) process.exitCode = 2;
}

function evaluated(rule: string, text: string, on: string | undefined): unknown {
  if (on === undefined) {
    return refuse('INVALID', '缺少日期：用 --on YYYY-MM-DD 写明按哪一天的法', {
      places: [{ place: 'on', value: '（空）', allowed: 'YYYY-MM-DD', message: '缺少 --on' }],
    });
  }
  let input: unknown;
  try {
    input = text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    const message = `标准输入不是合法的 JSON：${(error as Error).message}`;
    return refuse('INVALID', message, {
      places: [{ place: '（整体）', value: text.slice(0, 80), allowed: 'JSON', message }],
    });
  }
  return evaluateRule(rule, input, on);
}

function registerCheck(law: Command): void {
  law
    .command('check [folder]')
    .description('检查法规数据；写文件夹则把它当作县级覆盖目录一并检查，指出文件、行和原因')
    .option('--json', '以 JSON 输出')
    .action((folder: string | undefined, o) => {
      if (folder !== undefined && !(existsSync(folder) && statSync(folder).isDirectory()))
        throw new Said(`没有这个文件夹：${folder}`);
      // A copy of the whole catalogue is checked as such; anything else is a county's overlay.
      const whole = folder !== undefined && existsSync(resolve(folder, 'ids.txt'));
      const report = whole ? checkLaw(folder) : checkLaw(lawFolder(), folder === undefined ? undefined : { folder });
      const { counts, problems } = report;
      answer(o.json, { ok: problems.length === 0, problems, counts }, () =>
        problems.length === 0
          ? `没有错误：${counts.files} 个文件${folder !== undefined && !whole ? `（其中县级 ${counts.overlays} 个）` : ''}，法律文件 ${counts.instruments}、条款 ${counts.clauses}、判定情形 ${counts.criteria}、罚则 ${counts.provisions}、期限 ${counts.clocks}`
          : [...problems.map(problemText), `共 ${problems.length} 处错误`].join('\n'),
      );
      if (problems.length > 0) process.exitCode = 2;
    });
}

/** `zean law …`: the rules on the command line. None of it needs the database. */
export function registerLaw(program: Command): void {
  const law = program.command('law').description('法规：列出规则、查看输入格式、计算、检查数据');
  law
    .command('rules')
    .description('列出规则')
    .option('--json', '以 JSON 输出')
    .action((o) => {
      open();
      const rules = ruleEntries();
      answer(o.json, rules, () =>
        rules.map((rule) => `${rule.name.padEnd(24)} ${rule.floor} 起  ${rule.title}`).join('\n'),
      );
    });
  law
    .command('schema <rule>')
    .description('输出规则输入的 JSON Schema')
    .action((name: string) => {
      open();
      const rule = ruleNamed(name);
      out(isRefused(rule) ? rule : ruleSchema(rule));
    });
  law
    .command('eval <rule>')
    .description('计算：标准输入写 JSON，标准输出得 { result, workings, cites, checked }；拒绝时输出理由，退出码 2')
    .option('--on <day>', '按哪一天的法，YYYY-MM-DD')
    .action(async (name: string, o: { on?: string }) => {
      const text = await standardInput();
      open();
      out(evaluated(name, text, o.on));
    });
  registerCheck(law);
}
