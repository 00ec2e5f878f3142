/** The public face of the core: what a host, a test or the editor may build on. */
export { compileExpression } from './core/expression/compile.ts'
