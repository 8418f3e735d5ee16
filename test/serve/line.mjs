// The built command line in a process that stays: one `npx zean …` after another, as a process each would do it but for reading
// the bundle anew. Told the words of each over IPC; answers code and what was said.
import { pathToFileURL } from 'node:url';

const program = pathToFileURL(process.argv[2]).href;
let n = 0;

/** What `process.exit` throws here: nothing after it counts, as nothing after it runs in a process of its own. */
class Ended extends Error {}

async function run({ words, env }) {
  const said = { out: '', err: '' };
  let code;
  const own = { ...process.env };
  const before = [process.argv, process.exit, process.stdout.write, process.stderr.write];
  const hear = (into) => (piece, encoding, then) => {
    if (code === undefined) said[into] += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    [encoding, then].find((one) => typeof one === 'function')?.();
    return true;
  };
  Object.assign(process.env, env);
  process.argv = [process.execPath, program, ...words];
  process.exitCode = undefined;
  process.stdout.write = hear('out');
  process.stderr.write = hear('err');
  process.exit = (given) => {
    code ??= given ?? process.exitCode ?? 0;
    throw new Ended();
  };
  try {
    // A name of its own each time: the module runs anew, what it reads is there already.
    await import(`${program}?${n++}`);
  } catch (error) {
    if (code === undefined) {
      said.err += `${error?.stack ?? error}\n`;
      code = 1;
    }
  } finally {
    [process.argv, process.exit, process.stdout.write, process.stderr.write] = before;
    code ??= process.exitCode ?? 0;
    process.exitCode = undefined;
    for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name];
    Object.assign(process.env, own);
  }
  return { code: Number(code), ...said };
}

process.on('message', async (asked) => process.send(await run(asked)));
