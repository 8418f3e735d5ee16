import type { Actor, Owners } from '#kernel';

/** Both walls stand in production; the matrix test takes one away at a time. */
export interface Walls {
  app: boolean;
  database: boolean;
}

const ofCounty = (actor: Actor): Actor => ({ ...actor, scope: 'county' });

/** Whom the application takes somebody for; without its wall, for one who sees the county. */
export const applicationActor = (r: { walls?: Walls | undefined }, actor: Actor): Actor =>
  r.walls?.app === false ? ofCounty(actor) : actor;

/** Whom the database is told about; without its wall, one who sees the county. */
export const databaseActor = (r: { walls?: Walls | undefined }, actor: Actor): Actor =>
  r.walls?.database === false ? ofCounty(actor) : actor;

/** The condition that keeps rows to what the actor sees; a scope without an owner sees none. */
export function withinSql(actor: Actor, owners: Owners, p: (value: unknown) => string): string {
  switch (actor.scope) {
    case 'county':
      return 'true';
    case 'town':
      return owners.town ? `${owners.town} = ${p(actor.town)}` : 'false';
    case 'enterprise':
      return owners.enterprise ? `${owners.enterprise} = ${p(actor.enterprise)}::uuid` : 'false';
    case 'agency':
      return owners.agency ? `${owners.agency} = ${p(actor.agency)}::uuid` : 'false';
    case 'expert':
      return owners.expert ? `${owners.expert} = ${p(actor.account)}::uuid` : 'false';
    default:
      return 'false';
  }
}
