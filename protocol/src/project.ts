/** What became of a file: rewritten, as it was to be already, or left alone. */
export interface FileOutcome {
  readonly uri: string;
  readonly status: 'changed' | 'unchanged' | 'failed';
  /** A sentence; of those that failed. */
  readonly problem?: string;
}

/** What the commands `nbproject.initProject` and `nbproject.syncProject` give. */
export interface ProjectResult {
  readonly notebooks: readonly FileOutcome[];
  /** Each nbproject_metadata.yml. */
  readonly files: readonly FileOutcome[];
}

/** What the command `nbproject.writeRequirements` gives. */
export interface RequirementsResult {
  /** The requirements.txt; `unchanged` also where the user did not want it replaced. */
  readonly file: FileOutcome;
  /** Notebooks that were left out. */
  readonly notebooks: readonly FileOutcome[];
  /** By name; the version is the empty string where none is recorded. */
  readonly requirements: readonly { readonly name: string; readonly version: string }[];
}
