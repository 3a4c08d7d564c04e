import { ArgsType, Directive, Field, Int, ObjectType, Root, type ClassType } from 'type-graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { HubError } from '../domain/errors';

export const PAGE_MAX = 100;
const PAGE_DEFAULT = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `Nombre de lignes, 1 à ${String(PAGE_MAX)} (20 par défaut).` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Curseur opaque de la dernière ligne déjà lue.' })
  after?: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'Suite de la liste.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Il reste des lignes après celles-ci.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Des lignes précèdent celles-ci : un curseur a été donné.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Curseur de la première ligne.' })
  startCursor?: string | null;

  @Field(() => String, { nullable: true, description: 'Curseur de la dernière ligne.' })
  endCursor?: string | null;
}

export interface Page<T> {
  readonly edges: { cursor: string; node: T }[];
  /** A list that does not say whether it starts after a cursor starts at its first row. */
  readonly pageInfo: Omit<PageInfo, 'hasPreviousPage'> & Partial<PageInfo>;
}

/** The Relay connection of a node type: `FooConnection { edges { cursor node } pageInfo }`. */
export function connectionOf<T extends object>(
  node: ClassType<T>,
  name: string,
  description: string,
  ordre = 'de la plus récente à la plus ancienne',
) {
  @ObjectType(`${name}Edge`, { description: `Ligne de ${name}Connection.` })
  class Edge {
    @Field(() => String, { description: 'Curseur opaque de cette ligne.' })
    cursor!: string;

    @Field(() => node, { description: 'La ligne.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description })
  class Connection {
    @Field(() => [Edge], { description: `Les lignes, ${ordre}.` })
    edges!: Edge[];

    // Not named `pageInfo`: the property of that name, that the resolver answers, would hide it.
    @Field(() => PageInfo, { name: 'pageInfo', description: 'Suite de la liste.' })
    suite(@Root() { edges, pageInfo }: Page<T>): PageInfo {
      return { hasPreviousPage: false, startCursor: edges[0]?.cursor ?? null, ...pageInfo };
    }
  }
  return Connection;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keyset page on the UUIDv7 `id`, newest first: one statement, whatever the depth. */
export async function page<E extends ObjectLiteral & { id: string }, T>(
  builder: SelectQueryBuilder<E>,
  { first, after }: PageArgs,
  publish: (row: E) => T,
): Promise<Page<T>> {
  const size = pageSize(first);
  const hasPreviousPage = after !== undefined && after !== null;
  if (hasPreviousPage) builder.andWhere(`${builder.alias}.id < :after`, { after: idOf(after) });
  const rows = await builder
    .orderBy(`${builder.alias}.id`, 'DESC')
    .limit(size + 1)
    .getMany();
  const edges = rows.slice(0, size).map((row) => ({ cursor: cursorOf(row.id), node: publish(row) }));
  const hasNextPage = rows.length > size;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

/** @throws HubError `BAD_USER_INPUT` */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? PAGE_DEFAULT;
  if (size < 1 || size > PAGE_MAX)
    throw new HubError('BAD_USER_INPUT', `first : un nombre de 1 à ${String(PAGE_MAX)} est attendu.`);
  return size;
}

function cursorOf(id: string): string {
  return Buffer.from(id, 'latin1').toString('base64url');
}

function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!UUID.test(id)) throw new HubError('BAD_USER_INPUT', 'after : ce curseur ne vient pas de cette liste.');
  return id;
}

/** An identifier given by a partner; one that is not a UUID names nothing, like any absent record. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
