import { createContext } from '@lit/context';
import type { Connection } from './connection.ts';

/** A registered symbol, so that elements of two copies of the kit find each other's connection. */
export const connectionContext = createContext<Connection | undefined>(
  Symbol.for('sf-elements/connection@1'),
);
