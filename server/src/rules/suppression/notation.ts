/** The tag of a cell of which nothing is to be reported. */
export const ignoreTag = 'nbproject-ignore';

/** The key of the notebook's metadata that lists rules which are not to be reported in it. */
export const ignoreKey = 'nbproject_ignore';

/** The code of the rule that reports what silences nothing. */
export const unusedIgnoreCode = 'unused-ignore';
