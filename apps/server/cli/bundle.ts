import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { packageRoot } from '../package-root.ts';
import { answer, line, Said } from './say.ts';

/** `npx zean bundle`: the archive an installation without a registry is made from; made in a checkout, by its own build. */
export function registerBundle(program: Command): void {
  program
    .command('bundle [file]')
    .description('打成一个安装包（本平台，含 Node.js 与数据库，装机时不需联网）')
    .option('--force', '文件已存在时覆盖')
    .option('--json', '以 JSON 输出')
    .action(async (file: string | undefined, o: { force?: boolean; json?: boolean }) => {
      const maker = join(packageRoot(), 'bin', 'bundle.mjs');
      if (!existsSync(maker)) throw new Said('安装包里不能再打包：请在源代码目录中运行 npx zean bundle', 'NO_SOURCES');
      const { bundle } = (await import(pathToFileURL(maker).href)) as typeof import('../../../bin/bundle.mjs');
      const made = await bundle({ ...(file ? { file } : {}), force: o.force === true, say: line }).catch((error) => {
        throw error?.code ? error : new Said((error as Error).message, 'BUNDLE');
      });
      answer(o.json, made, () => `已打包：${made.file}（${(made.bytes / 1e6).toFixed(1)} MB）`);
    });
}
