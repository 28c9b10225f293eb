import type { CollectionTag, ScalarTag, Tags } from 'yaml';

/** YAML 1.1 as PyYAML knows it: the library's own tags take a lone dot, a frequent location, for a number. */
export function likePyYaml(tags: Tags): Tags {
  return tags.map((tag) => (isScalarTag(tag) && tag.test?.test('.') ? { ...tag, test: exceptDots(tag.test) } : tag));
}

/** The same, but a time is text as it is written: JSON, where it goes, has no times. */
export function withoutTimes(tags: Tags): Tags {
  return likePyYaml(tags).filter(
    (tag) => typeof tag === 'string' || !/:(timestamp|binary|omap|pairs|set)$/.test(tag.tag),
  );
}

function isScalarTag(tag: string | CollectionTag | ScalarTag): tag is ScalarTag {
  return typeof tag !== 'string' && tag.collection === undefined;
}

function exceptDots({ source, flags }: RegExp): RegExp {
  return new RegExp(`(?!^[-+]?\\._*$)(?:${source})`, flags);
}
