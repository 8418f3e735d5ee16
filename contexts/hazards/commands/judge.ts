import { z } from 'zod';
import { command, refuse } from '#kernel';
import { criterionOn } from '#law-catalogue';
import { loopOf } from '../domain/loop.ts';
import { levelWords, selfStateWords } from '../domain/words.ts';
import { byOfficers, byOwnManagers, byTakers } from '../policy.ts';
import { hazard } from '../subjects.ts';
import { onHazard, sentence } from './given.ts';

/** 判定: general or major; a major one cites the criterion in force on the day of the finding. */
export const judge = command({
  name: 'hazards.judge',
  title: '判定',
  input: z.strictObject({
    ...onHazard,
    level: z.enum(['general', 'major']).optional(),
    criterion: z.string().max(80).nullish(),
    reason: sentence('判定理由').optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'judge' },
  may: byOfficers,
  handle(act, given, h) {
    const level = given.level!;
    if (level === 'major' && !given.criterion)
      return refuse('INCOMPLETE', '判为重大隐患须引用判定标准条目', { missing: ['判定标准条目'] });
    const found = given.criterion ? criterionOn(given.criterion, h.foundOn) : null;
    if (given.criterion && !found) {
      return refuse('INVALID', `${h.foundOn} 时没有这一判定标准条目：${given.criterion}`, {
        places: [
          {
            place: 'criterion',
            value: given.criterion,
            allowed: '发现当日有效的判定标准条目',
            message: '判定标准条目在发现当日未生效或不存在',
          },
        ],
      });
    }
    act.change(hazard, h, {
      state: 'judged',
      level,
      criterion: level === 'major' ? given.criterion! : null,
      judgeReason: given.reason!,
      judgedBy: act.actor.account || null,
      judgedAt: act.at,
    });
    act.note(`判定为${levelWords[level]}隐患${found ? `，依据${found.cite}` : ''}：${given.reason}`);
    return { state: 'judged' };
  },
});

/** 不构成隐患: closed with a reason, never deleted. */
export const dismiss = command({
  name: 'hazards.dismiss',
  title: '不构成隐患',
  input: z.strictObject({ ...onHazard, reason: sentence('理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'dismiss' },
  may: byOfficers,
  handle(act, given, h) {
    act.change(hazard, h, {
      state: 'closed',
      closedBy: act.actor.account || null,
      closedAt: act.at,
      closedOn: act.today,
      closeReason: 'dismissed',
      judgeReason: given.reason!,
    });
    act.note(`认定不构成隐患：${given.reason}`);
    return { state: 'closed' };
  },
});

const intoCommon = {
  loop: 'common',
  state: 'found',
  closedOn: null,
  closedAt: null,
  closedBy: null,
  closeReason: null,
} as const;

/** 上报镇里: the enterprise finds more than it can mend by itself. */
export const elevate = command({
  name: 'hazards.elevate',
  title: '上报镇里',
  input: z.strictObject({ ...onHazard, reason: sentence('理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'elevate' },
  may: byOwnManagers,
  handle(act, given, h) {
    act.change(hazard, h, intoCommon);
    act.note(`由自查自改转为上报镇里：${given.reason}`);
    return { state: 'found' };
  },
});

/** 转入监管闭环: an officer takes an enterprise's own finding over, at any state. */
export const takeOver = command({
  name: 'hazards.take-over',
  title: '转入监管闭环',
  input: z.strictObject({ ...onHazard, reason: sentence('理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'takeOver' },
  may: byTakers,
  handle(act, given, h) {
    act.change(hazard, h, intoCommon);
    act.note(`由“${selfStateWords[h.state]}”转入监管闭环：${given.reason}`);
    return { state: 'found' };
  },
});
