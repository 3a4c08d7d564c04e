import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Cle, ClesEnfants, Instructions } from './cles-enfants';
import { colonnesSecretes, VERSION } from './colonne';
import { desceller, indexAveugle, sceller } from './scellement';

/** A row about to be written; `enfantId` says under whose key, when the row itself does not. */
export interface LigneAEcrire {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly row: Readonly<Record<string, unknown>>;
  readonly enfantId?: string | undefined;
}

/** Seals what is written and opens what is read, column by column (`@Secret`), each child under its own key. */
export interface Lignes {
  sceller<L extends LigneAEcrire>(base: Instructions, lignes: readonly L[]): Promise<L[]>;
  /** Opens the secret properties in place. A value whose key was destroyed becomes null. */
  ouvrir<R extends object>(base: Instructions, entity: EntityTarget<ObjectLiteral>, rows: readonly R[]): Promise<R[]>;
  /** What the blind index holds for this value. */
  index(entity: EntityTarget<ObjectLiteral>, de: string, pour: string, valeur: string): Buffer;
}

const ENTETE = 17;

/** Table, column, row and key: a value moved to any other place does not open there. */
const lieuDe = (table: string, colonne: string, ligne: string, cle: string) => `${table}|${colonne}|${ligne}|${cle}`;

export function lignesSecretes(dataSource: DataSource, cles: ClesEnfants): Lignes {
  const tableDe = ({ schema, tableName }: EntityMetadata) => `${schema ?? 'public'}.${tableName}`;
  const identifiant = (metadata: EntityMetadata, row: object): string => {
    const id: unknown = metadata.primaryColumns[0]?.getEntityValue(row);
    if (typeof id !== 'string') throw new Error(`${tableDe(metadata)}: a secret needs the identifier of its row.`);
    return id;
  };
  const colonneDe = (metadata: EntityMetadata, propriete: string): string =>
    metadata.findColumnWithPropertyName(propriete)?.databaseName ?? propriete;
  const index: Lignes['index'] = (entity, de, pour, valeur) =>
    indexAveugle(cles.cleIndex, `${tableDe(dataSource.getMetadata(entity))}|${de}|${pour}`, valeur);

  return {
    index,
    sceller: async (base, lignes) => {
      const enfants = lignes.flatMap((ligne) => (aSceller(ligne).length > 0 ? [enfantDe(ligne)] : []));
      if (enfants.length === 0) return [...lignes];
      const parEnfant = await cles.pourEcrire(base, enfants);
      return lignes.map((ligne) => {
        const proprietes = aSceller(ligne);
        if (proprietes.length === 0) return ligne;
        const metadata = dataSource.getMetadata(ligne.entity);
        const id = identifiant(metadata, ligne.row);
        const cle = exiger(parEnfant.get(enfantDe(ligne)));
        const scelles = proprietes.map((propriete) => {
          const lieu = lieuDe(tableDe(metadata), colonneDe(metadata, propriete), id, cle.id);
          return [propriete, emballer(cle, ligne.row[propriete], lieu)] as const;
        });
        const indexes = colonnesSecretes(ligne.entity).index.map(({ propriete, de, pour }) => {
          const valeur = ligne.row[de];
          const locataire = ligne.row[pour];
          const connue = typeof valeur === 'string' && typeof locataire === 'string';
          return [propriete, connue ? index(ligne.entity, de, locataire, valeur) : null] as const;
        });
        return { ...ligne, row: { ...ligne.row, ...Object.fromEntries([...indexes, ...scelles]) } };
      });
    },
    ouvrir: async <R extends object>(base: Instructions, entity: EntityTarget<ObjectLiteral>, rows: readonly R[]) => {
      const { secretes } = colonnesSecretes(entity);
      const scelles = rows.flatMap((row) => {
        const lu = row as Record<string, unknown>;
        return secretes.flatMap((propriete) => {
          const octets = lu[propriete];
          return Buffer.isBuffer(octets) ? [{ lu, propriete, octets, cle: cleDe(octets) }] : [];
        });
      });
      if (scelles.length === 0) return [...rows];
      const metadata = dataSource.getMetadata(entity);
      const parId = await cles.pourLire(
        base,
        scelles.map(({ cle }) => cle),
      );
      for (const { lu, propriete, octets, cle } of scelles) {
        const cleOctets = parId.get(cle);
        const lieu = lieuDe(tableDe(metadata), colonneDe(metadata, propriete), identifiant(metadata, lu), cle);
        lu[propriete] = cleOctets ? deballer(cleOctets, octets, lieu) : null;
      }
      return [...rows];
    },
  };
}

function aSceller({ entity, row }: LigneAEcrire): string[] {
  return colonnesSecretes(entity).secretes.filter((propriete) => row[propriete] != null);
}

function enfantDe({ row, enfantId }: LigneAEcrire): string {
  const id = enfantId ?? row['enfantId'];
  if (typeof id !== 'string') throw new Error('A secret is written under the key of a child: which one was not said.');
  return id;
}

function exiger(cle: Cle | undefined): Cle {
  if (!cle) throw new Error('hub.cle_enfant gave no key for this child.');
  return cle;
}

function emballer({ id, octets }: Cle, valeur: unknown, lieu: string): Buffer {
  const entete = Buffer.concat([Buffer.of(VERSION), Buffer.from(id.replaceAll('-', ''), 'hex')]);
  return Buffer.concat([entete, sceller(octets, Buffer.from(JSON.stringify(valeur)), lieu)]);
}

function deballer(cle: Buffer, octets: Buffer, lieu: string): unknown {
  return JSON.parse(desceller(cle, octets.subarray(ENTETE), lieu).toString());
}

/** Identifier of the key that sealed. @throws Error when the value was never sealed */
function cleDe(octets: Buffer): string {
  if (octets[0] !== VERSION || octets.length < ENTETE) throw new Error('A secret column holds a value never sealed.');
  return octets
    .subarray(1, ENTETE)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
