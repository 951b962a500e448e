/** The errors that an operation describes, as the members of an interface: the type of a body by its status. */
import {
  code,
  docsOf,
  union,
  type Code,
  type Operation,
  type PropertyMember,
  type RenderContext,
} from '../../generator/index.ts';
import { errors } from './contents.ts';
import { typeOfContent } from './decoders.ts';

/** `'404': Problem`, with the words of the document; a body of which it says nothing is `unknown`. */
export function errorMembers(operation: Operation, context: RenderContext): readonly PropertyMember[] {
  return errors(operation).map(({ status, content, docs }) => {
    const types: readonly Code[] = content.map((each) => typeOfContent(each, context));
    return {
      kind: 'property',
      name: status,
      type: types.length === 0 ? code`unknown` : union(types),
      docs: docsOf(docs),
    };
  });
}
