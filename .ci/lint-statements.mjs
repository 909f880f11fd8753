// Parses the statements of recorded stacks by Trino's grammar, which is Athena's: the named queries and the publisher's.
//
//   node lint-statements.mjs SNAPSHOT.json...
import { readFileSync } from 'node:fs';
import { TrinoSQL } from 'dt-sql-parser';

const NewLead = ', "new_lead"';

function* statementsOf(snapshot) {
  for (const resource of JSON.parse(readFileSync(snapshot, 'utf8'))) {
    if (resource.type === 'aws:athena/namedQuery:NamedQuery') {
      yield { name: resource.name, text: resource.inputs.query };
    } else if (resource.type === 'aws:sfn/stateMachine:StateMachine') {
      yield* tasksOf(JSON.parse(resource.inputs.definition).States);
    }
  }
}

function* tasksOf(states) {
  for (const [name, { Parameters: parameters = {} }] of Object.entries(states)) {
    if (parameters.QueryString) {
      yield { name, text: parameters.QueryString };
    } else if (parameters['QueryString.$']) {
      // The leads' columns are those of the batch.
      const [, text] = /^States\.Format\('([^']*)', /.exec(parameters['QueryString.$']);
      yield { name, text: text.replaceAll('{}', NewLead) };
    }
  }
}

const parser = new TrinoSQL();
const statements = process.argv.slice(2).flatMap((snapshot) => [...statementsOf(snapshot)].map((statement) => ({ snapshot, ...statement })));
const errors = statements.flatMap(({ snapshot, name, text }) =>
  parser.validate(text).map((error) => `${snapshot}: ${name}: line ${error.startLine}, column ${error.startColumn}: ${error.message}\n${text}`));
errors.forEach((error) => console.error(error));
console.log(`${statements.length} statements, ${errors.length} errors`);
process.exitCode = errors.length > 0 || statements.length === 0 ? 1 : 0;
