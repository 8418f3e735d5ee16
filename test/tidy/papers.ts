/** What has to be written down: contexts, doors, the database. */
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import { exportsOf } from './exports.ts';
import type { Finding, TidyRule } from './finding.ts';

/** Every context folder has its page and its door. */
export const contextPapers: TidyRule = (files) => {
  const paths = new Map(files.map((file) => [file.path, file.text]));
  const contexts = new Set(files.flatMap(({ path }) => /^contexts\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...contexts].flatMap((name) =>
    ['README.md', 'index.ts']
      .map((paper) => `contexts/${name}/${paper}`)
      .filter((path) => !paths.get(path)?.trim())
      .map((path): Finding => `${path}: missing or empty`),
  );
};

const DOOR = /^(kernel|db|law|contexts\/[^/]+)(\/(server|ui|workbook|desk|field))?\/index\.ts$/;

/** Every export of a door has a docstring where it is declared. */
export function undocumented(files: readonly SourceFile[], aliases: Readonly<Record<string, string>>): Finding[] {
  const house = { files: new Map(files.map((file) => [file.path, file])), aliases };
  const seen = new Set<Finding>();
  for (const door of files.filter(({ path }) => DOOR.test(path))) {
    for (const { file, name, at, documented } of exportsOf(door, house)) {
      if (!documented) seen.add(`${placeOf(file, at)}: ${name} is seen through ${door.path} and has no docstring`);
    }
  }
  return [...seen];
}

const UNCLEAR = /(Manager|Helper|Util|Utils|Info)(?![a-z])/;
/** 安全管理人员 is a role of the law, not a thing that manages. */
const FIELD_NOUN = /([Ss]afety|by(Own|Other))Managers?/g;

const camel = (name: string): string =>
  name.replace(/(^|[-_.])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

/** Names that say nothing: Manager, Helper, Util, Info in a file's or an export's name. */
export const emptyNames: TidyRule = (files) => {
  const house = { files: new Map(), aliases: {} };
  const unclear = (name: string) => UNCLEAR.test(name.replace(FIELD_NOUN, ''));
  return files.filter(isCode).flatMap((file) => {
    const base =
      file.path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? '';
    const found: Finding[] = unclear(camel(base))
      ? [`${file.path}: name the subject, not that it manages or helps`]
      : [];
    for (const { name, at } of isProof(file.path) ? [] : exportsOf(file, house)) {
      if (unclear(name)) found.push(`${placeOf(file, at)}: ${name} names no subject`);
    }
    return found;
  });
};
