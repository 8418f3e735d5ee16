import { z } from 'zod';
import { type AnyCommand, command, refuse } from '#kernel';
import { own } from '../policy.ts';

/** 标记已读: these messages of one's own; one that was read stays read from the first time. */
const read = command({
  name: 'messages.read',
  title: '标记已读',
  answer: z.strictObject({ read: z.int() }),
  input: z.strictObject({
    ids: z.array(z.uuid()).min(1, '请选择消息').max(200, '一次最多 200 条').meta({ title: '消息' }),
  }),
  may: own,
  async handle(act, { ids }) {
    const found = await act.run(
      'update messages.message set read_at = coalesce(read_at, $4) where county = $1 and account = $2 and id = any($3)',
      [act.actor.county, act.actor.account, ids, act.at],
    );
    if (found === 0) return refuse('NOT_FOUND', '没有找到这条消息');
    act.note(`标记 ${found} 条消息已读`);
    return { read: found };
  },
});

/** 全部已读: what one has been shown; a message that came meanwhile stays unread. */
const readAll = command({
  name: 'messages.read-all',
  title: '全部已读',
  answer: z.strictObject({ read: z.int() }),
  input: z.strictObject({ upTo: z.iso.datetime().optional().meta({ title: '到哪一刻' }) }),
  may: own,
  async handle(act, { upTo }) {
    const found = await act.run(
      'update messages.message set read_at = $3 where county = $1 and account = $2 and read_at is null and at <= $4',
      [act.actor.county, act.actor.account, act.at, upTo ?? act.at],
    );
    act.note(`标记全部 ${found} 条消息已读`);
    return { read: found };
  },
});

/** 收不收一类消息: from now on; an alarm is not turned off. */
const chooseKind = command({
  name: 'messages.choose-kind',
  title: '设置消息类别',
  answer: z.strictObject({ on: z.boolean() }),
  input: z.strictObject({ kind: z.string().max(60).meta({ title: '类别' }), on: z.boolean().meta({ title: '接收' }) }),
  may: own,
  async handle(act, { kind, on }) {
    const { county, account, role } = act.actor;
    const of = act.tellingKinds.find(({ key, roles }) => key === kind && roles.includes(role));
    if (!of)
      return refuse('INVALID', '没有这类消息', {
        places: [{ place: 'kind', value: kind, allowed: '消息设置中列出的类别', message: '没有这类消息' }],
      });
    if (of.alarm && !on) {
      const message = `“${of.title}”是告警，不能关闭`;
      return refuse('INVALID', message, { places: [{ place: 'on', value: on, allowed: '接收', message }] });
    }
    await act.run(
      on
        ? 'delete from messages.silence where county = $1 and account = $2 and kind = $3'
        : 'insert into messages.silence (county, account, kind) values ($1, $2, $3) on conflict do nothing',
      [county, account, kind],
    );
    act.note(`${on ? '接收' : '不接收'}“${of.title}”消息`);
    return { on };
  },
});

export const messageCommands: readonly AnyCommand[] = [read, readAll, chooseKind];
