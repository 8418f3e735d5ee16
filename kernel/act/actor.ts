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

/** A policy sentence: these roles may, on rows for which `when` holds; `say` is the sentence in Chinese. */
export interface Sentence<Row = unknown> {
  roles: readonly string[];
  say: string;
  when?(actor: Actor, row: Row): boolean;
}

/** `allow(['town-officer'], '本镇的隐患', ownTown)`; without a test the roles may on every row they can see. */
export const allow = <Row>(
  roles: readonly string[],
  say: string,
  when?: (actor: Actor, row: Row) => boolean,
): Sentence<Row> => (when ? { roles, say, when } : { roles, say });

/** True when some sentence names the actor's role, whatever the row. */
export const roleMay = (sentences: readonly Sentence<never>[], actor: Actor): boolean =>
  sentences.some((s) => s.roles.includes(actor.role));

/** True when some sentence allows this actor on this row. */
export const rowMay = <Row>(sentences: readonly Sentence<Row>[], actor: Actor, row: Row): boolean =>
  sentences.some((s) => s.roles.includes(actor.role) && (!s.when || s.when(actor, row)));
