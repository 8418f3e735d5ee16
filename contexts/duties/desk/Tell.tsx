import type { ReactNode } from 'react';
import type { RowWith } from '#kernel';
import { type ActForm, type Option, page } from '#kernel/ui';
import type { PeopleLedger } from '#registry';
import type { Occasion, Told } from './answers.ts';

/** People of an enterprise who are there (人员台账). */
const people = (enterprise: string) => async (): Promise<Option[]> => {
  const { rows } = await page<RowWith<PeopleLedger>>('registry.people', { enterprise, sort: 'name', limit: 200 });
  return rows.map((one) => ({ value: one.id, label: [one.name, one.post].filter(Boolean).join(' · ') }));
};

/** 登记起因: the form by which a clock the platform cannot know of begins to run. */
export const tellForm = (occasion: Occasion, enterprise: string): ActForm<Told> => ({
  name: 'duties.tell-occasion',
  title: `登记：${occasion.occasion}`,
  given: { obligation: occasion.id, enterprise },
  touches: ['programme'],
  intro: (
    <p className="zs-meta">
      登记后平台按规定计算“{occasion.title}”的期限，到期前列入待办。{occasion.why}。
    </p>
  ) as ReactNode,
  fields: [
    ...(occasion.owes === 'person'
      ? [{ place: 'person', title: '人员', kind: 'choice' as const, need: true, options: people(enterprise) }]
      : []),
    { place: 'on', title: '日期', kind: 'day', need: true, hint: occasion.occasion },
    { place: 'about', title: '说明', kind: 'text', max: 100, hint: '设备、证件、文件的名称或编号：同一天有几件的要写' },
  ],
  said: ({ dueOn }) => `已登记，${occasion.title}的期限是 ${dueOn}`,
});
