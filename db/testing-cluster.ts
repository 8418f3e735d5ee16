import type pg from 'pg';
import { type Connection, withClient } from './connection.ts';

/** A node of the cluster tests run on. */
export interface Node {
  nodename: string;
  nodeport: number;
  coordinator: boolean;
}

const nodesOf = async (client: pg.ClientBase): Promise<Node[]> =>
  (
    await client.query<Node>(
      'select nodename, nodeport, groupid = 0 as coordinator from pg_dist_node where isactive order by groupid',
    )
  ).rows;

/** Whether the server is a cluster, told by its own database; empty where it is none. */
export const clusterNodes = (admin: Connection): Promise<Node[]> =>
  withClient(admin, async (client) =>
    (await client.query("select 1 from pg_extension where extname = 'citus'")).rowCount ? nodesOf(client) : [],
  );

/** The same door of another node. */
export const doorTo = (admin: Connection, node: Node, database = admin.database): Connection =>
  node.coordinator ? { ...admin, database } : { ...admin, host: node.nodename, port: node.nodeport, database };

/** Makes a plain database of this name on every node; `owner` owns it everywhere. */
export async function createOnNodes(
  admin: Connection,
  nodes: readonly Node[],
  name: string,
  owner: string,
): Promise<void> {
  for (const node of nodes)
    await withClient(doorTo(admin, node), (client) => client.query(`create database ${name} owner ${owner}`));
}

/** Makes a database of this name, joined to one cluster. */
export async function createOnCluster(
  admin: Connection,
  nodes: readonly Node[],
  name: string,
  owner: string,
): Promise<void> {
  await createOnNodes(admin, nodes, name, owner);
  await joinToCluster(admin, nodes, name);
}

/** Gives a database that is on every node the extension, and joins the nodes. */
export async function joinToCluster(admin: Connection, nodes: readonly Node[], name: string): Promise<void> {
  for (const node of nodes)
    await withClient(doorTo(admin, node, name), (client) => client.query('create extension citus'));
  const own = nodes.find((node) => node.coordinator)!;
  await withClient(doorTo(admin, own, name), async (client) => {
    // A few shards a table: their making is what a test waits for.
    await client.query(`alter database ${name} set citus.shard_count = 4`);
    await client.query('select citus_set_coordinator_host($1, $2)', [own.nodename, own.nodeport]);
    for (const node of nodes)
      if (!node.coordinator) await client.query('select citus_add_node($1, $2)', [node.nodename, node.nodeport]);
  });
}

/** Lets nobody into a database any more, so that others are made from it: what the extension does in the background ends as well. */
export async function closeOnCluster(admin: Connection, nodes: readonly Node[], name: string): Promise<void> {
  for (const node of nodes)
    await withClient(doorTo(admin, node), async (client) => {
      await client.query(`alter database ${name} allow_connections false`);
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    });
}

/** Makes a database from a closed one, node by node: what the nodes know of each other is copied with it. */
export async function copyOnCluster(
  admin: Connection,
  nodes: readonly Node[],
  template: string,
  name: string,
  owner: string,
): Promise<void> {
  await Promise.all(
    nodes.map((node) =>
      withClient(doorTo(admin, node), (client) =>
        client.query(`create database ${name} template ${template} owner ${owner}`),
      ),
    ),
  );
}

/** Takes the database away from every node. */
export async function dropOnCluster(admin: Connection, nodes: readonly Node[], name: string): Promise<void> {
  for (const node of nodes)
    await withClient(doorTo(admin, node), (client) => client.query(`drop database if exists ${name} with (force)`));
}
