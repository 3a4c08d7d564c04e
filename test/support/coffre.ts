import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { coffreDe, type Coffre } from '../../src/platform/secret/coffre';

const cle = Buffer.alloc(32, 'essai').toString('base64');

/** Of every test that opens its database itself, in this process or another. */
export const coffreDEssai: Coffre = coffreDe({ index: cle, keks: [{ id: 'essai', cle }] });
export const clesDEssai = () => clesEnfants(coffreDEssai);
