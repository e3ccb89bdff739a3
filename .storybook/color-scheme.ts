import type { Decorator } from '@storybook/web-components-vite';

/** Shows the story in the colour scheme chosen in the toolbar, on that scheme's own background. */
export const withColorScheme: Decorator = (story, { globals }) => {
  const { style } = document.documentElement;
  style.colorScheme = globals.colorScheme === 'dark' ? 'dark' : 'light';
  style.background = 'Canvas';
  style.color = 'CanvasText';
  return story();
};
