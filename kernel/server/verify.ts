import type { Pool } from 'pg';
import { leavesOf } from './leaves.ts';
import { GENESIS, linkOf } from './sealer.ts';
import { systemActor, transaction } from './session.ts';

/** Entries looked at in one round trip. */
const BATCH = 2000;

/** Whether the journal holds, and the first place where it does not. */
export interface Verdict {
  ok: boolean;
  checked: number;
  /** First bad place. */
  bad?: { seq: number | null; entry: string | null; reason: string };
}

/** A head of the chain that was published outside. */
export interface PublishedHead {
  seq: number;
  chain: string;
}

/**
 * Recomputes every leaf and every link, in order, and names the first bad one: an entry edited, removed, added outside the
 * flow, swapped, or a tail cut off (against checkpoints kept outside and inside).
 */
export async function verifyJournal(
  pool: Pool,
  county: string,
  options: { published?: readonly PublishedHead[]; progress?: (done: number, of: number) => void } = {},
): Promise<Verdict> {
  return transaction(pool, systemActor(county), 'read', async (client) => {
    const {
      rows: [count],
    } = await client.query(
      'select count(*)::int as n, coalesce(max(seq), 0)::bigint as last from kernel.seal where county = $1',
      [county],
    );
    const { rows: inside } = await client.query('select seq, chain from kernel.checkpoint where county = $1', [county]);
    const heads = new Map<number, string>();
    for (const h of [...inside, ...(options.published ?? [])]) {
      const seq = Number(h.seq);
      const known = heads.get(seq);
      if (known && known !== h.chain)
        return { ok: false, checked: 0, bad: { seq, entry: null, reason: '检查点与公布的检查点不一致' } };
      heads.set(seq, h.chain);
    }
    let chain = GENESIS;
    let checked = 0;
    const bad = (seq: number | null, entry: string | null, reason: string): Verdict => ({
      ok: false,
      checked,
      bad: { seq, entry, reason },
    });
    for (;;) {
      const { rows } = await client.query(
        'select seq, entry_id, leaf, chain from kernel.seal where county = $1 and seq > $2 order by seq limit $3',
        [county, checked, BATCH],
      );
      const leaves = await leavesOf(
        client,
        county,
        rows.map((row) => row.entry_id),
      );
      for (const row of rows) {
        const seq = Number(row.seq);
        const leaf = leaves.get(row.entry_id);
        if (seq !== checked + 1) return bad(checked + 1, null, `封存序号 ${checked + 1} 缺失`);
        if (!leaf) return bad(seq, row.entry_id, '日志被删除');
        if (leaf !== row.leaf) return bad(seq, row.entry_id, '日志内容与封存时不一致');
        chain = linkOf(chain, leaf);
        if (chain !== row.chain) return bad(seq, row.entry_id, '链摘要不连续');
        const head = heads.get(seq);
        if (head && head !== chain) return bad(seq, row.entry_id, '与公布的检查点不一致');
        checked += 1;
      }
      options.progress?.(checked, count.n);
      if (rows.length < BATCH) break;
    }
    for (const seq of heads.keys())
      if (seq > checked) return bad(seq, null, `公布的检查点到 ${seq} 号，现只有 ${checked} 号：尾部被截断`);
    const { rows: stray } = await client.query(
      `select e.id from kernel.entry e where e.county = $1 and not exists (select 1 from kernel.seal s where s.county = $1 and s.entry_id = e.id)
       and not exists (select 1 from kernel.unsealed u where u.county = $1 and u.entry_id = e.id) limit 1`,
      [county],
    );
    if (stray[0]) return bad(null, stray[0].id, '日志未经封存流程写入');
    return { ok: true, checked };
  });
}
