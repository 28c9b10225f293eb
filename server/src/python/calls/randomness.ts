import type { CallSite } from './callSite.ts';

/** A draw of random numbers, or what makes draws repeatable. Offsets into the cell's source. */
export interface RandomUse {
  readonly kind: 'draw' | 'seed';
  /** Whose generator it is; a seed of `every` library counts for all. scikit-learn draws from numpy's. */
  readonly library: 'random' | 'numpy' | 'torch' | 'tensorflow' | 'jax' | 'every';
  /** As written: `np.random.rand`. */
  readonly by: string;
  readonly start: number;
  readonly end: number;
  readonly immediate: boolean;
}

export function randomUse(call: CallSite): RandomUse | undefined {
  if (!anyPattern.test(call.called)) return undefined;
  const found = patterns.find(({ called }) => called.test(call.called));
  if (found === undefined) return undefined;
  // A generator of one's own, or an estimator, is seeded by its argument.
  const seeded =
    found.argument !== undefined &&
    (call.keywords.has(found.argument) || (found.byPosition && call.positional.length > 0));
  if (seeded) return undefined;
  return {
    kind: found.kind,
    library: found.library,
    by: call.called,
    start: call.node.start,
    end: call.node.end,
    immediate: call.immediate,
  };
}

interface Pattern {
  readonly called: RegExp;
  readonly kind: RandomUse['kind'];
  readonly library: RandomUse['library'];
  readonly argument?: string;
  readonly byPosition?: boolean;
}

const patterns: readonly Pattern[] = [
  { called: /^(?:tf|tensorflow)\.(?:random\.)?set_(?:random_)?seed$/, kind: 'seed', library: 'tensorflow' },
  { called: /(?:^|\.)(?:seed_everything|set_random_seed|set_seed)$/, kind: 'seed', library: 'every' },
  { called: /^(?:np|numpy)\.random\.seed$/, kind: 'seed', library: 'numpy' },
  { called: /^random\.seed$/, kind: 'seed', library: 'random' },
  { called: /^torch\.(?:cuda\.)?manual_seed(?:_all)?$/, kind: 'seed', library: 'torch' },
  { called: /^(?:jax\.)?random\.(?:PRNGKey|key)$/, kind: 'seed', library: 'jax' },
  {
    called: /^(?:np|numpy)\.random\.(?:default_rng|RandomState)$/,
    kind: 'draw',
    library: 'numpy',
    argument: 'seed',
    byPosition: true,
  },
  {
    called:
      /^(?:np|numpy)\.random\.(?:rand|randn|randint|random|random_sample|ranf|sample|choice|shuffle|permutation|uniform|normal|standard_normal|binomial|poisson|exponential|beta|gamma|multivariate_normal|multinomial|lognormal|laplace|dirichlet|bytes)$/,
    kind: 'draw',
    library: 'numpy',
  },
  {
    called:
      /^random\.(?:random|randint|randrange|choice|choices|shuffle|sample|uniform|gauss|normalvariate|betavariate|expovariate|getrandbits|triangular)$/,
    kind: 'draw',
    library: 'random',
  },
  {
    called: /^torch\.(?:rand|randn|randint|randperm|rand_like|randn_like|normal|bernoulli|multinomial)$/,
    kind: 'draw',
    library: 'torch',
  },
  {
    called: /^(?:tf|tensorflow)\.random\.(?:normal|uniform|truncated_normal|shuffle|categorical|gamma|poisson)$/,
    kind: 'draw',
    library: 'tensorflow',
  },
  {
    called:
      /(?:^|\.)(?:train_test_split|ShuffleSplit|KMeans|MiniBatchKMeans|RandomForestClassifier|RandomForestRegressor|ExtraTreesClassifier|GradientBoostingClassifier|GradientBoostingRegressor|MLPClassifier|MLPRegressor|SGDClassifier|SGDRegressor|TSNE|make_blobs|make_classification|make_moons|make_circles|make_regression)$/,
    kind: 'draw',
    library: 'numpy',
    argument: 'random_state',
  },
];

/** What most calls do not have is asked once, not pattern by pattern. */
const anyPattern = new RegExp(patterns.map(({ called }) => called.source).join('|'));
