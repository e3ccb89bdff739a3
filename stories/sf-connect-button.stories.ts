import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/sf-connect-button.ts';
import { insideConnection, loadConnection } from './support/story-org.ts';
import { shown } from './support/visitor.ts';

const meta: Meta = {
  title: 'Elements/sf-connect-button',
  component: 'sf-connect-button',
  loaders: [loadConnection],
  decorators: [insideConnection],
  render: () => html`<sf-connect-button></sf-connect-button>`,
};
export default meta;

export const NotConnected: StoryObj = { parameters: { org: 'not-connected' } };

export const Connecting: StoryObj = { parameters: { org: 'connecting' } };

export const Connected: StoryObj = {};

export const MenuOpen: StoryObj = {
  play: async ({ canvasElement }) => (await shown(canvasElement, 'sf-connect-button', '.account')).click(),
};

export const Expired: StoryObj = { parameters: { org: 'expired' } };

export const PopupBlocked: StoryObj = { parameters: { org: 'popup-blocked' } };

export const AccessDenied: StoryObj = { parameters: { org: 'denied' } };

export const SignInFailed: StoryObj = { parameters: { org: 'refused' } };

export const SetUpWrong: StoryObj = {
  decorators: [],
  loaders: [],
  render: () => html`
    <sf-connection login-url="http://acme.my.salesforce.com">
      <sf-connect-button></sf-connect-button>
    </sf-connection>
  `,
};
