#!/usr/bin/env node
// `npm run dev [-- serve]`: the platform for those who work on it, in one terminal on one address. Screens are changed in the
// open page as files are saved; the server is built and started anew, and open pages follow. Ctrl-C ends everything.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { openScreens } from './dev/screens.mjs';
import { openServer } from './dev/server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (text) => process.stderr.write(`${text}\n`);
const giveUp = (text) => {
  say(text);
  process.exit(1);
};

const word = process.argv[2] ?? 'start';
if (!['start', 'serve'].includes(word)) giveUp('npm run dev [-- start | serve]：start 演示县（默认），serve 正式数据');
const host = process.env.HOST || '0.0.0.0';
const port = Number(process.env.PORT || 8080);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  giveUp(`环境变量 PORT=${process.env.PORT} 有误：应为 0–65535 的端口号`);

// The port is taken before anything is built: who asks meanwhile waits for the answer.
let answerWith;
const answering = new Promise((resolve) => {
  answerWith = resolve;
});
const http = createServer(async (request, response) => (await answering)(request, response));
http.listen({ port, host });
await once(http, 'listening').catch(({ code, message }) =>
  giveUp(
    code === 'EADDRINUSE' ? `端口 ${port} 已被占用，请用环境变量 PORT 换一个` : `不能监听 ${host}:${port}：${message}`,
  ),
);
const address = `http://localhost:${http.address().port}/`;

let screens;
const server = await openServer({ root, word, address, say, anew: (why) => screens?.anew(why) });

/** Ends what runs, once: npm and the terminal both send the signal. A second one a while later ends at once. */
let ending = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (ending > 0) {
      if (performance.now() - ending > 1_000) process.exit(1);
      return;
    }
    ending = performance.now();
    say('\n正在停止…');
    http.close();
    http.closeAllConnections();
    await Promise.all([server.stop(), screens?.stop()]);
    process.exit(0);
  });
}

await build(['law']);
const started = server.start();
screens = await openScreens({ root, http, server });
answerWith(screens.answer);
screens.onSaved((file) => server.saved(file));
await started;
