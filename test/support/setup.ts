import 'reflect-metadata';

// Outside production, graphql looks at each type test for a second copy of itself: a twentieth of the time of the suite.
const { NODE_ENV } = process.env;
process.env['NODE_ENV'] = 'production';
jest.requireActual('graphql/jsutils/instanceOf');
if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
else process.env['NODE_ENV'] = NODE_ENV;
