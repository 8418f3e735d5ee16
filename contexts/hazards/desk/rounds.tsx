import type { ReactNode } from 'react';
import { InstantText, type RecordSection } from '#kernel/ui';
import { extensionVerdictWords, lookBackWords, transferOutcomeWords } from '../domain/words.ts';
import type { HazardRecord } from './answers.ts';

interface RoundRow {
  id: string;
  cells: readonly ReactNode[];
}

const at = (instant: string | null): ReactNode => (instant ? <InstantText of={instant} /> : null);

/** One kind of round as a section: each time a row, the newest last; nothing when it never happened. */
function section(key: string, title: string, heads: readonly string[], rows: readonly RoundRow[]): RecordSection[] {
  if (rows.length === 0) return [];
  return [
    {
      key,
      title,
      note: rows.length > 1 ? `共 ${String(rows.length)} 次` : undefined,
      flush: true,
      children: (
        <table className="zs-plain">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {row.cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under fixed heads
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ),
    },
  ];
}

/** 会诊、延期、催办、移送、回头看: every time it happened, so that a second one hides nothing of the first. */
export function roundSections({ rounds }: HazardRecord): RecordSection[] {
  const { consultations, extensions, transfers, lookBacks, urgings } = rounds;
  return [
    ...section(
      'extensions',
      '延期',
      ['申请时间', '申请人', '原期限', '申请延期至', '理由', '审批', '审批意见'],
      extensions.map((x) => ({
        id: x.id,
        cells: [
          at(x.askedAt),
          x.askedByName,
          x.dueOn,
          x.until,
          x.reason,
          x.verdict ? extensionVerdictWords[x.verdict] : '待审批',
          x.verdictReason,
        ],
      })),
    ),
    ...section(
      'urgings',
      '催办',
      ['催办时间', '催办人', '当时的期限', '催办内容'],
      urgings.map((x) => ({ id: x.id, cells: [at(x.urgedAt), x.urgedByName, x.dueOn, x.note] })),
    ),
    ...section(
      'consultations',
      '专家会诊',
      ['提请时间', '专家', '会诊问题', '答复时间', '会诊意见'],
      consultations.map((x) => ({
        id: x.id,
        cells: [
          at(x.askedAt),
          x.expertName,
          x.question,
          at(x.answeredAt),
          x.answer ?? (x.withdrawnAt ? '未答复，已改请他人' : '待答复'),
        ],
      })),
    ),
    ...section(
      'transfers',
      '移送',
      ['移送时间', '接收部门', '理由', '结果', '回复'],
      transfers.map((x) => ({
        id: x.id,
        cells: [
          at(x.transferredAt),
          x.department,
          x.reason,
          x.outcome ? transferOutcomeWords[x.outcome] : '待回复',
          x.reply,
        ],
      })),
    ),
    ...section(
      'look-backs',
      '回头看',
      ['日期', '结果', '情况说明', '回头看的人'],
      lookBacks.map((x) => ({ id: x.id, cells: [x.lookedOn, lookBackWords[x.result], x.note, x.lookedByName] })),
    ),
  ];
}
