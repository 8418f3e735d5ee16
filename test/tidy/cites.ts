/** Clauses that declared moves rest on: each stands in `law/` or among the clauses of a notice. */
import type { AnyMove } from '#kernel';
import type { Law } from '#law-catalogue';
import type { SourceFile } from '../source/tree.ts';
import type { Finding } from './finding.ts';

/** Every clause a move names, one of its tables included. */
const citesOf = ({ cite, ways }: AnyMove): string[] => [
  ...new Set([cite, ...Object.values(ways).flatMap((way) => way?.cite ?? [])]),
];

/** Whether `安全生产法(2021) §65(3)` is an article of that edition. */
function isArticle(law: Pick<Law, 'instruments' | 'clauses'>, cite: string): boolean {
  const [, short = '', article = ''] = /^(\S+) §(\d+)/.exec(cite) ?? [];
  const edition = [...law.instruments.values()].find(
    (one) => one.short.replace('（', '(').replace('）', ')') === short,
  );
  return edition !== undefined && law.clauses.has(`${edition.id}#${article}`);
}

/** Whether `泽应急发〔2022〕63号 二(一)` is a clause of that notice. */
function isOfNotice(files: readonly SourceFile[], cite: string): boolean {
  const [, year, number, clause] = /〔(\d{4})〕(\d+)号 (.+)$/.exec(cite) ?? [];
  const notice = files.find(({ path }) => path === `notices/${year}-${number}.clauses.yaml`);
  return notice?.text.includes(`id: ${clause}, `) ?? false;
}

/** Moves whose clause is in neither. */
export const unknownCites = (
  moves: readonly AnyMove[],
  law: Pick<Law, 'instruments' | 'clauses'>,
  files: readonly SourceFile[],
): Finding[] =>
  moves.flatMap((move) =>
    citesOf(move)
      .filter((cite) => !isArticle(law, cite) && !isOfNotice(files, cite))
      .map((cite): Finding => `${move.command}: ${cite} is in no law and no notice`),
  );
