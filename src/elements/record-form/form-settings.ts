import { type SfError, toSfError } from '../../errors/sf-error.ts';
import { type FormAttributes, type FormConfig, readFormConfig } from './form-config.ts';

/** What a form's attributes ask for at present, or what is wrong with them. */
export class FormSettings {
  config: FormConfig | undefined;
  error: SfError | undefined;

  /** Takes up the attributes. Returns what is wrong with them, unless it was so before. */
  read(attributes: FormAttributes): SfError | undefined {
    const before = this.error;
    this.error = undefined;
    try {
      this.config = readFormConfig(attributes);
    } catch (error) {
      this.config = undefined;
      this.error = toSfError(error, 'Show the form');
    }
    return this.error?.message === before?.message ? undefined : this.error;
  }
}
