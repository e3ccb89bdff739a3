import { SfRecordForm } from '../elements/record-form/record-form.ts';

SfRecordForm.define();
