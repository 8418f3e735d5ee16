/** The kernel names nothing of any context: neither in what a user reads nor in what the code is called. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';

/** What contexts call their things. */
export interface Nouns {
  /** Words a user reads: 隐患, 企业. */
  words: readonly string[];
  /** Folders of contexts: `hazards` in `hazards.todo`. */
  contexts: readonly string[];
}

function said(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'JSXText') return String(node.value);
  if (node.type === 'TemplateElement') return String((node.value as { cooked?: string }).cooked ?? '');
  return undefined;
}

/** Nouns of contexts in code of the kernel; comments may give an example. */
export function foreignNouns(files: readonly SourceFile[], nouns: Nouns): string[] {
  const query = new RegExp(`(^|[^\\w-])(${nouns.contexts.join('|')})(\\.[a-z]|/)`);
  return files
    .filter((file) => isCode(file) && file.path.startsWith('kernel/') && !isProof(file.path))
    .flatMap((file) => {
      const found: string[] = [];
      walk(parse(file).program, (node) => {
        const text = said(node);
        if (text === undefined) return;
        const word = nouns.words.find((one) => text.includes(one)) ?? query.exec(text)?.[2];
        if (word) found.push(`${placeOf(file, node.start)}: the kernel says “${word}”, which is a context's to say`);
      });
      return found;
    });
}
