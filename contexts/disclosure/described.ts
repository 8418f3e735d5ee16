import { answers, operation } from '#kernel/server';

const countyParameter = {
  parameters: [
    {
      name: 'county',
      in: 'path',
      required: true,
      schema: { type: 'string', pattern: '^[0-9]{6}$' },
      description: '县代码',
    },
  ],
};

/** Of the only county at `/open/…`; of one of several (and of the only one too) at `/open/<code>/…`. */
const at = (base: string, more: object, suffix: string) => ({
  [`${base}/progress.json`]: {
    get: operation(`open.progress${suffix}`, '公开的任务进展', { ...more, responses: answers('公开内容') }),
  },
  [`${base}/checkpoints.json`]: {
    get: operation(`open.checkpoints${suffix}`, '日志检查点', { ...more, responses: answers('检查点') }),
  },
  [`${base}/feed.xml`]: {
    get: operation(`open.feed${suffix}`, '公开内容更新', {
      ...more,
      responses: answers('订阅', 'application/atom+xml'),
    }),
  },
});

/** What is published, as data, in the OpenAPI document: no declarations, because it is for everybody. */
export const described = { ...at('/open', {}, ''), ...at('/open/{county}', countyParameter, '-of-county') };
