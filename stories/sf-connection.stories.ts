import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/define/sf-connect-button.ts';
import '../src/define/sf-connection.ts';

interface Args {
  loginUrl?: string;
  clientId?: string;
  login?: string;
  apiVersion?: string;
}

const meta: Meta<Args> = {
  title: 'Elements/sf-connection',
  component: 'sf-connection',
  args: { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9' },
  render: ({ loginUrl, clientId, login, apiVersion }) => html`
    <sf-connection
      login-url=${ifDefined(loginUrl)}
      client-id=${ifDefined(clientId)}
      login=${ifDefined(login as 'popup' | 'redirect' | undefined)}
      api-version=${ifDefined(apiVersion)}
    >
      <sf-connect-button></sf-connect-button>
    </sf-connection>
  `,
};
export default meta;

type Story = StoryObj<Args>;

export const NotConnected: Story = {};

export const LoginUrlIsHttp: Story = { args: { loginUrl: 'http://acme.my.salesforce.com' } };

export const LoginUrlCannotWork: Story = { args: { loginUrl: 'https://login.salesforce.com' } };

export const ClientIdIsMissing: Story = { args: { clientId: undefined } };
