import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { antdTheme, cssVariables } from './theme.ts';
import './style/base.css';
import './style/pieces.css';
import './style/frame.css';
import './style/menu.css';
import './style/palette.css';
import './style/ledger.css';
import './style/record.css';
import './style/act.css';
import './style/chart.css';
import './style/narrow.css';
import './style/print.css';

dayjs.locale('zh-cn');

const sheet = document.createElement('style');
sheet.textContent = cssVariables();
document.head.prepend(sheet);

/** `inset` and its like as `top`, `left`, for kernels before Chrome 87 (apps/screen/floor.ts). */
const older = [legacyLogicalPropertiesTransformer];

/** Theme, Chinese, cache and messages around everything. */
export function UiRoot(props: { cache: QueryClient; children: ReactNode }): ReactNode {
  return (
    <QueryClientProvider client={props.cache}>
      <StyleProvider transformers={older}>
        <ConfigProvider theme={antdTheme} locale={zhCN} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
          <App message={{ maxCount: 3 }}>{props.children}</App>
        </ConfigProvider>
      </StyleProvider>
    </QueryClientProvider>
  );
}
