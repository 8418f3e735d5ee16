import { type ReactNode, useMemo } from 'react';
import { type Datum, inDatum } from '../domain/coordinates.rule.ts';
import { Canvas } from './Canvas.tsx';

/** Where in the county one enterprise is. */
export default function SmallMap(props: { lat: number; lng: number; datum: Datum; name: string }): ReactNode {
  const { lat, lng, datum, name } = props;
  const dots = useMemo(() => {
    const at = inDatum({ lat, lng, datum }, 'WGS-84');
    return [{ id: 'here', name, lat: at.lat, lng: at.lng }];
  }, [lat, lng, datum, name]);
  return <Canvas small dots={dots} chosen="here" label={`${name}在{county}的位置：经度 ${lng}，纬度 ${lat}`} />;
}
