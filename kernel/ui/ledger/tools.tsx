import SettingOutlined from '@ant-design/icons/es/icons/SettingOutlined';
import { Button, Checkbox, Popover, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { shownColumns } from './ledger-address.ts';
import type { LedgerColumn } from './shape.ts';
import type { Density } from './visited.ts';

/** Column picker and density (列与行高). */
export function Tools<Row>(props: {
  columns: readonly LedgerColumn<Row>[];
  chosen: readonly string[] | null;
  onChosen: (columns: string[] | null) => void;
  density: Density;
  onDensity: (density: Density) => void;
}): ReactNode {
  const shown = shownColumns(props.columns, props.chosen).map((column) => column.key);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="zs-tools">
          <Segmented<Density>
            block
            options={[
              { label: '舒适', value: 'row' },
              { label: '紧凑', value: 'dense' },
            ]}
            value={props.density}
            onChange={props.onDensity}
          />
          <Checkbox.Group
            className="zs-tools-columns"
            value={shown}
            onChange={(keys) => props.onChosen(keys as string[])}
            options={props.columns.map((column) => ({
              value: column.key,
              label: column.title,
              disabled: column.fixed ?? false,
            }))}
          />
          <Button size="small" type="link" disabled={props.chosen === null} onClick={() => props.onChosen(null)}>
            恢复默认列
          </Button>
        </div>
      }
    >
      <Button icon={<SettingOutlined />} aria-label="显示哪些列与行高">
        列
      </Button>
    </Popover>
  );
}
