import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumPath, launchArguments } from './test/support/chromium.ts';
import { orgPlugin } from './test/support/wtr-org-plugin.ts';

/** Elements and what they share, in a real browser: every `*.browser.test.ts`, straight from the sources. */
export default {
  files: 'test/**/*.browser.test.ts',
  rootDir: '.',
  nodeResolve: true,
  concurrency: 2,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: await chromiumPath(),
        headless: 'shell',
        args: [...launchArguments],
      },
      // Files run side by side: each page has its own storage and channels.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }), orgPlugin()],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 120_000,
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  staticLogging: true,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
};
