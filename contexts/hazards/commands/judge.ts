import { type Act, refuse } from '#kernel';
import { criterionOn } from '#law-catalogue';
import { hazardMoves } from '../domain/moves/index.ts';
import { levelWords, selfStateWords } from '../domain/words.ts';
import { hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { settleRectification } from './rounds.ts';
import { into } from './step.ts';

export const judge = onHazard(hazardMoves.judge, (act, given, h) => {
  const { level, criterion, reason } = given;
  const found = criterion ? criterionOn(criterion, h.foundOn) : null;
  if (criterion && !found) {
    return refuse('INVALID', `${h.foundOn} 时没有这一判定标准条目：${criterion}`, {
      places: [
        {
          place: 'criterion',
          value: criterion,
          allowed: '发现当日有效的判定标准条目',
          message: '判定标准条目在发现当日未生效或不存在',
        },
      ],
    });
  }
  act.change(hazard, h, {
    ...into(act, 'judged'),
    level,
    criterion: level === 'major' ? (criterion ?? null) : null,
    judgeReason: reason,
    judgedBy: me(act),
    judgedAt: act.at,
  });
  act.note(`判定为${levelWords[level]}隐患${found ? `，依据${found.cite}` : ''}：${reason}`);
  return { state: 'judged' };
});

export const dismiss = onHazard(hazardMoves.dismiss, (act, { reason }, h) => {
  act.change(hazard, h, {
    ...into(act, 'closed'),
    closedBy: me(act),
    closedAt: act.at,
    closedOn: act.today,
    closeReason: 'dismissed',
    judgeReason: reason,
  });
  act.note(`认定不构成隐患：${reason}`);
  return { state: 'closed' };
});

const intoCommon = (act: Act) =>
  ({
    loop: 'common',
    ...into(act, 'found'),
    closedOn: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
  }) as const;

export const elevate = onHazard(hazardMoves.elevate, (act, { reason }, h) => {
  act.change(hazard, h, intoCommon(act));
  act.note(`由自查自改转为上报镇里：${reason}`);
  return { state: 'found' };
});

export const takeOver = onHazard(hazardMoves.takeOver, async (act, { reason }, h) => {
  act.change(hazard, h, intoCommon(act));
  if (h.state === 'rectified') await settleRectification(act, h, { outcome: 'taken-over' });
  act.note(`由“${selfStateWords[h.state as keyof typeof selfStateWords]}”转入监管闭环：${reason}`);
  return { state: 'found' };
});
