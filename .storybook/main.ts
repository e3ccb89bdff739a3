import type { StorybookConfig } from '@storybook/web-components-vite';

const packages = [
  '@jetstreamapp/soql-parser-js',
  '@lit/context',
  '@lit/task',
  'lit',
  'lit/decorators.js',
  'lit/directives/*.js',
  'oidc-client-ts',
  'sql.js/dist/sql-wasm-inline.js',
];

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    // Relative addresses, so that the static build works in any folder of any host.
    base: './',
    build: { ...vite.build, target: 'es2022', chunkSizeWarningLimit: 4096 },
    // Prepared before the first story asks: met later, they would load twice, or make the page reload.
    optimizeDeps: {
      ...vite.optimizeDeps,
      include: [...(vite.optimizeDeps?.include ?? []), ...packages],
    },
  }),
};

export default config;
