import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Relative addresses, so that the static build works in any folder of any host.
  viteFinal: (vite) => ({
    ...vite,
    base: './',
    build: { ...vite.build, target: 'es2022', chunkSizeWarningLimit: 4096 },
  }),
};

export default config;
