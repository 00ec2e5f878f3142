import { cache } from '../cache.ts'
import { Callable } from '../calling/callable.ts'
import { apart, type Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Frame, Run } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { collapse, isSequence, wrapped } from '../values/sequence.ts'
import { Signature } from '../calling/signature.ts'
import { BODY_BYTES, MAX_NESTING_OF_TEXT, STACK_BYTES_TO_COMPILE } from '../stack.ts'
import { parseExpression } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

const signature = new Signature('<sx?:x>')

/** Reading and compiling a text costs about as much for each of its characters as so many steps, and so many bytes. */
const STEPS_PER_CHARACTER = 100
const BYTES_PER_CHARACTER_READ = 500
/** A regular expression is proven linear, or not. */
const STEPS_PER_REGEX = 10_000

/** So many texts are remembered with what they mean, none of them longer. */
const MOST_KEPT = 50
const LONGEST_KEPT = 1_000

/** `$eval`: evaluates a text as an expression, which sees the variables around, and assigns where it stands. */
export function compileEvalFunction(scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.readsOutside = true
  compilation.givesFunctions = true
  // What is only known now can't be refused when the expression is compiled.
  const later = compilation.lenient()
  const texts = cache<Compiled>(MOST_KEPT)
  const compiled = (text: string): Compiled => {
    const tree = parseExpression(text, MAX_NESTING_OF_TEXT)
    const regexes = nodesOf(tree).filter(({ type }) => type === 'regex').length
    return { ...apart(later, () => later.build(tree, scope)), regexes }
  }
  const read = (text: string): Compiled =>
    text.length > LONGEST_KEPT ? compiled(text) : texts(text, () => compiled(text))
  return (_, frame) => new EvalFunction(read, frame)
}

/** A text that was read, and what evaluating it takes of the stack. */
type Compiled = ReturnType<typeof apart<Code>> & { readonly regexes: number }

class EvalFunction extends Callable {
  readonly arity = 2
  readonly #read: (text: string) => Compiled
  readonly #frame: Frame

  constructor(read: (text: string) => Compiled, frame: Frame) {
    super()
    this.#read = read
    this.#frame = frame
  }

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    const [text, focus] = signature.validate(args, input, run)
    if (typeof text !== 'string') return undefined
    run.spend(text.length * STEPS_PER_CHARACTER)
    run.makeBytes(text.length * BYTES_PER_CHARACTER_READ)
    run.enter(STACK_BYTES_TO_COMPILE)
    const { code, bytes, regexes } = wrapErrors('D3120', () => this.#read(text))
    run.spend(regexes * STEPS_PER_REGEX)
    run.leave(STACK_BYTES_TO_COMPILE)
    run.descend(BODY_BYTES + bytes)
    const context = focus === undefined ? input : isPlainArray(focus) ? wrapped(focus) : focus
    const result = wrapErrors('D3121', () => collapse(code(context, this.#frame)))
    run.ascend(BODY_BYTES + bytes)
    return result
  }
}

/** What a path has found is gone through as it is; any other array counts as one value. */
const isPlainArray = (value: unknown): value is unknown[] => Array.isArray(value) && !isSequence(value)

/** What is wrong with the text, or with its evaluation; a bound that is passed is one of the whole. */
function wrapErrors<Result>(code: string, action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.code === 'U1001') throw error
    throw new ExpressionError(code, { value: error.message, message: error.message })
  }
}
