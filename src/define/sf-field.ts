import { SfField } from '../elements/field/field.ts';

SfField.define();
