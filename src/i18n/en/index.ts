import { common } from './common.ts';
import { connect } from './connect.ts';
import { fields } from './fields.ts';
import { form } from './form.ts';
import { table } from './table.ts';

/** The English catalogue; its keys are the kit's complete list of texts. */
export const en = { ...common, ...connect, ...fields, ...form, ...table } as const;
