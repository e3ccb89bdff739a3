import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/define/sf-record-form.ts';
import { query } from '../src/api/query.ts';
import { expire, insideConnection, loadConnection } from './support/story-org.ts';
import { shown, typeInForm } from './support/visitor.ts';

interface Args {
  objectApiName?: string;
  recordId?: string;
  fields?: string;
  mode?: string;
  columns?: number;
  density?: string;
}

const meta: Meta<Args> = {
  title: 'Elements/sf-record-form',
  component: 'sf-record-form',
  loaders: [loadConnection],
  decorators: [insideConnection],
  args: {
    objectApiName: 'Contact',
    fields: 'FirstName,LastName,Email,Phone,LeadSource,Birthdate',
    columns: 2,
  },
  argTypes: {
    mode: { control: 'select', options: ['edit', 'view', 'readonly'] },
    density: { control: 'select', options: ['comfortable', 'compact'] },
  },
  render: (args, { loaded }) => renderForm(args, loaded.recordId as string | undefined),
};
export default meta;

type Story = StoryObj<Args>;

function renderForm(args: Args, recordId?: string) {
  return html`
    <sf-record-form
      object-api-name=${ifDefined(args.objectApiName)}
      record-id=${ifDefined(args.recordId ?? recordId)}
      fields=${ifDefined(args.fields)}
      mode=${ifDefined(args.mode as 'edit' | 'view' | 'readonly' | undefined)}
      columns=${ifDefined(args.columns)}
      density=${ifDefined(args.density as 'comfortable' | 'compact' | undefined)}
    ></sf-record-form>
  `;
}

/** Finds a record for the form to show. */
const firstRecordOf = (objectApiName: string) => async () => {
  const { connection } = await loadConnection({ parameters: {} });
  await connection.start();
  const { records } = await query(connection.client, `SELECT Id FROM ${objectApiName} ORDER BY Name LIMIT 1`);
  return { recordId: records[0]?.Id };
};

export const Create: Story = {};

export const FieldsFromDescribe: Story = { args: { objectApiName: 'Lead', fields: undefined } };

export const View: Story = { loaders: [firstRecordOf('Contact')] };

export const Edit: Story = { args: { mode: 'edit' }, loaders: [firstRecordOf('Contact')] };

export const Readonly: Story = { args: { mode: 'readonly' }, loaders: [firstRecordOf('Contact')] };

export const EveryFieldType: Story = { args: { objectApiName: 'Showcase__c', fields: undefined } };

export const EveryFieldTypeShown: Story = {
  args: { objectApiName: 'Showcase__c', fields: undefined },
  loaders: [firstRecordOf('Showcase__c')],
};

export const Compact: Story = { args: { density: 'compact', columns: 3 } };

export const Loading: Story = { parameters: { org: 'loading' } };

export const RecordOnItsWay: Story = {
  parameters: { org: 'record-loading' },
  loaders: [firstRecordOf('Contact')],
};

export const NotConnected: Story = { parameters: { org: 'not-connected' } };

export const Failed: Story = { parameters: { org: 'down' } };

export const UnknownObject: Story = { args: { objectApiName: 'Contct' } };

export const UnknownField: Story = { args: { fields: 'LastName,Emial' } };

export const RequiredIsMissing: Story = {
  play: async ({ canvasElement }) => {
    await typeInForm(canvasElement, 'FirstName', 'Ada');
    await save(canvasElement);
  },
};

export const RefusedByTheOrg: Story = {
  play: async ({ canvasElement }) => {
    await typeInForm(canvasElement, 'FirstName', 'Twin');
    await typeInForm(canvasElement, 'LastName', 'Twin');
    await typeInForm(canvasElement, 'Email', 'twin@example.invalid');
    await save(canvasElement);
  },
};

export const Saved: Story = {
  play: async ({ canvasElement }) => {
    await typeInForm(canvasElement, 'FirstName', 'Ada');
    await typeInForm(canvasElement, 'LastName', 'Byron');
    await save(canvasElement);
  },
};

export const AnswerLost: Story = {
  parameters: { org: 'answer-lost' },
  play: async ({ canvasElement }) => {
    await typeInForm(canvasElement, 'FirstName', 'Ada');
    await typeInForm(canvasElement, 'LastName', 'Byron');
    await save(canvasElement);
  },
};

export const LimitReached: Story = { parameters: { org: 'limit-reached' } };

export const Expired: Story = {
  play: async ({ canvasElement }) => {
    await typeInForm(canvasElement, 'FirstName', 'Ada');
    await typeInForm(canvasElement, 'LastName', 'Byron');
    await expire(canvasElement);
  },
};

async function save(canvas: HTMLElement): Promise<void> {
  (await shown(canvas, 'sf-record-form', '#save')).click();
}
