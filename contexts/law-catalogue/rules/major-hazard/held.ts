import { type Checked, compare, type Exact, type Place } from '#kernel';
import type { ListedSubstance, Substance } from '../../domain/hazard-tables.ts';
import { asExact, wrong } from '../asking.ts';
import { most, tooMuch } from '../most.ts';
import { type HazardIndex, nameKey, suggest } from './tables.ts';

/** One chemical held in the unit. `substance` is a name, an alias, a CAS number or an id; `category` a symbol of table 2. */
export interface HeldGiven {
  substance?: string | undefined;
  category?: string | readonly string[] | undefined;
  /** Design maximum (设计最大量) in tonnes: a number, or decimal text where a number would not be exact. */
  quantity_t: number | string;
  beta?: number | string | undefined;
  /** For a mixture: whether it is in the same hazard class as its pure substance (§4.2.3). */
  mixture?: 'same' | 'different' | undefined;
  /** Only to be compared with the unit of the whole: units are never added. */
  unit?: 'production' | 'storage' | undefined;
}

/** What was settled about one chemical. `beta` null: nobody has settled it yet, which matters only when S ≥ 1. */
export interface Held {
  title: string;
  from: string;
  threshold: number;
  quantity: Exact;
  thresholdChecked: Checked;
  beta: Exact | null;
  betaFrom: string;
  betaChecked: Checked;
  place: string;
  betaNeeds: string;
}

export interface HazardSettings {
  /** β of coal gas: 2 unless set to 1.5. */
  coalGasBeta: number;
  severalCategories: 'largest' | 'ask';
}

const isNamed = (each: Substance | ListedSubstance): each is Substance => 'q_t' in each;

function quantityFault(given: unknown): string {
  const text = String(given).trim();
  const unit = /^[\d.]+\s*(千克|公斤|kg|克|g|立方米|方|m3|m³|nm3|nm³|升|l|吨|t|万吨|kt)$/i
    .exec(text)?.[1]
    ?.toLowerCase();
  if (unit === undefined) return '数量应为十进制数字，单位吨';
  if (unit === '吨' || unit === 't') return '只填数字，单位已定为吨';
  const kilograms = unit === 'kg' || unit === '千克' || unit === '公斤';
  return kilograms
    ? '单位不一致：请折算成吨再填（1 吨 = 1000 千克）'
    : '单位不一致：体积或其他单位应按设计密度折算成吨再填';
}

function quantityOf(given: HeldGiven, place: string, nth: string): Exact | Place {
  const value = given.quantity_t;
  const quantity = asExact(value);
  const at = `${place}.quantity_t`;
  if (quantity === null) {
    const fault = quantityFault(value);
    return wrong(at, value, '大于 0 的数字，单位吨', `${nth}的数量“${String(value)}”不对：${fault}`);
  }
  if (quantity.s <= 0n || quantity.n === 0n) {
    const why = quantity.n !== 0n ? '数量不能为负' : '数量应大于 0，没有的不必列';
    return wrong(at, value, '大于 0 的数字，单位吨', `${nth}的数量 ${String(value)} 吨不对：${why}`);
  }
  const over = tooMuch(quantity, most.held_t, '吨');
  if (over) return wrong(at, value, over.allowed, `${nth}数量“${value}”吨${over.message}`);
  return quantity;
}

function categoriesOf(index: HazardIndex, given: HeldGiven, place: string, nth: string): readonly string[] | Place {
  const asked =
    given.category === undefined ? [] : typeof given.category === 'string' ? [given.category] : given.category;
  const found = asked.map((each) => each.trim().toUpperCase());
  const at = found.findIndex((each) => !index.categories.has(each));
  if (at < 0) return found;
  const allowed = [...index.categories.keys()].join('、');
  return wrong(`${place}.category`, asked[at], allowed, `${nth}的类别“${asked[at]}”不在表2 中：应为 ${allowed} 之一`);
}

/** The substance asked for, null when only a category was given; a place when the name means nothing or several lines. */
function substanceOf(index: HazardIndex, given: HeldGiven, place: string, nth: string, categories: readonly string[]) {
  if (given.substance === undefined) return null;
  const found = index.byName.get(nameKey(given.substance)) ?? [];
  const at = `${place}.substance`;
  if (found.length === 1) return found[0] as Substance | ListedSubstance;
  if (found.length > 1) {
    const names = found.map((each) => each.name).join('、');
    return wrong(at, given.substance, names, `${nth}“${given.substance}”在表1 中不止一项，请写明是哪一项：${names}`);
  }
  if (categories.length > 0) return null;
  const hint = index.tables.hints.find((each) =>
    each.names.some((name) => nameKey(name) === nameKey(given.substance ?? '')),
  );
  if (hint) {
    return wrong(at, given.substance, '给出 category', `${nth}“${given.substance}”不在表1 中：${hint.text}（待核实）`);
  }
  const near = suggest(index, given.substance);
  const allowed = near.length > 0 ? near.join('、') : '表1 的名称、别名或 CAS 号，或给出 category';
  const tail = near.length > 0 ? `是不是：${near.join('、')}？` : '';
  return wrong(
    at,
    given.substance,
    allowed,
    `${nth}“${given.substance}”不在表1 中。${tail}表1 没有的，请按安全技术说明书给出类别（category，如 W5.3）`,
  );
}

const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null && 'allowed' in value;

interface BetaFound {
  beta: Exact | null;
  from: string;
  checked: Checked;
  needs: string;
}

function betaByCategory(
  index: HazardIndex,
  categories: readonly string[],
  checked: Checked,
  settings: HazardSettings,
  who: string,
): BetaFound {
  const values = categories.map((each) => index.categories.get(each)?.beta ?? 0);
  const largest = Math.max(...values);
  const same = values.every((each) => each === largest);
  const listed = categories.map((each, i) => `${each} 为 ${values[i]}`).join('，');
  if (same) return { beta: index.exactly(largest), from: `表4：${listed}（${who}）`, checked, needs: '' };
  if (settings.severalCategories === 'ask') {
    return { beta: null, from: '', checked, needs: `有几个类别（${listed}），设置要求由评估人用 beta 指定` };
  }
  const mark: Checked = checked === 'unverified' ? 'unverified' : 'secondary';
  return {
    beta: index.exactly(largest),
    from: `表4：${listed}，按设置取最大（待核实，${who}）`,
    checked: mark,
    needs: '',
  };
}

function betaOf(
  index: HazardIndex,
  substance: Substance | ListedSubstance | null,
  categories: readonly string[],
  settings: HazardSettings,
): BetaFound {
  const own = substance && isNamed(substance) ? substance.beta : undefined;
  if (own && 'table' in own && own.table === 3) {
    return { beta: index.exactly(own.value), from: '表3 列名', checked: own.checked, needs: '' };
  }
  if (own && 'choice' in own) {
    const choice = index.tables.choices.find((each) => each.id === own.choice);
    const from = `标准未定，按设置“${choice?.title ?? own.choice}”取（待核实）`;
    return { beta: index.exactly(settings.coalGasBeta), from, checked: 'unverified', needs: '' };
  }
  if (categories.length > 0) return betaByCategory(index, categories, 'verified', settings, '类别由评估人给出');
  if (own && 'table' in own && own.table === 4 && own.checked !== 'unverified') {
    return betaByCategory(
      index,
      own.categories,
      own.checked,
      settings,
      '类别为本库所注，待核实，应以安全技术说明书为准',
    );
  }
  if (substance && !isNamed(substance)) {
    return betaByCategory(index, substance.categories, substance.checked, settings, '类别为本库所注，待核实');
  }
  const guess =
    own && 'table' in own && own.table === 4 ? `（本库所注 ${own.categories.join('、')} 未核实，不能代定）` : '';
  return {
    beta: null,
    from: '',
    checked: 'unverified',
    needs: `表3 未列名，请按安全技术说明书给出 category 或 beta${guess}`,
  };
}

/** Settles one chemical, or names the place that is wrong. */
export function settle(
  index: HazardIndex,
  given: HeldGiven,
  at: number,
  on: string,
  settings: HazardSettings,
): Held | Place {
  const place = `held.${at}`;
  const nth = `第 ${at + 1} 项`;
  if (given.substance === undefined && given.category === undefined) {
    return wrong(place, '（空）', 'substance 或 category', `${nth}没有写是什么：请给出名称、CAS 号或类别`);
  }
  const quantity = quantityOf(given, place, nth);
  if (isPlace(quantity)) return quantity;
  const categories = categoriesOf(index, given, place, nth);
  if (isPlace(categories)) return categories;
  const named = substanceOf(index, given, place, nth, categories);
  if (isPlace(named)) return named;
  const other = given.mixture === 'different';
  if (other && categories.length === 0) {
    return wrong(
      `${place}.category`,
      undefined,
      '混合物的危险类别',
      `${nth}是类别不同的混合物，请给出混合物自己的类别（category）`,
    );
  }
  const substance = other ? null : named;
  if (substance && !isNamed(substance) && categories.length === 0 && on < substance.from) {
    return wrong(`${place}.category`, undefined, '给出 category', `${nth}“${substance.name}”：${substance.note}`);
  }
  const used = categories.length > 0 || !substance || isNamed(substance) ? categories : substance.categories;
  const table1 = substance && isNamed(substance) ? substance : null;
  const least = table1
    ? { q: table1.q_t, from: `表1 第 ${table1.no} 项`, checked: table1.checked }
    : used
        .map((each) => index.categories.get(each))
        .filter((each) => each !== undefined)
        .map((each) => ({
          q: each.q_t,
          from: `表2 ${each.symbol}（${each.hazard}，${each.text}）`,
          checked: each.checked,
        }))
        .reduce((a, b) => (b.q < a.q ? b : a));
  const listed = substance && !isNamed(substance) && categories.length === 0 ? substance : null;
  const { beta, from, checked, needs } = betaOf(index, substance, categories, settings);
  const held: Held = {
    title: given.substance === undefined ? used.join('、') : (substance?.name ?? given.substance),
    from: `${least.from}${used.length > 1 && !table1 ? '，几个类别取最小的临界量' : ''}${listed ? `，类别待核实：${listed.note}` : ''}`,
    threshold: least.q,
    quantity,
    thresholdChecked: listed ? listed.checked : least.checked,
    beta,
    betaFrom: from,
    betaChecked: checked,
    place,
    betaNeeds: needs,
  };
  return given.beta === undefined ? held : withOwnBeta(index, held, given.beta, table1, nth);
}

function withOwnBeta(
  index: HazardIndex,
  held: Held,
  given: number | string,
  substance: Substance | null,
  nth: string,
): Held | Place {
  const { tables } = index;
  const allowed = [...new Set([...tables.categories, ...tables.namedBeta].map((each) => each.beta))].sort(
    (a, b) => a - b,
  );
  const beta = asExact(given);
  const at = `${held.place}.beta`;
  const own = substance?.beta;
  if (beta !== null && own && 'table' in own && own.table === 3) {
    if (compare(beta, own.value) === 0) return held;
    return wrong(
      at,
      given,
      String(own.value),
      `${nth}“${held.title}”的 β 由表3 定为 ${own.value}，不能另取 ${String(given)}`,
    );
  }
  const coalGas = own !== undefined && 'choice' in own;
  const options = coalGas ? [1.5, 2] : allowed;
  if (beta === null || !options.some((each) => compare(beta, each) === 0)) {
    return wrong(
      at,
      given,
      options.join('、'),
      `${nth}“${held.title}”的 β“${String(given)}”不在表3、表4 的取值内：${options.join('、')}`,
    );
  }
  return { ...held, beta, betaFrom: '由评估人给出', betaChecked: coalGas ? 'unverified' : 'verified', betaNeeds: '' };
}
