import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkRegionFiles } from '#registry';
import { configOf } from '../config.ts';
import { answer, Said } from './say.ts';

/** `zean region …`: what a county says of its towns and its outline. None of it needs the database. */
export function registerRegion(program: Command): void {
  const region = program.command('region').description('行政区划：检查县里自备的镇（街道）名单和县界');
  region
    .command('check [folder]')
    .description('检查区划文件，指出文件、位置和原因；不写文件夹则检查数据目录的 regions')
    .option('--json', '以 JSON 输出')
    .action((folder: string | undefined, o) => {
      const own = join(configOf(process.env).dataFolder, 'regions');
      const at = folder ?? own;
      if (!(existsSync(at) && statSync(at).isDirectory())) {
        if (folder !== undefined) throw new Said(`没有这个文件夹：${folder}`);
        return answer(o.json, { ok: true, files: [], problems: [] }, () => `没有自备的区划文件（${own}），用全国区划`);
      }
      const { files, problems } = checkRegionFiles(at);
      answer(o.json, { ok: problems.length === 0, files, problems }, () =>
        problems.length === 0
          ? `没有错误：${files.length} 个文件`
          : [...problems, `共 ${problems.length} 处错误`].join('\n'),
      );
      if (problems.length > 0) process.exitCode = 2;
    });
}
