/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { createEnterprise } from '../commands/enterprise.ts';
import type { runImport } from '../commands/import.ts';
import type { handOver } from '../commands/officer.ts';
import type { undoImport } from '../commands/undo-import.ts';
import type { gapsQuery, mapQuery, searchQuery } from '../queries/county.ts';
import type { enterpriseQuery } from '../queries/record.ts';
import type { groundOf } from '../regions.ts';

/** 一企一档. */
export type EnterpriseFile = AnswerOf<typeof enterpriseQuery>;
export type SiteRow = EnterpriseFile['sites'][number];
export type PersonOnFile = EnterpriseFile['people'][number];
export type HeldRow = EnterpriseFile['supervision']['current'][number];
export type GapReport = AnswerOf<typeof gapsQuery>;
export type CountyMapAnswer = AnswerOf<typeof mapQuery>;
export type MapPoint = CountyMapAnswer['points'][number];
export type EnterpriseFound = AnswerOf<typeof searchQuery>[number];
/** What the map is drawn on. */
export type Ground = ReturnType<typeof groundOf>;

/** What the acts answer. */
export type Created = AnswerOf<typeof createEnterprise>;
export type HandedOver = AnswerOf<typeof handOver>;
export type Imported = AnswerOf<typeof runImport>;
export type ImportUndone = AnswerOf<typeof undoImport>;
