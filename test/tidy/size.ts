/** A file has one subject, a function fits on a screen. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

const FILE_LINES = 300;
/** Tests and the county they stand on: a story told whole may be longer. */
const PROOF_LINES = 600;
const FUNCTION_LINES = 60;
/** A component's markup is long by nature; what it does is not. */
const COMPONENT_LINES = 100;

/** Generated: as long as a context's tables are wide. */
const LONG_ON_PURPOSE = /^contexts\/[^/]+\/(rows|row-schemas)\.ts$/;

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

const allowedLines = (path: string): number => (isProof(path) ? PROOF_LINES : FILE_LINES);

/** Code and style files over 300 lines, proofs over 600. */
export const longFiles: TidyRule = (files) =>
  files
    .filter((file) => (isCode(file) || file.path.endsWith('.css')) && !LONG_ON_PURPOSE.test(file.path))
    .filter((file) => linesOf(file.text) > allowedLines(file.path))
    .map((file): Finding => `${file.path}: ${linesOf(file.text)} lines, ${allowedLines(file.path)} are allowed`);

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

/** Lines of a function that belong to no function inside it: a factory is not long because what it makes is. */
function ownLines(file: SourceFile, node: Node): number {
  let lines = linesOf(file.text.slice(node.start, node.end));
  walk(node, (inner) => {
    if (inner === node || !FUNCTION.test(inner.type)) return true;
    lines -= linesOf(file.text.slice(inner.start, inner.end)) - 1;
    return false;
  });
  return lines;
}

function longOf(file: SourceFile): Finding[] {
  const allowed = file.path.endsWith('.tsx') ? COMPONENT_LINES : FUNCTION_LINES;
  const found: Finding[] = [];
  walk(parse(file).program, (node: Node) => {
    const lines = FUNCTION.test(node.type) ? ownLines(file, node) : 0;
    if (lines > allowed)
      found.push(`${placeOf(file, node.start)}: a function of ${lines} lines, ${allowed} are allowed`);
  });
  return found;
}

/** Functions over 60 lines (components: 100); tests are exempt. */
export const longFunctions: TidyRule = (files) =>
  files.filter((file) => isCode(file) && !isProof(file.path) && !LONG_ON_PURPOSE.test(file.path)).flatMap(longOf);
