/** What a screen asks for is typed by the declaration that answers it, never by hand: such a copy goes on when the answer changes. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

/** What takes the type of an answer or a row. What a phone keeps may be its own making; what of it was asked for is typed where it is asked. */
const ASKING = /^(useAsk|useLedger|useAct|ask|act|page|evaluate|ActForm|DoButton|LedgerPage|SearchPick|BatchAct)$/;

const SCREENS = /^(contexts\/[^/]+\/(desk|field)|apps\/(desk|field))\//;

/** The part of the house a screen's own types stand in: its context or application. */
const homeOf = (path: string): string => path.split('/').slice(0, 2).join('/');

const nameOf = (node: Node | undefined): string => String((node as { name?: unknown } | undefined)?.name ?? '');

/** Names of types a file writes out by hand: an interface, or a type that is a shape. */
function writtenOut(file: SourceFile): string[] {
  const found: string[] = [];
  walk(parse(file).program, (node) => {
    if (node.type === 'TSInterfaceDeclaration' && ((node.extends as Node[] | undefined) ?? []).length === 0)
      found.push(nameOf(node.id as Node));
    if (node.type === 'TSTypeAliasDeclaration' && (node.typeAnnotation as Node).type === 'TSTypeLiteral')
      found.push(nameOf(node.id as Node));
  });
  return found;
}

/** Shapes and hand-written names within a type. */
function byHand(type: Node, names: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  walk(type, (node) => {
    if (node.type === 'TSTypeLiteral') found ??= 'a shape written out';
    if (node.type === 'TSTypeReference' && names.has(nameOf(node.typeName as Node)))
      found ??= nameOf(node.typeName as Node);
  });
  return found;
}

/** What is called, drawn or named with types given to it. */
function asked(node: Node): { name: string; types: Node[] } | undefined {
  const called = (node.callee ?? node.typeName ?? node.name) as Node | undefined;
  const types = (node.typeArguments as { params?: Node[] } | null | undefined)?.params;
  if (!/^(CallExpression|TSTypeReference|JSXOpeningElement)$/.test(node.type) || !types) return undefined;
  return { name: nameOf(called), types };
}

/** A stored answer taken for a shape: `act.answer as { … }`. */
const castAnswer = (node: Node): Node | undefined =>
  node.type === 'TSAsExpression' && nameOf((node.expression as { property?: Node }).property) === 'answer'
    ? (node.typeAnnotation as Node)
    : undefined;

export const handWrittenAnswers: TidyRule = (files) => {
  const screens = files.filter((file) => isCode(file) && !isProof(file.path) && SCREENS.test(file.path));
  const own = new Map<string, Set<string>>();
  for (const file of screens) {
    const names = own.get(homeOf(file.path)) ?? new Set();
    for (const name of writtenOut(file)) names.add(name);
    own.set(homeOf(file.path), names);
  }
  return screens.flatMap((file) => {
    const names = own.get(homeOf(file.path)) ?? new Set<string>();
    const found: Finding[] = [];
    walk(parse(file).program, (node) => {
      const one = asked(node);
      const cast = castAnswer(node);
      const types = one && ASKING.test(one.name) ? one.types : cast ? [cast] : [];
      const hand = types.map((type) => byHand(type, names)).find((each) => each !== undefined);
      if (hand)
        found.push(
          `${placeOf(file, node.start)}: ${one?.name ?? 'an answer'} takes ${hand}; take it from the declaration (AnswerOf)`,
        );
    });
    return found;
  });
};
