import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { speakChinese } from './chinese.ts';
import { groupsFor } from './groups.ts';

/** `npx zean`: the command line. Each group of commands in a file of its own (groups.ts). */
const program = speakChinese(new Command('zean'))
  .description('泽安 — 县级安全生产监管平台')
  .version(VERSION, '-v, --version', '显示版本')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand('help [命令]', '显示某个命令的帮助')
  .showHelpAfterError('（加 --help 查看用法）');

const loaded = await Promise.all(groupsFor(process.argv.slice(2)).map((group) => group.load()));
for (const { register } of loaded) register(program);
// One command runs at a time, and its group knows its own faults.
await program.parseAsync(process.argv).catch(loaded[0]?.fail);
