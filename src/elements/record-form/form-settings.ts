import { type SfError, toSfError } from '../../errors/sf-error.ts';
import { type FormAttributes, type FormConfig, readFormConfig } from './form-config.ts';

/** What a form's attributes ask for at present, or what is wrong with them. */
export class FormSettings {
  config: FormConfig | undefined;
  error: SfError | undefined;
  readonly #report: (error: SfError) => void;

  constructor(report: (error: SfError) => void) {
    this.#report = report;
  }

  /** Takes up the attributes. Reports what is wrong with them, unless it was so before. */
  read(attributes: FormAttributes): void {
    const before = this.error;
    this.error = undefined;
    try {
      this.config = readFormConfig(attributes);
    } catch (error) {
      this.config = undefined;
      this.error = toSfError(error, 'Show the form');
    }
    if (this.error && this.error.message !== before?.message) this.#report(this.error);
  }
}
