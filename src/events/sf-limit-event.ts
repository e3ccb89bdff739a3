/** The org has used up much of the API requests it may answer within 24 hours. Fired by `<sf-connection>`. */
export class SfLimitEvent extends Event {
  static readonly type = 'sf-limit';
  /** The limit's name among the org's limits, `DailyApiRequests`. */
  readonly name: string;
  /** Requests used; unknown where the org has only refused one. */
  readonly used: number | undefined;
  /** Requests allowed; unknown where the org has only refused one. */
  readonly max: number | undefined;
  /** Requests left. */
  readonly remaining: number;
  /** The same as a sentence. */
  readonly message: string;

  constructor(init: {
    name: string;
    used: number | undefined;
    max: number | undefined;
    remaining: number;
    message: string;
  }) {
    super(SfLimitEvent.type);
    this.name = init.name;
    this.used = init.used;
    this.max = init.max;
    this.remaining = init.remaining;
    this.message = init.message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sf-limit': SfLimitEvent;
  }
}
