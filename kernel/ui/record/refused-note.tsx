import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused, type RefusedPlace, sentence } from '../api.ts';

/**
 * Why an act was not taken, above its form. When somebody else came first it says who did what when; an act that is still open may go
 * on from what stands there now (`onGoOn` with the version), one that is not keeps what was typed for its owner to read.
 */
export function RefusedNote(props: {
  of: Refused | Error;
  places: readonly RefusedPlace[];
  onGoOn: (version: number) => void;
}): ReactNode {
  const { of } = props;
  const refused = of instanceof Refused ? of : null;
  const latest = refused?.latest;
  return (
    <div className="zs-act-refused" role="alert">
      <b>{sentence(of)}</b>
      {refused?.missing.length ? <p>还缺：{refused.missing.join('、')}</p> : null}
      {props.places.length ? (
        <ul>
          {props.places.map((place) => (
            <li key={place.place}>{place.message}</li>
          ))}
        </ul>
      ) : null}
      {refused?.code === 'STALE' && latest ? (
        <p>
          填写的内容都在，没有丢失。
          <Button size="small" onClick={() => props.onGoOn(latest.version)}>
            已核对，继续办理
          </Button>
        </p>
      ) : null}
      {refused?.code === 'NO_SUCH_MOVE' ? <p>填写的内容仍保留在这里，可复制后关闭。</p> : null}
    </div>
  );
}
