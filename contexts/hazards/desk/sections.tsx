import type { ReactNode } from 'react';
import type { Viewer } from '#kernel';
import { EvidenceSheet, type Fact, Facts, InstantText, NumberText, type RecordSection, To } from '#kernel/ui';
import { damageWords } from '../../documents/desk/index.ts';
import { loops } from '../domain/loop.ts';
import { hazardMoves } from '../domain/moves/index.ts';
import {
  categoryWords,
  closeReasonWords,
  holderWords,
  loopWords,
  originWords,
  photoTitle,
  supervisionWords,
} from '../domain/words.ts';
import type { HazardRecord } from './answers.ts';
import { CheckedMark } from './CriterionPick.tsx';
import { photoPairs, sheetPhotos } from './evidence.ts';
import { LevelMark } from './marks.tsx';
import { rectificationSection } from './rectifications.tsx';
import { roundSections } from './rounds.tsx';
import { flagsText, sectorWord } from './words.ts';

type Shown = HazardRecord['hazard'];

/** A section stands only when there is something in it: what did not happen takes no room. */
const whenAny = (
  key: string,
  title: string,
  facts: readonly (Fact | false | null)[],
  note?: ReactNode,
): RecordSection[] => {
  const there = facts.filter((fact): fact is Fact => Boolean(fact));
  return there.length === 0 ? [] : [{ key, title, children: <Facts facts={there} />, ...(note ? { note } : {}) }];
};
const some = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const fact = (title: string, value: ReactNode, wide = false): Fact | null =>
  some(value) ? { title, value, ...(wide ? { wide } : {}) } : null;
const at = (instant: string | null): ReactNode => (instant ? <InstantText of={instant} /> : null);

const bodyWords: Readonly<Record<string, string>> = {
  'sector-department': '行业主管部门',
  'safety-department': '应急管理部门',
  town: '属地镇',
};

function problem(h: Shown): RecordSection {
  const point = h.lat && h.lng ? `北纬 ${h.lat}°，东经 ${h.lng}°（${h.datum ?? 'WGS-84'}）` : null;
  return {
    key: 'what',
    title: '问题',
    children: (
      <Facts
        facts={[
          { title: '问题描述', value: h.description, wide: true },
          { title: '类别', value: categoryWords[h.category] },
          { title: '来源', value: originWords[h.origin] },
          { title: '流转', value: loopWords[h.loop] },
          { title: '行业', value: sectorWord(h.sector) },
          { title: '风险标志', value: flagsText(h.flags) },
          { title: '发现时间', value: <InstantText of={h.foundAt} /> },
          { title: '发现人', value: h.foundByName },
          ...(h.campaignItem ? [{ title: '检查事项', value: h.campaignItem }] : []),
          ...(point ? [{ title: '位置', value: point }] : []),
        ]}
      />
    ),
  };
}

function judgement({ hazard: h, criterion }: HazardRecord): RecordSection[] {
  if (h.level === 'unjudged' && !h.judgeReason) return [];
  return whenAny('judge', '判定', [
    fact('级别', <LevelMark level={h.level} />),
    fact('判定时间', at(h.judgedAt)),
    criterion
      ? {
          title: '判定标准条目',
          wide: true,
          value: (
            <>
              {criterion.text}{' '}
              <span className="zs-meta">
                {criterion.cite} <CheckedMark checked={criterion.checked} />
              </span>
            </>
          ),
        }
      : null,
    fact('判定理由', h.judgeReason, true),
  ]);
}

function fixed(h: Shown): RecordSection[] {
  if (!h.measure && !h.person && !h.dueOn) return [];
  return whenAny('fixed', h.loop === 'self' ? '整改安排' : '五落实', [
    { title: '整改措施', value: h.measure, wide: true },
    { title: '责任人', value: h.person },
    h.loop === 'self'
      ? null
      : { title: '资金', value: h.moneyYuan === null ? null : <NumberText n={h.moneyYuan} digits={2} unit="元" /> },
    { title: '整改期限', value: h.dueOn },
    fact('安排时间', at(h.assignedAt)),
    h.loop === 'self' ? null : { title: '应急预案', value: h.plan, wide: true },
  ]);
}

function closing(h: Shown): RecordSection[] {
  return whenAny('close', '销号', [
    fact('销号日期', h.closedOn),
    fact('销号原因', h.closeReason ? closeReasonWords[h.closeReason] : null),
    fact('退回重改', h.returns > 0 ? `${String(h.returns)} 次` : null),
    fact('重开', h.reopens > 0 ? `${String(h.reopens)} 次` : null),
  ]);
}

function beyond(h: Shown): RecordSection[] {
  return whenAny('beyond', '上报与协同', [
    h.heldBy === 'town' && !h.escalatedAt ? null : fact('牵头', `${holderWords[h.heldBy]}级`),
    fact('上报时间', at(h.escalatedAt)),
    fact('上报理由', h.escalateReason, true),
    fact('挂牌督办', h.supervisedBy ? supervisionWords[h.supervisedBy] : null),
    fact('督办日期', h.supervisedOn),
    fact('督办通知书', h.superviseNotice),
    fact('提请立案', at(h.caseRequestedAt)),
    fact('提请理由', h.caseReason, true),
  ]);
}

function responsible(h: Shown): RecordSection {
  return {
    key: 'responsible',
    title: '当日监管责任人',
    note: `${h.foundOn} 发现时的责任登记，随隐患留存`,
    flush: h.responsible.length > 0,
    children:
      h.responsible.length === 0 ? (
        <p className="zs-meta">发现当日该企业没有登记监管责任人。</p>
      ) : (
        <table className="zs-plain">
          <thead>
            <tr>
              <th scope="col">监管主体</th>
              <th scope="col">部门或股室</th>
              <th scope="col">责任人</th>
            </tr>
          </thead>
          <tbody>
            {h.responsible.map((one) => (
              <tr key={`${one.body} ${one.officer}`}>
                <td>{bodyWords[one.body] ?? one.body}</td>
                <td>{one.department}</td>
                <td>{one.officerName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ),
  };
}

/** What the pictures themselves say against the evidence: no longer what came in, used for something else, or as two things of this hazard. */
function Doubts({ photos, twice, reused, rounds }: Omit<HazardRecord, 'hazard'>): ReactNode {
  const damaged = photos.filter((one) => one.damage ?? one.originalDamage);
  if (damaged.length + twice.length + reused.length === 0) return null;
  const photo = (sha256: string) => <span className="zs-mark">{sha256.slice(0, 8)}</span>;
  return (
    <div className="hz-warn" role="note">
      <b>照片需核对</b>
      <ul>
        {damaged.map((one) => (
          <li key={one.id}>
            照片 {photo(one.sha256)}（{photoTitle(one, rounds.rectifications)}）
            {one.damage ? damageWords[one.damage] : `加印前的${damageWords[one.originalDamage!]}`}
            ，不再作为证据出示，须从备份恢复
          </li>
        ))}
        {twice.map(({ sha256, uses }) => (
          <li key={sha256}>
            照片 {photo(sha256)} 在本条隐患中同时作为
            {uses.map((one) => `“${photoTitle(one, rounds.rectifications)}”`).join('和')}
          </li>
        ))}
        {reused.map((one) => (
          <li key={`${one.sha256} ${one.subjectId} ${one.how}`}>
            疑似重复使用：照片 {photo(one.sha256)}{' '}
            {one.how === 'same' ? '与另一处是同一文件' : '与本企业另一张照片高度相似'}，已于 <InstantText of={one.at} />{' '}
            用于
            {one.subjectKind === 'hazard' ? <To path={`/hazards/${one.subjectId}`}>另一条隐患</To> : '另一份记录'}
          </li>
        ))}
      </ul>
    </div>
  );
}

function evidence(record: HazardRecord): RecordSection {
  const { photos } = record;
  return {
    key: 'evidence',
    title: '证据',
    note: photos.length ? `${String(photos.length)} 张照片` : undefined,
    children: (
      <div className="zs-col">
        <Doubts {...record} />
        <EvidenceSheet photos={sheetPhotos(record)} pairs={photoPairs(record)} />
      </div>
    ),
  };
}

/** 两人把关: why it is not offered to close to somebody who might, had another checked it. */
function secondEyes(h: Shown, me: Viewer): RecordSection[] {
  const mayClose = (row: Shown) => loops.mayMake(hazardMoves.close, me, row);
  if (mayClose(h) || !mayClose({ ...h, checkedBy: null })) return [];
  return [
    {
      key: 'second-eyes',
      title: '待另一人销号',
      children: <p>您是本条重大隐患的复查人，按两人把关须由县局另一人销号。</p>,
    },
  ];
}

/** The record in sections, in the order of the work. */
export function sectionsOf(record: HazardRecord, me: Viewer): RecordSection[] {
  const h = record.hazard;
  return [
    ...secondEyes(h, me),
    problem(h),
    ...judgement(record),
    ...fixed(h),
    ...rectificationSection(record),
    ...closing(h),
    ...roundSections(record),
    evidence(record),
    ...beyond(h),
    responsible(h),
  ];
}
