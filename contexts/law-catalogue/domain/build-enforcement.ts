import { buildBenchmarks, buildCircumstances, buildModels } from './build-discretion.ts';
import { buildPenalties, type EnforcementRefers } from './build-penalty.ts';
import { buildCertification, buildClocks, buildProcedure } from './build-procedure.ts';
import type { CardRule, ClassRule, EnforcementLaw, RetentionRule } from './enforcement.ts';
import { ofKind, type Source, type Tell } from './sources.ts';

function buildCardRules(sources: readonly Source[], ids: Set<string>, tell: Tell): CardRule[] {
  return ofKind(sources, 'card-rule').map((source) => {
    const { kind: _, limits = [], escalate, reasons, ...rule } = source.content;
    if (ids.has(rule.id)) tell(source, ['id'], `编号“${rule.id}”重复`);
    ids.add(rule.id);
    reasons.forEach((reason, i) => {
      if (reasons.findIndex((other) => other.id === reason.id) < i)
        tell(source, ['reasons', i, 'id'], `编号“${reason.id}”重复`);
    });
    return {
      ...rule,
      county: source.overlay?.county ?? null,
      escalate: escalate ?? null,
      limits,
      reasons: reasons.map((reason) => ({ ...reason, count: reason.count ?? 1, months: reason.months ?? 12 })),
    };
  });
}

function buildClassRules(sources: readonly Source[], ids: Set<string>, tell: Tell): ClassRule[] {
  return ofKind(sources, 'class-rule').map((source) => {
    const { kind: _, conditions, ...rule } = source.content;
    if (ids.has(rule.id)) tell(source, ['id'], `编号“${rule.id}”重复`);
    ids.add(rule.id);
    conditions.forEach((condition, i) => {
      if (conditions.findIndex((other) => other.id === condition.id) < i)
        tell(source, ['conditions', i, 'id'], `编号“${condition.id}”重复`);
    });
    const made = conditions.map(({ atLeast, atMost, ...rest }) => ({
      ...rest,
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    }));
    return { ...rule, county: source.overlay?.county ?? null, conditions: made };
  });
}

function buildRetentionRules(sources: readonly Source[], ids: Set<string>, tell: Tell): RetentionRule[] {
  return ofKind(sources, 'retention-rule').map((source) => {
    const { kind: _, rules, ...rest } = source.content;
    if (ids.has(rest.id)) tell(source, ['id'], `编号“${rest.id}”重复`);
    ids.add(rest.id);
    rules.forEach((rule, i) => {
      const fits = (other: (typeof rules)[number]) => other.subject === rule.subject && other.grade === rule.grade;
      if (rules.findIndex((other) => other.id === rule.id) < i)
        tell(source, ['rules', i, 'id'], `编号“${rule.id}”重复`);
      if (rules.findIndex(fits) < i) tell(source, ['rules', i], '同一种事项、同一等级已有另一条');
    });
    return {
      ...rest,
      county: source.overlay?.county ?? null,
      rules: rules.map(({ keep: _keep, grade, years, ...rule }) => ({
        ...rule,
        grade: grade ?? null,
        years: years ?? null,
      })),
    };
  });
}

/** Two rules of the same place from the same day would leave open which one holds. */
function checkLocal(
  sources: readonly Source[],
  kind: 'card-rule' | 'class-rule' | 'retention-rule' | 'discretion-model',
  tell: Tell,
): void {
  const seen = new Set<string>();
  for (const source of ofKind(sources, kind)) {
    const key = `${source.overlay?.county ?? ''} ${source.content.from}`;
    if (seen.has(key)) tell(source, ['from'], `自 ${source.content.from} 起已有另一个同类文件`);
    seen.add(key);
  }
}

/** Reads everything about enforcement: penalties, discretion, procedure, certificates, the local rules and what is overlaid. */
export function buildEnforcement(sources: readonly Source[], refers: EnforcementRefers, tell: Tell): EnforcementLaw {
  const ids = new Set<string>();
  const penalties = buildPenalties(sources, refers, tell);
  const clocks = buildClocks(sources, refers, tell);
  for (const kind of ['card-rule', 'class-rule', 'retention-rule', 'discretion-model'] as const)
    checkLocal(sources, kind, tell);
  return {
    ...penalties,
    clocks,
    benchmarks: buildBenchmarks(sources, refers, penalties, ids, tell),
    circumstances: buildCircumstances(sources, refers, tell),
    discretionModels: buildModels(sources, ids, tell),
    ...buildProcedure(sources, refers, clocks, tell),
    ...buildCertification(sources, refers, tell),
    cardRules: buildCardRules(sources, ids, tell),
    classRules: buildClassRules(sources, ids, tell),
    retentionRules: buildRetentionRules(sources, ids, tell),
    overlays: sources.flatMap(({ overlay, file, kind }) => (overlay ? [{ file, kind, ...overlay }] : [])),
  };
}

/** Ids of provisions, clocks, states, benchmarks and certificates that records may refer to. */
export function enforcementIds(law: EnforcementLaw): string[] {
  return [
    ...law.provisions.keys(),
    ...law.circumstances.keys(),
    ...law.clocks.keys(),
    ...law.procedure.keys(),
    ...law.thresholds.keys(),
    ...law.certificates.keys(),
    ...law.benchmarks.flatMap((each) => [each.id, ...each.items.map((item) => item.id)]),
    ...[...law.discretionModels, ...law.cardRules, ...law.classRules, ...law.retentionRules].map((each) => each.id),
    ...law.cardRules.flatMap((rule) => rule.reasons.map((reason) => reason.id)),
    ...law.classRules.flatMap((rule) => rule.conditions.map((condition) => condition.id)),
    ...law.retentionRules.flatMap((each) => each.rules.map((rule) => rule.id)),
    ...(law.standardisation
      ? [...law.standardisation.grounds, ...law.standardisation.directAlso].map((each) => each.id)
      : []),
  ];
}
