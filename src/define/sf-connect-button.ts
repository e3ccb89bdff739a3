import { SfConnectButton } from '../elements/connect-button/connect-button.ts';

SfConnectButton.define();
