import type { ThemeConfig } from 'antd';

/**
 * The one place that holds a colour or a size (look.md: ink and paper). Every stylesheet reads the variables that
 * `cssVariables()` writes; antd reads `antdTheme`. `theme.test.ts` keeps literals out of all other files.
 */
export const colour = {
  ink: '#1B2A33',
  quiet: '#5A6872',
  faint: '#6B7882',
  line: '#E3E8EB',
  lineStrong: '#C9D2D8',
  paper: '#FFFFFF',
  ground: '#F5F7F8',
  sunk: '#EDF1F3',
  jade: '#0F6B6B',
  jadeDeep: '#0A5252',
  jadePale: '#E6F1F0',
  jadeLine: '#9CC5C3',
  late: '#C8102E',
  latePale: '#FDF0F2',
  caution: '#8A5A00',
  cautionPale: '#FBF5E4',
  shade: 'rgba(27, 42, 51, 0.32)',
  glow: 'rgba(15, 107, 107, 0.22)',
  riskRed: '#C8102E',
  riskOrange: '#E36A00',
  riskYellow: '#C99700',
  riskBlue: '#1F6FB2',
  // The word beside a risk shape must reach 4.5:1 on its pale ground; orange and yellow need a darker ink than their shape.
  riskRedInk: '#B00E28',
  riskOrangeInk: '#A04A00',
  riskYellowInk: '#7A5B00',
  riskBlueInk: '#1A5F99',
  riskRedPale: '#FDF1F3',
  riskOrangePale: '#FEF4EB',
  riskYellowPale: '#FCF7E6',
  riskBluePale: '#EEF5FB',
  onDark: '#FFFFFF',
} as const;

/** Font sizes in px: meta, body, three titles. */
export const type = { t12: 12, t14: 14, t16: 16, t20: 20, t24: 24 } as const;

/** The grid in px. */
export const grid = 4;

/** Fixed measures in px. */
export const size = {
  menu: 200,
  menuFolded: 56,
  top: 48,
  tabs: 36,
  row: 40,
  rowDense: 32,
  control: 32,
  drawer: 560,
  drawerWide: 820,
  timeline: 320,
  thumb: 112,
  readable: 720,
  palette: 640,
  signIn: 400,
} as const;

export const face =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** Stroke and heat steps for our own SVG and tables: pale to deep jade, text stays readable on each. */
export const heat = ['#FFFFFF', '#EDF5F4', '#D7E9E7', '#B9D8D5', '#93C2BE'] as const;

/** Paper sizes in mm, for print rules. */
export const sheet = { A3: [297, 420], A4: [210, 297] } as const;

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** All tokens as CSS custom properties (`--ink`, `--s3`, `--t14`, `--size-row`, …), one `:root` rule. */
export function cssVariables(): string {
  const lines = [
    ...Object.entries(colour).map(([name, value]) => `--${kebab(name)}:${value}`),
    ...Object.entries(type).map(([name, px]) => `--${name}:${px}px`),
    ...Array.from({ length: 16 }, (_, i) => `--s${i + 1}:${(i + 1) * grid}px`),
    ...Object.entries(size).map(([name, px]) => `--size-${kebab(name)}:${px}px`),
    ...heat.map((value, i) => `--heat-${i}:${value}`),
    '--hair:1px',
    '--rule:2px',
    '--radius:4px',
    `--face:${face}`,
    '--mono:ui-monospace, Consolas, Menlo, monospace',
    '--lift:0 2px 8px rgba(27, 42, 51, 0.10)',
    '--raise:0 8px 28px rgba(27, 42, 51, 0.16)',
  ];
  return `:root{${lines.join(';')}}`;
}

/** antd's own tokens, derived from the same values. */
export const antdTheme: ThemeConfig = {
  hashed: false,
  cssVar: { key: 'zs' },
  token: {
    colorPrimary: colour.jade,
    colorInfo: colour.jade,
    colorLink: colour.jade,
    colorLinkHover: colour.jadeDeep,
    colorError: colour.late,
    colorWarning: colour.caution,
    colorSuccess: colour.jade,
    colorText: colour.ink,
    colorTextSecondary: colour.quiet,
    colorTextTertiary: colour.faint,
    colorTextDescription: colour.quiet,
    colorTextPlaceholder: colour.faint,
    colorBorder: colour.lineStrong,
    colorBorderSecondary: colour.line,
    colorBgLayout: colour.ground,
    colorSplit: colour.line,
    colorBgMask: colour.shade,
    fontFamily: face,
    fontSize: type.t14,
    fontSizeSM: type.t12,
    fontSizeLG: type.t16,
    borderRadius: grid,
    borderRadiusLG: grid + 2,
    borderRadiusSM: grid - 1,
    controlHeight: size.control,
    controlHeightSM: 24,
    controlHeightLG: 40,
    lineHeight: 1.5715,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.1s',
    wireframe: false,
  },
  components: {
    Table: {
      cellPaddingBlock: 9,
      cellPaddingInline: 12,
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 8,
      headerBg: colour.ground,
      headerColor: colour.quiet,
      headerSplitColor: 'transparent',
      rowHoverBg: colour.ground,
      rowSelectedBg: colour.jadePale,
      rowSelectedHoverBg: colour.jadePale,
      borderColor: colour.line,
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Drawer: { paddingLG: 20, padding: 12 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Modal: { titleFontSize: type.t16 },
    Tooltip: { colorBgSpotlight: colour.ink },
  },
};
