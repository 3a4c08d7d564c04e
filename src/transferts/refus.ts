import { REFUS_TRANSFERT, type CodeRefusTransfert } from '../domain/transferts';

/** What a hub answers when it does not take a file. Nothing of the file is in it. */
export class RefusTransfertError extends Error {
  readonly http: number;

  constructor(
    readonly code: CodeRefusTransfert,
    readonly phrase: string = REFUS_TRANSFERT[code].message,
  ) {
    super(code);
    this.http = REFUS_TRANSFERT[code].http;
  }
}
