/** Contexts are of one shape: each kind of declaration stands in its room, and a context's root holds the rooms and what is its own alone. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

const ROOMS: readonly { declares: RegExp; room: RegExp; says: string }[] = [
  { declares: /^command$/, room: /^commands(\.ts|\/)/, says: 'commands.ts or commands/' },
  { declares: /^(query|ledger)$/, room: /^queries(\.ts|\/)/, says: 'queries.ts or queries/' },
  { declares: /^personalOf$/, room: /^personal\.ts$/, says: 'personal.ts' },
  { declares: /^ledgerShape$/, room: /^ledgers(\.ts|\/)/, says: 'ledgers.ts' },
  { declares: /^(subject|tally)$/, room: /^(subjects|rounds)\.ts$/, says: 'subjects.ts' },
  { declares: /^measure$/, room: /^measures(\.ts|\/)/, says: 'measures.ts' },
  { declares: /^on$/, room: /^reactions\.ts$/, says: 'reactions.ts' },
  { declares: /^move$/, room: /^domain\/moves\//, says: 'domain/moves/' },
  { declares: /^rule$/, room: /^(rules\/|rules\.ts$)/, says: 'rules/' },
];

/** Names a file takes from the kernel, or from a file of its own that passes a kernel's declaration on. */
const fromKernel = (file: SourceFile): Set<string> =>
  new Set(
    parse(file)
      .imports.filter(({ spec, typeOnly }) => !typeOnly && (spec.startsWith('#kernel') || spec.endsWith('/rule.ts')))
      .flatMap(({ names }) => names),
  );

/** A declaration outside its room. Proofs and what stands beside them (testing.ts) may declare what they try. */
export const declarationsInTheirRooms: TidyRule = (files) =>
  files
    .filter((file) => isCode(file) && !isProof(file.path) && /^contexts\/[^/]+\//.test(file.path))
    .flatMap((file) => {
      const room = file.path.split('/').slice(2).join('/');
      const taken = fromKernel(file);
      const found: Finding[] = [];
      walk(parse(file).program, (node) => {
        const name = node.type === 'CallExpression' ? String((node.callee as Node).name ?? '') : '';
        const kind = taken.has(name) ? ROOMS.find(({ declares }) => declares.test(name)) : undefined;
        if (kind && !kind.room.test(room))
          found.push(`${placeOf(file, node.start)}: ${name} is declared in ${kind.says}`);
      });
      return found;
    });

/** A room is a file or a folder, not both: half of it is overlooked where the other half is known. */
export const roomsOnce: TidyRule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return [...paths].flatMap((path): Finding[] => {
    const room = /^(contexts\/[^/]+\/\w+)\.ts$/.exec(path)?.[1];
    return room && [...paths].some((other) => other.startsWith(`${room}/`))
      ? [`${path}: ${room.split('/').pop()} is a folder too`]
      : [];
  });
};
