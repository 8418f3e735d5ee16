import type { ActForm, Values } from '#kernel/ui';
import { Facts, To } from '#kernel/ui';
import type { CheckShown, RosterRow } from '../ledgers.ts';
import type { ChecklistItemShown, ItemChecked } from './answers.ts';

const resultOptions = [
  { value: 'pass', label: '合格' },
  { value: 'fail', label: '不合格' },
  { value: 'not-applicable', label: '不适用' },
];
export const resultWords: Readonly<Record<string, string>> = Object.fromEntries(
  resultOptions.map(({ value, label }) => [value, label]),
);

const failed = (values: Values): boolean => values.result === 'fail';
/** Photos chosen at a desk come from a folder, never straight from the camera: the record says so. */
const photosSent = (values: Values): Values =>
  Array.isArray(values.photos)
    ? { ...values, photos: (values.photos as string[]).map((sha256) => ({ sha256, fromAlbum: true })) }
    : values;

/** One item at one enterprise (登记检查事项): a failed one becomes a hazard in the same act. */
export function checkForm(
  campaign: string,
  item: ChecklistItemShown,
  firm: Pick<RosterRow, 'id' | 'name'>,
  last: CheckShown | undefined,
): ActForm<ItemChecked> {
  return {
    name: 'programme.check-item',
    title: firm.name,
    submit: '登记',
    given: { campaign, enterprise: firm.id, item: item.id },
    touches: ['hazards', 'registry'],
    start: last ? { result: last.result, note: last.note ?? undefined } : {},
    fields: [
      { place: 'result', title: '检查结果', kind: 'choice', options: resultOptions, need: true },
      { place: 'place', title: '部位', kind: 'text', max: 200, show: failed, need: failed, hint: '如 打磨车间除尘器' },
      {
        place: 'description',
        title: '问题描述',
        kind: 'lines',
        max: 2000,
        show: failed,
        need: failed,
        hint: '不符合之处；会作为一条隐患进入台账',
      },
      { place: 'photos', title: '现场照片', kind: 'files', most: 12, show: failed },
      { place: 'note', title: '备注', kind: 'lines', max: 500, phrases: ['查阅记录', '现场核实'] },
    ],
    shape: photosSent,
    said: (answer) => (answer.hazard ? '已登记，不合格项已进入隐患台账' : '已登记'),
    intro: (
      <div className="pg-item">
        <p className="pg-item-text">{item.text}</p>
        <Facts
          facts={[
            { title: '检查方法', value: item.how },
            { title: '核对情况', value: item.checked === 'verified' ? '已核对' : '待核实' },
            { title: '依据', value: item.basis.map((one) => one.cite).join('；'), wide: true },
            ...(last
              ? [
                  {
                    title: '上次',
                    wide: true,
                    value: (
                      <>
                        {last.checkedOn} {last.checkedByName} {resultWords[last.result]}
                        {last.hazard ? <To path={`/hazards/${last.hazard}`}> 看隐患</To> : null}
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
    ),
  };
}
