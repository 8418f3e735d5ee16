import type { ReactNode } from 'react';
import { Asked, Empty, Figure, Figures, HeatTable, Page, Pane, useAsk } from '#kernel/ui';
import { type Body, bodies, bodyWords } from '../domain/words.ts';
import type { GapReport } from './answers.ts';

const columns = [
  { key: 'gap', title: '有缺口的企业' },
  ...bodies.map((body) => ({ key: body, title: `缺${bodyWords[body]}责任人` })),
];

/** 监管责任缺口: towns × bodies; each figure opens its enterprises. It has to reach 0. */
export default function Gaps(): ReactNode {
  const gaps = useAsk<GapReport>('registry.gaps');
  return (
    <Page
      title="监管责任缺口"
      note="每家企业的监管责任须明确到行业主管部门、应急管理部门和镇，各有责任人（泽应急发〔2022〕63号 一（一））"
    >
      <Asked of={gaps}>
        {(report) => {
          const of = (town: string, column: string) => {
            const line = report.towns.find((each) => each.town === town);
            if (!line || line.total === 0) return null;
            const n = column === 'gap' ? line.gap : line.missing[column as Body];
            const path =
              column === 'gap' ? `/supervision?town=${town}&gap=1` : `/supervision?town=${town}&missing=${column}`;
            return { n, path, note: `${line.name}在册 ${line.total} 家` };
          };
          return (
            <>
              <Figures>
                <Figure title="在册企业" n={report.total} unit="家" path="/supervision" />
                <Figure
                  title="已落实"
                  n={report.total - report.gap}
                  unit="家"
                  path="/enterprises?supervision=complete"
                />
                <Figure title="有缺口" n={report.gap} unit="家" path="/supervision?gap=1" />
              </Figures>
              <Pane title="分镇缺口" flush>
                {report.total === 0 ? (
                  <Empty title="还没有登记企业" hint="企业登记后，这里按镇显示缺哪一方的责任人。" />
                ) : (
                  <HeatTable
                    caption="各镇缺少责任人的企业数（家）"
                    corner="镇"
                    rows={report.towns.map((line) => ({ key: line.town, title: line.name }))}
                    columns={columns}
                    cell={of}
                    total={(column) => ({
                      n: column === 'gap' ? report.gap : report.missing[column as Body],
                      path: column === 'gap' ? '/supervision?gap=1' : `/supervision?missing=${column}`,
                    })}
                  />
                )}
              </Pane>
            </>
          );
        }}
      </Asked>
    </Page>
  );
}
