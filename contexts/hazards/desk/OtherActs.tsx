import EllipsisOutlined from '@ant-design/icons/es/icons/EllipsisOutlined';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import type { ActForm } from '#kernel/ui';

/** The acts beside the usual one, behind three dots. */
export function OtherActs(props: {
  forms: readonly ActForm[];
  onAct: (form: ActForm) => void;
  label: string;
}): ReactNode {
  if (props.forms.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: props.forms.map((form) => ({ key: form.name, label: form.title, danger: form.danger ?? false })),
        onClick: ({ key }) => {
          const form = props.forms.find((one) => one.name === key);
          if (form) props.onAct(form);
        },
      }}
    >
      <Button type="text" icon={<EllipsisOutlined />} aria-label={`${props.label} 的其他办理`} />
    </Dropdown>
  );
}
