/**
 * The everyday tasks of officers, towns and enterprises, each from its beginning (待办) with every click counted: one on a control, one on a
 * choice in a list, one on a key that does something. Typing and bringing a file are none; a page is an address that was shown on the way.
 */
import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbookBytes } from '#kernel/workbook';
import { demoPassword } from '../contexts/access/demo.ts';
import { county140525 } from '../contexts/registry/demo/county.ts';
import { completeUscc } from '../contexts/registry/domain/uscc.rule.ts';
import { enterpriseTemplate } from '../contexts/registry/import/templates.ts';
import { templateWorkbook } from '../kernel/workbook/template.ts';
import { desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { type Client, clientOf } from '../test/served.ts';
import { seeded } from '../test/shared-server.ts';

let served: TestServed;
let browser: Browser;
const broken: string[] = [];
const at = (path: string) => new URL(path, served.url).href;

/** Somebody's hand: what it pressed, and the pages it saw. */
class Hand {
  clicks = 0;
  readonly pages = new Set<string>();
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.pages.add(new URL(frame.url()).pathname);
    });
  }
  /** Begins anew where one begins. */
  async begin(path = '/'): Promise<void> {
    await this.page.goto(at(path));
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    this.clicks = 0;
    this.pages.clear();
  }
  async click(what: Locator): Promise<void> {
    await what.click();
    this.clicks += 1;
  }
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.clicks += 1;
  }
  /** One click on the field, one on the line of its list. */
  async choose(field: Locator, words: string): Promise<void> {
    await this.click(field);
    await this.click(
      this.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: words }).first(),
    );
  }
  /** A line of the menu, its group unfolded first where it is folded. */
  async menu(group: string, title: string | RegExp): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: '主菜单' });
    const line = menu.getByRole('link', { name: title });
    if (!(await line.isVisible())) await this.click(menu.locator('button[aria-controls]', { hasText: group }));
    await this.click(line);
  }
  /** Finds something by words over everything and opens the first that fits. */
  async find(words: string, hit: RegExp): Promise<void> {
    await this.press('Control+k');
    await this.page.getByRole('dialog').getByRole('combobox').fill(words);
    await this.click(this.page.getByRole('option', { name: hit }).first());
  }
  get drawer(): Locator {
    return this.page.locator('.ant-drawer:visible').last();
  }
  field(label: string): Locator {
    return this.drawer.getByLabel(label).and(this.page.locator('input, textarea')).first();
  }
  /** Presses the button at the foot of a form and waits until it has gone. */
  async finish(button: string): Promise<void> {
    await this.click(this.drawer.getByRole('button', { name: button, exact: true }));
    await this.page.locator('.ant-drawer:visible').waitFor({ state: 'hidden' });
  }
  async photo(): Promise<void> {
    const buffer = await sharp({
      create: { width: 320, height: 240, channels: 3, background: { r: 90, g: 120, b: this.clicks + 1 } },
    })
      .jpeg()
      .toBuffer();
    await this.drawer
      .locator('input[type=file]')
      .setInputFiles({ name: `${randomUUID()}.jpg`, mimeType: 'image/jpeg', buffer });
    await this.drawer.locator('.zs-sheet img').last().waitFor();
  }
}

const hands = new Map<string, Hand>();
/** Somebody at a desk of his own, signed in; the same from task to task. */
async function desk(account: string): Promise<Hand> {
  const there = hands.get(account);
  if (there) return there;
  const context = await browser.newContext(desktop);
  const entered = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account, password: demoPassword },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(entered.status(), await entered.text()).toBe(200);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => broken.push(`${account}: ${error.message}`));
  const hand = new Hand(page);
  hands.set(account, hand);
  return hand;
}

const counted: { task: string; clicks: number; pages: number }[] = [];
/** Runs a task and writes down what it took; a picture of where it failed. */
const task = (name: string, account: string, run: (hand: Hand) => Promise<void>): void =>
  void test(`${name}`, { timeout: 120_000 }, async () => {
    const hand = await desk(account);
    await hand.begin();
    try {
      await run(hand);
    } catch (error) {
      await shot(hand.page, `tasks-failed-${counted.length}`, { always: true });
      throw error;
    }
    counted.push({ task: name, clicks: hand.clicks, pages: hand.pages.size });
  });

let firm = { id: '', name: '', initials: '' };
let officer: Client;
let safety: Client;

/** A hazard of the demonstration's own enterprise: reported, judged, assigned as far as asked. */
async function hazard(what: string, to: 'found' | 'judged' | 'assigned', major = false): Promise<string> {
  const done = async (path: string, body: object) => {
    const made = await officer.post(path, body);
    expect(made.status, `${path} ${JSON.stringify(made.body)}`).toBe(200);
    return made.body.answer as Record<string, unknown>;
  };
  const found = {
    enterprise: firm.id,
    origin: 'inspection',
    category: 'electrical',
    description: what,
    place: '配电室',
  };
  const { id, number } = await done('hazards/report', found);
  const judged = major
    ? { level: 'major', criterion: 'trade2017-dust-01', reason: '符合判定标准' }
    : { level: 'general', reason: '可立即整改' };
  if (to !== 'found') await done('hazards/judge', { id, ...judged });
  if (to === 'assigned')
    await done('hazards/assign', {
      id,
      measure: '清理通道，补绝缘垫',
      person: '王电工',
      moneyYuan: 300,
      dueOn: '2022-06-20',
      plan: '断电挂牌，专人监护',
    });
  return String(number);
}

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest(seeded()), openBrowser()]);
  [officer, safety] = await Promise.all([clientOf(served.url, 'officer'), clientOf(served.url, 'safety')]);
  const { body: me } = await safety.get<{ actor: { enterprise: string } }>('access/me');
  const { body: file } = await officer.get<{ enterprise: { name: string; initials: string } }>(
    `registry/enterprise?id=${me.actor.enterprise}`,
  );
  firm = { id: me.actor.enterprise, ...file.enterprise };
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

task('看待办：逾期的在最前', 'town', async (h) => {
  await h.page.locator('.hz-todo').first().waitFor();
});

task('电脑上报隐患', 'officer', async (h) => {
  await h.click(h.page.getByRole('button', { name: '上报隐患' }));
  await h.page.getByRole('combobox', { name: /企业/ }).first().fill(firm.name.slice(3, 7));
  await h.click(h.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first());
  await h.choose(h.page.getByLabel(/^类别/).first(), '电气');
  await h.page.locator('textarea').first().fill('配电柜门未关闭，柜内积尘');
  await h.page.getByLabel(/部位/).and(h.page.locator('input, textarea')).first().fill('配电室');
  await h.click(h.page.getByRole('button', { name: '上报', exact: true }));
  await h.page
    .getByText(/YH\d{6}-/)
    .first()
    .waitFor();
});

task('判定一般隐患', 'town', async (h) => {
  const number = await hazard('判定演练：电缆沟盖板缺失', 'found');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `判定 ${number}` }));
  await h.click(h.drawer.getByText('一般', { exact: true }).first());
  await h.click(h.drawer.getByRole('button', { name: /危害和整改难度较小/ }));
  await h.finish('判定');
});

task('派发整改（五落实）', 'town', async (h) => {
  const number = await hazard('派发演练：配电柜无警示标志', 'judged');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `派发 ${number}` }));
  await h.field('整改措施').fill('补贴标志');
  await h.field('责任人').fill('王电工');
  await h.field('资金').fill('0');
  await h.field('整改期限').fill('2022-06-20');
  await h.press('Enter');
  await h.field('应急预案').fill('断电挂牌');
  await h.finish('派发');
});

task('企业整改完成', 'safety', async (h) => {
  const number = await hazard('整改演练：灯具防护罩破损', 'assigned');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `整改完成 ${number}` }));
  await h.click(h.drawer.getByRole('button', { name: '已按措施整改到位' }));
  await h.photo();
  await h.finish('整改完成');
});

task('复查合格', 'town', async (h) => {
  const number = await hazard('复查演练：电焊机一次线过长', 'assigned');
  const worker = await desk('safety');
  await worker.begin();
  await worker.page.getByRole('button', { name: `整改完成 ${number}` }).click();
  await worker.field('情况说明').fill('已更换');
  await worker.photo();
  await worker.finish('整改完成');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `复查合格 ${number}` }));
  await h.click(h.drawer.getByRole('button', { name: '现场复查，已整改到位' }));
  await h.photo();
  await h.finish('复查合格');
});

task('销号', 'town', async (h) => {
  await h.click(h.page.getByRole('button', { name: /^销号 YH/ }).first());
  await h.finish('销号');
});

task('企业申请延期', 'safety', async (h) => {
  const number = await hazard('延期演练：除尘器压差表失效', 'assigned');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `${number} 的其他办理` }));
  await h.click(h.page.getByRole('menuitem', { name: '申请延期' }));
  await h.field('延期至').fill('2022-07-10');
  await h.press('Enter');
  await h.click(h.drawer.getByRole('button', { name: '备件采购周期较长' }));
  await h.finish('申请延期');
});

task('逐级上报', 'town', async (h) => {
  const number = await hazard('上报演练：高压线下堆料', 'judged');
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `${number} 的其他办理` }));
  await h.click(h.page.getByRole('menuitem', { name: '逐级上报' }));
  await h.click(h.drawer.getByRole('button', { name: '超出本级职权' }));
  await h.finish('逐级上报');
});

task('挂牌督办', 'officer', async (h) => {
  const number = await hazard('挂牌演练：除尘系统未设泄爆', 'judged', true);
  await h.begin();
  await h.click(h.page.getByRole('button', { name: `${number} 的其他办理` }));
  await h.click(h.page.getByRole('menuitem', { name: '挂牌督办' }));
  await h.click(h.drawer.getByText('县级挂牌').first());
  await h.field('督办通知书文号').fill('泽安挂牌〔2022〕3号（演示）');
  await h.finish('挂牌督办');
});

task('回头看', 'officer', async (h) => {
  await h.menu('隐患', '隐患台账');
  await h.choose(h.page.getByRole('combobox', { name: '状态' }), '已销号');
  await h.page.keyboard.press('Escape');
  await h.click(h.page.locator('.zs-ledger-body tbody tr').first());
  await h.click(h.drawer.getByRole('button', { name: '回头看', exact: true }));
  await h.click(h.drawer.getByText('合格', { exact: true }).first());
  await h.click(h.drawer.getByRole('button', { name: '整改效果保持良好' }));
  await h.click(h.drawer.getByRole('button', { name: '回头看', exact: true }).last());
});

task('按拼音首字母找企业', 'officer', async (h) => {
  await h.find(firm.initials.slice(3, 8), new RegExp(firm.name));
  await h.page.getByRole('heading', { name: firm.name }).first().waitFor();
});

task('一企一档打印', 'officer', async (h) => {
  await h.find(firm.name, new RegExp(firm.name));
  await h.page.getByRole('heading', { name: firm.name }).first().waitFor();
  await h.page.evaluate(() => {
    (globalThis as unknown as { printed: number }).printed = 0;
    globalThis.print = () => {
      (globalThis as unknown as { printed: number }).printed += 1;
    };
  });
  await h.click(h.page.getByRole('button', { name: /更多/ }).first());
  await h.click(h.page.getByRole('menuitem', { name: /打印/ }));
  await expect.poll(() => h.page.evaluate(() => (globalThis as unknown as { printed: number }).printed)).toBe(1);
});

task('导出台账', 'officer', async (h) => {
  await h.menu('隐患', '隐患台账');
  await h.click(h.page.getByRole('button', { name: '导出' }));
  const saved = h.page.waitForEvent('download');
  await h.click(h.page.getByRole('button', { name: /^导出 [\d,+]+ 条/ }));
  expect((await saved).suggestedFilename()).toMatch(/^隐患台账-.*\.xlsx$/);
});

task('导入三处有错的表', 'admin', async (h) => {
  const uscc = (n: number) => completeUscc(`91140525MA9T${String(n).padStart(5, '0')}`) as string;
  const line = (n: number, more: object = {}) => ({
    uscc: uscc(n),
    name: `任务演练第${n}铸造厂`,
    town: '140525100',
    sector: 'metallurgy',
    scale: 'small',
    staffCount: 20,
    flags: [],
    ...more,
  });
  const rows = [
    line(1),
    line(2, { uscc: '91140525MA9T000001' }),
    line(3, { town: '没有的镇' }),
    line(4, { staffCount: '二十来个' }),
    line(5),
  ];
  const buffer = Buffer.from(await workbookBytes(templateWorkbook(enterpriseTemplate(county140525), rows as never)));
  await h.menu('企业', /导入/);
  await h.page
    .locator('input[type=file]')
    .setInputFiles({ name: '企业.xlsx', mimeType: 'application/octet-stream', buffer });
  await h.page.getByRole('heading', { name: /核对结果/ }).waitFor();
  await h.click(h.page.getByRole('button', { name: '只导入通过的 2 行' }));
  await h.page.getByRole('heading', { name: '三、已导入' }).waitFor();
});

task('移交监管责任', 'admin', async (h) => {
  await h.find('监管人员', /监管人员/);
  await h.click(h.page.locator('.zs-ledger-body tbody tr').first());
  await h.click(h.drawer.getByRole('button', { name: /交接|移交/ }).first());
  await h.choose(h.drawer.getByRole('combobox').first(), '在管');
  await h.click(h.drawer.getByRole('button', { name: /交接|移交/ }).last());
});

task('查监管责任缺口', 'admin', async (h) => {
  await h.find('缺口', /缺口/);
  await h.page.locator('tbody tr').first().waitFor();
});

task('作战图的数字到明细', 'officer', async (h) => {
  await h.menu('年度任务', '作战图');
  await h.click(h.page.locator('.zs-page a[href^="/hazards?"], .zs-page a[href^="/enterprises?"]').first());
  await h.page.locator('.zs-ledger-body').waitFor();
});

task('查某日有效的条文', 'officer', async (h) => {
  await h.find('安全生产法 102', /102/);
  await h.page.getByText('没有采取措施消除事故隐患').first().waitFor();
});

task('重大危险源分级（GB 18218）', 'officer', async (h) => {
  await h.menu('法规', /计算/);
  await h.click(h.page.getByRole('link', { name: '重大危险源辨识与分级' }));
  await h.click(h.page.getByRole('button', { name: '填入示例' }));
  await h.click(h.page.getByRole('button', { name: '计算' }).last());
  await h.page.getByRole('list', { name: '计算过程' }).first().waitFor();
});

task('公布进度', 'admin', async (h) => {
  await h.menu('年度任务', '公开内容');
  await h.click(h.page.getByRole('button', { name: /公布|发布/ }).first());
  await h.click(h.drawer.getByRole('button', { name: /公布|发布/ }).last());
  await h.page.locator('.ant-drawer:visible').waitFor({ state: 'hidden' });
});

task('建一个用户', 'admin', async (h) => {
  await h.menu('系统', '用户');
  await h.click(h.page.getByRole('button', { name: '新建用户' }));
  await h.field('账号').fill(`task${Date.now() % 10_000}`);
  await h.field('姓名').fill('任务演练');
  await h.choose(h.drawer.getByLabel(/^岗位/), '县局执法人员');
  await h.click(h.drawer.getByRole('button', { name: '建立账号' }));
  await h.page.getByRole('textbox', { name: '一次性链接' }).waitFor();
});

task('谁办了什么', 'admin', async (h) => {
  await h.menu('系统', '留痕');
  await h.page.locator('.zs-ledger-body tbody tr').first().waitFor();
});

test('手机上报隐患', { timeout: 120_000 }, async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => broken.push(`phone: ${error.message}`));
  await page.goto(at('/field/'));
  await page.locator('#account').fill('safety');
  await page.locator('#password').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今日' }).waitFor();
  const h = new Hand(page);
  const next = () => h.click(page.getByRole('button', { name: '下一步' }));
  await h.click(page.getByRole('navigation').getByRole('button', { name: '上报' }));
  const buffer = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#6a7f8f' } })
    .jpeg()
    .toBuffer();
  await page.locator('input[capture]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await next();
  await page.getByLabel('问题').fill('皮带机尾部护罩缺失');
  await next();
  await page.getByLabel('部位').fill('皮带廊');
  await next();
  await h.click(page.getByRole('button', { name: /自己整改/ }));
  await h.click(page.getByRole('button', { name: '提交' }));
  await page.getByText('已保存在本机', { exact: true }).waitFor();
  counted.push({ task: '手机上报隐患', clicks: h.clicks, pages: 1 });
  await context.close();
});

test('the median takes four clicks and two pages at most; nothing was impossible', () => {
  const clicks = counted.map((one) => one.clicks).sort((a, b) => a - b);
  const pages = counted.map((one) => one.pages).sort((a, b) => a - b);
  const table = counted.map((one) => `${one.task}: ${one.clicks} clicks, ${one.pages} pages`).join('\n');
  expect(counted.length, table).toBe(24);
  expect(clicks[Math.floor(clicks.length / 2)], table).toBeLessThanOrEqual(4);
  expect(pages[Math.floor(pages.length / 2)], table).toBeLessThanOrEqual(2);
  expect(Math.max(...clicks), table).toBeLessThanOrEqual(8);
  expect(broken).toEqual([]);
});
