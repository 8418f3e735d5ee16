import { z } from 'zod';
import {
  type AccidentGrade,
  accidentGrades,
  accidentWords,
  penaltyStages,
  penaltySubjects,
  stageWords,
  subjectWords,
} from '../../domain/penalty.ts';
import { dayText, wholePeople, wholeYuan } from '../ranges.ts';

const listed = (words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([code, word]) => `${code}（${word}）`)
    .join('、');
const yuan = wholeYuan();
const people = wholePeople();

/** Facts of a case a band may depend on. */
export const factsInput = z
  .strictObject({
    actEndedOn: dayText.optional().describe('违法行为终了之日；与决定之日分属新旧法时按从旧兼从轻'),
    decidedOn: dayText.optional().describe('作出处罚决定之日，不写即所问之日'),
    accident: z
      .enum(accidentGrades as [AccidentGrade, ...AccidentGrade[]], { error: `应为 ${listed(accidentWords)}` })
      .optional(),
    deaths: people.optional(),
    seriousInjuries: people.optional(),
    loss_yuan: yuan.optional(),
    income_yuan: yuan
      .min(
        1,
        '年收入为 0 算不出罚款：收入没有或难以确定的，主要负责人按上一年度平均工资的 5 至 10 倍折算后填写（事故罚款处罚规定第4条）',
      )
      .optional()
      .describe('被罚个人上一年年收入'),
    illegalGain_yuan: yuan.optional().describe('违法所得，没有为 0'),
    oreValue_yuan: yuan.optional().describe('采出矿产品市场价值'),
    originalFine_yuan: yuan
      .min(1, '原处罚数额为 0 不是罚款，没有受到罚款处罚的不能按日连续处罚')
      .optional()
      .describe('按日连续处罚的原处罚数额'),
    orderedOn: dayText.optional().describe('责令改正之日'),
    refusedUntil: dayText.optional().describe('拒不改正到哪一日（含）'),
    investor: z.boolean({ error: '应为 true 或 false' }).optional().describe('被罚的是个人经营的投资人'),
    egregious: z.boolean({ error: '应为 true 或 false' }).optional().describe('情节特别严重、影响特别恶劣'),
    serious: z.boolean({ error: '应为 true 或 false' }).optional().describe('情节严重'),
  })
  .describe('案情');
export type Facts = z.output<typeof factsInput>;

/** Which fine is asked for. */
export const askedFine = {
  provision: z
    .string({ error: '应为文字，如 安全生产法§102 或 安全生产法§99(2)' })
    .trim()
    .min(1, '没有填写')
    .max(80, '过长')
    .describe('罚则，如 安全生产法§102、安全生产法§99(2)'),
  subject: z.enum(penaltySubjects as [(typeof penaltySubjects)[number]], { error: `应为 ${listed(subjectWords)}` }),
  stage: z.enum(penaltyStages as [(typeof penaltyStages)[number]], { error: `应为 ${listed(stageWords)}` }),
  facts: factsInput.default({}),
};
const askedObject = z.strictObject(askedFine);
export type AskedFine = z.output<typeof askedObject>;
