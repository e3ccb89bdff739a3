import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/define/sf-query-table.ts';
import { expire, insideConnection, loadConnection } from './support/story-org.ts';
import { shown } from './support/visitor.ts';

interface Args {
  soql?: string;
  objectApiName?: string;
  fields?: string;
  where?: string;
  orderBy?: string;
  limit?: number;
  caption?: string;
}

const accounts =
  'SELECT Name, Industry, Phone, Website, AnnualRevenue, Owner.Name, CreatedDate FROM Account ORDER BY Name';

const meta: Meta<Args> = {
  title: 'Elements/sf-query-table',
  component: 'sf-query-table',
  loaders: [loadConnection],
  decorators: [insideConnection],
  args: { soql: accounts, caption: 'Accounts' },
  render: ({ soql, objectApiName, fields, where, orderBy, limit, caption }) => html`
    <sf-query-table
      soql=${ifDefined(soql)}
      object-api-name=${ifDefined(objectApiName)}
      fields=${ifDefined(fields)}
      where=${ifDefined(where)}
      order-by=${ifDefined(orderBy)}
      limit=${ifDefined(limit)}
      caption=${ifDefined(caption)}
    ></sf-query-table>
  `,
};
export default meta;

type Story = StoryObj<Args>;

export const Accounts: Story = {};

export const ByObjectAndFields: Story = {
  args: {
    soql: undefined,
    objectApiName: 'Contact',
    fields: 'Name,Title,Email,Account.Name',
    where: "Title LIKE '%Manager%'",
    orderBy: 'Name',
    limit: 20,
    caption: 'Managers',
  },
};

export const ManyRows: Story = {
  args: { soql: 'SELECT Name, Email, Account.Name FROM Contact ORDER BY Name', caption: 'All contacts' },
};

export const EveryFieldType: Story = {
  args: { soql: 'SELECT FIELDS(ALL) FROM Showcase__c LIMIT 20', caption: 'Showcase' },
};

export const Aggregates: Story = {
  args: {
    soql: 'SELECT Industry, COUNT(Id) accounts, SUM(AnnualRevenue) revenue FROM Account GROUP BY Industry ORDER BY Industry',
    caption: 'Accounts by industry',
  },
};

export const Empty: Story = {
  args: { soql: "SELECT Name FROM Account WHERE Name = 'Nobody'", caption: 'Accounts named Nobody' },
};

export const Loading: Story = { parameters: { org: 'loading' } };

export const NotConnected: Story = { parameters: { org: 'not-connected' } };

export const Failed: Story = { parameters: { org: 'down' } };

export const MalformedSoql: Story = { args: { soql: 'SELECT Name FORM Account' } };

export const Expired: Story = {
  play: async ({ canvasElement }) => {
    await shown(canvasElement, 'sf-query-table', 'tbody td');
    await expire(canvasElement);
  },
};
