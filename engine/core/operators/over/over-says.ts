type Shown = Readonly<Record<string, string | undefined>>

/** What a node adds to each event, of which others, in one line. */
export function saysOf(shown: Shown): string {
  const { aggregates, lags, numberAs, rankAs, denseRankAs, timeAs, per } = shown
  const parts = [
    ...(aggregates === undefined ? [] : [`${aggregates} over ${overWhat(shown)}`]),
    ...(lags === undefined ? [] : [lags]),
    ...(numberAs === undefined ? [] : [`its number as ${numberAs}`]),
    ...(rankAs === undefined ? [] : [`its rank by time as ${rankAs}`]),
    ...(denseRankAs === undefined ? [] : [`its dense rank by time as ${denseRankAs}`]),
    ...(timeAs === undefined ? [] : [`its time as ${timeAs}`]),
  ]
  return `adds to each event ${parts.join('; ')}${per === undefined ? '' : `, per ${per}`}`
}

function overWhat({ frame, before, after, beforeSpan, afterSpan }: Shown): string {
  const isOfRows = frame !== 'range'
  const [back, ahead] = isOfRows ? [rowsOf(before), rowsOf(after)] : [beforeSpan, afterSpan]
  const isAhead = ahead !== undefined && ahead !== '0s' && ahead !== '0 rows'
  const behind = isAhead ? ` and the ${ahead} after it` : ''
  return back === undefined ? `all events up to it${behind}` : `it, the ${back} before it${behind}`
}

const rowsOf = (rows: string | undefined): string | undefined =>
  rows === undefined ? undefined : rows === '1' ? 'row' : `${rows} rows`
