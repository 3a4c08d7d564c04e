// jose ships ES modules alone, which jest does not load: run as a process of its own.
import { readFileSync } from 'node:fs';
import { flattenedVerify, importJWK } from 'jose';

const { recus, keys } = JSON.parse(readFileSync(0, 'utf8'));
const reponses = await Promise.all(
  recus.map(async ({ jws, charge }) => {
    const [entete, vide, signature] = jws.split('.');
    if (vide !== '') return 'not detached';
    const cle = (header) =>
      importJWK(
        keys.find(({ kid }) => kid === header.kid),
        'EdDSA',
      );
    try {
      const jeton = { protected: entete, payload: Buffer.from(charge), signature };
      const { protectedHeader } = await flattenedVerify(jeton, cle, { algorithms: ['EdDSA'] });
      return protectedHeader.b64 === false ? 'ok' : 'encoded';
    } catch (error) {
      return error.code ?? error.message;
    }
  }),
);
process.stdout.write(JSON.stringify(reponses));
