import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { speakChinese } from './chinese.ts';
import { registerData } from './data.ts';
import { registerJournal } from './journal.ts';
import { registerLaw } from './law.ts';
import { fail } from './say.ts';
import { registerServe } from './serve.ts';
import { registerUsers } from './users.ts';

/** `npx zean`: the command line. Each group of commands in a file of its own. */
const program = speakChinese(new Command('zean'))
  .description('泽安 — 县级安全生产监管平台')
  .version(VERSION, '-v, --version', '显示版本')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand('help [命令]', '显示某个命令的帮助')
  .showHelpAfterError('（加 --help 查看用法）');

registerServe(program);
registerData(program);
registerJournal(program);
registerLaw(program);
registerUsers(program);

await program.parseAsync(process.argv).catch(fail);
