import { type Binary, sumOfBinaries } from './binary.ts'
import { addProductExactly, addSum, exactSum, type ExactSum, exactValue } from './exact-sum.ts'

/**
 * A sum of products of two finite doubles without any rounding, whatever their size. A factor whose product might leave
 * the range of doubles, or lose digits below it, is brought near to 1 by a power of two; `scaled` has the sums of
 * products with such factors by that power of two. Plain JSON, changed in place.
 */
export interface ExactProducts {
  readonly sum: ExactSum
  scaled: Record<string, ExactSum> | null
}

export const exactProducts = (): ExactProducts => ({ sum: exactSum(), scaled: null })

const least = 2 ** -440
const greatest = 2 ** 480

export function addProduct(products: ExactProducts, x: number, y: number): void {
  const xSize = Math.abs(x)
  const ySize = Math.abs(y)
  if (xSize >= least && ySize >= least && xSize <= greatest && ySize <= greatest)
    addProductExactly(products.sum, x, y)
  else if (x !== 0 && y !== 0) addScaled(products, x, y)
}

/** Adds what another sum of products holds. */
export function addProducts(products: ExactProducts, other: ExactProducts): void {
  addSum(products.sum, other.sum)
  for (const [power, sum] of Object.entries(other.scaled ?? {}))
    addSum(((products.scaled ??= {})[power] ??= exactSum()), sum)
}

function addScaled(products: ExactProducts, x: number, y: number): void {
  const [xPower, yPower] = [powerOf(x), powerOf(y)]
  const power = String(xPower + yPower)
  const sum = ((products.scaled ??= {})[power] ??= exactSum())
  addProductExactly(sum, x * 2 ** -xPower, y * 2 ** -yPower)
}

/** What a factor is divided by is 2 to the power of this. */
const powerOf = (value: number): number => {
  const size = Math.abs(value)
  return size > greatest ? 600 : size < least ? -600 : 0
}

export function exactValueOfProducts({ sum, scaled }: ExactProducts): Binary {
  const others = Object.entries(scaled ?? {}).map(([power, scaledSum]): Binary => {
    const { digits, exponent } = exactValue(scaledSum)
    return { digits, exponent: exponent + Number(power) }
  })
  return sumOfBinaries([exactValue(sum), ...others])
}
