import type { ComponentType } from 'react';

/** What a section of 一企一档 is told of its enterprise. */
export interface SectionProps {
  enterprise: { id: string; name: string; town: string; sector: string; flags: string[]; status: string };
}

/**
 * A section that another context puts on the page of one enterprise (一企一档): its open hazards, what it owes, its visits.
 * Push it in the context's `desk/index.ts`; the component is loaded when the page is opened.
 */
export interface EnterpriseSection {
  key: string;
  title: string;
  /** Small first; the registry's own stand at 10 (监管责任) to 40 (人员). */
  order: number;
  /** Command or query names, any of which must be in `me.may`. */
  needs?: string | readonly string[];
  page: () => Promise<{ default: ComponentType<SectionProps> }>;
}

/** Sections brought by other contexts; the page sorts them by `order`. */
export const enterpriseSections: EnterpriseSection[] = [];
