import type { ComponentType } from 'react';
import type { SectionPlace } from '#kernel/ui';

/** What a section of 一企一档 is told of its enterprise. */
export interface SectionProps {
  enterprise: { id: string; name: string; town: string; sector: string; flags: string[]; status: string };
}

/**
 * Declares a section that another context puts on the page of one enterprise (一企一档): its open hazards, what it owes, its visits.
 * It goes into `sections` of the context's desk. The registry's own stand at 10 (监管责任) to 40 (人员).
 */
export const enterpriseSection = (
  section: Omit<SectionPlace, 'of' | 'page'> & { page: () => Promise<{ default: ComponentType<SectionProps> }> },
): SectionPlace => ({ of: 'enterprise', ...section });
