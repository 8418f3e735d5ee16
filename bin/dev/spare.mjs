// A process in waiting: the packages are read, the server itself is not. When a file was saved it takes over within a moment.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

let run;
let loaded;
process.on('message', (message) => {
  if (message === 'go') {
    loaded.then(() => {
      process.argv.splice(1, Number.POSITIVE_INFINITY, run.bundle, ...run.words);
      return import(run.bundle);
    });
    return;
  }
  run = message;
  loaded = Promise.allSettled(run.packages.map((name) => import(name)));
});
