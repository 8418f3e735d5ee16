import { ask } from '#kernel';

/** Fields that several moves ask for. */
export const reason = (phrases: readonly string[] = []) => ask.lines('理由', 500, { phrases });
export const note = (phrases: readonly string[] = []) => ask.lines('情况说明', 1000, { phrases });
export const photos = ask.of('photos', '现场照片', { max: 12, hint: '从电脑选取的照片会标明“来自相册”' });
export const dueOn = ask.day('整改期限', { notPast: true });
export const measure = ask.lines('整改措施', 1000, {
  starts: true,
  phrases: ['立即停用并设警戒', '更换损坏部件并试运行', '补装防护设施', '清理现场并恢复通道', '组织培训'],
});
export const person = ask.text('责任人', 40, { starts: true, hint: '企业内落实整改的人' });
