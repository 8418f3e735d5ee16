import { type Command, Help } from 'commander';
import { asksJson } from './say.ts';

/** Headings of a help page. */
const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};
const inChinese = (usage: string): string => usage.replaceAll('[options]', '[选项]').replaceAll('[command]', '[命令]');

/** What commander finds wrong, sentence by sentence. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.+)'$/m, '没有这个命令：$1'],
  [/^error: unknown option '(.+)'$/m, '没有这个选项：$1'],
  [/^error: required option '(.+)' not specified$/m, '缺少必填选项：$1'],
  [/^error: missing required argument '(.+)'$/m, '缺少参数：$1'],
  [/^error: option '(.+)' argument missing$/m, '选项没有写值：$1'],
  [/^error: too many arguments.*$/m, '参数过多'],
  [/^error: (?:option|command-argument).*value '(.*)'.*is invalid\. ?(.*)$/m, '值“$1”不正确。$2'],
  [/\(Did you mean (.+)\?\)/, '（是不是要写 $1？）'],
  [/\(Did you mean one of (.+)\?\)/, '（是不是要写其中之一：$1？）'],
  [/^error: /m, '有误：'],
];

/** The command line speaks Chinese, also where commander speaks: headings of the help, and what is wrong with a line. */
export function speakChinese(program: Command): Command {
  const plain = new Help();
  return program
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: inChinese,
      subcommandTerm: (command) => inChinese(plain.subcommandTerm(command)),
    })
    .configureOutput({
      outputError: (text, write) => {
        const said = faults.reduce((told, [seen, word]) => told.replace(seen, word), text);
        if (!asksJson()) return write(said);
        console.log(JSON.stringify({ refused: { code: 'INVALID', message: said.trim() } }));
      },
    });
}
