import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { packageRoot } from '../package-root.ts';
import { answer, Said } from './say.ts';

/** What bin/bundle.mjs says in its last line. */
type Made = { file: string; bytes: number } | { fault: string };

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
      const words = [...(file ? [file] : []), ...(o.force ? ['--force'] : [])];
      const child = spawn(process.execPath, [maker, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        out += piece;
      });
      await once(child, 'close');
      const last = out.trim().split('\n').at(-1);
      const made = (last ? JSON.parse(last) : { fault: '打包没有完成' }) as Made;
      if ('fault' in made) throw new Said(made.fault, 'BUNDLE');
      answer(o.json, made, () => `已打包：${made.file}（${(made.bytes / 1e6).toFixed(1)} MB）`);
    });
}
