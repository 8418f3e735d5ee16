/** #kernel/ui — what every screen is made of; see README.md for the props. Knows nothing of safety. */
export { type Address, OpenContext, To, useAddress, useOpen } from './address.tsx';
export {
  act,
  ask,
  type Done,
  download,
  encodeGiven,
  exportUrl,
  type Given,
  type LedgerAnswer,
  page,
  Refused,
  type RefusedPlace,
  routeOf,
  rowsOf,
  sentence,
  Unreachable,
  whenSignedOut,
} from './api.ts';
export { Bar } from './chart/bar.tsx';
export { BurnDown, idealOpen } from './chart/burn-down.tsx';
export { type HeatCell, HeatTable } from './chart/heat-table.tsx';
export { Spark, sparkPath } from './chart/spark.tsx';
export { type Chosen, useChosen } from './chosen.ts';
export { type CountyChoice, keepCounty, useCountyChoice } from './county-choice.ts';
export { Asked, newCache, useAct, useAsk, useAskAhead, useLedger, useRefresh } from './data.tsx';
export { dropAllDrafts, useDraft } from './draft.ts';
export { Delta, Figure, Figures } from './figure.tsx';
export { FileDrop } from './file-drop.tsx';
export { fileUrl, putFile, type StoredFile, saveAs } from './files.ts';
export { Frame } from './frame/frame.tsx';
export { chosenPlace, type MenuShape, MOST_LINES, menuShape, openAtFirst, openGroups } from './frame/menu.ts';
export { Batch } from './ledger/batch.tsx';
export { firstPage } from './ledger/ledger-address.ts';
export { LedgerPage, type LedgerPageProps } from './ledger/ledger-page.tsx';
export {
  type BatchAct,
  fromShape,
  type LedgerColumn,
  type LedgerFilter,
  type LedgerRow,
  type Option,
  type Options,
  type SavedView,
  type Shaped,
  type ViewKeeper,
  type Word,
} from './ledger/shape.ts';
export { Pager } from './ledger/toolbar.tsx';
export { serverViews } from './ledger/views.tsx';
export { Clock, clockWords, type Level, RiskMark, StateWord, type Tone } from './marks.tsx';
export { type Me, MeContext, mayAny, townOptions, useMay, useMe, useTownName, useTownOptions } from './me.ts';
export {
  type DeskModule,
  type HomePart,
  type MenuGroup,
  type MenuPlace,
  ModulesContext,
  type PickPlace,
  type PickProps,
  type RecordPlace,
  type RoutePlace,
  type SectionPlace,
  useBrought,
  useSections,
} from './module.ts';
export { Drawer, Page, Pane } from './pane.tsx';
export { PersonalText } from './personal.tsx';
export { PickOf } from './pick-of.tsx';
export { PrintArea } from './print-area.tsx';
export { type ActField, type ActForm, emptyFields, type Values } from './record/act-form.ts';
export { type DoAct, useDo } from './record/act-host.tsx';
export { DoButton } from './record/do-button.tsx';
export { BeforeAfter, EvidenceSheet, type Photo, type PhotoPair } from './record/evidence.tsx';
export { Fields } from './record/fields.tsx';
export { type Fact, Facts, RecordPage, type RecordSection } from './record/record-page.tsx';
export { Timeline, type TimelineEntry } from './record/timeline.tsx';
export { SearchPick } from './search-pick.tsx';
export { readSearch, type Search, writeSearch } from './search-text.ts';
export { SectionOf } from './section-of.tsx';
export { sha256Of } from './sha256.ts';
export { Empty, Failed, Loading, NoRight } from './states.tsx';
export { pathHere, under } from './sub-path.ts';
export { useTab, useTabTitle } from './tab.ts';
export { DayText, InstantText, instantText, NumberText, numberText } from './text.tsx';
export { isComposing, keepEnter, useTyped } from './typing.ts';
export { UiRoot } from './ui-root.tsx';
export { useWorkingDaysLeft } from './working-days.ts';
