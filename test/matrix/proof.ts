/**
 * What a context brings to the matrix: `contexts/<context>/proof.ts`. Who may do and read what is written there by hand, reviewed as it
 * stands, and takes nothing from the declarations, so that it can contradict them.
 */
import type { Actor } from '#kernel';
import type { TestCounty } from '../county.ts';
import type { Cell, Target } from './cells.ts';

/**
 * Who may, cell by cell. Read a word as: mine · neighbour's · other town's · led by the county · an id nobody has.
 * `y` done, `x` not yours, `n` not found (the same answer as for an id nobody has), `i` heard what is wrong with it, `-` no such cell.
 * A role that is not named is refused everywhere: `xxxxx`.
 */
export interface Line {
  /** 县级管理员、县局领导、县局执法人员 */
  county?: string;
  /** 镇中心负责人、镇监管员 */
  town?: string;
  /** 企业主要负责人、企业安全管理人员 */
  managers?: string;
  /** 一个岗位, where it differs from its group */
  'county-admin'?: string;
  'county-officer'?: string;
  'town-officer'?: string;
  worker?: string;
  expert?: string;
  agency?: string;
  'legal-reviewer'?: string;
  auditor?: string;
}

const groups: Readonly<Record<string, keyof Line>> = {
  'county-admin': 'county',
  'county-leader': 'county',
  'county-officer': 'county',
  'town-lead': 'town',
  'town-officer': 'town',
  principal: 'managers',
  'safety-manager': 'managers',
};

/** The word of a role on a line. */
export const wordOf = (line: Line, role: string): string =>
  line[role as keyof Line] ?? line[groups[role] as keyof Line] ?? 'xxxxx';

/** The same word for all twelve roles. */
export const everybody = (word: string): Line => ({
  county: word,
  town: word,
  managers: word,
  worker: word,
  expert: word,
  agency: word,
  'legal-reviewer': word,
  auditor: word,
});

/** Who looks after the county and its towns, and those who only look on. */
export const overseers: Line = { county: 'y----', town: 'y----', 'legal-reviewer': 'y----', auditor: 'y----' };
/** Everybody but agencies: those who have hazards to see. */
export const readers: Line = { ...overseers, managers: 'y----', worker: 'y----', expert: 'y----' };
/** Who keeps what an enterprise is: a town for its own. */
export const registrars: Line = { county: 'yyy-n', town: 'yyn-n' };

/** A command, or one loop of it: then the loop stands in brackets after its name. */
export interface ProvenCommand {
  who: Line;
  body: Target;
  /** Makes something of nothing: there is no row of nobody's to act on. */
  creates?: true;
  /** Writes what is the county's own: with the database alone nobody of an enterprise, no expert and no agency does it. */
  countys?: true;
  /** Its body depends on who sends it; of the others one body serves all who are refused. */
  personal?: true;
  /** Of one's own account, or of nobody in particular: the database tells accounts apart, not roles. */
  nobodys?: true;
}

/** A query or ledger. What an answer holds is looked at by the test itself: nothing of a place the reader does not see. */
export interface ProvenRead<Facts = unknown> {
  who: Line;
  /** A query about one thing: what it is asked at a cell. */
  about?(c: TestCounty, cell: Cell, facts: Facts): Record<string, unknown>;
  /** Any other: every one of these is tried by everybody (`{}` when left out; filters of a ledger are added to each). */
  inputs?: readonly Record<string, unknown>[];
}

/** Statements with one column `mark`: an id, number, name or hash that tells whose a row is. */
export interface Marks<Facts = unknown> {
  /** Of the enterprise `$1`. */
  enterprise?: readonly string[];
  /** Of the town `$1`, beside its enterprises. */
  town?: readonly string[];
  /** Of what the expert was asked about, `$1` of which `asked` tells. */
  expert?: { sql: readonly string[]; asked(facts: Facts): string };
}

export interface Proof<Facts = unknown> {
  commands?: Readonly<Record<string, ProvenCommand>>;
  /** Queries and ledgers. */
  reads?: Readonly<Record<string, ProvenRead<Facts>>>;
  /** Puts something to read at every place; contexts settle in the order of the borders. */
  settle?(c: TestCounty): Promise<Facts>;
  marks?: Marks<Facts>;
}

/** Declares the `proof` of a context; what it settled is known to its own reads only. */
export const proofOf = <Facts = undefined>(of: Proof<Facts>): Proof => of as Proof;

/** The administrator of the county under test. */
export const boss = (c: TestCounty): Actor => c.people['county-admin'] as Actor;
