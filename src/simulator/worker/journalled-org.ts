import {
  builtInClient,
  createSimulatedOrg,
  type OrgState,
  type SimulatedOrg,
  type SimulatedOrgOptions,
} from '../simulated-org.ts';
import type { WriteLog } from '../store/write-log.ts';
import type { SwitchName } from '../switch-names.ts';
import { Journal, type KeptOrg } from './journal.ts';
import { KeptCookies } from './kept-cookies.ts';
import { replay } from './replay.ts';
import type { SwitchAnswer } from './turn-switch.ts';
import type { WorkerSettings } from './worker-settings.ts';

/**
 * After so many writes the whole is kept anew. Less often than with each write, since a whole is 0.5 to 5 MB; often
 * enough that an org is put together again within milliseconds.
 */
const writesPerWhole = 1_000;

interface KeptState {
  readonly org: OrgState;
  readonly cookies: readonly (readonly [name: string, value: string])[];
}

interface Opened {
  readonly org: SimulatedOrg;
  readonly cookies: KeptCookies;
}

/** FNV-1a: orgs at different places are different ones, also to a client that knows them by their ids. */
function organizationAt(origin: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(origin)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The org that was kept. Rejects where it was damaged, or kept by another version. */
async function resumed(kept: KeptOrg, options: SimulatedOrgOptions): Promise<Opened> {
  const { org: state, cookies } = JSON.parse(kept.state) as KeptState;
  const data = await replay(kept.data, kept.writes);
  return { org: await createSimulatedOrg({ ...options, data, state }), cookies: new KeptCookies(cookies) };
}

async function resumedOrBegun(kept: KeptOrg | undefined, options: SimulatedOrgOptions): Promise<Opened> {
  try {
    if (kept) return await resumed(kept, options);
  } catch (error) {
    console.warn('What was kept of the simulated org cannot be used: it begins anew.', error);
  }
  return { org: await createSimulatedOrg(options), cookies: new KeptCookies([]) };
}

/** An org whose answers can be relied upon: what they say was written is in the journal. */
export class JournalledOrg {
  readonly #org: SimulatedOrg;
  readonly #journal: Journal;
  readonly #settings: string;
  readonly #log: WriteLog;
  readonly #cookies: KeptCookies;
  #state: string;
  #writesSinceWhole = 0;
  #kept: Promise<void> = Promise.resolve();

  private constructor({ org, cookies }: Opened, journal: Journal, settings: string) {
    this.#org = org;
    this.#journal = journal;
    this.#settings = settings;
    this.#cookies = cookies;
    this.#log = org.recordWrites();
    this.#state = this.#currentState();
  }

  /**
   * The org that the journal of that name tells of, or a new one where there is none, or one of other settings.
   * @param origin the org's own base URL
   */
  static async open(
    name: string,
    origin: string,
    chosen: Omit<WorkerSettings, 'path'>,
  ): Promise<JournalledOrg> {
    const journal = await Journal.open(name);
    const settings = JSON.stringify(chosen);
    const redirectUris = [...builtInClient.redirectUris, `${new URL(origin).origin}/*`];
    const clients = [{ ...builtInClient, redirectUris }];
    const options = { origin, organization: organizationAt(origin), clients, ...chosen };
    const found = await journal.read();
    const opened = await resumedOrBegun(found?.settings === settings ? found : undefined, options);
    const org = new JournalledOrg(opened, journal, settings);
    // Also where it was read from there: the org may have gained columns that the journal knows nothing of.
    await org.#keepWhole();
    return org;
  }

  /** True once somebody has deleted what was kept. */
  get isGone(): boolean {
    return this.#journal.isClosed;
  }

  /** Rejects where something could not be kept: then the org that the journal tells of is another one by now. */
  async answer(request: Request): Promise<Response> {
    const response = await this.#org.handle(request, this.#cookies);
    await this.#keep();
    return response;
  }

  /** Turns a switch of the org. Rejects as `answer` does. */
  async turn(name: SwitchName, values: readonly unknown[]): Promise<SwitchAnswer> {
    let answer: SwitchAnswer;
    try {
      answer = { value: Reflect.apply(this.#org[name], this.#org, values) };
    } catch (error) {
      answer = { refusal: error instanceof Error ? error.message : String(error) };
    }
    await this.#keep();
    return answer;
  }

  /** Resolves once everything up to now is kept, also what another request has begun to keep. */
  #keep(): Promise<void> {
    const written = this.#log.take();
    const state = this.#currentState();
    if (written.length === 0 && state === this.#state) return this.#kept;
    this.#state = state;
    this.#writesSinceWhole += written.length;
    if (this.#writesSinceWhole > writesPerWhole && !this.#org.busy) return this.#keepWhole();
    return this.#keepNext(() => this.#journal.append(written, state));
  }

  #keepWhole(): Promise<void> {
    const data = this.#org.exportData();
    const whole = { settings: this.#settings, data, state: this.#state };
    this.#log.take();
    this.#writesSinceWhole = 0;
    return this.#keepNext(() => this.#journal.replace(whole));
  }

  /** After a failure nothing more is kept, since a journal with a gap tells of an org that never was. */
  #keepNext(keep: () => Promise<void>): Promise<void> {
    this.#kept = this.#kept.then(keep);
    return this.#kept;
  }

  #currentState(): string {
    const state: KeptState = { org: this.#org.exportState(), cookies: this.#cookies.kept() };
    return JSON.stringify(state);
  }
}
