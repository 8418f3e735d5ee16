import { useCallback } from 'react';
import type { RowWith } from '#kernel';
import { type ActForm, type Option, page, useMe } from '#kernel/ui';
import type { ExpertLedger, PeopleLedger } from '#registry';
import { positionWords } from '../../registry/desk/index.ts';
import { ActIntro } from './ActIntro.tsx';
import { CriterionPick } from './CriterionPick.tsx';
import { type Formable, formsOf } from './forms.ts';

/** Experts of the county's list (专家库), for the field 专家. */
async function experts(): Promise<Option[]> {
  const { rows } = await page<RowWith<ExpertLedger>>('registry.experts', { sort: 'name', limit: 200 });
  return rows.map((one) => ({
    value: one.id,
    label: [one.name, one.speciality, one.title].filter(Boolean).join(' · '),
  }));
}

/** People of an enterprise who are there (人员台账), for the field 责任人: a name that is picked is spelt as the register has it. */
const people = (enterprise: string) => async (): Promise<Option[]> => {
  const { rows } = await page<RowWith<PeopleLedger>>('registry.people', { enterprise, sort: 'name', limit: 200 });
  return rows.map((one) => ({
    value: one.name,
    label: [one.name, one.post || positionWords[one.position]].filter(Boolean).join(' · '),
  }));
};

/** The forms of a hazard with everything they draw: criteria, experts, what to see before deciding. */
export function useHazardForms(): (h: Formable) => ActForm[] {
  const { today } = useMe();
  return useCallback(
    (h) =>
      formsOf(h, {
        today,
        experts,
        people,
        criterion: (of) => (value, change) => (
          <CriterionPick hazard={of.id} value={value as string | undefined} change={change} />
        ),
        intro: (of, move) => <ActIntro of={of} move={move} />,
      }),
    [today],
  );
}
