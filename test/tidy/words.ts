/** What a user reads is Chinese: refusals and the titles of what is declared. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

const CHINESE = /\p{Script=Han}/u;
/** Latin words that are Chinese usage. */
const AT_HOME =
  /\b(application\/json|Idempotency-Key|Content-Type|XLSX|Excel|WPS|XML|ZIP|CSV|PDF|JSON|JPEG|PNG|HEIC|WebP|ID|UUID|GB|KB|MB|GiB|MiB|TOTP|GPS|WGS|CGCS|GCJ|YYYY-MM-DD|https?)\b/g;

/** The fixed text of a string or template literal, or undefined for anything computed. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as (Node & { value: { cooked: string } })[]).map(({ value }) => value.cooked).join(' ');
}

/** Says what is wrong with a sentence for users. */
function wrong(text: string): string | undefined {
  const foreign = /[A-Za-z]{3,}/.exec(text.replace(AT_HOME, ''))?.[0];
  if (foreign) return `has the foreign word ${foreign}`;
  return CHINESE.test(text) || !/[A-Za-z]{2,}/.test(text.replace(AT_HOME, '')) ? undefined : 'is not Chinese';
}

const property = (node: Node | undefined, key: string): Node | undefined =>
  (node?.properties as Node[] | undefined)?.find(({ key: name }) => (name as Node | undefined)?.name === key)?.value as
    | Node
    | undefined;

const elements = (node: Node | undefined): Node[] => (node?.elements as Node[] | undefined) ?? [];

/** The sentences of one `refuse(code, message, { missing, places })`. */
function ofRefuse([, message, more]: readonly Node[]): (Node | undefined)[] {
  const places = elements(property(more, 'places'));
  return [
    message,
    ...elements(property(more, 'missing')),
    ...places.flatMap((place) => [property(place, 'message'), property(place, 'allowed')]),
  ];
}

const DECLARING = /^(command|query|ledger|subject|measure)$/;

function sentences(node: Node): (Node | undefined)[] {
  const called = node.callee as Node | undefined;
  const name = String(called?.name ?? (called?.property as Node | undefined)?.name ?? '');
  const given = (node.arguments as Node[] | undefined) ?? [];
  if (node.type !== 'CallExpression') return [];
  if (name === 'refuse') return ofRefuse(given);
  if (!DECLARING.test(name)) return [];
  const spec = given[0];
  return [property(spec, 'title'), property(spec, 'label'), property(spec, 'unit')];
}

/** The closed list of refusals: `CODE: [status, sentence]`. */
function ofList(file: SourceFile): Node[] {
  const found: Node[] = [];
  walk(parse(file).program, (node) => {
    if (node.type !== 'VariableDeclarator' || (node.id as Node).name !== 'refusals') return;
    walk(node, (inner) => {
      if (inner.type === 'ArrayExpression') found.push(...elements(inner).slice(1, 2));
    });
  });
  return found;
}

/** Sentences for users that are not Chinese. */
export const foreignSentences: TidyRule = (files) =>
  files
    .filter((file) => isCode(file) && /^(kernel|contexts|apps)\//.test(file.path) && !isProof(file.path))
    .flatMap((file) => {
      const shown: (Node | undefined)[] = ofList(file);
      walk(parse(file).program, (node) => {
        shown.push(...sentences(node));
      });
      return shown.flatMap((node): Finding[] => {
        const text = textOf(node);
        const why = text === undefined || text === '' ? undefined : wrong(text);
        return why && node ? [`${placeOf(file, node.start)}: “${text}” ${why}`] : [];
      });
    });
