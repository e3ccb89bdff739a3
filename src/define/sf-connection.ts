import { SfConnection } from '../elements/connection/connection.ts';

SfConnection.define();
