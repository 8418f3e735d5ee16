/** What is declared is tried and listed: rules, measures, tallies, moves, by their names. */
import { isProof, type SourceFile } from '../source/tree.ts';
import type { Finding } from './finding.ts';

/** Lists of names are no trial. */
const TRIALS = /^(?!contexts\/law-catalogue\/rules\/index\.test|test\/asked).*\.test\.tsx?$/;

const textOf = (files: readonly SourceFile[], fits: RegExp): string =>
  files
    .filter(({ path }) => fits.test(path))
    .map(({ text }) => text)
    .join('\n');

/** Rules that no test asks by name. */
export function unaskedRules(files: readonly SourceFile[], names: readonly string[]): string[] {
  const trials = textOf(files, TRIALS);
  return names.filter((name) => !trials.includes(`'${name}'`));
}

/** Measures that no notice counts and no test tries. */
export function uncountedMeasures(files: readonly SourceFile[], names: readonly string[]): string[] {
  const notices = textOf(files, /^notices\/.*\.yaml$/);
  const trials = textOf(files, TRIALS);
  return names.filter(
    (name) => !new RegExp(`\\bname: ${name.replaceAll('.', '\\.')}(?![\\w.-])`).test(notices) && !trials.includes(name),
  );
}

/** Tallies a measure hangs on that nobody declares. */
export function undeclaredTallies(
  measures: readonly { name: string; from?: readonly string[] | undefined }[],
  tallies: readonly string[],
): Finding[] {
  return measures.flatMap(({ name, from = [] }) =>
    from.filter((tally) => !tallies.includes(tally)).map((tally): Finding => `${name}: ${tally} is declared by nobody`),
  );
}

const MOVES = /^contexts\/[^/]+\/domain\/moves\/[^/]+(?<!index)\.ts$/;

/** Names of the moves a file declares. */
const movesIn = (text: string): string[] =>
  [...text.matchAll(/^export const (\w+) = move\(/gm)].map(([, name = '']) => name);

/** How many moves are declared: a check that finds none proves nothing. */
export const movesOf = (files: readonly SourceFile[]): string[] =>
  files.filter(({ path }) => MOVES.test(path)).flatMap(({ text }) => movesIn(text));

/** Declared moves that do not stand in the list of their context. */
export function unlistedMoves(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => MOVES.test(path))
    .flatMap(({ path, text }) => {
      const list = files.find((file) => file.path === path.replace(/[^/]+$/, 'index.ts'))?.text ?? '';
      const listed = new Set(list.slice(list.indexOf(' = {')).match(/\w+/g));
      return movesIn(text)
        .filter((name) => !listed.has(name))
        .map((name): Finding => `${path}: ${name}`);
    });
}

const DECLARED =
  /\b(?:(?:command|query|ledgerShape|measure|tally)(?:<[^(]*>)?\(\{\s*name|subject(?:<[^(]*>)?\(\{\s*kind): '([^']+)'/g;

/** What only the machine itself runs is mounted nowhere. */
const BY_SYSTEM = "allow<never>(['system']";

/** Commands, queries, ledgers, measures, tallies and subjects (by kind) that are written and offered by no module: nothing of them answers. */
export function unoffered(files: readonly SourceFile[], offered: ReadonlySet<string>): Finding[] {
  return files
    .filter(({ path, text }) => /^contexts\/.*\.ts$/.test(path) && !isProof(path) && !text.includes(BY_SYSTEM))
    .flatMap(({ path, text }) =>
      [...text.matchAll(DECLARED)]
        .filter(([, name = '']) => !offered.has(name))
        .map(([, name]): Finding => `${path}: ${name} is offered by no module`),
    );
}
