import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { readSheet } from './read.ts';
import { makeXlsx, textRow } from './test/handmade.ts';
import { exportInThread, readWorkbookInThread, stopThreads } from './thread.ts';
import { type WriteColumn, workbookBytes, writeWorkbook } from './write.ts';

const columns: WriteColumn[] = Array.from({ length: 20 }, (_, at) => ({
  key: `c${at}`,
  title: `列 ${at}`,
  kind: at % 2 ? 'text' : 'number',
}));
const batch = (size: number, from = 0) =>
  Array.from({ length: size }, (_, row) =>
    columns.map((_, at) => (at % 2 ? `第 ${from + row} 行 ${Math.random()}` : row * at)),
  );

const big = await workbookBytes(writeWorkbook({ sheets: [{ name: 'a', columns, rows: batch(4_000) }] }));

afterAll(stopThreads);

describe('reading in a thread', () => {
  it('gives what readSheet gives, and leaves the caller its bytes', async () => {
    const sheet = await readWorkbookInThread(big);
    expect(sheet).toEqual(await readSheet(big));
    expect(big.length).toBeGreaterThan(100_000);
  });

  it('passes refusals on with their code', async () => {
    await expect(readWorkbookInThread(Buffer.from('名称和地址'))).rejects.toMatchObject({
      name: 'WorkbookRefusal',
      code: 'NOT_XLSX',
    });
    await expect(readWorkbookInThread(big, { sheet: '没有' })).rejects.toMatchObject({ code: 'NO_SHEET' });
  });

  it('kills a reading that takes too long and reads the next file', async () => {
    const slow = readWorkbookInThread(big, {}, 1);
    const next = readWorkbookInThread(makeXlsx({ rows: textRow(1, '名称', '地址') }));
    await expect(slow).rejects.toMatchObject({ code: 'TOO_SLOW' });
    expect((await next).headers).toEqual(['名称', '地址']);
  });

  it('queues a bounded number of files', async () => {
    const small = makeXlsx({ rows: textRow(1, '名称', '地址') });
    const settled = await Promise.allSettled(Array.from({ length: 20 }, () => readWorkbookInThread(small)));
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(17);
    expect(settled.filter((one) => one.status === 'rejected').map((one) => one.reason.code)).toEqual([
      'BUSY',
      'BUSY',
      'BUSY',
    ]);
  });

  it('does not hold the event loop', async () => {
    let longest = 0;
    const begun = performance.now();
    let last = begun;
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 2);
    await readWorkbookInThread(big);
    clearInterval(pulse);
    // A held loop would stand still from beginning to end. How long that is, is the machine's affair.
    expect(longest).toBeLessThan((performance.now() - begun) / 2);
  });
});

describe('exporting in a thread', () => {
  it('builds what was pushed, several at a time', async () => {
    const files = await Promise.all(
      [1, 2, 3].map(async (n) => {
        const job = exportInThread({ sheetName: `表 ${n}`, columns });
        const bytes = workbookBytes(job.stream);
        for (let at = 0; at < 5; at++) await job.push(batch(200 * n, at));
        await job.push([]);
        await job.end();
        return readSheet(await bytes);
      }),
    );
    expect(files.map((file) => [file.name, file.rows.length])).toEqual([
      ['表 1', 1000],
      ['表 2', 2000],
      ['表 3', 3000],
    ]);
  });

  it('holds push back while nobody reads', { timeout: 120_000 }, async () => {
    const job = exportInThread({ sheetName: 'a', columns });
    const rows = batch(500);
    let pushed = 0;
    const pushing = (async () => {
      for (; pushed < 80; pushed++) await job.push(rows);
      await job.end();
    })();
    // Until it stands still: however slow the machine, without a reader it stops well before the end.
    for (let [before, still] = [-1, 0]; still < 5; still = pushed === before ? still + 1 : 0) {
      before = pushed;
      await new Promise((go) => setTimeout(go, 100));
    }
    expect(pushed).toBeLessThan(40);
    const bytes = await workbookBytes(job.stream);
    await pushing;
    expect(pushed).toBe(80);
    expect(bytes.subarray(-22).readUInt32LE(0)).toBe(0x06054b50);
  });

  it('stops when the reader goes away', async () => {
    const job = exportInThread({ sheetName: 'a', columns });
    job.stream.once('data', () => job.stream.destroy());
    const pushing = (async () => {
      for (;;) await job.push(batch(500));
    })();
    await expect(pushing).rejects.toMatchObject({ code: 'STOPPED' });
    await expect(job.push(batch(1))).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('stops when the source fails', async () => {
    const job = exportInThread({ sheetName: 'a', columns });
    const closed = once(job.stream, 'error');
    await job.push(batch(10));
    job.stream.destroy(new Error('cursor lost'));
    expect(((await closed)[0] as Error).message).toBe('cursor lost');
  });

  it('refuses a ninth export at once and takes one again later', async () => {
    const jobs = Array.from({ length: 8 }, () => exportInThread({ sheetName: 'a', columns }));
    expect(() => exportInThread({ sheetName: 'a', columns })).toThrow('正在导出的人太多（已有 8 个），请稍后再试');
    for (const job of jobs) job.stream.destroy();
    await Promise.all(jobs.map((job) => (job.stream.closed ? null : once(job.stream, 'close'))));
    const again = exportInThread({ sheetName: 'a', columns });
    await again.end();
    expect((await readSheet(await workbookBytes(again.stream))).rows).toEqual([]);
  });

  it('fails what is under way when the threads are stopped', async () => {
    const job = exportInThread({ sheetName: 'a', columns });
    const reading = readWorkbookInThread(big);
    const failed = once(job.stream, 'error');
    const refused = expect(reading).rejects.toMatchObject({ code: 'STOPPED' });
    await new Promise((go) => setTimeout(go, 1));
    await stopThreads();
    expect((await failed)[0]).toMatchObject({ code: 'STOPPED' });
    await refused;
  });
});
