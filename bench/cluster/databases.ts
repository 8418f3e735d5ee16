/** Databases of a server for one measurement: plain, or spread over some of the nodes of a cluster. */
import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { type Connection, urlOf, withClient } from '#db';
import { GRANTED_ROLES } from '../../db/role-names.ts';
import { clusterNodes, createOnCluster, doorTo, dropOnCluster, type Node } from '../../db/testing-cluster.ts';

/** How many workers a database is spread over; 0: a plain one, without the extension. */
export type Workers = 0 | 1 | 2;

export interface Made {
  admin: Connection;
  url: string;
  drop(): Promise<void>;
}

const tagged = () => `zean_bench_${randomBytes(4).toString('hex')}`;

/** The nodes of the cluster an address leads to; none when it is a plain server. */
export const nodesOf = (admin: Connection): Promise<Node[]> => clusterNodes(admin);

/** Makes a database; the address is a superuser's, as a cluster's migrator has to be. */
export async function madeDatabase(admin: Connection, nodes: readonly Node[], workers: Workers): Promise<Made> {
  const name = tagged();
  const chosen = nodes
    .filter((node) => node.coordinator)
    .concat(nodes.filter((node) => !node.coordinator).slice(0, workers));
  if (workers === 0) await withClient(admin, (client) => client.query(`create database ${name}`));
  else await createOnCluster(admin, chosen, name, admin.user);
  const own = { ...admin, database: name };
  return {
    admin: own,
    url: urlOf(own),
    async drop() {
      if (workers > 0) await dropOnCluster(admin, chosen, name);
      else await withClient(admin, (client) => client.query(`drop database ${name} with (force)`));
      for (const node of workers > 0 ? chosen : [])
        await withClient(doorTo(admin, node), (client) => dropRolesOf(client, name));
      if (workers === 0) await withClient(admin, (client) => dropRolesOf(client, name));
    },
  };
}

/** The roles that were made for a database alone (decision 0018). */
async function dropRolesOf(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [GRANTED_ROLES.map((role) => `${role}_${name}`)],
  );
  for (const role of rows) await client.query(`drop role ${role.name}`);
}
