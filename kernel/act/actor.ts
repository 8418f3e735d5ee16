import { type Condition, holds } from './condition.ts';

/** Who acts (办理人). The scope is what row-level security sees; the role is what policy sentences see. */
export type Scope = 'county' | 'town' | 'enterprise' | 'expert' | 'agency' | 'public';

/** Who acts, as policy sentences and row-level security see him. */
export interface Actor {
  account: string;
  name: string;
  role: string;
  county: string;
  scope: Scope;
  town: string | null;
  enterprise: string | null;
  agency: string | null;
  /** Session (会话) the request came with, when it came with one: acts on one's own sessions spare it. */
  session?: string;
}

/** What of an actor a condition looks at; a screen knows no more of its user. */
export type Viewer = Pick<Actor, 'account' | 'role' | 'scope'> & Partial<Pick<Actor, 'town' | 'enterprise' | 'agency'>>;

/** Columns a sentence about such rows may look at; one about no row at all (`never`) looks at none. */
type ColumnsOf<Row> = [Row] extends [never] ? never : keyof Row & string;

/** A policy sentence: these roles may, on rows for which `when` holds; `say` is the sentence in Chinese. */
export interface SentenceOn<Column extends string> {
  roles: readonly string[];
  say: string;
  when?: Condition<Column>;
}
export type Sentence<Row = unknown> = SentenceOn<ColumnsOf<Row>>;

/** A sentence whatever its rows. */
export type AnySentence = SentenceOn<string>;

/** `allow(['town-officer'], '本镇的隐患', mine('town'))`; without a condition the roles may on every row they can see. */
export const allow = <Row>(roles: readonly string[], say: string, when?: Condition<ColumnsOf<Row>>): Sentence<Row> =>
  when ? { roles, say, when } : { roles, say };

/** True when some sentence names the actor's role, whatever the row. */
export const roleMay = (sentences: readonly AnySentence[], actor: Actor): boolean =>
  sentences.some((s) => s.roles.includes(actor.role));

/** True when some sentence allows this actor on this row. */
export const rowMay = (sentences: readonly AnySentence[], actor: Viewer, row: unknown): boolean =>
  sentences.some((s) => s.roles.includes(actor.role) && (!s.when || holds(s.when, actor, row)));
