import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type ActForm, PickOf, useDo, useMe } from '#kernel/ui';
import type { AnswerPartProps } from '../../law-catalogue/desk/index.ts';
import type { MajorSourceFiled } from './answers.ts';

/** An enterprise as the form holds it: the name is for the eye. */
interface Chosen {
  id: string;
  name?: string | undefined;
}

/** What is asked beside the answer itself; whoever is of an enterprise files for his own. */
function formOf(on: string, basis: unknown, own: string | null): ActForm<MajorSourceFiled> {
  return {
    name: 'hazards.file-major-source',
    title: '存入企业档案',
    touches: ['registry'],
    given: { on, basis, ...(own ? { enterprise: own } : {}) },
    intro:
      '存入后列在“一企一档”的“重大危险源辨识”中；同名单元原有的结果保留，标为“已替换”。存入时由系统按当日法规重新计算。',
    fields: [
      ...(own
        ? []
        : [
            {
              place: 'enterprise',
              title: '企业',
              kind: 'custom' as const,
              need: true,
              render: (value: unknown, change: (value: unknown) => void) => (
                <PickOf
                  of="enterprise"
                  value={(value as Chosen | undefined)?.id}
                  name={(value as Chosen | undefined)?.name}
                  nothing={(asked) => `您的范围内没有叫“${asked}”的企业`}
                  change={(id, name) => change(id ? ({ id, name } satisfies Chosen) : undefined)}
                />
              ),
            },
          ]),
      { place: 'name', title: '单元名称', kind: 'text', max: 60, need: true, hint: '如 液氨储罐区' },
    ],
    shape: ({ enterprise, ...sent }) => ({
      ...sent,
      ...(enterprise ? { enterprise: (enterprise as Chosen).id } : {}),
    }),
    said: ({ major, level, replaced }) =>
      `已存入：${major ? `构成${level ?? ''}重大危险源` : '不构成重大危险源'}${replaced ? '，原有结果已替换' : ''}`,
  };
}

/** 存入企业档案, beside the answer of the GB 18218 calculator. */
export default function FileMajorSource({ rule, on, input, stands }: AnswerPartProps): ReactNode {
  const { actor } = useMe();
  const open = useDo();
  if (rule !== 'major-hazard.grade') return null;
  return (
    <Button type="primary" disabled={!stands} onClick={() => open(formOf(on, input, actor.enterprise))}>
      存入企业档案
    </Button>
  );
}
