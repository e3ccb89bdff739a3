import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/sf-connect-button.ts';
import { insideConnection, loadConnection } from './support/story-org.ts';

const meta: Meta = {
  title: 'Elements/sf-connect-button',
  component: 'sf-connect-button',
  loaders: [loadConnection],
  decorators: [insideConnection],
  render: () => html`<sf-connect-button></sf-connect-button>`,
};
export default meta;

export const Connected: StoryObj = {};

export const Connecting: StoryObj = { parameters: { org: 'connecting' } };

export const NotConnected: StoryObj = {
  decorators: [],
  loaders: [],
  render: () => html`
    <sf-connection login-url="https://acme.my.salesforce.com" client-id="3MVG9">
      <sf-connect-button></sf-connect-button>
    </sf-connection>
  `,
};

export const SignInFailed: StoryObj = { parameters: { org: 'not-connected' } };

export const SetUpWrong: StoryObj = {
  ...NotConnected,
  render: () => html`
    <sf-connection login-url="http://acme.my.salesforce.com">
      <sf-connect-button></sf-connect-button>
    </sf-connection>
  `,
};
