/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { gapsQuery, mapQuery, searchQuery } from '../queries/county.ts';
import type { enterpriseQuery } from '../queries/record.ts';

/** 一企一档. */
export type EnterpriseFile = AnswerOf<typeof enterpriseQuery>;
export type SiteRow = EnterpriseFile['sites'][number];
export type PersonOnFile = EnterpriseFile['people'][number];
export type HeldRow = EnterpriseFile['supervision']['current'][number];
export type GapReport = AnswerOf<typeof gapsQuery>;
export type CountyMapAnswer = AnswerOf<typeof mapQuery>;
export type MapPoint = CountyMapAnswer['points'][number];
export type EnterpriseFound = AnswerOf<typeof searchQuery>[number];
