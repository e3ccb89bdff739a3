/** How long `npm start` takes until both servers answer, three times. Prints seconds; judges nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const urls = [
  'http://localhost:4000/',
  'http://localhost:4000/sf-elements.js',
  'http://localhost:4100/services/data',
];

for (let run = 1; run <= 3; run++) {
  const started = performance.now();
  const server = spawn('npm', ['start'], { stdio: 'ignore', detached: true });
  try {
    await Promise.race([
      Promise.all(urls.map(answers)),
      once(server, 'exit').then(() =>
        Promise.reject(new Error('npm start ended by itself; are ports 4000 and 4100 free?')),
      ),
    ]);
    console.log(`run ${run}: ready after ${((performance.now() - started) / 1000).toFixed(2)} s`);
  } finally {
    if (server.pid && server.exitCode === null) {
      process.kill(-server.pid, 'SIGTERM');
      await once(server, 'exit');
    }
  }
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const answered = await fetch(url).then(
      ({ status }) => status < 500 && status !== 404,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
