/** Rules of the statements in the code: what a cluster refuses of a table that is spread over nodes. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';

/** Places where the form of one machine stands; a cluster takes `kernel/server/cluster.ts` there. */
const ONE_MACHINE = new Set(['kernel/server/journal.ts', 'kernel/server/effects.ts', 'kernel/server/tallies.ts']);
/** Runs as the migrator on a table of its own that is not spread. */
const MIGRATOR = new Set(['db/migrate.ts']);

const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('$');
};

/** What one statement's text breaks. */
export function refusedThere(sql: string): string | undefined {
  if (/\bmerge\s+into\b/i.test(sql)) return 'MERGE';
  if (/\binsert\s+into\s+[\w.$]+(\s+as\s+\w+)?\s*(\([^)]*\))?\s*(select|with)\b/i.test(sql)) return 'insert … select';
  if (/\bfor\s+(no\s+key\s+)?update\b/i.test(sql) && /\bfrom\b/i.test(sql) && !/\bcounty\s*=/i.test(sql))
    return 'FOR UPDATE without county';
  return undefined;
}

/** Every statement of the product's code that a cluster would refuse. */
export const clusterBreaches = (files: readonly SourceFile[]): string[] =>
  files
    .filter((file) => isCode(file) && !isProof(file.path) && /^(kernel|contexts|apps|db)\//.test(file.path))
    .filter((file) => !ONE_MACHINE.has(file.path) && !MIGRATOR.has(file.path))
    .flatMap((file) => {
      const found: string[] = [];
      walk(parse(file).program, (node) => {
        const text = textOf(node);
        const why = text && refusedThere(text);
        if (why) found.push(`${placeOf(file, node.start)}: ${why}`);
      });
      return found;
    });
