import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { parseIne } from '../../domain/identifiers';
import { ScolariteRow } from './scolarite.entity';

const DECLARANTS = 'SELECT DISTINCT declaree_par par FROM education.scolarite WHERE collectivite = $1';
const TROUVER = `
  SELECT enfant_id id FROM education.scolarite s JOIN unnest($1::text[], $2::bytea[]) AS cherche(par, ine)
    ON s.declaree_par = cherche.par AND s.ine_index = cherche.ine
  ORDER BY s.id DESC LIMIT 1`;

/**
 * The child that was last declared under this INE: by the institution itself or, for a CRIP, by any school of its
 * collectivité. The index of each school is its own, so that the CRIP looks in each; nobody else can compare them.
 */
export async function enfantParIne({ actor, lecture }: HubContext, saisi: string): Promise<string | undefined> {
  const ine = parseIne(saisi);
  if (!ine.ok) throw new HubError('BAD_USER_INPUT', `ine : ${ine.message}`);
  const parmi =
    actor.role === 'crip'
      ? (await lecture.query<{ par: string }>(DECLARANTS, [actor.territoire])).map(({ par }) => par)
      : [actor.institution];
  const index = parmi.map((par) => lecture.index(ScolariteRow, 'ine', par, ine.value));
  const [trouve] = await lecture.query<{ id: string }>(TROUVER, [parmi, index]);
  return trouve?.id;
}
