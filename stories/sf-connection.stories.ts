import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/define/sf-connect-button.ts';
import '../src/define/sf-connection.ts';

interface Args {
  loginUrl?: string;
  clientId?: string;
  clientSecret?: string;
  redirectUri?: string;
  scope?: string;
  flow?: string;
  login?: string;
  returnTo?: string;
  storage?: string;
  prompt?: string;
  loginHint?: string;
  instanceHosts?: string;
  relay?: string;
  apiVersion?: string;
}

const meta: Meta<Args> = {
  title: 'Elements/sf-connection',
  component: 'sf-connection',
  args: { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9' },
  argTypes: {
    flow: { control: 'select', options: ['pkce', 'user-agent'] },
    login: { control: 'select', options: ['popup', 'redirect'] },
    storage: { control: 'select', options: ['memory', 'session', 'local'] },
  },
  render: (args) => html`
    <sf-connection
      login-url=${ifDefined(args.loginUrl)}
      client-id=${ifDefined(args.clientId)}
      client-secret=${ifDefined(args.clientSecret)}
      redirect-uri=${ifDefined(args.redirectUri)}
      scope=${ifDefined(args.scope)}
      flow=${ifDefined(args.flow)}
      login=${ifDefined(args.login)}
      return-to=${ifDefined(args.returnTo)}
      storage=${ifDefined(args.storage)}
      prompt=${ifDefined(args.prompt)}
      login-hint=${ifDefined(args.loginHint)}
      instance-hosts=${ifDefined(args.instanceHosts)}
      relay=${ifDefined(args.relay)}
      api-version=${ifDefined(args.apiVersion)}
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

export const ClientIdIsASecret: Story = { args: { clientId: '0123456789ABCDEF'.repeat(4) } };

export const ClientSecretIsGiven: Story = { args: { clientSecret: 'any' } };

export const FlowIsUnknown: Story = { args: { flow: 'implicit' } };

export const StorageIsUnknown: Story = { args: { storage: 'cookie' } };

export const RedirectUriIsForeign: Story = { args: { redirectUri: 'https://www.example.org/callback.html' } };

export const ReturnToIsForeign: Story = { args: { returnTo: 'https://www.example.org/' } };

export const InstanceHostsAreNone: Story = { args: { instanceHosts: 'https://crm.example.org' } };

export const RelayIsForeign: Story = { args: { relay: 'https://www.example.org/token' } };
