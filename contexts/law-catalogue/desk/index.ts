import BookOutlined from '@ant-design/icons/es/icons/BookOutlined';
import CalculatorOutlined from '@ant-design/icons/es/icons/CalculatorOutlined';
import ExceptionOutlined from '@ant-design/icons/es/icons/ExceptionOutlined';
import SwapOutlined from '@ant-design/icons/es/icons/SwapOutlined';
import { type ComponentType, lazy } from 'react';
import type { DeskModule, SectionPlace } from '#kernel/ui';
import type { AnswerPartProps } from './answer-part.ts';

export type { AnswerPartProps } from './answer-part.ts';

const group = 'law';

/** The law library (法规库), what changed, the calculators, what is 待核实. Eager, so it loads nothing but icons. */
export const desk: DeskModule = {
  menu: [
    { title: '法规库', icon: BookOutlined, path: '/law', needs: 'law.search', order: 70, group },
    { title: '法规变化', icon: SwapOutlined, path: '/law/changes', needs: 'law.changes', order: 71, group },
    { title: '计算器', icon: CalculatorOutlined, path: '/law/calculators', needs: 'law.calculators', order: 72, group },
    { title: '待核实', icon: ExceptionOutlined, path: '/law/overlays', needs: 'law.unverified', order: 73, group },
  ],
  routes: [
    { path: '/law', title: '法规库', page: () => import('./Library.tsx'), needs: 'law.search' },
    { path: '/law/changes', title: '法规变化', page: () => import('./Changes.tsx'), needs: 'law.changes' },
    { path: '/law/calculators', title: '计算器', page: () => import('./Calculators.tsx'), needs: 'law.calculators' },
    {
      path: '/law/calculators/$rule',
      title: '计算器',
      page: () => import('./Calculator.tsx'),
      needs: 'law.calculators',
    },
    { path: '/law/overlays', title: '待核实与县级补充', page: () => import('./Overlays.tsx'), needs: 'law.unverified' },
  ],
  calendar: { needs: 'law.calendar' },
  finds: [{ what: '法规', by: '法规名称或条文', needs: 'law.search', order: 80 }],
};

/** 可能对应哪一条: the judgement aid for another context's form; needs a Suspense around it. */
export const CriterionBox = lazy(() => import('./criterion-box.tsx'));

/**
 * Declares what another context does with the answer of a calculator (存入企业档案): a button beside 打印. It is drawn on every calculator's page and
 * says by itself for which rule it stands.
 */
export const answerPart = (
  part: Pick<SectionPlace, 'key' | 'title' | 'order' | 'needs'> & {
    page: () => Promise<{ default: ComponentType<AnswerPartProps> }>;
  },
): SectionPlace => ({ of: 'calculator', asks: () => [], ...part });
