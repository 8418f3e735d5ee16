import type { ReactNode } from 'react';
import { Choice, joined, Lines, LongText, PhotoTaker, Phrases, Speaking, type Spot, spotText } from '#kernel/phone';
import { instantText } from '#kernel/ui';
import { categoryWords, type HazardCategory, originWords } from '../domain/words.ts';
import { EnterprisePicker } from './EnterprisePicker.tsx';
import { numberOf, type Question, type ReportForm } from './report-form.ts';

const texts = [
  '防护栏杆缺失',
  '安全警示标志缺失',
  '电气线路私拉乱接',
  '消防通道堵塞',
  '灭火器过期',
  '未佩戴防护用品',
  '有限空间未审批',
  '除尘系统积尘未清理',
  '机械传动部位无防护罩',
];
const places = ['生产车间', '配电室', '仓库', '破碎机平台', '皮带走廊', '除尘器', '采场边坡', '排土场', '井口', '食堂'];

/** What each screen asks. */
export const asks: Readonly<Record<Question, string>> = {
  photos: '先拍现场',
  text: '发现了什么问题？',
  place: '在哪个部位？',
  enterprise: '哪家企业？',
  origin: '怎么处理？',
  check: '核对后提交',
};

/** What an answer changes of the form. */
export type Change = (patch: Partial<ReportForm>) => void;

function Words(props: {
  value: string;
  label: string;
  hint: string;
  most: number;
  phrases: readonly string[];
  onChange: (text: string) => void;
}): ReactNode {
  const { value, onChange } = props;
  return (
    <>
      <LongText label={props.label} value={value} onChange={onChange} most={props.most} hint={props.hint} />
      <Phrases of={props.phrases} onPick={(phrase) => onChange(joined(value, phrase))}>
        <Speaking onWords={(words) => onChange(joined(value, words))} />
      </Phrases>
    </>
  );
}

function Check(props: { form: ReportForm; change: Change }): ReactNode {
  const { form, change } = props;
  return (
    <>
      <Lines
        of={[
          ['编号', numberOf(form)],
          ['问题', form.text],
          ['部位', form.place],
          ['企业', form.enterprise?.name],
          [
            '处理',
            form.origin === 'self-check'
              ? '自己整改'
              : form.origin === 'enterprise-report'
                ? '请镇里处理'
                : form.origin
                  ? originWords[form.origin]
                  : '',
          ],
          ['照片', `${form.photos.length} 张`],
          ['时间', instantText(form.foundAt, false)],
          ['定位', form.spot ? spotText(form.spot) : '未定位，不影响提交'],
        ]}
      />
      <h2 className="hf-ask-small">类别（可不选）</h2>
      <div className="zf-chips" role="group" aria-label="类别">
        {Object.entries(categoryWords).map(([code, word]) => (
          <button
            key={code}
            type="button"
            aria-pressed={form.category === code}
            className={`zf-chip${form.category === code ? ' zf-chip-on' : ''}`}
            onClick={() => change({ category: code as HazardCategory })}
          >
            {word}
          </button>
        ))}
      </div>
    </>
  );
}

/** One question and the way to answer it. */
export function Ask(props: {
  question: Question;
  form: ReportForm;
  change: Change;
  spot: () => Promise<Spot | null>;
  onFull: () => void;
  onOn: () => void;
}): ReactNode {
  const { question, form, change, spot, onFull, onOn } = props;
  const choose = (origin: ReportForm['origin']) => {
    change({ origin });
    onOn();
  };
  switch (question) {
    case 'photos':
      return (
        <PhotoTaker
          value={form.photos}
          onChange={(photos) => change({ photos, spot: form.spot ?? photos.find((photo) => photo.spot)?.spot ?? null })}
          spot={spot}
          onFull={onFull}
        />
      );
    case 'text':
      return (
        <Words
          value={form.text}
          label="问题"
          hint="例如：破碎机平台东侧防护栏杆缺失约 2 米"
          most={2000}
          phrases={texts}
          onChange={(text) => change({ text })}
        />
      );
    case 'place':
      return (
        <Words
          value={form.place}
          label="部位"
          hint="例如：二车间 3 号破碎机平台"
          most={200}
          phrases={places}
          onChange={(place) => change({ place })}
        />
      );
    case 'enterprise':
      return <EnterprisePicker value={form.enterprise} onPick={(enterprise) => change({ enterprise })} />;
    case 'origin':
      return (
        <div className="hf-choices">
          <Choice
            title="自己整改"
            hint="本企业安排人、定期限，整改后由另一人确认"
            chosen={form.origin === 'self-check'}
            onChoose={() => choose('self-check')}
          />
          <Choice
            title="请镇里处理"
            hint="自己解决不了的，报给镇里判定、派发和复查"
            chosen={form.origin === 'enterprise-report'}
            onChoose={() => choose('enterprise-report')}
          />
        </div>
      );
    case 'check':
      return <Check form={form} change={change} />;
  }
}
