import { serveInWorker } from './serve-in-worker.ts';
import type { WorkerScope } from './worker-scope.ts';

serveInWorker(globalThis as unknown as WorkerScope);
