import type { ASTNode } from '@marcbachmann/cel-js';
import { arithmetic, negative } from './arithmetic.ts';
import { call, methodCall } from './calls.ts';
import { equality, membership } from './equality.ts';
import { listOf } from './lists.ts';
import { plainLiteral } from './literals.ts';
import { and, choose, not, or } from './logic.ts';
import { fieldTerm, name, partsOf } from './names.ts';
import { order } from './order.ts';
import { broken, type Context, type Term } from './term.ts';

/** Checks and compiles one node of the tree; problems go to the context, and a broken part is reported once. */
export function build<V>(node: ASTNode, context: Context<V>): Term<V> {
  const { start } = node;
  switch (node.op) {
    case 'value':
      return plainLiteral(node.args, start, context);
    case 'id':
      return name([node.args], start, context);
    case '.': {
      const parts = partsOf(node);
      return parts === undefined
        ? fieldTerm(build(node.args[0], context), node.args[1], context)
        : name(parts, start, context);
    }
    case '!_':
      return not(build(node.args, context), start, context);
    case '-_':
      return negative(build(node.args, context), start, context);
    case '?:': {
      const [condition, yes, no] = node.args;
      return choose(build(condition, context), build(yes, context), build(no, context), context);
    }
    case 'list':
      return listOf(
        node.args.map((element) => build(element, context)),
        start,
        context,
      );
    case 'call':
      return call(node.args[0], node.args[1], start, context, build);
    case 'rcall':
      return methodCall(node.args[0], build(node.args[1], context), node.args[2], context, build);
    case 'map':
    case '[]':
    case '[?]':
    case '.?':
      context.report(start, 'maps, indexes and optional fields are not part of this language');
      return broken(start);
    default:
      return binary(node.op, build(node.args[0], context), build(node.args[1], context), context);
  }
}

type BinaryOperator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';

function binary<V>(operator: BinaryOperator, left: Term<V>, right: Term<V>, context: Context<V>): Term<V> {
  switch (operator) {
    case '&&':
      return and(left, right, context);
    case '||':
      return or(left, right, context);
    case '==':
    case '!=':
      return equality(operator, left, right, context);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right, context);
    case 'in':
      return membership(left, right, context);
    default:
      return arithmetic(operator, left, right, context);
  }
}
