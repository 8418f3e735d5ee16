import { answers, operation } from '#kernel/server';

/** What is published, as data, in the OpenAPI document: no declarations, because it is for everybody. */
export const described = {
  '/open/progress.json': { get: operation('open.progress', '公开的任务进展', { responses: answers('公开内容') }) },
  '/open/checkpoints.json': { get: operation('open.checkpoints', '日志检查点', { responses: answers('检查点') }) },
  '/open/feed.xml': {
    get: operation('open.feed', '公开内容更新', { responses: answers('订阅', 'application/atom+xml') }),
  },
};
