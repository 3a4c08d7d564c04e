import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { executable } from '../../src/gateway/remote';
import { parler } from '../parler';
import { schemaUni, sousGraphes } from './sous-graphes';

/** One rival: the fused subgraphs, or one schema, under the same server. Cache hints, off in the hub, cost the other half its speed. */
const schema = process.env['RIVAL'] === 'uni' ? schemaUni() : executable({ subgraphs: sousGraphes() }).schema;
const apollo = new ApolloServer({ schema, plugins: [ApolloServerPluginCacheControlDisabled()] });
parler(startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } }).then(({ url }) => url));
