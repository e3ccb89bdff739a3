import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from '../connection/connection.ts';
import { ConnectionController } from '../connection/connection-controller.ts';
import { createLocalization, type Localization, type Texts } from '../i18n/localization.ts';
import { defineElement } from './define-element.ts';

/** What every element that uses a connection has: the way to find it, and the visitor's language. */
export abstract class SfElement extends LitElement {
  /** The tag this element is made for. */
  static readonly tag: string;
  /** Classes whose tags this element renders. */
  static readonly dependencies: readonly (typeof SfElement)[] = [];
  /** What this element says. */
  static readonly texts: Texts;

  /** Registers this element and those it renders. Where the tag is taken, it stays as it is. */
  static define(tag: string = this.tag, registry: CustomElementRegistry = customElements): void {
    for (const dependency of this.dependencies) dependency.define(undefined, registry);
    defineElement(this as unknown as CustomElementConstructor, tag, registry);
  }

  /** The connection to use, or the id of the `<sf-connection>` that has it. Default: the nearest. */
  @property() connection: Connection | string | undefined;

  /** The connection in use and its state. */
  protected readonly link = new ConnectionController(this);

  /** Language and formats: the user's in Salesforce, else the page's. */
  protected get localization(): Localization {
    const { user } = this.link.state;
    const pageLocale = this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    return createLocalization((this.constructor as typeof SfElement).texts, {
      locale: user?.locale ?? (pageLocale || navigator.language),
      timeZone: user?.timeZone,
    });
  }
}
