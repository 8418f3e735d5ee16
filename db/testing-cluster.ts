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

/** Makes a database of this name on every node, joined to one cluster; `owner` owns it everywhere. A cluster's databases have no templates. */
export async function createOnCluster(
  admin: Connection,
  nodes: readonly Node[],
  name: string,
  owner: string,
): Promise<void> {
  const at = (node: Node, database: string): Connection =>
    node.coordinator ? { ...admin, database } : { ...admin, host: node.nodename, port: node.nodeport, database };
  for (const node of nodes) {
    await withClient(at(node, admin.database), (client) => client.query(`create database ${name} owner ${owner}`));
    await withClient(at(node, name), (client) => client.query('create extension citus'));
  }
  const own = nodes.find((node) => node.coordinator)!;
  await withClient(at(own, name), async (client) => {
    // A few shards a table: their making is what a test waits for.
    await client.query(`alter database ${name} set citus.shard_count = 4`);
    await client.query('select citus_set_coordinator_host($1, $2)', [own.nodename, own.nodeport]);
    for (const node of nodes)
      if (!node.coordinator) await client.query('select citus_add_node($1, $2)', [node.nodename, node.nodeport]);
  });
}

/** Takes the database away from every node. */
export async function dropOnCluster(admin: Connection, nodes: readonly Node[], name: string): Promise<void> {
  for (const node of nodes)
    await withClient(node.coordinator ? admin : { ...admin, host: node.nodename, port: node.nodeport }, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
}
