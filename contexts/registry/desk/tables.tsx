import type { ReactNode } from 'react';
import { DayText, DoButton, Empty, PersonalText, StateWord } from '#kernel/ui';
import { bodyWords, positionWords, siteKindWords } from '../domain/words.ts';
import { personal } from '../personal.ts';
import type { HeldRow, PersonOnFile, SiteRow } from './answers.ts';
import { changePerson, changeSite, personLeft, removeSite } from './forms.ts';

/** 场所, each with the acts open on it. */
export function Sites(props: { rows: readonly SiteRow[] }): ReactNode {
  if (props.rows.length === 0)
    return <Empty title="还没有登记场所" hint="厂区、车间、采场、尾矿库等，隐患可具体到场所。" />;
  return (
    <table className="zs-plain">
      <thead>
        <tr>
          <th scope="col">名称</th>
          <th scope="col">类别</th>
          <th scope="col">位置</th>
          <th scope="col" className="zs-no-print">
            办理
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <td>{row.name}</td>
            <td>{siteKindWords[row.kind]}</td>
            <td>{row.address ?? '--'}</td>
            <td className="zs-no-print">
              <span className="zs-row">
                <DoButton look="link" can={row.can} title="变更" form={() => changeSite(row)} />
                <DoButton look="link" can={row.can} title="移除" form={() => removeSite(row)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A person's certificate: its kind and its number, which is personal data. */
export function Certificate(props: {
  of: { id: string; certificateKind?: string | null; certificateNumber?: string | null };
}): ReactNode {
  const { id, certificateKind, certificateNumber } = props.of;
  if (!certificateNumber) return certificateKind || '--';
  return (
    <>
      {certificateKind} <PersonalText of={personal.person.certificateNumber} id={id} value={certificateNumber} />
    </>
  );
}

/** 人员与证书; a certificate past its day stands out. */
export function People(props: { rows: readonly PersonOnFile[]; today: string }): ReactNode {
  if (props.rows.length === 0)
    return <Empty title="还没有登记人员" hint="主要负责人、安全管理人员、特种作业人员及其证书。" />;
  return (
    <table className="zs-plain">
      <thead>
        <tr>
          {['姓名', '身份', '岗位', '电话', '证书', '有效期至'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col" className="zs-no-print">
            办理
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <td>{row.name}</td>
            <td>{positionWords[row.position]}</td>
            <td>{row.post}</td>
            <td>
              <PersonalText of={personal.person.phone} id={row.id} value={row.phone} />
            </td>
            <td>
              <Certificate of={row} />
            </td>
            <td>
              {row.certificateUntil && row.certificateUntil < props.today ? (
                <StateWord word={`${row.certificateUntil} 已过期`} tone="late" />
              ) : (
                <DayText of={row.certificateUntil} />
              )}
            </td>
            <td className="zs-no-print">
              <span className="zs-row">
                <DoButton look="link" can={row.can} title="变更" form={() => changePerson(row)} />
                <DoButton look="link" can={row.can} title="离岗" form={() => personLeft(row, props.today)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 历任责任人, folded. */
export function Past(props: { rows: readonly HeldRow[] }): ReactNode {
  if (props.rows.length === 0) return null;
  return (
    <details>
      <summary>历任责任人 {props.rows.length} 人次</summary>
      <ul>
        {props.rows.map((row) => (
          <li key={row.id}>
            {bodyWords[row.body]} {row.department} {row.officerName}：{row.fromOn} 至 {row.toOn}
          </li>
        ))}
      </ul>
    </details>
  );
}
