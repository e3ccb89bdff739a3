import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/define/sf-field.ts';
import type { SfField } from '../src/elements/field/field.ts';
import { expire, insideConnection, loadConnection } from './support/story-org.ts';
import { shown, type } from './support/visitor.ts';

interface Args {
  objectApiName?: string;
  fieldName?: string;
  value?: string;
  variant?: SfField['variant'];
  required?: boolean;
  disabled?: boolean;
  readonly?: boolean;
}

const meta: Meta<Args> = {
  title: 'Elements/sf-field',
  component: 'sf-field',
  loaders: [loadConnection],
  decorators: [insideConnection],
  args: { objectApiName: 'Contact', fieldName: 'Email' },
  argTypes: {
    variant: {
      control: 'select',
      options: ['standard', 'label-hidden', 'label-inline', 'label-stacked'],
    },
  },
  render: ({ objectApiName, fieldName, value, variant, required, disabled, readonly }) => html`
    <sf-field
      object-api-name=${ifDefined(objectApiName)}
      field-name=${ifDefined(fieldName)}
      value=${ifDefined(value)}
      variant=${ifDefined(variant)}
      ?required=${required}
      ?disabled=${disabled}
      ?readonly=${readonly}
    ></sf-field>
  `,
};
export default meta;

type Story = StoryObj<Args>;

export const Text: Story = {};

export const WithValue: Story = { args: { value: 'ada@northwind.example' } };

export const Picklist: Story = { args: { fieldName: 'LeadSource' } };

export const Multipicklist: Story = { args: { objectApiName: 'Showcase__c', fieldName: 'Channels__c' } };

export const WithHelp: Story = { args: { objectApiName: 'Showcase__c', fieldName: 'Code__c' } };

export const LabelInline: Story = { args: { variant: 'label-inline' } };

export const LabelHidden: Story = { args: { variant: 'label-hidden', value: 'ada@northwind.example' } };

export const Required: Story = { args: { required: true } };

export const Disabled: Story = { args: { disabled: true, value: 'ada@northwind.example' } };

export const Readonly: Story = { args: { readonly: true, value: 'ada@northwind.example' } };

export const Wrong: Story = {
  play: async ({ canvasElement }) => {
    type(await shown(canvasElement, 'sf-field', '#control'), 'ada at northwind');
    canvasElement.querySelector<SfField>('sf-field')?.reportValidity();
  },
};

export const NotConnected: Story = { parameters: { org: 'not-connected' } };

export const Loading: Story = { parameters: { org: 'loading' } };

export const Failed: Story = { parameters: { org: 'down' } };

export const UnknownField: Story = { args: { fieldName: 'Emial' } };

export const Expired: Story = {
  play: async ({ canvasElement }) => {
    type(await shown(canvasElement, 'sf-field', '#control'), 'ada@northwind.example');
    await expire(canvasElement);
  },
};
