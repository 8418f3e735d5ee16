import { expect, test } from 'vitest';
import type { RetentionPlan } from '#documents';
import { retentionText } from './retention.ts';

const plan = {
  today: '2026-11-29',
  keeping: { id: 'zezhou-retention', basis: '县局档案管理办法', checked: 'verified' },
  files: 9,
  due: [
    {
      sha256: 'ab'.repeat(32),
      name: '照片.jpg',
      bytes: 1_500_000,
      uses: [{ subjectKind: 'hazard', subjectId: 'x' }],
      rule: 'keep',
      title: '一般隐患的照片',
      endedOn: '2016-05-01',
      dueOn: '2026-05-01',
    },
  ],
  dueBytes: 1_500_000,
  kept: { open: 5, forever: 3 },
} as unknown as RetentionPlan;

test('what would go, by which rule, and why the rest stays', () => {
  const text = retentionText(plan, false);
  for (const part of [
    '2026-11-29 适用的保管期限：zezhou-retention（县局档案管理办法；已核实）',
    '到期可销毁 1 份，1.5 MB；保留 8 份：',
    '所证明的事项没有办结 5 份',
    '永久保管 3 份',
    'abababab',
    '2026-05-01',
    'zean retention --run',
  ])
    expect(text).toContain(part);
  expect(retentionText(plan, true)).toContain('已销毁 1 份');
  expect(retentionText(plan, true)).not.toContain('--run');
});

test('rules that are not verified say how to make them so', () => {
  const unverified = { ...plan, due: [], keeping: { ...plan.keeping!, checked: 'unverified' as const } };
  expect(retentionText(unverified, false)).toMatch(/待核实，不据此销毁.*县级覆盖文件/);
});
