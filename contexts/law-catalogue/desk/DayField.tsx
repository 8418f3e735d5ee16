import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';

/** A day as text, picked or typed. */
export function DayField(props: {
  label: string;
  value: string;
  change: (day: string) => void;
  id?: string;
  clear?: boolean;
}): ReactNode {
  return (
    <DatePicker
      {...(props.id ? { id: props.id } : {})}
      aria-label={props.label}
      allowClear={props.clear ?? false}
      value={props.value ? dayjs(props.value) : null}
      onChange={(day) => props.change(day ? day.format('YYYY-MM-DD') : '')}
    />
  );
}
