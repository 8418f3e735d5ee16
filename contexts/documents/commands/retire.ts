import { z } from 'zod';
import { type Act, allow, command, refuse, todayIn } from '#kernel';
import { fatesOf, heldAfter } from '../fates.ts';
import { keepingOn } from '../holders.ts';
import { retired } from '../subjects.ts';

/** Retires one original, if it still may go: the entry in the journal, the row that keeps hash and rule, the mark wherever it is shown. */
export const retiring = command({
  name: 'documents.retire',
  title: '证据原件到期销毁',
  input: z.strictObject({ sha256: z.string() }),
  may: [allow<never>(['system'], '系统')],
  async handle(act: Act, { sha256 }) {
    const { county } = act.actor;
    const today = todayIn(act.at);
    const keeping = keepingOn(county, today);
    // Looked at once more where it is written: it may have become evidence of something else since it was listed.
    const [found] = await fatesOf(act, await heldAfter(act, '', sha256), keeping, today);
    if (!found?.fate.goes || !keeping) return refuse('STALE', '这份证据原件现在不到期，没有销毁');
    const { file, fate } = found;
    const id = act.create(retired, {
      sha256,
      rule: fate.rule,
      ruleSet: keeping.id,
      basis: keeping.basis,
      endedOn: fate.endedOn,
      dueOn: fate.dueOn,
      bytes: file.bytes,
      name: file.name,
      at: act.at,
    });
    await act.run(
      `insert into documents.damage (county, sha256, what, found_at, seen_at) values ($1, $2, 'retired', $3, $3)
       on conflict (county, sha256) do update set what = 'retired', found_at = excluded.found_at, seen_at = excluded.seen_at, mended_at = null, cleared_at = null`,
      [county, sha256, act.at],
    );
    act.about(retired.kind, id);
    act.note(`证据原件“${file.name}”（摘要 ${sha256.slice(0, 8)}）保管期满，按“${fate.title}”销毁`);
    return {};
  },
});
