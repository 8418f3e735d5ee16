import { Select } from 'antd';
import type { ReactNode } from 'react';

/** Whose account signs in (县、市、区), found by typing: a province has more than a hundred. Loaded only where there are several. */
export default function CountySelect(props: {
  counties: readonly { code: string; name: string }[];
  value: string | null;
  onChange: (code: string) => void;
}): ReactNode {
  return (
    <Select
      id="county"
      size="large"
      className="access-county"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="请选择"
      value={props.value}
      options={props.counties.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={props.onChange}
    />
  );
}
