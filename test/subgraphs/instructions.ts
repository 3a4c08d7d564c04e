import { Client } from 'pg';

const instruction = jest.spyOn(Client.prototype, 'query');

/** What the hub keeps for some seconds, and reads again when that has passed, whoever asks: not the operation's own. */
const RELUES = /hub\.partenaire|hub\.client|crip\.horaires|hub\.cle_enfant|clock_timestamp/;

/** The statements that have reached PostgreSQL, whoever asked for them. */
export function instructionsVues(): string[] {
  return instruction.mock.calls.map((appel) => JSON.stringify(appel[0]));
}

/** How many of them an operation always makes. */
export function nombre(): number {
  return instructionsVues().filter((texte) => !RELUES.test(texte)).length;
}
