import type { Json } from '../../model/json.ts'
import type {
  FormHint,
  JsonSchema,
  Present,
  Presence,
  Setting,
  SettingPlace,
  SettingResult,
  SettingWords,
} from '../setting.ts'

interface Kind<Value> {
  readonly kind: string
  readonly schema: JsonSchema
  readonly form?: FormHint
  read(raw: Json, place: SettingPlace): SettingResult<Value>
}

/** Puts together what the author says of a setting and what its kind knows. */
export function declare<Value, const P extends SettingWords & Presence>(
  words: P,
  kind: Kind<Value>,
): Setting<Present<Value, P>> {
  const setting: Setting<Value> = {
    kind: kind.kind,
    summary: words.summary,
    required: words.default === undefined && words.optional !== true,
    ...(words.default === undefined ? {} : { default: words.default }),
    ...(words.example === undefined ? {} : { example: words.example }),
    onChange: words.onChange ?? 'reset',
    ...(words.when === undefined ? {} : { when: words.when }),
    advanced: words.advanced ?? false,
    schema: kind.schema,
    form: kind.form ?? { control: kind.kind },
    read: (raw, place) => kind.read(raw, place),
  }
  // `Present` adds `undefined` for an optional setting; a setting only produces values, so the narrower one serves.
  return setting as Setting<Present<Value, P>>
}
