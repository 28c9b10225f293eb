/** One installed distribution, as its metadata folder (or file) describes it. */
export interface Distribution {
  /** As the project writes it; {@link normalizedName} makes spellings comparable. */
  readonly name: string;
  /** Undefined where the metadata have none. */
  readonly version: string | undefined;
  /** Its .dist-info, .egg-info or EGG-INFO. */
  readonly path: string;
  /** The folder of the search path that it was found in. */
  readonly folder: string;
  /** Normalised name by which importlib.metadata finds it: from the name of the folder, not from what lies in it. */
  readonly key: string;
  /** What its top_level.txt says, in its order; empty where there is none. */
  readonly declaredNames: readonly string[];
  /** The project's folder, for an editable install that says so in direct_url.json. */
  readonly editableProject: string | undefined;
}
