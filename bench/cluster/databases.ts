/** Databases of a server for one measurement: plain, or spread over some of the nodes of a cluster. */
import { randomBytes } from 'node:crypto';
import { type Connection, urlOf, withClient } from '#db';
import { clusterNodes, createOnCluster, dropOnCluster, type Node } from '../../db/testing-cluster.ts';

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
    drop: () =>
      workers === 0
        ? withClient(admin, async (client) => {
            await client.query(`drop database ${name} with (force)`);
          })
        : dropOnCluster(admin, chosen, name),
  };
}
