import type { ReactNode } from 'react';

function Line(props: { children: ReactNode }): ReactNode {
  return (
    <svg
      className="zf-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}

/** 相机. */
export const CameraIcon = () => (
  <Line>
    <path d="M4 8h3l1.6-2.6h6.8L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z" />
    <circle cx="12" cy="13" r="3.6" />
  </Line>
);
/** 相册. */
export const AlbumIcon = () => (
  <Line>
    <rect x="3.5" y="5" width="17" height="14" rx="1" />
    <path d="m4 17 5-5 4 4 2.5-2.5L20 18" />
    <circle cx="15.5" cy="9.5" r="1.2" />
  </Line>
);
/** 关闭、删去. */
export const CrossIcon = () => (
  <Line>
    <path d="m6 6 12 12M18 6 6 18" />
  </Line>
);
/** 今日. */
export const TodayIcon = () => (
  <Line>
    <rect x="4" y="5" width="16" height="15" rx="1" />
    <path d="M4 9.5h16M8.5 3v4M15.5 3v4m-7 8 2.5 2.5 4.5-4.5" />
  </Line>
);
/** 上报. */
export const ReportIcon = () => (
  <Line>
    <path d="M12 3.5 21.5 20h-19L12 3.5Z" />
    <path d="M12 10v4.5m0 2.6v.1" />
  </Line>
);
/** 待传. */
export const OutboxIcon = () => (
  <Line>
    <path d="M3.5 14.5V20h17v-5.5M12 15V4m-4 4 4-4 4 4" />
  </Line>
);
/** 我. */
export const PersonIcon = () => (
  <Line>
    <circle cx="12" cy="8" r="3.8" />
    <path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6" />
  </Line>
);
/** 返回. */
export const BackIcon = () => (
  <Line>
    <path d="m14.5 5-7 7 7 7" />
  </Line>
);
/** 进入. */
export const OnIcon = () => (
  <Line>
    <path d="m9.5 5 7 7-7 7" />
  </Line>
);
/** 语音. */
export const VoiceIcon = () => (
  <Line>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.500a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Line>
);
/** 刷新. */
export const AgainIcon = () => (
  <Line>
    <path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.400L19.5 9M19.5 4v5h-5" />
  </Line>
);
/** 离线. */
export const OfflineIcon = () => (
  <Line>
    <path d="M3 4.5 20 20M5 12a10 10 0 0 1 4-2.500M2 8.500A14.5 14.5 0 0 1 6.5 6M12.5 6A14 14 0 0 1 22 9M15 10a10 10 0 0 1 4 2.200M8.5 15.500a5 5 0 0 1 5-1.200M12 19v.1" />
  </Line>
);
