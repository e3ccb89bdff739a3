/// <reference types="vite/client" />
import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import { withColorScheme } from './color-scheme.ts';

// Written by `npm run build`; without it the stories work, their tables of attributes stay empty.
const manifests = import.meta.glob<unknown>('../dist/custom-elements.json', {
  eager: true,
  import: 'default',
});
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withColorScheme],
  parameters: {
    controls: { expanded: true },
  },
  globalTypes: {
    colorScheme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Colours',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
  },
  initialGlobals: { colorScheme: 'light' },
};

export default preview;
