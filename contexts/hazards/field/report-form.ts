import { isId, todayIn } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import type { Spot, TakenPhoto } from '#kernel/phone';
import { hazardNumber } from '../domain/hazard.rule.ts';
import type { HazardCategory, HazardOrigin } from '../domain/words.ts';
import type { PhoneHazard } from './todo.ts';

/** A report as it is being written. */
export interface ReportForm {
  /** Id of the hazard, minted on the phone, so that the number can be said at once. */
  id: string;
  /** The county's instant of the finding. */
  foundAt: string;
  step: number;
  photos: TakenPhoto[];
  text: string;
  place: string;
  enterprise: { id: string; name: string } | null;
  origin: HazardOrigin | null;
  category: HazardCategory;
  spot: Spot | null;
}

/** Questions of a report, one a screen. */
export type Question = 'photos' | 'text' | 'place' | 'enterprise' | 'origin' | 'check';

/** Enterprise people say what is to become of it; officers say which enterprise. */
export const questionsOf = (inEnterprise: boolean): Question[] =>
  inEnterprise ? ['photos', 'text', 'place', 'origin', 'check'] : ['photos', 'text', 'place', 'enterprise', 'check'];

const LEAST_TEXT = 4;
const MOST_TEXT = 2000;
const MOST_PLACE = 200;

/** What keeps a question from being answered, in one sentence, or null. The server asks the same. */
export function lacking(form: ReportForm, question: Question): string | null {
  const text = form.text.trim();
  switch (question) {
    case 'photos':
      return form.photos.length === 0 ? '请至少拍一张现场照片' : null;
    case 'text':
      if (text.length < LEAST_TEXT) return `请写明问题，至少 ${LEAST_TEXT} 个字`;
      return text.length > MOST_TEXT ? `问题最多 ${MOST_TEXT} 字，现为 ${text.length} 字` : null;
    case 'place':
      if (form.place.trim() === '') return '请写明部位';
      return form.place.trim().length > MOST_PLACE ? `部位最多 ${MOST_PLACE} 字` : null;
    case 'enterprise':
      return form.enterprise ? null : '请选择企业';
    case 'origin':
      return form.origin ? null : '请选择怎么处理';
    case 'check':
      return null;
  }
}

/** The number the server will arrive at too. */
export const numberOf = (form: Pick<ReportForm, 'id' | 'foundAt'>): string =>
  hazardNumber(form.id, todayIn(form.foundAt));

/** Body of `hazards.report` but for the photos. */
export function reportGiven(form: ReportForm): Record<string, unknown> {
  const { spot } = form;
  return {
    id: form.id,
    enterprise: form.enterprise?.id ?? '',
    origin: form.origin,
    category: form.category,
    description: form.text.trim(),
    place: form.place.trim(),
    foundAt: form.foundAt,
    ...(spot ? { lat: spot.lat, lng: spot.lng, datum: spot.datum } : {}),
  };
}

/** Reads a kept form; null when it is not one. */
export function readForm(form: unknown): ReportForm | null {
  const one = form as Partial<ReportForm> | null;
  return one && isId(one.id) && typeof one.foundAt === 'string' && Array.isArray(one.photos)
    ? (one as ReportForm)
    : null;
}

/** What was reported here, as a hazard of the phone: the server has not seen it, or the list has not been asked since. */
export function reportedHere(act: OutboxAct): PhoneHazard | null {
  const form = readForm(act.form);
  if (!form || act.command !== 'hazards.report') return null;
  return {
    id: form.id,
    version: 0,
    number: numberOf(form),
    enterprise: form.enterprise?.id ?? '',
    enterpriseName: form.enterprise?.name ?? '',
    town: '',
    level: 'unjudged',
    state: 'found',
    loop: form.origin === 'self-check' ? 'self' : 'common',
    description: form.text,
    place: form.place,
    dueOn: null,
    foundAt: form.foundAt,
    overdueDays: 0,
    heldBy: 'town',
    rectifiedBy: null,
    can: [],
  };
}
