import { Check, Column, type ColumnOptions } from 'typeorm';
import { SnakeCase } from '../naming';

type Options = Pick<ColumnOptions, 'nullable'>;

interface Colonnes {
  readonly secretes: string[];
  readonly index: { readonly propriete: string; readonly de: string; readonly pour: string }[];
}

/** First byte of a sealed value: how the rest is laid out. */
export const VERSION = 1;

const nommage = new SnakeCase();
const AUCUNE: Colonnes = { secretes: [], index: [] };
const parEntite = new Map<unknown, Colonnes>();

function colonnesDe(prototype: object): Colonnes {
  const entite = prototype.constructor;
  const connues = parEntite.get(entite) ?? { secretes: [], index: [] };
  parEntite.set(entite, connues);
  return connues;
}

/** A column sealed under the child's own key: the property is the clear value, the column what is stored. */
export function Secret(options: Options = {}): PropertyDecorator {
  return (prototype, propriete) => {
    colonnesDe(prototype).secretes.push(String(propriete));
    Column({ ...options, type: 'bytea' })(prototype, propriete);
    // The database itself refuses a value that was not sealed.
    const colonne = nommage.columnName(String(propriete), undefined);
    Check(`${colonne}_scelle`, `get_byte(${colonne}, 0) = ${String(VERSION)}`)(prototype, propriete);
  };
}

/**
 * Blind index of a secret property, filled when the row is written: who knows the value finds the row, nobody reads the
 * value in it. `pour` is the property that names the tenant: the same value does not look alike at two of them.
 */
export function IndexAveugle(de: string, pour: string): PropertyDecorator {
  return (prototype, propriete) => {
    colonnesDe(prototype).index.push({ propriete: String(propriete), de, pour });
    Column({ type: 'bytea', nullable: true })(prototype, propriete);
  };
}

/** The columns of an entity that are sealed, and the blind indexes over them. */
export function colonnesSecretes(entite: unknown): Colonnes {
  return parEntite.get(entite) ?? AUCUNE;
}
