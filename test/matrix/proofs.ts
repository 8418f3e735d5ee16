/** The proofs of all contexts, gathered: of every context in `db/order.ts`, whose file must be there. */
import { ranks } from '../../db/order.ts';
import { everybody, type Proof, type ProvenCommand, type ProvenRead, readers } from './proof.ts';

/** What the house itself answers out of what contexts offer: who may ask one of its sources may ask. */
const home: Proof = {
  reads: {
    'home.todo': { who: readers },
    'home.done': { who: readers },
    'home.search': {
      who: everybody('y----'),
      inputs: [{ q: '丙丙' }, { q: '耳轴' }, { q: '铸造厂' }, { q: '测试' }, { q: 'bb' }],
    },
  },
};

const files = import.meta.glob<{ proof: Proof }>('../../contexts/*/proof.ts', { eager: true });

function proofOfContext(name: string): Proof {
  const file = files[`../../contexts/${name}/proof.ts`];
  if (!file) throw new Error(`contexts/${name}/proof.ts is missing: every context proves who may do what`);
  return file.proof;
}

/** By context, in the order of the borders. */
export const proofs: ReadonlyMap<string, Proof> = new Map<string, Proof>([
  ['home', home],
  ...ranks.flat().map((name): [string, Proof] => [name, proofOfContext(name)]),
]);

/** One part of all of them as one list, each line with its context; a name of two contexts is a fault. */
function together<T extends object>(
  part: (of: Proof) => Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T & { context: string }>> {
  const all: Record<string, T & { context: string }> = {};
  for (const [context, of] of proofs)
    for (const [name, line] of Object.entries(part(of) ?? {})) {
      if (name in all) throw new Error(`${name} stands in the proofs of ${all[name]?.context} and ${context}`);
      all[name] = { ...line, context };
    }
  return all;
}

/** Every line of the matrix: a command, or one loop of it. */
export const commands = together<ProvenCommand>((of) => of.commands);
/** Every query and ledger. */
export const reads = together<ProvenRead>((of) => of.reads);

/** The command of a line of the matrix, which may be of one loop of it. */
export const commandOf = (line: string): string => line.split(' ')[0] as string;

/** Declared names that no proof has, and lines of a proof that are of nothing declared, each as a sentence. */
export function unproven(declared: readonly string[], lines: readonly string[]): string[] {
  const names = new Set(lines.map(commandOf));
  return [
    ...declared.filter((name) => !names.has(name)).map((name) => `${name} has no line in the proof.ts of its context`),
    ...[...names]
      .filter((name) => !declared.includes(name))
      .map((name) => `${name} stands in a proof, and nothing declares it`),
  ];
}
