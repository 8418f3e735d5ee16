/** Rules of the statements in the code: what a cluster refuses of a table that is spread over nodes. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';

/**
 * Functions with a statement of one machine's form, each with why a cluster never meets it. The first five are behind `onCluster`: a cluster
 * takes the form of `kernel/server/cluster.ts`.
 */
const ONE_MACHINE: ReadonlySet<string> = new Set([
  'kernel/server/effects.ts writeMany',
  'kernel/server/effects.ts writeDerived',
  'kernel/server/journal.ts manyEffects',
  'kernel/server/journal.ts deltaPart',
  'kernel/server/tallies.ts fold',
  // The migrator's record of its own, which is not spread.
  'db/migrate.ts inherit',
]);

/** The text of a literal or template, `$` for what is put in; texts joined by `+` are one. A name stands for the text it was given in the file. */
function textOf(node: Node, named: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') {
    const puts = node.expressions as Node[];
    return (node.quasis as { value: { cooked: string } }[])
      .map(({ value }, i) => value.cooked + (puts[i] ? (named.get(puts[i].name as string) ?? '$') : ''))
      .join('');
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const left = textOf(node.left as Node, named);
  const right = textOf(node.right as Node, named);
  return left === undefined && right === undefined ? undefined : `${left ?? '$'}${right ?? '$'}`;
}

/** What holds a statement: a declared function, or a constant of the file. */
interface Holder {
  name: string;
  start: number;
  end: number;
}

/** Functions and constants of a file by name, and the texts constants were given. */
function namesIn(program: Node): { holders: Holder[]; named: Map<string, string> } {
  const holders: Holder[] = [];
  const named = new Map<string, string>();
  walk(program, (node) => {
    const name = (node.id as { name?: string } | null)?.name;
    if (!name) return;
    const { init } = node as { init?: Node };
    const text = init && textOf(init, named);
    if (text !== undefined) named.set(name, text);
    if (node.type === 'FunctionDeclaration' || (node.type === 'VariableDeclarator' && init?.type.includes('Function')))
      holders.push({ name, start: node.start, end: node.end });
  });
  return { holders, named };
}

/** What one statement's text breaks. */
export function refusedThere(sql: string): string | undefined {
  if (/\bmerge\s+into\b/i.test(sql)) return 'MERGE';
  if (/\binsert\s+into\s+[\w.$]+(\s+as\s+\w+)?\s*(\([^)]*\))?\s*(select|with)\b/i.test(sql)) return 'insert … select';
  if (/\bfor\s+(no\s+key\s+)?update\b/i.test(sql) && /\bfrom\b/i.test(sql) && !/\bcounty\s*=/i.test(sql))
    return 'FOR UPDATE without county';
  // Beside an outer join, an aggregate or another alternative it does not conclude from the row outside where the row inside lies.
  if (/\bwhere\s+\w+\.county\s*=\s*\w+\.county\b/i.test(sql))
    return 'a subquery whose county is another table’s, not a parameter';
  return undefined;
}

/** A statement a cluster would refuse: where, why, and whether its function is named above. */
interface Refusal {
  place: string;
  why: string;
  exempt: string | undefined;
}

function refusalsIn(file: SourceFile): Refusal[] {
  const { program } = parse(file);
  const { holders, named } = namesIn(program);
  const found: Refusal[] = [];
  walk(program, (node) => {
    const text = textOf(node, named);
    if (text === undefined) return;
    const why = refusedThere(text);
    if (why) {
      const around = holders.filter(({ start, end }) => start <= node.start && node.end <= end);
      const exempt = around.map(({ name }) => `${file.path} ${name}`).find((one) => ONE_MACHINE.has(one));
      found.push({ place: placeOf(file, node.start), why, exempt });
    }
    // Its parts are no statements of their own, but what is put in may be.
    return node.type === 'TemplateLiteral' || !why;
  });
  return found;
}

const isProduct = (file: SourceFile): boolean =>
  isCode(file) && !isProof(file.path) && /^(kernel|contexts|apps|db)\//.test(file.path);

/** Every statement of the product's code that a cluster would refuse, and every exemption nothing needs any more. */
export function clusterBreaches(files: readonly SourceFile[], whole = false): string[] {
  const all = files.filter(isProduct).flatMap(refusalsIn);
  const used = new Set(all.map((one) => one.exempt));
  return [
    ...all.filter((one) => !one.exempt).map(({ place, why }) => `${place}: ${why}`),
    ...(whole ? [...ONE_MACHINE].filter((name) => !used.has(name)).map((name) => `nothing to exempt: ${name}`) : []),
  ];
}
