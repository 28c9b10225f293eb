import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/**
 * True when running the cell a little earlier or later can change nothing but its own names: imports, functions, classes, and
 * assignments to names of what is worked out without a call that might do more. Unsure is false.
 */
export function onlyDefines(root: SyntaxNode, text: string): boolean {
  return parts(root).every((statement) => isDefinition(statement, text));
}

function isDefinition(node: SyntaxNode, text: string): boolean {
  switch (node.type) {
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
    case 'pass_statement':
    case 'type_alias_statement':
      return true;
    case 'function_definition':
      return parts(node).every((part) => part.type === 'block' || isPure(part, text));
    case 'class_definition':
      return parts(node).every((part) =>
        part.type === 'block' ? parts(part).every((inner) => isDefinition(inner, text)) : isPure(part, text),
      );
    case 'decorated_definition':
      return parts(node).every((part) =>
        part.type === 'decorator' ? isHarmlessDecorator(part, text) : isDefinition(part, text),
      );
    case 'expression_statement':
      return parts(node).every((part) =>
        part.type === 'assignment' ? isPlainAssignment(part, text) : isPure(part, text),
      );
    default:
      return false;
  }
}

function isPlainAssignment(node: SyntaxNode, text: string): boolean {
  const [left, right] = [childIn(node, 'left'), childIn(node, 'right')];
  if (left?.type !== 'identifier' && left?.type !== 'pattern_list') return false;
  if (!parts(left).every((part) => part.type === 'identifier')) return false;
  return right === undefined || (right.type === 'assignment' ? isPlainAssignment(right, text) : isPure(right, text));
}

/** Nothing in it runs code that might do more than give a value. */
function isPure(node: SyntaxNode, text: string): boolean {
  if (node.type === 'lambda') return true;
  if (['await', 'yield', 'named_expression', 'subscript'].includes(node.type)) return false;
  if (node.type === 'call') {
    const called = childIn(node, 'function');
    if (called === undefined || !pureFunctions.has(text.slice(called.start, called.end))) return false;
  }
  return parts(node).every((part) => isPure(part, text));
}

const pureFunctions: ReadonlySet<string> = new Set(
  (
    'abs bool bytes complex dict divmod enumerate float frozenset int len list max min range reversed round set sorted str sum tuple zip ' +
    'Path pathlib.Path os.path.join datetime.timedelta timedelta np.array np.zeros np.ones np.arange np.linspace collections.namedtuple ' +
    'namedtuple OrderedDict collections.OrderedDict Counter collections.Counter re.compile'
  ).split(' '),
);

function isHarmlessDecorator(node: SyntaxNode, text: string): boolean {
  return /^@\s*(?:staticmethod|classmethod|property|\w+\.setter|(?:dataclasses\.)?dataclass|(?:functools\.)?(?:cache|lru_cache|cached_property|wraps)|abstractmethod)\b/.test(
    text.slice(node.start, node.end),
  );
}
