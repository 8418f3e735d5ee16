import type pg from 'pg';
import { DatabaseFailure, errorText } from './failure.ts';

/** What a run did. */
export interface Distributed {
  /** Tables spread by county now. */
  spread: string[];
  /** Tables every node holds whole now: those without a county. */
  everywhere: string[];
}

/** Whether the cluster's extension is there: where it is not, a county lives on one machine and nothing differs. */
export const isCluster = async (client: pg.ClientBase): Promise<boolean> =>
  (await client.query("select 1 from pg_extension where extname = 'citus'")).rowCount === 1;

interface Table {
  name: string;
  county: boolean;
  referenced: string[];
}

/** Our tables that are not yet spread, those others refer to first. */
async function waiting(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'county' and not a.attisdropped) as county,
       array(select distinct format('%I.%I', fn.nspname, f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
         join pg_namespace fn on fn.oid = f.relnamespace where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as referenced
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|citus|columnar)' and n.nspname <> 'public'
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
       and not exists (select 1 from pg_dist_partition p where p.logicalrelid = c.oid)
     order by 1`,
  );
  const left = new Map(rows.map((row) => [row.name, row]));
  const sorted: Table[] = [];
  const visit = (table: Table) => {
    if (!left.delete(table.name)) return;
    for (const name of table.referenced) if (left.has(name)) visit(left.get(name)!);
    sorted.push(table);
  };
  for (const row of rows) visit(row);
  return sorted;
}

/**
 * On a cluster only a superuser migrates and spreads tables: the extension tells the nodes of roles and functions, which an owner may not, and
 * rows travel by COPY, which row-level security refuses their owner. Who has nothing to do there needs no right.
 */
export async function assertMaySpread(client: pg.ClientBase, files: number): Promise<void> {
  if (!(await isCluster(client))) return;
  const { rows } = await client.query<{ me: string; super: boolean }>(
    'select current_user::text as me, rolsuper as super from pg_roles where rolname = current_user',
  );
  const { me, super: may } = rows[0]!;
  if (may || (files === 0 && (await waiting(client)).length === 0)) return;
  throw new DatabaseFailure(
    'NOT_SUPERUSER',
    `数据库装有 citus 扩展，升级和按县分布表须由超级用户执行，${me} 不是：请把 DATABASE_URL 设为超级用户的连接地址，运行一次 npx zean migrate，再以 ${me} 启动`,
  );
}

/**
 * On a cluster: spreads every table with a county by it, all together on one node per county, and puts tables without one on every node.
 * May be called at every start; on a database of one machine it does nothing. Tables with rows are spread with
 * them.
 */
export async function distribute(client: pg.ClientBase, log: (line: string) => void = () => {}): Promise<Distributed> {
  const done: Distributed = { spread: [], everywhere: [] };
  if (!(await isCluster(client))) return done;
  const tables = await waiting(client);
  if (tables.length === 0) return done;
  const {
    rows: [first],
  } = await client.query<{ name: string }>(
    `select format('%s', logicalrelid) as name from pg_dist_partition where partmethod = 'h' order by 1 limit 1`,
  );
  let beside = first?.name ?? 'none';
  // Keys that refer to a table not yet spread come back once it is: here the referred come first, so none has to.
  for (const { name, county } of tables) {
    try {
      if (county) {
        await client.query(`select create_distributed_table($1, 'county', colocate_with => $2)`, [name, beside]);
        if (beside === 'none') beside = name;
        done.spread.push(name);
      } else {
        await client.query('select create_reference_table($1)', [name]);
        done.everywhere.push(name);
      }
    } catch (error) {
      throw new DatabaseFailure('NOT_DISTRIBUTED', `表 ${name} 未能按县分布到集群：${errorText(error)}`, error);
    }
  }
  // The rows of before stay behind the face of each table otherwise, and count as space. Last: what a table left here refers to keeps its own.
  for (const { name } of tables) await client.query('select truncate_local_data_after_distributing_table($1)', [name]);
  if (done.spread.length > 0) log(`已按县分布 ${done.spread.length} 张表到集群`);
  return done;
}
