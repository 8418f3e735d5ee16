/** Runs every border over a list of files. */
import { type Node, parse, resolve, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import { importRules, rulesFor } from './imports.ts';
import { partOf } from './parts.ts';

/** What of package.json the borders need. */
export interface Manifest {
  imports: Readonly<Record<string, string>>;
  dependencies: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}

/** One broken border. */
export interface Breach {
  rule: string;
  place: string;
  why: string;
}

/** Ids are minted where the act happens: the one place that reads clock and chance. */
const MINT = /^kernel\/id\//;

const callee = (node: Node): string => {
  const { object, property, name } = node as Node & { object?: Node; property?: Node; name?: string };
  return object && property ? `${String(object.name ?? '')}.${String(property.name ?? '')}` : String(name ?? '');
};

const CLOCK_OR_CHANCE = /^(Math\.random|Date\.now|Date|performance\.now|crypto\.(randomUUID|getRandomValues))$/;

/** Reading the clock or chance, or an import whose target only running it would tell. */
function hidden(node: Node): [rule: string, why: string] | undefined {
  if (node.type === 'ImportExpression' && (node.source as Node).type !== 'Literal') {
    return ['imports-are-readable', 'an import is written as a plain string'];
  }
  const target = node.callee as Node | undefined;
  if (node.type === 'NewExpression' && target?.name === 'Date' && (node.arguments as unknown[]).length === 0) {
    return ['clock-is-an-argument', 'new Date() reads the clock: take the day or instant as an argument'];
  }
  if (node.type === 'CallExpression' && target && CLOCK_OR_CHANCE.test(callee(target))) {
    return ['clock-is-an-argument', `${callee(target)}() reads the world: take it as an argument`];
  }
  return undefined;
}

function hiddenBreaches(file: SourceFile): Breach[] {
  const part = partOf(file.path);
  if (isProof(file.path) || part.part === 'tools') return [];
  const found: Breach[] = [];
  walk(parse(file).program, (node) => {
    const [rule, why] = hidden(node) ?? [];
    if (!rule || !why) return;
    if (rule === 'clock-is-an-argument' && (!part.pure || MINT.test(file.path))) return;
    found.push({ rule, place: placeOf(file, node.start), why });
  });
  return found;
}

/** Every broken border in `files`; empty when the house stands. */
export function checkBorders(files: readonly SourceFile[], manifest: Manifest): Breach[] {
  const shipped = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies ?? {})]);
  return files.filter(isCode).flatMap((file) => {
    const from = partOf(file.path);
    const rules = rulesFor(file.path);
    const breaches = hiddenBreaches(file);
    for (const found of parse(file).imports) {
      const target = resolve(file.path, found.spec, manifest.imports);
      const crossing = { path: file.path, from, found, target, to: target ? partOf(target) : undefined, shipped };
      for (const rule of rules) {
        const why = importRules[rule]?.(crossing);
        if (why) breaches.push({ rule, place: placeOf(file, found.at), why });
      }
    }
    return breaches;
  });
}
